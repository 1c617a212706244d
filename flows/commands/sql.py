"""`modelmap sql`: query the warehouse."""

from pathlib import Path

import click

from flows.commands import options
from flows.home import locate
from flows.settings import load
from flows.steps import warehouse_place


@click.command("sql")
@click.argument("query")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@options.home
@options.config
def command(*, query: str, form: str, home: Path | None, config: Path | None) -> None:
    """Run one read-only QUERY, for instance "SELECT name FROM models WHERE quadrant = 'llama'"."""
    from warehouse.query import query as run_query  # noqa: PLC0415  DuckDB takes 0.2 s to import

    place = locate(home)
    click.echo(run_query(warehouse_place(place, load(place, config)), query, form), nl=False)
