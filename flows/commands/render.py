"""`modelmap render`: draw again from the warehouse."""

from pathlib import Path

import click

from extractors.errors import ConfigurationError
from flows.commands import options
from flows.home import held, locate
from flows.settings import load
from flows.steps import draw_site
from render.picture import pictures

_PATH = click.Path(path_type=Path)


@click.command("render")
@options.home
@options.config
@click.option("--png", type=_PATH, help="Write the map as PNG to this file, or all five into this directory.")
@click.option("--pdf", type=_PATH, help="The same as PDF.")
def command(*, home: Path | None, config: Path | None, png: Path | None, pdf: Path | None) -> None:
    """Draw again from the warehouse. Prints where the map is, and each picture asked for."""
    place = locate(home)
    settings = load(place, config)
    written: list[Path] = []
    with held(place):
        drawn = draw_site(place, settings)
        for target, suffix in ((png, "png"), (pdf, "pdf")):
            if target is None:
                continue
            try:
                written += pictures(place.site, target, suffix)
            except (OSError, ValueError) as error:
                raise ConfigurationError(f"{target} could not be written: {error}") from error
    click.echo(f"map: {drawn.models} models, {drawn.edges} edges", err=True)
    for path in (place.site / "map.svg", *written):
        click.echo(path)
