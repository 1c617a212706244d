"""Finding names that are already known, all of them in one pass over a text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

NameKind = Literal["model", "framework", "technique", "org", "other"]

_ONE_SPACE = str.maketrans("-_\u2010\u2011\u2012\u2013\u00a0\u3000\t\n", "          ")
_LETTER_DIGIT = re.compile(r"(?<=[^\W\d_])\s?(?=\d)")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class KnownName:
    """One spelling of something that has a place on the map.

    Attributes:
        name: the spelling, as people write it.
        model_id: the id in the catalogue, of the model, or of the organisation when `kind` is `org`.
        canonical: the name to give back, so that every spelling leads to one.
        kind: what it names.
        org: the organisation it comes from, if known.
    """

    name: str
    model_id: str
    canonical: str
    kind: NameKind = "model"
    org: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A known name in a text: `text[start:end]`."""

    start: int
    end: int
    known: KnownName


class KnownNames:
    """A matcher for known names: Aho-Corasick, the longest match wins, whole words only.

    Case, and the difference between a space, a hyphen, an underscore and nothing before a digit, do not
    matter: "Llama 3.1", "llama-3.1" and "Llama3.1" are one name. Chinese needs no word boundary.
    """

    __slots__ = ("_automaton", "_known")

    def __init__(self, spellings: dict[str, KnownName]) -> None:
        self._known = tuple(spellings.values())
        self._automaton = (
            AhoCorasick(list(spellings), matchkind=MATCHKIND_LEFTMOST_LONGEST) if spellings else None
        )

    @classmethod
    def build(cls, names: Iterable[KnownName]) -> Self:
        """A matcher for `names`; of two that are spelled alike the first wins."""
        spellings: dict[str, KnownName] = {}
        for known in names:
            for spelling in _spellings(known.name):
                spellings.setdefault(spelling, known)
        return cls(spellings)

    def __len__(self) -> int:
        return len(self._known)

    def find(self, text: str) -> tuple[Mention, ...]:
        """Every known name in `text`, in order, none overlapping another."""
        if self._automaton is None:
            return ()
        folded = _folded(text)
        return tuple(
            Mention(start, end, self._known[which])
            for which, start, end in self._automaton.find_matches_as_indexes(folded)
            if _whole(folded, start, end)
        )


def _folded(text: str) -> str:
    """`text` in lower case with one kind of separator, every character still at its place."""
    lower = text.lower()
    if len(lower) != len(text):  # "İ" becomes two characters
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return lower.translate(_ONE_SPACE)


def _spellings(name: str) -> set[str]:
    folded = " ".join(_folded(name).split())
    if len(folded) < 2 or len(folded) > _LONGEST:
        return set()
    return {folded, _LETTER_DIGIT.sub("", folded), _LETTER_DIGIT.sub(" ", folded)}


def _is_word(character: str) -> bool:
    return character.isalnum() and character < "\u2e80"


def _whole(text: str, start: int, end: int) -> bool:
    """Whether the match neither starts nor ends within a Latin word or a number."""
    if _is_word(text[start]) and start and _is_word(text[start - 1]):
        return False
    if end >= len(text) or not _is_word(text[end - 1]):
        return True
    after = text[end : end + 2]
    return not (_is_word(after[0]) or (after[0] == "." and after[1:].isdigit() and text[end - 1].isdigit()))
