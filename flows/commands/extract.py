"""`modelmap extract`: what a Hub record or a text says, as JSON Lines."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from extractors.errors import ConfigurationError
from warehouse.catalogue.read import bundled
from warehouse.names import known_names


@click.group("extract")
def command() -> None:
    """Parents of Hub records, or releases stated in texts. One output line per input line."""


@command.command("hub")
@click.argument("file")
@click.option("--undeclared", is_flag=True, help="Hide every declaration: names, configs and prose only.")
def hub(*, file: str, undeclared: bool) -> None:
    """Parents of the Hub records in FILE (JSON Lines; - is standard input)."""
    from extractors.hub.extract import extract as extract_hub  # noqa: PLC0415 -- the other command's rules stay unread

    with _lines(file) as lines:
        _write(extract_hub(lines, undeclared=undeclared, names=known_names(bundled())))


@command.command("text")
@click.argument("file")
def text(*, file: str) -> None:
    """Releases and parents stated in the texts in FILE (JSON Lines; - is standard input)."""
    from extractors.text.extract import extract as extract_text  # noqa: PLC0415 -- as above

    with _lines(file) as lines:
        _write(extract_text(lines, names=known_names(bundled())))


@contextmanager
def _lines(file: str) -> Iterator[BinaryIO]:
    if file == "-":
        yield sys.stdin.buffer
        return
    try:
        stream = Path(file).open("rb")  # noqa: SIM115  closed below
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror or error}") from error
    with stream:
        yield stream


def _write(lines: Iterable[bytes]) -> None:
    out = sys.stdout.buffer
    for line in lines:
        out.write(line)
    out.flush()
