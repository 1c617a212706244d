"""The record of one announcement in a sentence."""

from typing import NamedTuple

from extractors.text.name import Name

MOST_VERBS = 12
"""Verbs of a sentence that are read: one with more is a list of words, and its cost must stay bounded."""


class Announced(NamedTuple):
    """What a sentence announces: a name, the kind its nouns tell, and how strongly it is said (0 to 1).

    `names_place`: the object may be where something is offered; `member`: it is one of a series; `ours`: the
    authors say it of their own.
    """

    name: Name
    kind: str | None
    strength: float
    evidence: str
    names_place: bool = False
    member: bool = False
    ours: bool = False
