"""Reads Hub records into temporary tables: bulk pages and single records through one SQL."""

from collections.abc import Sequence
from pathlib import Path

import duckdb


def stage(con: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> None:
    """Fills `hub_records`, `hub_parents` and `hub_rejects` from landed pages."""
