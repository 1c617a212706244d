"""How the sources and the last runs stand."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from warehouse.database import Place, reading
from warehouse.statements import run
from warehouse.warnings import Warned, warnings


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One row of `sources`, how many documents it brought, and how much of them could not be read."""

    source_id: str
    kind: str
    last_attempt_at: datetime | None
    last_success_at: datetime | None
    last_error: str | None
    failures_in_a_row: int
    watermark: str | None
    documents: int
    quarantined: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gap:
    """One row of `gaps`: what a source did not tell and no later poll can bring."""

    source_id: str
    found_at: datetime
    gap: str

    def __str__(self) -> str:
        """`feed:acme: nothing is known of the time from 2026-07-31 to 2026-08-14 (found on 2026-08-20)`."""
        return f"{self.source_id}: {self.gap} (found on {self.found_at:%Y-%m-%d})"


@dataclass(frozen=True, slots=True)
class RunStatus:
    """One row of `runs`, and how many changes it wrote."""

    run_id: str
    started_at: datetime
    finished_at: datetime | None
    status: str
    repos_added: int
    announcements_added: int
    models_added: int
    sources_failed: int
    changes: int


@dataclass(frozen=True, slots=True)
class Status:
    """Sources by id, runs newest first, and how much waits for better evidence (the view `waiting`)."""

    sources: tuple[SourceStatus, ...]
    runs: tuple[RunStatus, ...]
    models: int
    repos: int
    waiting: int
    warnings: tuple[Warned, ...]
    gaps: tuple[Gap, ...]


def status(warehouse: Place, *, last_runs: int = 10) -> Status:
    """Read it from the warehouse.

    Raises:
        ModelmapError: the warehouse cannot be opened, or is not there.
    """
    with reading(warehouse) as con:
        sources = tuple(_source(row) for row in run(con, "status/sources").fetchall())
        runs = tuple(RunStatus(*row) for row in run(con, "status/runs", {"n": last_runs}).fetchall())
        counts = run(con, "status/counts").fetchone() or (0, 0, 0)
        warned = warnings(con)
        gaps = tuple(Gap(*row) for row in run(con, "status/gaps").fetchall())
    models, repos, waiting = counts
    return Status(sources, runs, models, repos, waiting, warned, gaps)


def _source(row: tuple[Any, ...]) -> SourceStatus:
    *fields, notes = row
    return replace(SourceStatus(*fields), notes=tuple(notes or ()))
