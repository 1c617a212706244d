"""`modelmap build`: everything again from the landing."""

from datetime import UTC, datetime
from pathlib import Path

import click

from extractors.landing import Landing
from flows.commands import options
from flows.home import held, locate
from flows.settings import load
from flows.spread import spread
from flows.steps import checked_catalogue, draw_site, warehouse_place
from render.charts.statistics import Plotting
from warehouse.corrections.read import checked_corrections
from warehouse.rebuild import rebuild


@click.command("build")
@options.home
@options.config
def command(*, home: Path | None, config: Path | None) -> None:
    """Extract, load and render again from the landing, without polling and without Prefect.

    Prints where the map is.
    """
    place = locate(home)
    settings = load(place, config)
    now = datetime.now(UTC)
    catalogue = checked_catalogue(now)
    # Altair takes a second to start: it does so beside the load.
    with held(place), spread(settings) as infer, Plotting(place.site) as plotting:
        loaded = rebuild(
            warehouse_place(place, settings),
            landing=Landing(place.landing),
            catalogue=catalogue,
            now=now,
            corrections=checked_corrections(place.corrections, catalogue),
            map_confidence=settings.extract.map_confidence,
            infer=infer,
        )
        drawn = draw_site(place, settings, plotting=plotting)
    click.echo(
        f"{loaded.documents} documents loaded, {loaded.rejected} quarantined; "
        f"map: {drawn.models} models, {drawn.edges} edges",
        err=True,
    )
    click.echo(place.site / "map.svg")
