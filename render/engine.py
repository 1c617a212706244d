"""Run Graphviz: the bundled `graphviz-pure` by default, any `dot` by option."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_TIMEOUT_SECONDS = 60


class EngineError(Exception):
    """Graphviz is missing or failed."""


def bundled() -> Path:
    """The engine that comes with the installation, beside the Python that runs us."""
    name = "graphviz-pure.exe" if os.name == "nt" else "graphviz-pure"
    return Path(sys.executable).parent / name


def run(source: str, *, engine: Path | None = None, layout: str = "dot", output: str = "json0") -> bytes:
    """Lay out one DOT source.

    Args:
        source: the DOT text.
        engine: the program; None takes the bundled one.
        layout: `dot`, or `neato` for given positions.
        output: Graphviz's name of the output format.

    Raises:
        EngineError: the program is missing, failed, or took longer than a minute.
    """
    program = engine or bundled()
    command = [str(program), f"-K{layout}", f"-T{output}"]
    if layout == "neato":
        command.append("-n2")
    try:
        done = subprocess.run(  # noqa: S603 - a program that the user chose, no shell
            command, input=source.encode(), capture_output=True, timeout=_TIMEOUT_SECONDS, check=False
        )
    except FileNotFoundError as error:
        raise EngineError(
            f"cannot run Graphviz: {program} is not there; reinstall modelmap, or name an installed dot"
        ) from error
    except subprocess.TimeoutExpired as error:
        raise EngineError(f"{program} took longer than {_TIMEOUT_SECONDS} s; draw fewer models") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip()[:400]
        raise EngineError(f"{program} failed with {done.returncode}: {said}")
    return done.stdout
