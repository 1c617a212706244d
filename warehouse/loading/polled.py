"""Records how polling went."""

from collections.abc import Sequence

import duckdb

from extractors.records import Polled
from warehouse.rows import insert
from warehouse.statements import run


def record_polled(con: duckdb.DuckDBPyConnection, polled: Sequence[Polled]) -> None:
    """Into `sources` and `gaps`, within the caller's transaction.

    A source polled twice counts by its last result; one that brought documents under another name, by the
    result of the poll that brought them.
    """
    con.execute(
        "CREATE OR REPLACE TEMP TABLE polled "
        "(source_id VARCHAR, attempted_at TIMESTAMPTZ, error VARCHAR, notes VARCHAR[])"
    )
    con.execute("CREATE OR REPLACE TEMP TABLE polled_gaps AS FROM gaps LIMIT 0")
    last = {document.source_id: one for one in polled for document in one.documents}
    last |= {one.source_id: one for one in polled}
    insert(
        con,
        "polled",
        [
            {"source_id": name, "attempted_at": one.attempted_at, "error": one.error, "notes": one.notes}
            for name, one in last.items()
        ],
    )
    insert(
        con,
        "polled_gaps",
        [
            {"source_id": one.source_id, "found_at": one.attempted_at, "gap": gap}
            for one in polled
            for gap in one.gaps
        ],
    )
    run(con, "staging/polled")
