"""`modelmap render`: draw again from the warehouse."""

from pathlib import Path

import click

from flows.commands import options
from flows.home import held, locate
from flows.settings import load
from flows.steps import draw_site


@click.command("render")
@options.home
@options.config
def command(*, home: Path | None, config: Path | None) -> None:
    """Draw again from the warehouse. Prints where the map is."""
    place = locate(home)
    settings = load(place, config)
    with held(place):
        drawn = draw_site(place, settings)
    click.echo(f"map: {drawn.models} models, {drawn.edges} edges", err=True)
    click.echo(place.site / "map.svg")
