"""How wide a text will be set, without knowing which font the reader's machine has.

Graphviz guesses widths of CJK text as if it were Latin, and its guess depends on the fonts that are
installed; we set every box's width ourselves. Latin widths are those of Helvetica (Adobe's AFM tables, which
Arial and Liberation Sans share), made a tenth wider for the fonts that may stand in; East-Asian wide and
full-width characters (Unicode Standard Annex #11) take one em.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_CLASSES = {
    191: "'",
    222: "ijl",
    260: "|",
    278: " !,./:;I[\\]ft",
    334: "(){}-r`",
    389: "*",
    355: '"',
    469: "^",
    500: "JcksvxyzZ",
    556: "#$0123456789?L_abdeghnopqu",
    584: "+<=>~",
    611: "FT",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
_LATIN = {character: width / 1000 for width, characters in _CLASSES.items() for character in characters}
_LATIN["Z"] = 0.611
SLACK = 1.1
BOLD = 1.07
"""Helvetica Bold is up to 7 % wider than Helvetica over English names."""


class _Ems(dict[str, float]):
    """Widths in em by character; one that is asked for the first time is looked up and kept."""

    def __missing__(self, character: str) -> float:
        """Look it up."""
        self[character] = found = _em(character)
        return found


_EMS = _Ems({character: em * SLACK for character, em in _LATIN.items()})


@lru_cache(maxsize=65536)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line in px at a font size in px."""
    return sum(map(_EMS.__getitem__, text)) * size * (BOLD if bold else 1.0)


def _em(character: str) -> float:
    """Of a character that Helvetica's Latin does not hold."""
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if unicodedata.category(character)[0] == "L":
        return 0.62 * SLACK
    return 0.9  # a symbol; CJK fonts set some of them as wide as a character


def fit(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text itself, or its beginning and an ellipsis, so that it takes no more than `room` px."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = text
    while kept and width(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"
