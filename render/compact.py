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
    if all(value is None or type(value) is str for value in values):
        written: list[Any] = values
        sizes = [4 if value is None else len(value) + 2 for value in values]
    else:  # by what is written, for True is no 1 in JSON
        written = [orjson.dumps(value) for value in values]
        sizes = list(map(len, written))
    at: dict[Any, int] = {}
    positions = [at.setdefault(text, len(at)) for text in written]
    first = {position: number for number, position in reversed(list(enumerate(positions)))}
    distinct = [first[position] for position in range(len(at))]
    if sum(sizes[number] for number in distinct) + len(values) * len(str(len(at))) >= sum(sizes):
        return values
    return {"of": [values[number] for number in distinct], "at": positions}
