"""`modelmap serve`: the daily flow on a schedule."""

import os
from pathlib import Path

import click

from extractors.errors import ConfigurationError
from flows import embedded
from flows.commands import options
from flows.home import locate, prepare
from flows.settings import load


@click.command("serve")
@click.option("--cron", default="0 6 * * *", show_default=True, help="When to run, in UTC.")
@options.home
@options.config
def command(*, cron: str, home: Path | None, config: Path | None) -> None:
    """Run the daily flow on a schedule, against the Prefect server that PREFECT_API_URL names."""
    place = locate(home)
    load(place, config)
    prepare(place)
    if not os.environ.get("PREFECT_API_URL"):
        raise ConfigurationError(
            "serve needs a Prefect server. Start one with `prefect server start --host 127.0.0.1` and set "
            "PREFECT_API_URL=http://127.0.0.1:4200/api; without a server, call `modelmap run` from cron"
        )
    embedded.prepare(place)
    from prefect.client.schemas.schedules import CronSchedule  # noqa: PLC0415  takes a second to import
    from prefect.schedules import Cron  # noqa: PLC0415
    from pydantic import ValidationError  # noqa: PLC0415

    from flows.daily import daily  # noqa: PLC0415

    try:
        CronSchedule(cron=cron)
    except ValidationError as error:
        raise ConfigurationError(
            f"--cron {cron!r} is no cron expression: {error.errors()[0]['msg']}"
        ) from error
    click.echo(f"serving {place.root} at {cron!r} UTC; stop with Ctrl-C", err=True)
    daily.serve(
        name="daily",
        schedule=Cron(cron, timezone="UTC"),
        parameters={
            "home": str(place.root),
            "config": str(config.absolute()) if config else None,
            "offline": False,
        },
        limit=1,
    )
