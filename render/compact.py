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
    texts = all(value is None or type(value) is str for value in values)
    # Others by what is written, for True is no 1 in JSON.
    written = values if texts else [orjson.dumps(value) for value in values]
    at: dict[Any, int] = {}
    positions = [at.setdefault(one, len(at)) for one in written]
    coded = sum(map(_length, at)) + len(values) * len(str(len(at)))
    if coded >= sum(map(_length, written)):
        return values
    return {"of": list(at) if texts else [orjson.loads(one) for one in at], "at": positions}


def _length(written: str | bytes | None) -> int:
    """About how long it is in JSON."""
    return len(written) + 2 if written else 4
