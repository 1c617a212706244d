"""Opens the warehouse, a file or a shared one, for writing or reading, and brings its schema up to date."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extractors.errors import ModelmapError
from warehouse import lake
from warehouse.lake import Lake, MissingError
from warehouse.statements import SMALL, quoted, settle

Place = Path | Lake
"""Where a warehouse is: a DuckDB file, or a lake that several machines share."""

MIGRATIONS = Path(__file__).parent / "sql" / "migrations"
_TROUBLE = (
    duckdb.IOException,
    duckdb.FatalException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
)
"""What may be wrong with a warehouse, as against with what we ask of it."""
_NUMBERED = re.compile(r"\d{4}_\w+\.sql")
_VIEW_COLUMN = re.compile(r"^COMMENT ON COLUMN (\w+)\.", re.MULTILINE)
_VIEW = re.compile(r"^CREATE (?:OR REPLACE )?VIEW (\w+)", re.MULTILINE)
_HELD = re.compile(r"Conflicting lock is held in (.+?) \(PID (\d+)\)")


class DamagedError(ModelmapError):
    """The warehouse's file is damaged; `modelmap build` makes it anew from the landing."""


@contextmanager
def writing(place: Place) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write, with the newest schema. Nobody else can write meanwhile.

    No other process can open a file meanwhile; a shared warehouse goes on being read.

    Raises:
        HomeBusyError: others write to the shared warehouse, and did not end.
        ModelmapError: it is locked, damaged, not writable, cannot be reached, or is from a newer modelmap.
    """
    opened = lake.writing(place) if isinstance(place, Lake) else _file(place, read_only=False)
    with _explaining(place), opened as con:
        migrate(con)
        yield con


@contextmanager
def reading(place: Place) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that can only read. What it reads stays the same until it is closed.

    Raises:
        MissingError: there is no warehouse yet.
        ModelmapError: the file is open for writing elsewhere or damaged, the shared warehouse cannot be
            reached, or it is from a newer modelmap.
    """
    opened = lake.reading(place) if isinstance(place, Lake) else _file(place, read_only=True)
    with _explaining(place), opened as con:
        _require_newest(con)
        yield con


def attach(con: duckdb.DuckDBPyConnection, place: Place, name: str) -> None:
    """Attach the warehouse for reading, under `name`, beside what `con` has.

    Raises:
        duckdb.Error: it cannot be opened.
    """
    if isinstance(place, Lake):
        lake.attach(con, place, name)
    else:
        con.execute(f"ATTACH {quoted(place)} AS {name} (READ_ONLY)")


def pinned(con: duckdb.DuckDBPyConnection, place: Place) -> Place:
    """Where to find what the reading connection `con` sees, even if others write after it is closed."""
    return lake.pinned(con, place) if isinstance(place, Lake) else place


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
            _apply(con, known[name].read_text(encoding="utf-8"))
            con.execute("INSERT INTO facts.migrations VALUES (?, ?)", [name, datetime.now(UTC)])
    return missing


def _apply(con: duckdb.DuckDBPyConnection, text: str) -> None:
    """Run a migration. DuckLake 1.0 keeps comments on views, but none on their columns."""
    views: set[str] = set()
    if lake.is_lake(con):
        made = con.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal")
        views = {name for (name,) in made.fetchall()} | set(_VIEW.findall(text))
    for statement in con.extract_statements(text):
        found = _VIEW_COLUMN.search(statement.query)
        if not (found and found[1] in views):
            con.execute(statement)


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


@contextmanager
def _explaining(place: Place) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        # What PostgreSQL refuses comes without a class of its own; what cannot be written to a file is
        # noticed when a transaction commits.
        if isinstance(error, _TROUBLE) or (
            isinstance(place, Lake) and (type(error) is duckdb.Error or lake.is_missing(error))
        ):
            raise explained(place, error) from error
        raise


def explained(place: Place, error: duckdb.Error) -> ModelmapError:
    """What went wrong with the warehouse, and what to do."""
    return lake.explained(place, error) if isinstance(place, Lake) else _explained(place, error)


def _explained(path: Path, error: duckdb.Error) -> ModelmapError:
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


@contextmanager
def _file(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    if not path.exists():
        if read_only:
            raise MissingError(f"there is no warehouse at {path}: run `modelmap run` first")
        _create(path)
    con = _open(path, read_only=read_only)
    try:
        yield con
    finally:
        con.close()


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
    settle(con)
    if path.stat().st_size < SMALL:
        con.execute("SET threads = 1")
    return con


def use_all_cores(con: duckdb.DuckDBPyConnection) -> None:
    """Before work that is large although the warehouse is not: a first listing of the whole Hub."""
    con.execute("RESET threads")
