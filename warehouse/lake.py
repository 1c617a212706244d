"""The shared form of the warehouse: DuckLake, with its catalogue in PostgreSQL and its rows in Parquet files.

Readers see one snapshot from beginning to end and never wait. Writers take turns: DuckLake commits
optimistically and would take two loads of one document for two inserts, which never conflict. A turn is an
advisory lock of PostgreSQL, which ends with the connection, whatever happens to the process.
"""

import logging
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace

import duckdb

from extractors.errors import ConfigurationError, HomeBusyError, ModelmapError
from extractors.extension import load_extension
from warehouse.statements import SMALL, quoted, settle

log = logging.getLogger(__name__)

SCHEME = "ducklake:postgres:"
NAME = "warehouse"
"""What an attached lake is called in a connection."""

_TURN = 7_236_544_130_482_061
"""The key of the advisory lock, in the database that holds the catalogue; any number of our own."""
_LONGEST_WAIT_SECONDS = 900.0
"""Longer than any load that was measured on a lake."""
_KEPT = "7 days"
"""How long readers may go on with a snapshot, and anybody look back to one, before its files are removed."""
_LACKING = re.compile(r"required extension '(\w+)'")
"""What DuckDB says of an object store for which it lacks an extension."""
_PASSWORD = re.compile(
    r"(password\s*=\s*)('(?:[^'\\]|\\.)*'|[^\s\"']+)|(?<=://)([^:/@\s]*):[^@\s]+(?=@)", re.IGNORECASE
)


class MissingError(ConfigurationError):
    """There is no warehouse yet."""


@dataclass(frozen=True, slots=True)
class Lake:
    """Where a shared warehouse is.

    Attributes:
        catalogue: how its PostgreSQL database is reached, as libpq reads it: `dbname=… host=…` or
            `postgresql://…`. It may hold a password, so it is in no message.
        data: folder or object store for the Parquet files, ending with `/`. It counts when the warehouse is
            made; from then on the catalogue knows it.
        snapshot: read it as it was then; None: as it is.
        wait_seconds: how long a writer waits for its turn.
    """

    catalogue: str = field(repr=False)
    data: str
    snapshot: int | None = None
    wait_seconds: float = _LONGEST_WAIT_SECONDS

    def __str__(self) -> str:
        """As it is configured, without a password."""
        return hidden(f"{SCHEME}{self.catalogue}")


def hidden(text: str) -> str:
    """The text without the passwords of connection strings."""
    return _PASSWORD.sub(lambda found: f"{found[1]}…" if found[1] else f"{found[3]}:…", text)


def _small(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether one thread is as fast as several (see `SMALL`): there are few bytes."""
    found = con.execute("SELECT coalesce(sum(file_size_bytes), 0) FROM ducklake_table_info(?)", [NAME])
    (size,) = found.fetchone() or (0,)
    return int(size) < SMALL


def attach(con: duckdb.DuckDBPyConnection, lake: Lake, name: str) -> None:
    """Attach the lake for reading, under `name`.

    Raises:
        duckdb.Error: it is not there or cannot be reached.
        ConfigurationError: an extension is missing.
    """
    _load(con)
    at = "" if lake.snapshot is None else f", SNAPSHOT_VERSION {lake.snapshot}"
    _attach(con, f"ATTACH {quoted(f'{SCHEME}{lake.catalogue}')} AS {name} (READ_ONLY{at})")


@contextmanager
def _closing(con: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """Close it in the end. With a transaction open, that would abort the process if PostgreSQL is gone."""
    try:
        yield con
    finally:
        with suppress(duckdb.Error):
            con.execute("ROLLBACK")
        con.close()


@contextmanager
def reading(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that only reads, and sees one snapshot throughout.

    Raises:
        duckdb.Error: it is not there or cannot be reached.
    """
    with _closing(_connect()) as con:
        attach(con, lake, NAME)
        con.execute(f"USE {NAME}")
        if _small(con):
            con.execute("SET threads = 1")
        con.execute("BEGIN")
        yield con


@contextmanager
def writing(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection that may write, as the only one until it is closed; makes the lake if need be.

    Raises:
        HomeBusyError: others were writing all the while.
        duckdb.Error: it cannot be reached.
    """
    # The turn ends when its cursor is closed, which an exception must not outlive.
    with _closing(_connect()) as con, _closing(con.cursor()) as turn:
        con.execute(f"ATTACH {quoted(lake.catalogue)} AS turn (TYPE postgres)")
        _take_turn(turn, lake)
        _attach_or_make(con, lake)
        con.execute(f"USE {NAME}")
        if _small(con):
            con.execute("SET threads = 1")
        yield con


def _take_turn(turn: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    """Hold the lock in a transaction of its own connection to PostgreSQL; it is let go when that ends."""
    ends = time.monotonic() + lake.wait_seconds
    told = False
    while True:
        turn.execute("BEGIN")
        try:
            # A second at a time, so that Ctrl-C is heard in between. The transaction idles while we write.
            turn.execute(
                "CALL postgres_execute('turn', 'SET LOCAL lock_timeout = ''1s''; "
                f"SET LOCAL idle_in_transaction_session_timeout = 0; SELECT pg_advisory_xact_lock({_TURN})')"
            )
        except duckdb.Error as error:
            turn.execute("ROLLBACK")
            if "lock timeout" not in str(error):
                raise
            if time.monotonic() > ends:
                raise HomeBusyError(
                    f"others have been writing to the shared warehouse {lake} for {lake.wait_seconds:.0f} s; "
                    "try again when they are done"
                ) from error
        else:
            return
        if not told:
            log.warning("another run writes to the shared warehouse; waiting for our turn")
            told = True


def _attach_or_make(con: duckdb.DuckDBPyConnection, lake: Lake) -> None:
    place = f"ATTACH {quoted(f'{SCHEME}{lake.catalogue}')} AS {NAME}"
    try:
        _attach(con, f"{place} (CREATE_IF_NOT_EXISTS false)")
    except duckdb.InvalidInputException as error:
        if not is_missing(error):
            raise
        _attach(con, f"{place} (DATA_PATH {quoted(lake.data)})")
        for option in ("expire_older_than", "delete_older_than"):
            con.execute("CALL ducklake_set_option(?, ?, ?)", [NAME, option, _KEPT])


def is_lake(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether what `con` works on is a lake, not a file or memory."""
    kind = con.execute("SELECT type FROM duckdb_databases() WHERE database_name = current_database()")
    return kind.fetchone() == ("ducklake",)


def tidy(con: duckdb.DuckDBPyConnection) -> None:
    """Merge the small files that loads leave behind, and remove old snapshots; a file needs nothing of it.

    Every load adds a few files to each table that it changes. After an unchanged day there is nothing to do.
    """
    if is_lake(con):
        con.execute("CHECKPOINT")


def is_missing(error: duckdb.Error) -> bool:
    """Whether an attempt to attach failed because there is no lake in that database."""
    return "creating a new DuckLake is explicitly disabled" in str(error)


def data_path(con: duckdb.DuckDBPyConnection) -> str:
    """Where the Parquet files of the lake are that `con` works on."""
    found = con.execute(
        "SELECT value FROM ducklake_options(?) WHERE option_name = 'data_path' AND scope = 'GLOBAL'", [NAME]
    ).fetchone()
    return str(found[0]) if found else ""


def pinned(con: duckdb.DuckDBPyConnection, lake: Lake) -> Lake:
    """The lake as `con` sees it, so that other connections see the same."""
    (snapshot,) = con.execute("FROM ducklake_current_snapshot(?)", [NAME]).fetchone() or (None,)
    return replace(lake, snapshot=snapshot)


def _connect() -> duckdb.DuckDBPyConnection:
    # Checking their signatures takes 0.3 s each time; pip has checked the hashes of the wheels.
    con = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    settle(con)
    _load(con)
    con.execute("SET allow_unsigned_extensions = false")
    return con


def _load(con: duckdb.DuckDBPyConnection) -> None:
    for name in ("postgres_scanner", "ducklake"):
        load_extension(con, name, needed_by="a shared warehouse")


def _attach(con: duckdb.DuckDBPyConnection, statement: str) -> None:
    """Where the files are is known to the catalogue, and with that what reading them needs."""
    try:
        con.execute(statement)
    except duckdb.Error as error:
        if not (lacking := _LACKING.search(str(error))):
            raise
        load_extension(con, lacking[1], needed_by="the object store of the shared warehouse")
        con.execute(statement)


def explained(lake: Lake, error: duckdb.Error) -> ModelmapError:
    """What went wrong with the lake, and what to do."""
    text = hidden(" ".join(str(error).partition("\nLINE ")[0].split()))
    if is_missing(error):
        return MissingError(f"there is no warehouse at {lake}: run `modelmap run` first")
    if "Unable to connect" in text:
        reason = text.rpartition("FATAL: ")[2] if "FATAL: " in text else text.partition('": ')[2] or text
        return ModelmapError(f"PostgreSQL cannot be reached for the warehouse {lake}: {reason.strip()}")
    if "onflict" in text:
        return ModelmapError(
            f"another program changed the shared warehouse {lake} at the same moment; run again, "
            f"nothing that it had is lost ({text[:300]})"
        )
    return ModelmapError(f"the shared warehouse {lake} cannot be used: {text[:500]}")
