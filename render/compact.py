"""Tables as the page carries them: by columns, with what repeats written once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson

Column = list[Any] | dict[str, list[Any]]


def columns(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """One list for each key of the rows, with None where a row lacks it.

    A column with few different values is `{"of": values, "at": positions}`.
    """
    keys = dict.fromkeys(key for row in rows for key in row)
    return {"count": len(rows), "of": {key: _column([row.get(key) for row in rows]) for key in keys}}


def _column(values: list[Any]) -> Column:
    written = [orjson.dumps(value) for value in values]
    distinct = dict(zip(reversed(written), reversed(values), strict=True))
    distinct = dict(reversed(distinct.items()))  # in the order of first use
    positions = {text: number for number, text in enumerate(distinct)}
    coded = sum(map(len, distinct)) + len(values) * len(str(len(distinct)))
    if coded >= sum(map(len, written)):
        return values
    return {"of": list(distinct.values()), "at": [positions[text] for text in written]}
