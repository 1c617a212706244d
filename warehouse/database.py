"""Opens the warehouse for writing or reading, and brings its schema up to date."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extractors.errors import ConfigurationError, ModelmapError

MIGRATIONS = Path(__file__).parent / "sql" / "migrations"
_NUMBERED = re.compile(r"\d{4}_\w+\.sql")
_HELD = re.compile(r"Conflicting lock is held in (.+?) \(PID (\d+)\)")


class DamagedError(ModelmapError):
    """The warehouse's file is damaged; `modelmap build` makes it anew from the landing."""


@contextmanager
def writing(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write, with the newest schema; no other process can open the file meanwhile.

    Raises:
        ModelmapError: the file is locked, damaged, not writable, or from a newer modelmap.
    """
    if not path.exists():
        _create(path)
    con = _open(path, read_only=False)
    try:
        migrate(con)
        yield con
    except (
        duckdb.IOException,
        duckdb.FatalException,
        duckdb.OutOfMemoryException,
        duckdb.TransactionException,  # what cannot be written is noticed when a transaction commits
    ) as error:
        raise explained(path, error) from error
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
        _require_newest(con)
        yield con
    except (duckdb.IOException, duckdb.FatalException, duckdb.OutOfMemoryException) as error:
        raise explained(path, error) from error
    finally:
        con.close()


def migrate(con: duckdb.DuckDBPyConnection) -> list[str]:
    """Apply the migrations that `con` lacks, each in one transaction with its record. Returns their names.

    Raises:
        ModelmapError: the warehouse has migrations that this modelmap does not know.
    """
    con.execute(
        "CREATE SCHEMA IF NOT EXISTS facts; CREATE TABLE IF NOT EXISTS facts.migrations "
        "(name VARCHAR NOT NULL, applied_at TIMESTAMPTZ NOT NULL)"
    )
    known = _known()
    applied = _applied(con)
    _refuse_newer(applied)
    missing = [name for name in known if name not in applied]
    for name in missing:
        with transaction(con):
            con.execute(known[name].read_text(encoding="utf-8"))
            con.execute("INSERT INTO facts.migrations VALUES (?, ?)", [name, datetime.now(UTC)])
    return missing


def _known() -> dict[str, Path]:
    files = sorted(MIGRATIONS.iterdir())
    return {file.stem: file for file in files if _NUMBERED.fullmatch(file.name)}


def _applied(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in con.execute("SELECT name FROM facts.migrations").fetchall()}


def _refuse_newer(applied: set[str]) -> None:
    if newer := sorted(applied - _known().keys()):
        raise ModelmapError(
            f"the warehouse was written by a newer modelmap (it has {newer[-1]}): upgrade modelmap"
        )


def _require_newest(con: duckdb.DuckDBPyConnection) -> None:
    """Reading never changes the file, so the schema must be there already."""
    try:
        applied = _applied(con)
    except duckdb.CatalogException as error:
        raise ModelmapError("the file is a DuckDB database, but no warehouse of modelmap") from error
    _refuse_newer(applied)
    if missing := sorted(_known().keys() - applied):
        raise ModelmapError(
            f"the warehouse is from an older modelmap (it lacks {missing[0]}): "
            "run `modelmap run` or `modelmap build`"
        )


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


def explained(path: Path, error: duckdb.Error) -> ModelmapError:
    """What went wrong with the file, and what to do."""
    text = str(error).splitlines()[0]
    if held := _HELD.search(text):
        return ModelmapError(
            f"the warehouse {path} is open in another program ({held[1]}, process {held[2]}): "
            "close it there and try again"
        )
    if "not set lock" in text:
        return ModelmapError(f"the warehouse {path} is open in another program: close it there and try again")
    if "newer" in text or "storage version" in text:
        return ModelmapError(f"the warehouse {path} was written by a newer DuckDB: upgrade modelmap ({text})")
    if any(
        sign in text
        for sign in ("not a valid DuckDB", "orrupt", "Could not read enough bytes", "checksum", "deserialize")
    ):
        return DamagedError(
            f"the warehouse {path} is damaged: `modelmap build` makes it anew from the landing ({text})"
        )
    full = ("No space left", "Disk quota", "File too large", "Could not write")
    if isinstance(error, duckdb.OutOfMemoryException) or any(sign in text for sign in full):
        return ModelmapError(
            f"there is not enough memory or disk for the warehouse {path}: free some and run again, "
            f"nothing that it had is lost ({text})"
        )
    return ModelmapError(f"the warehouse {path} cannot be used: {text}")


def _create(path: Path) -> None:
    """An empty database, whole or not at all: DuckDB refuses one that it was killed over while making it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f"{path.name}.creating")
    beside.unlink(missing_ok=True)
    _open(beside, read_only=False).close()
    beside.replace(path)


def _open(path: Path, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    try:
        con = duckdb.connect(path, read_only=read_only)
    except duckdb.Error as error:
        raise explained(path, error) from error
    con.execute("SET TimeZone = 'UTC'")
    con.execute("SET enable_progress_bar = false")  # it would go to standard output, among the data
    return con
