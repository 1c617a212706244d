"""What the warehouse knows of each source, for polling to start from."""

import duckdb

from extractors.records import SourceState
from warehouse.statements import run


def source_states(con: duckdb.DuckDBPyConnection) -> dict[str, SourceState]:
    """State by source id. ETag and Last-Modified are those of the newest document that is loaded."""
    return {row[0]: SourceState(*row[1:]) for row in run(con, "states").fetchall()}
