"""`modelmap check`: is the catalogue right, and the configuration?"""

from datetime import UTC, datetime
from pathlib import Path

import click

from flows.commands import options
from flows.home import locate
from flows.settings import load
from warehouse.catalogue.check import check
from warehouse.catalogue.read import BUNDLED, read


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
    """Validate the catalogue and the configuration; each problem is named by file, line and field."""
    load(locate(home), config)
    entries, problems = read(catalogue)
    problems += check(entries, datetime.now(UTC).date())
    for problem in problems:
        click.echo(problem)
    if problems:
        click.echo(f"{len(problems)} problems", err=True)
        return 2
    click.echo(
        f"{len(entries.models)} models, {len(entries.orgs)} organisations, {len(entries.licenses)} licences "
        f"and {len(entries.feeds)} feeds: all right",
        err=True,
    )
    return 0
