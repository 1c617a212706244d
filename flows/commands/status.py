"""`modelmap status`: every source, the last runs, and what waits."""

import sys
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.commands import options
from flows.home import locate
from flows.settings import load
from flows.steps import warehouse_place, without_effect
from warehouse.catalogue.read import bundled
from warehouse.corrections.read import read_corrections
from warehouse.status import RunStatus, SourceStatus, status


@click.command("status")
@options.home
@options.config
def command(*, home: Path | None, config: Path | None) -> None:
    """Every source (last success, failures in a row, watermark) and the last runs."""
    place = locate(home)
    warehouse = warehouse_place(place, load(place, config))
    found = status(warehouse)
    corrections, _ = read_corrections(place.corrections)
    # Off a terminal lines are as long as they need to be, so that grep and awk see whole rows.
    console = Console(width=None if sys.stdout.isatty() else 400)
    console.print(_sources(found.sources))
    console.print(_runs(found.runs))
    for warned in found.warnings:
        console.print(Text(f"warning: {warned}"))
    for problem in without_effect(corrections, bundled(), warehouse) if corrections.entries else ():
        console.print(Text(f"warning: {problem}"))
    for gap in found.gaps:
        console.print(Text(f"gap: {gap}"))
    for one in found.sources:
        for note in one.notes:
            console.print(Text(f"note: {one.source_id}: {note}"))
    console.print(
        f"{found.models} models, {found.repos} repos; "
        f"{found.waiting} edges, models and releases wait below the map's threshold"
    )
    console.print(
        'what waits: modelmap sql "SELECT what, name, parent, relation, confidence, evidence '
        'FROM waiting ORDER BY confidence DESC"',
        highlight=False,
    )


def _sources(sources: tuple[SourceStatus, ...]) -> Table:
    table = Table(title="sources", title_justify="left")
    for heading in ("source", "last success", "failures", "documents", "quarantined", "watermark", "error"):
        table.add_column(heading, overflow="fold")
    for one in sources:
        table.add_row(
            *map(
                Text,
                (
                    one.source_id,
                    _minute(one.last_success_at),
                    str(one.failures_in_a_row),
                    str(one.documents),
                    str(one.quarantined),
                    one.watermark or "",
                    one.last_error or "",
                ),
            )
        )
    return table


def _runs(runs: tuple[RunStatus, ...]) -> Table:
    table = Table(title="last runs", title_justify="left")
    for heading in ("started", "finished", "status", "repos", "announcements", "models", "changes", "failed"):
        table.add_column(heading)
    for one in runs:
        table.add_row(
            _minute(one.started_at),
            _minute(one.finished_at),
            one.status,
            str(one.repos_added),
            str(one.announcements_added),
            str(one.models_added),
            str(one.changes),
            str(one.sources_failed),
        )
    return table


def _minute(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if when else "never"
