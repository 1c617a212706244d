"""`modelmap backfill`: the whole Hub listing, resumable."""

from datetime import UTC, datetime
from pathlib import Path

import click

from flows.commands import options
from flows.home import held, locate
from flows.settings import load
from flows.steps import checked_catalogue


@click.command("backfill")
@click.option("--limit", type=click.IntRange(min=1), help="Read so many repos at most, whole pages.")
@click.option(
    "--from",
    "dump",
    metavar="FILE_OR_URL",
    help="Read a Parquet or JSON Lines dump of Hub records in place of the Hub: a file, https:// or hf://.",
)
@options.home
@options.config
def command(*, limit: int | None, dump: str | None, home: Path | None, config: Path | None) -> int:
    """The whole listing of the Hub. Interrupted, it goes on where it stopped when called again.

    Prints where the map is.
    """
    place = locate(home)
    settings = load(place, config)
    checked_catalogue(datetime.now(UTC))
    with held(place):
        from flows.backfill import backfill, backfill_from  # noqa: PLC0415  DuckDB takes 0.2 s to import

        done = (
            backfill_from(place, settings, dump, limit=limit)
            if dump is not None
            else backfill(place, settings, limit=limit)
        )
    for line in done.lines():
        click.echo(line, err=True)
    click.echo(place.site / "map.svg")
    return 3 if done.error else 0
