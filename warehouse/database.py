"""Opens the warehouse for writing or reading, and brings its schema up to date."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extractors.errors import ConfigurationError, ModelmapError

MIGRATIONS = Path(__file__).parent / "sql" / "migrations"
_NUMBERED = re.compile(r"(\d{4})_\w+\.sql")


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write, with the newest schema; no other process can open the file meanwhile.

    Raises:
        ModelmapError: the file is locked, damaged, not writable, or from a newer modelmap.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    con = _open(path, read_only=False)
    try:
        migrate(con)
        yield con
    finally:
        con.close()


@contextmanager
def reading(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that can only read.

    Raises:
        ConfigurationError: there is no warehouse yet.
        ModelmapError: the file is open for writing elsewhere, damaged, or from a newer modelmap.
    """
    if not path.exists():
        raise ConfigurationError(f"there is no warehouse at {path}: run `modelmap run` first")
    con = _open(path, read_only=True)
    try:
        yield con
    finally:
        con.close()


def migrate(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Apply the migrations that `con` lacks, each in one transaction with its record. Returns their names.

    Raises:
        ModelmapError: the warehouse has migrations that this modelmap does not know.
    """
    known = {file.stem: file for file in sorted(MIGRATIONS.iterdir()) if _NUMBERED.fullmatch(file.name)}
    con.execute(
        "CREATE SCHEMA IF NOT EXISTS facts; CREATE TABLE IF NOT EXISTS facts.migrations (name VARCHAR NOT NULL, applied_at TIMESTAMPTZ NOT NULL)"
    )
    applied = {name for (name,) in con.execute("SELECT name FROM facts.migrations").fetchall()}
    if newer := sorted(applied - known.keys()):
        raise ModelmapError(
            f"the warehouse was written by a newer modelmap (it has {newer[-1]}): upgrade modelmap"
        )
    missing = [name for name in known if name not in applied]
    for name in missing:
        with transaction(con):
            con.execute(known[name].read_text(encoding="utf-8"))
            con.execute("INSERT INTO facts.migrations VALUES (?, ?)", [name, datetime.now(UTC)])
    return missing


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All or nothing."""
    con.execute("BEGIN")
    try:
        yield
    except BaseException:
        con.execute("ROLLBACK")
        raise
    con.execute("COMMIT")


def _open(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(path, read_only=read_only)
    con.execute("SET TimeZone = 'UTC'")
    return con
