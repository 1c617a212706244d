"""`modelmap run`: one daily pass."""

import os
from pathlib import Path

import click

from flows import embedded, summary
from flows.commands import options
from flows.home import held, locate
from flows.settings import load
from flows.steps import ready


@click.command("run")
@click.option("--offline", is_flag=True, help="Poll nothing; use what has landed and the bundled facts.")
@options.home
@options.config
def command(*, offline: bool, home: Path | None, config: Path | None) -> int:
    """One daily pass, as a Prefect flow: poll, extract, load, render.

    Prints where the map is.
    """
    place = locate(home)
    settings = load(place, config)
    # The summary and our own messages say what happened; Prefect would add tracebacks.
    os.environ.setdefault("PREFECT_LOGGING_LEVEL", "CRITICAL")
    with held(place):
        ready(place, settings)
        with embedded.server(place):
            from flows.daily import daily  # noqa: PLC0415  imports Prefect, which takes seconds

            outcome = daily(home=str(place.root), config=str(config) if config else None, offline=offline)
    click.echo(summary.text(outcome), err=True)
    click.echo(place.site / "map.svg")
    return 3 if outcome.all_failed else 0
