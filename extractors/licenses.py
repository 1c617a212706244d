"""Licences as the Hub names them, as SPDX ids, with what they allow.

Facts from the Hub's list of licences (https://huggingface.co/docs/hub/repositories-licenses), the SPDX
licence list (https://spdx.org/licenses/) and each bespoke licence's own text.
"""

import csv
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from license_expression import ExpressionError, ExpressionParseError, Licensing, get_spdx_licensing

from extractors.words import Openness


class LicenseFacts(NamedTuple):
    """A licence: SPDX id or `LicenseRef-…`, what it makes of the weights, commercial use (None: unknown)."""

    spdx: str
    openness: Openness | None
    commercial_use: bool | None


_UNKNOWN = frozenset({"", "unknown", "none", "null", "n/a", "no license", "more information needed"})


def _table() -> dict[str, LicenseFacts]:
    with Path(__file__).with_name("licenses.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["hub_id"]: LicenseFacts(
                row["spdx"], Openness(row["openness"]), row["commercial_use"] == "true"
            )
            for row in csv.DictReader(file)
        }


_FACTS = _table()
_BY_SPDX = {facts.spdx.lower(): facts for facts in _FACTS.values()}
_NOT_IDSTRING = re.compile(r"[^A-Za-z0-9.]+")


@cache
def _spdx() -> Licensing:
    return get_spdx_licensing()  # 30 ms and 600 licences: read when first needed


@lru_cache(maxsize=4096)
def normalise(hub_id: str | None) -> LicenseFacts | None:
    """The facts of a licence by the Hub's id, an SPDX id or expression, or a bespoke licence's name.

    None where no licence is stated. A licence that is not known becomes `LicenseRef-…`, semi-open, its
    commercial use unknown: weights are there, an ordinary open licence is not claimed.
    """
    text = (hub_id or "").strip()[:120]
    key = text.lower()
    if key in _UNKNOWN or key[0] in "[{":  # a field of another type
        return None
    known = _FACTS.get(key) or _BY_SPDX.get(key)
    return known or _expression(text) or _reference(text)


def _expression(text: str) -> LicenseFacts | None:
    """An SPDX id or expression that is not in the table: open only if all its parts are."""
    try:
        parsed = _spdx().parse(text, validate=True, strict=True)
    except (ExpressionError, ExpressionParseError):
        return None
    if parsed is None:
        return None
    parts = [_BY_SPDX.get(str(key).lower()) for key in _spdx().license_keys(parsed)]
    known = [part for part in parts if part]
    if len(known) == len(parts) and all(part.openness is Openness.OPEN for part in known):
        return LicenseFacts(str(parsed), Openness.OPEN, True)
    return LicenseFacts(str(parsed), Openness.SEMI_OPEN, None)


def _reference(text: str) -> LicenseFacts:
    name = _NOT_IDSTRING.sub("-", text).strip("-.") or "other"
    return LicenseFacts(f"LicenseRef-{name.lower()}", Openness.SEMI_OPEN, None)
