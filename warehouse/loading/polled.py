"""Records how polling went."""

from collections.abc import Sequence

import duckdb

from extractors.records import Polled
from warehouse.rows import insert
from warehouse.statements import run


def record_polled(con: duckdb.DuckDBPyConnection, polled: Sequence[Polled]) -> None:
    """Into `sources`, within the caller's transaction. A source polled twice counts by its last result."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE polled (source_id VARCHAR, attempted_at TIMESTAMPTZ, error VARCHAR)"
    )
    last = {one.source_id: one for one in polled}
    insert(
        con,
        "polled",
        [
            {"source_id": one.source_id, "attempted_at": one.attempted_at, "error": one.error}
            for one in last.values()
        ],
    )
    run(con, "staging/polled")
