"""Runs the SQL files: several statements each, with named parameters."""

import sys
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import duckdb

SQL = Path(__file__).parent / "sql"
SMALL = 64 * 2**20
"""Bytes. Up to here statements take milliseconds, and one thread is as fast as several, for two thirds of the
processor's time and less memory (the bundled catalogue on two cores: 1.15 s instead of 1.6)."""


@cache
def text(name: str) -> str:
    """The text of `warehouse/sql/NAME.sql`."""
    return (SQL / f"{name}.sql").read_text(encoding="utf-8")


def run(
    con: duckdb.DuckDBPyConnection, name: str, parameters: Mapping[str, Any] | None = None
) -> duckdb.DuckDBPyConnection:
    """Run every statement of `warehouse/sql/NAME.sql`, each with those of `parameters` that it names.

    Returns the connection, for fetching what the last statement gave.
    """
    given = parameters or {}
    for one in con.extract_statements(text(name)):
        con.execute(one, {key: given[key] for key in one.named_parameters})
    return con


def settle(con: duckdb.DuckDBPyConnection) -> None:
    """What every connection to a warehouse is set to."""
    _tell_that_pandas_is_missing()
    con.execute("SET TimeZone = 'UTC'")
    con.execute("SET enable_progress_bar = false")  # it would go to standard output, among the data
    # A streamed result of several branches, as of repo_lineage, waits for ever once its buffer is full
    # (duckdb/duckdb#22215). Whoever asks takes all rows anyway.
    con.execute("SET streaming_buffer_size = '1TB'")


@cache
def _tell_that_pandas_is_missing() -> None:
    """DuckDB looks for pandas twice for each parameter, and Python for what is not there all along its path.

    Measured on DuckDB 1.5.5: a tenth of a small load's processor time.
    """
    if find_spec("pandas") is None:
        sys.modules["pandas"] = None  # type: ignore[assignment]  # how Python marks what cannot be imported


def quoted(value: object) -> str:
    """As an SQL string, for the few statements that take no parameters (ATTACH, COPY, COMMENT)."""
    return "'" + str(value).replace("'", "''") + "'"
