"""Merges staged repos and their parents into the public tables."""

import duckdb

from warehouse.loading.batch import Context
from warehouse.statements import run


def merge_staged(con: duckdb.DuckDBPyConnection, context: Context) -> int:
    """Merge `staged_repos` and `staged_parents` within the caller's transaction. Returns how many are new."""
    run(con, "staging/repos", context.parameters)
    run(con, "staging/parents", context.parameters)
    added = con.execute("SELECT count(*) FROM merged WHERE is_new").fetchone()
    return int(added[0]) if added else 0
