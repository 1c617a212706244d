"""The record of runs: Prefect's embedded server forgets part of its own."""

from datetime import datetime

import duckdb

from warehouse.load import Loaded


def start(con: duckdb.DuckDBPyConnection, run_id: str, started_at: datetime) -> None:
    """Record that a run began. Runs that never said that they ended were interrupted."""
    con.execute("UPDATE runs SET status = 'interrupted' WHERE status = 'running'")
    con.execute("INSERT INTO runs VALUES (?, ?, NULL, 'running', 0, 0, 0, 0)", [run_id, started_at])


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
