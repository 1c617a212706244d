"""The record of runs: Prefect's embedded server forgets part of its own."""

from datetime import datetime, timedelta

import duckdb

from warehouse.lake import is_lake
from warehouse.load import Loaded

_LONGEST_RUN = timedelta(days=1)


def start(con: duckdb.DuckDBPyConnection, run_id: str, started_at: datetime) -> None:
    """Record that a run began. Runs that never said that they ended were interrupted.

    In a shared warehouse another machine may be at it still, so there a day has to pass.
    """
    before = started_at - _LONGEST_RUN if is_lake(con) else started_at
    con.execute(
        "UPDATE runs SET status = 'interrupted' WHERE status = 'running' AND started_at <= ?", [before]
    )
    con.execute("INSERT INTO runs VALUES (?, ?, NULL, 'running', 0, 0, 0, 0)", [run_id, started_at])


def broke_off(con: duckdb.DuckDBPyConnection, run_id: str) -> bool:
    """Whether the run before this one was interrupted, or failed on its way."""
    (before,) = con.execute(
        "SELECT arg_max(status, started_at) FROM runs WHERE run_id <> ?", [run_id]
    ).fetchone() or (None,)
    return before in ("interrupted", "failed")


def finish(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    finished_at: datetime,
    *,
    status: str = "done",
    loaded: Loaded | None = None,
    sources_failed: int = 0,
) -> None:
    """Record how a run ended: `status` is `done` or `failed`."""
    counts = [loaded.repos_added, loaded.announcements_added, loaded.models_added] if loaded else [0, 0, 0]
    con.execute(
        "UPDATE runs SET finished_at = ?, status = ?, repos_added = ?, announcements_added = ?, "
        "models_added = ?, sources_failed = ? WHERE run_id = ?",
        [finished_at, status, *counts, sources_failed, run_id],
    )
