"""`modelmap check`: are the catalogue, the configuration and the user's corrections right?"""

from datetime import UTC, datetime
from pathlib import Path

import click

from flows.commands import options
from flows.home import locate
from flows.settings import load
from flows.steps import warehouse_place
from warehouse.catalogue.check import check
from warehouse.catalogue.read import BUNDLED, read
from warehouse.corrections.known import model_names
from warehouse.corrections.read import check_corrections, read_corrections


@click.command("check")
@options.home
@options.config
@click.option(
    "--catalogue",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=BUNDLED,
    help="Directory of catalogue files. Default: the bundled ones.",
)
def command(*, home: Path | None, config: Path | None, catalogue: Path) -> int:
    """Validate the catalogue, the configuration and the home's corrections.yaml.

    Each problem is named by file, line and field.
    """
    place = locate(home)
    settings = load(place, config)
    entries, problems = read(catalogue)
    problems += check(entries, datetime.now(UTC).date())
    corrections, wrong = read_corrections(place.corrections)
    others = model_names(warehouse_place(place, settings)) if corrections.entries else None
    problems += wrong + check_corrections(corrections, entries, others)
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"{len(problems)} problems", err=True)
        return 2
    click.echo(
        f"{len(entries.models)} models, {len(entries.orgs)} organisations, {len(entries.licenses)} licences, "
        f"{len(entries.feeds)} feeds and {len(corrections.entries)} corrections: all right",
        err=True,
    )
    return 0
