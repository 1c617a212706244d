"""Builds the warehouse anew from the landing, keeping the history of runs and changes."""

import logging
from datetime import datetime
from pathlib import Path

import duckdb

from extractors.landing import Landing
from warehouse import runs
from warehouse.catalogue.read import Catalogue
from warehouse.corrections.shape import NONE, Corrections
from warehouse.database import DamagedError, transaction, writing
from warehouse.load import SNAPSHOT, Curated, Loaded, load_documents
from warehouse.loading.batch import Context
from warehouse.loading.snapshot import load_snapshot
from warehouse.marts import MAP_CONFIDENCE, derive
from warehouse.statements import quoted, run

log = logging.getLogger(__name__)


def rebuild(
    path: Path,
    *,
    landing: Landing,
    catalogue: Catalogue,
    now: datetime,
    run_id: str | None = None,
    snapshot: Path = SNAPSHOT,
    corrections: Corrections = NONE,
    map_confidence: float = MAP_CONFIDENCE,
) -> Loaded:
    """Read catalogue, snapshot and the whole landing into a new file, and put it in the old one's place.

    The public tables of facts come out as if each document had been loaded on its day. `runs` and
    `changes` are carried over, and what is different now is written down under this run, so that a better
    extractor's corrections can be seen. A damaged warehouse is replaced too, without its history.

    Args:
        path: the warehouse's file; until the very end it stays as it is.
        landing: where documents have landed.
        catalogue: the curated entries.
        now: when the build began.
        run_id: its name in `runs`.
        snapshot: folder with the bundled snapshot's CSV files.
        corrections: what the user knows better than any source.
        map_confidence: edges and candidates that are less sure wait, and are not drawn.

    Returns:
        What was loaded; repos, announcements and models count as added if the old file did not have them.

    Raises:
        ModelmapError: the old warehouse is open elsewhere, or the new one cannot be written.
    """
    run_id = run_id or f"build-{now:%Y%m%dT%H%M%S.%fZ}"
    fresh = path.with_name(f"{path.name}.rebuilding")
    _remove(fresh)
    settled = _settled(path)
    with writing(fresh) as con:
        if settled:
            con.execute(f"ATTACH {quoted(path)} AS old (READ_ONLY)")
            with transaction(con):
                run(con, "rebuild/history")
        runs.start(con, run_id, now)
        context = Context(run_id, now, record=False)
        with transaction(con):
            Curated(catalogue, corrections).load(con, context)
            load_snapshot(con, snapshot, context)
        brought = load_documents(con, landing, catalogue, context)
        with transaction(con):
            derived = derive(
                con, run_id, now, everything=True, first=not settled, map_confidence=map_confidence
            )
            repos, announcements = _added(con, context) if settled else (None, None)
        loaded = Loaded(
            documents=brought.documents,
            repos_added=_count(con, "repos") if repos is None else repos,
            announcements_added=brought.announcements if announcements is None else announcements,
            models_added=derived.models_added,
            rejected=brought.rejected,
            changes=derived.changes,
        )
        runs.finish(con, run_id, now, loaded=loaded)
        if settled:
            con.execute("DETACH old")
        con.execute("CHECKPOINT")
    _wal(path).unlink(missing_ok=True)  # of a damaged file; DuckDB would apply it to the new one
    fresh.replace(path)
    return loaded


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
