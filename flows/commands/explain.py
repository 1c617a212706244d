"""`modelmap explain`: where a model or repo comes from, and what was made from it."""

from pathlib import Path

import click

from flows.commands import options
from flows.home import locate
from flows.settings import load
from flows.steps import warehouse_place
from warehouse.explain import explain


@click.command("explain")
@click.argument("model_or_repo")
@options.home
@options.config
def command(*, model_or_repo: str, home: Path | None, config: Path | None) -> None:
    """Ancestors and descendants of MODEL_OR_REPO as a tree.

    Each edge says its relation, origin, confidence and evidence.
    """
    place = locate(home)
    click.echo(explain(warehouse_place(place, load(place, config)), model_or_repo))
