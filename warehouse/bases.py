"""Which model to build on: open weights by licence, language, size and architecture, with the reason."""

import re
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

import duckdb
import langcodes

from extractors.errors import ConfigurationError
from extractors.languages import normalise
from warehouse.database import Place, reading
from warehouse.statements import run

_SIZE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?([KMBT])", re.IGNORECASE)
_UNITS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_CODE = "code"
"""What the catalogue writes among languages for models of program text."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a base has to meet; None is no wish.

    Attributes:
        commercial: commercial use is allowed, by its own licence and by those of all that it derives from.
        language: a tag as `language` gives it.
        most: parameters of the largest size that fits.
        architecture: encoder, decoder, encoder-decoder or other.
        quadrant: foreign, llama or chinese.
    """

    commercial: bool = False
    language: str | None = None
    most: int | None = None
    architecture: str | None = None
    quadrant: str | None = None


@dataclass(frozen=True, slots=True)
class Base:
    """A model to build on, and why.

    Attributes:
        sizes: those that fit, smallest first.
        commercial: yes, no, unknown, or some sizes.
        reason: the licences that hold, with their conditions; an inherited one says from whom.
        made_from: ids of the models that it derives from directly.
        superseded_by: the newest later generation among those that fit.
        derivatives: models and Hub repos made from it.
    """

    model: str
    name: str
    org: str | None
    released_on: date | None
    sizes: tuple[str, ...]
    architecture: str | None
    languages: tuple[str, ...]
    commercial: str
    reason: str
    made_from: tuple[str, ...]
    superseded_by: str | None
    derivatives: int
    likes: int
    hub_repo: str | None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The best first, and how many there are besides.

    Attributes:
        bases: at most as many as asked for.
        met: how many meet the wishes.
        unclear: how many would, but whether commercial use is allowed is not known.
        forbidden: how many would, but commercial use is not allowed.
        multilingual: how many would, but are multilingual without naming the language.
    """

    bases: tuple[Base, ...]
    met: int
    unclear: int
    forbidden: int
    multilingual: int


def size(text: str) -> int:
    """Parameters of a size as people write it: 13B, 0.5b, 350M, 1T.

    Raises:
        ConfigurationError: it is none.
    """
    found = _SIZE.fullmatch(text.strip())
    if not found or not (parameters := round(float(found[1]) * _UNITS[found[2].upper()])):
        raise ConfigurationError(f"{text!r} is no size: write a number and K, M, B or T, as in 13B or 350M")
    return parameters


def language(text: str) -> str:
    """The tag of a language as people write it (zh, Chinese, 中文); `mul`: multilingual, `code`: programs.

    Raises:
        ConfigurationError: there is no such language.
    """
    tag = _CODE if text.strip().lower() == _CODE else normalise(text)
    if not tag:
        raise ConfigurationError(f"{text!r} is no language: write a tag such as zh, en or ja")
    return tag


def choose(warehouse: Place, wishes: Wishes, *, limit: int = 20) -> Chosen:
    """The bases that meet the wishes: this year's first, the most built upon first among them.

    The view `bases` says what can be a base and what its licences allow; `sql/bases/choose.sql` says how
    they are ordered. A model that only says `multilingual` counts for the language of its maker's country.

    Args:
        warehouse: where it is; it is only read.
        wishes: what they have to meet.
        limit: how many to give.

    Raises:
        ModelmapError: the warehouse cannot be opened, or is not there.
    """
    with reading(warehouse) as con:
        given = {
            "commercial": wishes.commercial,
            "language": wishes.language,
            "most": wishes.most,
            "architecture": wishes.architecture,
            "quadrant": wishes.quadrant,
            "at_home": _countries(con, wishes.language),
            "most_rows": limit,
        }
        rows = run(con, "bases/choose", given).fetchall()
    met, unclear, forbidden, multilingual = rows[0][:4]
    bases = tuple(_base(row[4:]) for row in rows if row[4] is not None)
    return Chosen(bases, met, unclear if wishes.commercial else 0, forbidden, multilingual)


def _base(row: tuple[Any, ...]) -> Base:
    values: list[Any] = [tuple(value) if isinstance(value, list) else value for value in row]
    return Base(*values)


def _countries(con: duckdb.DuckDBPyConnection, tag: str | None) -> list[str]:
    """Countries of makers whose language this is most likely, by Unicode's likely subtags."""
    found = con.execute("SELECT DISTINCT country FROM orgs ORDER BY country").fetchall()
    return [
        country
        for (country,) in found
        if langcodes.Language.get(f"und-{country}").maximize().language == (tag or "").partition("-")[0]
    ]


def columns(base: Base) -> list[object]:
    """One row of the answer, in the order of `Base`'s fields."""
    return [list(value) if isinstance(value, tuple) else value for value in astuple(base)]
