"""Builds the warehouse anew from the landing, keeping the history of runs and changes."""

import logging
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from extractors.errors import ConfigurationError
from extractors.landing import Landing
from warehouse import runs
from warehouse.catalogue.read import Catalogue
from warehouse.corrections.shape import NONE, Corrections
from warehouse.database import DamagedError, Place, attach, transaction, writing
from warehouse.lake import Lake, tidy
from warehouse.load import SNAPSHOT, Curated, Loaded, load_documents
from warehouse.loading.batch import Context
from warehouse.loading.inferring import Infer
from warehouse.loading.ledger import loaded_names
from warehouse.loading.snapshot import load_snapshot
from warehouse.marts import MAP_CONFIDENCE, derive
from warehouse.statements import quoted, run

log = logging.getLogger(__name__)


def rebuild(
    place: Place,
    *,
    landing: Landing,
    catalogue: Catalogue,
    now: datetime,
    run_id: str | None = None,
    snapshot: Path = SNAPSHOT,
    corrections: Corrections = NONE,
    map_confidence: float = MAP_CONFIDENCE,
    infer: Infer | None = None,
) -> Loaded:
    """Read catalogue, snapshot and the whole landing into a new file, and put it in the old one's place.

    The public tables of facts come out as if each document had been loaded on its day. `runs` and
    `changes` are carried over, and what is different now is written down under this run, so that a better
    extractor's corrections can be seen. A damaged warehouse is replaced too, without its history. The rows
    of a shared warehouse are replaced in one transaction.

    Args:
        place: the warehouse; until the very end it stays as it is.
        landing: where documents have landed.
        catalogue: the curated entries.
        now: when the build began.
        run_id: its name in `runs`.
        snapshot: folder with the bundled snapshot's CSV files.
        corrections: what the user knows better than any source.
        map_confidence: edges and candidates that are less sure wait, and are not drawn.
        infer: infers undeclared parents, if not in this process.

    Returns:
        What was loaded; repos, announcements and models count as added if the old one did not have them.

    Raises:
        ConfigurationError: the shared warehouse has documents that this landing lacks.
        ModelmapError: the old warehouse is open elsewhere, or the new one cannot be written.
    """
    run_id = run_id or f"build-{now:%Y%m%dT%H%M%S.%fZ}"
    curated = Curated(catalogue, corrections, map_confidence)
    context = Context(run_id, now, record=False, touched=False)
    reading = _Reading(landing, snapshot, infer)
    if isinstance(place, Lake):
        return _rebuild_shared(place, curated, context, reading)
    fresh = place.with_name(f"{place.name}.rebuilding")
    old = place if _settled(place) else None
    loaded = _build(fresh, old, curated, context, reading)
    _wal(place).unlink(missing_ok=True)  # of a damaged file; DuckDB would apply it to the new one
    fresh.replace(place)
    return loaded


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is read again, and how."""

    landing: Landing
    snapshot: Path
    infer: Infer | None


def _build(fresh: Path, old: Place | None, curated: Curated, context: Context, reading: _Reading) -> Loaded:
    """Build everything in `fresh`, with the history of `old`, if any."""
    run_id, now = context.run_id, context.now
    _remove(fresh)
    with writing(fresh) as con:
        if old:
            attach(con, old, "old")
            with transaction(con):
                run(con, "rebuild/history")
        runs.start(con, run_id, now)
        with transaction(con):
            curated.load(con, context)
            load_snapshot(con, reading.snapshot, context)
        brought = load_documents(con, reading.landing, curated.catalogue, context, reading.infer)
        with transaction(con):
            derived = derive(
                con, run_id, now, everything=True, first=not old, map_confidence=curated.map_confidence
            )
            repos, announcements = _added(con, context) if old else (None, None)
        loaded = Loaded(
            documents=brought.documents,
            repos_added=_count(con, "repos") if repos is None else repos,
            announcements_added=brought.announcements if announcements is None else announcements,
            models_added=derived.models_added,
            rejected=brought.rejected,
            changes=derived.changes,
        )
        runs.finish(con, run_id, now, loaded=loaded)
        if old:
            con.execute("DETACH old")
        con.execute("CHECKPOINT")
    return loaded


def _rebuild_shared(place: Lake, curated: Curated, context: Context, reading: _Reading) -> Loaded:
    """Build in a file beside the landing, then replace the rows of the lake; nobody else writes meanwhile."""
    landing = reading.landing
    with writing(place) as con, TemporaryDirectory(prefix=".rebuilding-", dir=landing.root.parent) as scratch:
        _require_all(con, landing)
        fresh = Path(scratch) / "fresh.duckdb"
        old = place if _count(con, "models") else None
        loaded = _build(fresh, old, curated, context, reading)
        con.execute(f"ATTACH {quoted(fresh)} AS fresh (READ_ONLY)")
        tables = con.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
            "WHERE database_name = 'fresh' AND table_name <> 'migrations' ORDER BY ALL"
        ).fetchall()
        with transaction(con):
            for (table,) in tables:
                con.execute(f"DELETE FROM {table}")  # noqa: S608  names of our own tables
                con.execute(f"INSERT INTO {table} BY NAME FROM fresh.{table}")
        con.execute("DETACH fresh")
        tidy(con)
    return loaded


def _require_all(con: duckdb.DuckDBPyConnection, landing: Landing) -> None:
    """What has landed elsewhere cannot be read again here, and would be lost."""
    here = {document.name for document in landing.documents()}
    if elsewhere := sorted(loaded_names(con) - here):
        raise ConfigurationError(
            f"the shared warehouse has {len(elsewhere)} documents that are not in {landing.root}, such as "
            f"{elsewhere[0]}: a build would lose what they brought. Build where the whole landing is"
        )


def _settled(path: Path) -> bool:
    """Whether there is an old warehouse with a history to keep; its log is merged, its schema updated."""
    if not path.exists():
        return False
    try:
        with writing(path) as con:
            con.execute("CHECKPOINT")
    except DamagedError as error:
        log.warning("%s; building a new one, without the history of runs and changes", error)
        return False
    return True


def _added(con: duckdb.DuckDBPyConnection, context: Context) -> tuple[int, int]:
    """Write down what changed between repos; count the repos and announcements that the old file lacks."""
    repos, announcements = run(con, "rebuild/compare", context.parameters).fetchone() or (0, 0)
    return int(repos), int(announcements)


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    (count,) = con.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)  # noqa: S608  a name of our own
    return int(count)


def _wal(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _remove(path: Path) -> None:
    """What a build that was killed left behind."""
    path.unlink(missing_ok=True)
    _wal(path).unlink(missing_ok=True)
