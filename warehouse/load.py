"""Loads what has landed and what is curated, then derives the public tables from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import duckdb

from extractors.records import Polled
from warehouse.catalogue.read import Catalogue

if TYPE_CHECKING:
    from extractors.landing import Landing


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load came to; the counts are of things met for the first time."""

    documents: int = 0
    repos_added: int = 0
    announcements_added: int = 0
    models_added: int = 0
    rejected: int = 0
    changes: int = 0


def load(
    con: duckdb.DuckDBPyConnection,
    *,
    landing: "Landing | None",
    catalogue: Catalogue,
    run_id: str,
    now: datetime,
    polled: Sequence[Polled] = (),
) -> Loaded:
    """Load the catalogue and every landed document that is not loaded yet; derive the public tables anew."""
    return Loaded()
