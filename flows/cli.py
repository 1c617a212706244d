"""The command line. Commands are imported when called, so that `--help` answers at once."""

import errno
import gc
import logging
import os
import sys
from importlib import import_module

import click

from extractors.errors import ConfigurationError, HomeBusyError, ModelmapError

COMMANDS = {
    "run": "One daily pass: poll, extract, load, render.",
    "serve": "The same pass on a schedule, against a Prefect server.",
    "backfill": "The whole Hub listing, or a dump of it, resumable.",
    "build": "Extract, load and render again from the landing, without polling.",
    "render": "Draw again from the warehouse.",
    "extract": "Parents of Hub records, or releases stated in texts, as JSON Lines.",
    "explain": "Ancestors and descendants of a model or repo, each edge with its evidence.",
    "bases": "Choose a base model by licence, language, size and architecture.",
    "sql": "Query the warehouse, read-only.",
    "status": "Every source and the last runs.",
    "check": "Validate the catalogue and the configuration.",
}


_NOT_OURS = frozenset(
    {
        errno.ENOSPC,
        errno.EDQUOT,
        errno.EFBIG,
        errno.EROFS,
        errno.EACCES,
        errno.EPERM,
        errno.ENOTDIR,
        errno.EISDIR,
    }
)
"""What a disk or its permissions can do to any file that we write."""


_GC = (100_000, 20, 20)
"""The catalogue, a landing or a drawing are some 100,000 objects that stay: looking through them for cycles
after every 700 new ones, as Python does by default, was a tenth of a build's time."""


class Commands(click.Group):
    """A group whose commands live one per file in `flows/commands/`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the contract."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the one command that is called."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"flows.commands.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing any."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done; 1 a fault of ours; 2 bad usage, configuration or catalogue; "
    "3 every polled source failed; 4 another run holds the home.",
)
@click.version_option(package_name="modelmap")
@click.option("--debug", is_flag=True, help="Show tracebacks and debug messages.")
def modelmap(*, debug: bool) -> None:
    """Keep a map of open language models current by itself."""
    logging.basicConfig(
        level=logging.DEBUG if debug else logging.WARNING, format="%(message)s", stream=sys.stderr
    )


def main() -> None:
    """Entry point of the console script: errors become messages and exit codes, never tracebacks."""
    gc.set_threshold(*_GC)
    code = run(sys.argv[1:])
    gc.freeze()  # what is left goes with the process; Python would look through all of it twice more
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and give its exit code."""
    debug = "--debug" in arguments
    try:
        code = modelmap.main(arguments, prog_name="modelmap", standalone_mode=False)
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        click.echo("stopped", err=True)
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:
        # The reader of our output has gone (`modelmap sql … | head`): not a fault of anybody.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last place where a fault can become a message
        if debug:
            raise
        return _fail(error)
    return code if isinstance(code, int) else 0


def _fail(error: Exception) -> int:
    if isinstance(error, ModelmapError):
        click.echo(f"modelmap: {error}", err=True)
        if isinstance(error, HomeBusyError):
            return 4
        return 2 if isinstance(error, ConfigurationError) else 1
    if isinstance(error, OSError) and error.errno in _NOT_OURS:
        where = f"{error.filename}: " if error.filename else ""
        click.echo(f"modelmap: {where}{error.strerror}; nothing that was there is lost", err=True)
        return 1
    click.echo(
        f"modelmap: a fault of ours: {type(error).__name__}: {error}\n"
        "Run it again with `modelmap --debug …` and report what it prints.",
        err=True,
    )
    return 1
