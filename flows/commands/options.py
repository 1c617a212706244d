"""Options that several commands share."""

from pathlib import Path

import click

home = click.option(
    "--home",
    type=click.Path(file_okay=False, path_type=Path),
    help="Directory of all state. Default: $MODELMAP_HOME, else ./var.",
)
config = click.option(
    "--config",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Configuration file. Default: modelmap.toml in the home.",
)
