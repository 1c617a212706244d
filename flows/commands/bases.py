"""`modelmap bases`: choose a base model."""

from __future__ import annotations

import sys
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.commands import options
from flows.home import locate
from flows.settings import load
from flows.steps import warehouse_place

if TYPE_CHECKING:
    from warehouse.bases import Base, Chosen


@click.command("bases")
@click.option("--commercial", is_flag=True, help="Only where commercial use is allowed, parents included.")
@click.option("--language", metavar="TAG", help="Only what is made for this language: zh, en, ja, …")
@click.option("--max-params", metavar="SIZE", help="Only sizes up to this: 13B, 0.5B, 350M, 1T.")
@click.option("--architecture", type=click.Choice(["encoder", "decoder", "encoder-decoder", "other"]))
@click.option("--quadrant", type=click.Choice(["foreign", "llama", "chinese"]))
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="Rows at most.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
@options.home
@options.config
def command(
    *,
    commercial: bool,
    language: str | None,
    max_params: str | None,
    architecture: str | None,
    quadrant: str | None,
    limit: int,
    form: str,
    home: Path | None,
    config: Path | None,
) -> None:
    """Choose a base model, the best first, each with the licences that hold.

    Licences come down along derivation: one parent without commercial use takes it from all that was made
    from it; a reproduction is trained anew and inherits nothing. First comes what is younger than a year and
    not superseded by a later generation that fits too; within a year, what is most built upon.
    """
    from warehouse import bases  # noqa: PLC0415  DuckDB takes 0.2 s to import
    from warehouse.query import shown  # noqa: PLC0415

    wishes = bases.Wishes(
        commercial=commercial,
        language=bases.language(language) if language is not None else None,
        most=bases.size(max_params) if max_params is not None else None,
        architecture=architecture,
        quadrant=quadrant,
    )
    place = locate(home)
    chosen = bases.choose(warehouse_place(place, load(place, config)), wishes, limit=limit)
    if form == "table":
        _table(chosen.bases)
    else:
        names = [field.name for field in fields(bases.Base)]
        click.echo(shown(names, [bases.columns(base) for base in chosen.bases], form), nl=False)
    click.echo(_counted(chosen, language), err=True)


def _table(found: tuple[Base, ...]) -> None:
    from rich.console import Console  # noqa: PLC0415  only for this form
    from rich.padding import Padding  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    if sys.stdout.isatty():
        # A reason is a sentence or two: beside six columns of a terminal it would stand one word a line.
        console = Console(highlight=False)
        for base in found:
            model, *facts, newer, commercial, reason = _cells(base)
            if newer:
                facts.append(f"superseded by {newer}")
            told = " · ".join([fact for fact in facts if fact] + [f"commercial use: {commercial}"])
            console.print(Text.assemble((model, "bold"), f"  {told}"))
            console.print(Padding(Text(reason, "dim"), (0, 0, 0, 4)))
        return
    table = Table()
    headings = ("model", "by", "released", "sizes", "architecture", "superseded by", "commercial use", "why")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for base in found:
        table.add_row(*map(Text, _cells(base)))
    # Off a terminal lines are as long as they need to be, so that grep and awk see whole rows.
    Console(width=1000).print(table)


def _cells(base: Base) -> list[str]:
    from warehouse.printable import printable  # noqa: PLC0415  likewise

    cells = (
        base.model,
        base.org or "",
        str(base.released_on or ""),
        ", ".join(base.sizes),
        base.architecture or "",
        base.superseded_by or "",
        base.commercial,
        base.reason,
    )
    return [printable(cell) for cell in cells]


def _counted(chosen: Chosen, language: str | None) -> str:
    """What is not listed, and why: an answer that hides its gaps misleads."""
    parts = [f"{len(chosen.bases)} of {chosen.met} bases" if chosen.met else "no base meets these wishes"]
    if chosen.unclear:
        parts.append(f"{chosen.unclear} more if their licences allow commercial use, which is not known")
    if chosen.forbidden:
        parts.append(f"{chosen.forbidden} more without commercial use")
    if chosen.multilingual:
        parts.append(f"{chosen.multilingual} more are multilingual without naming {language}")
    return "; ".join(parts)
