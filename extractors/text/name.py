"""A name in a sentence, and when two names are one."""

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.text.tables import table

_SIZE_IN_NAME = re.compile(
    r"(?<![a-z0-9.])(?:\d{1,4}x)?\d{1,5}(?:\.\d{1,3})?\s?(?:b|m|t|亿|万亿)"
    r"(?:-?a\d{1,4}(?:\.\d{1,3})?b)?(?![a-z0-9])"
)
_FILLER = re.compile(r"系列|大语言模型|大模型|语言模型|模型|(?<![a-z])(?:models?|series|family)(?![a-z])")
_PUNCTUATION = re.compile(r"[\W_]+")
_WORD_ENDS = re.compile(r"[\s\-_]+")

VARIANTS = frozenset(table("variants"))
"""Words that tell variants of one model apart."""

GRADES = frozenset(table("grades"))
"""Words that tell the grades of one model apart."""


class Name(NamedTuple):
    """A name in a sentence: `sentence[start:end]` holds it with what was cut off.

    `org` is the maker that stood before it, `tail` the generic words that stood after it ("API", "models").
    `plain` says that it is made of ordinary capitalised words, so that it needs a better reason.
    """

    text: str
    start: int
    end: int
    org: str | None = None
    tail: str = ""
    plain: bool = False


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """What is equal for two spellings of a name: no sizes, no "models", no punctuation, no case."""
    folded = name.rpartition("/")[2].casefold()
    bare = _PUNCTUATION.sub("", _FILLER.sub(" ", _SIZE_IN_NAME.sub(" ", folded)))
    return bare or _PUNCTUATION.sub("", folded)


def is_variant(name: str, base: str) -> bool:
    """Whether `name` is `base` and words for variants and grades only."""
    mine, other = _words(name), _words(base)
    return (
        len(mine) > len(other)
        and mine[: len(other)] == other
        and all(w in VARIANTS for w in mine[len(other) :])
    )


def _words(name: str) -> list[str]:
    bare = _SIZE_IN_NAME.sub(" ", name.rpartition("/")[2].casefold())
    return [word for word in _WORD_ENDS.split(bare) if word]
