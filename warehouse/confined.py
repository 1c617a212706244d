"""Keeps a query to the warehouse: no other file, no network, no settings, nothing written."""

import re
from collections.abc import Iterator
from typing import Any

import duckdb
import orjson

from extractors.errors import ConfigurationError
from warehouse.database import Place
from warehouse.lake import Lake, data_path

_REACHING = re.compile(r"(?i)(ducklake|postgres|pg_clear|read_postgres)_|query$")
"""Functions of the extensions behind a shared warehouse, which DuckDB does not count as external access:
they reach other databases and delete files. `query` runs what a string says, and would hide them."""


def confine(con: duckdb.DuckDBPyConnection, place: Place, sql: str) -> None:
    """Take from the reading connection `con` whatever `sql`, a single statement, has no business with.

    Raises:
        ConfigurationError: a shared warehouse was asked for more than rows.
        duckdb.Error: the statement cannot be parsed.
    """
    if isinstance(place, Lake):
        (parsed,) = con.execute("SELECT json_serialize_sql(?)", [sql]).fetchone() or ("{}",)
        tree = orjson.loads(parsed)
        if tree.get("error"):
            raise ConfigurationError(
                f"a shared warehouse answers single SELECT statements only: {tree.get('error_message')}"
            )
        if reaching := sorted(name for name in _functions(tree) if _REACHING.match(name)):
            raise ConfigurationError(f"a query cannot call {reaching[0]}: it reaches beyond the warehouse")
        con.execute("SET allowed_directories = ?", [[data_path(con)]])
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")


def _functions(tree: Any) -> Iterator[str]:
    """Names of all functions that a parsed statement calls."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, dict):
            if isinstance(name := node.get("function_name"), str):
                yield name
            stack.extend(node.values())
        elif isinstance(node, list):
            stack.extend(node)
