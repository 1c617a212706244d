"""Python records into a table, a thousand a statement: one JSON parameter, read by DuckDB itself.

`executemany` inserts 4,000 rows a second; this inserts several hundred thousand and needs no Arrow.
"""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import duckdb
import orjson

_AT_ONCE = 1_000
"""DuckDB takes the parameter apart into one vector: the whole catalogue in one took 50 MB more."""


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Mapping[str, Any]]) -> int:
    """Insert `rows` into `table`, a name from our own code; missing columns become NULL. Returns how many.

    Values may be anything that JSON holds, and dates and aware datetimes.
    """
    waiting = iter(rows)
    portion = list(islice(waiting, _AT_ONCE))
    if not portion:
        return 0
    columns = con.execute(f"DESCRIBE {table}").fetchall()
    names = ", ".join(f'"{name}"' for name, *_ in columns)
    shape = orjson.dumps([{name: _json_type(kind) for name, kind, *_ in columns}]).decode()
    number = 0
    while portion:
        con.execute(
            f"INSERT INTO {table} ({names}) "  # noqa: S608  names of our own tables and columns
            f"SELECT {names} FROM (SELECT unnest(from_json(?, ?), max_depth := 2))",
            [orjson.dumps(portion).decode(), shape],
        )
        number += len(portion)
        portion = list(islice(waiting, _AT_ONCE))
    return number


def _json_type(kind: str) -> Any:
    return [kind.removesuffix("[]")] if kind.endswith("[]") else kind
