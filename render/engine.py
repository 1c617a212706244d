"""Run Graphviz: the bundled `graphviz-pure` by default, any `dot` by option."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_TIMEOUT_SECONDS = 60


class EngineError(Exception):
    """Graphviz is missing or failed."""


def bundled() -> Path:
    """The engine that comes with the installation, beside the Python that runs us."""
    name = "graphviz-pure.exe" if os.name == "nt" else "graphviz-pure"
    return Path(sys.executable).parent / name


class Running:
    """One run of Graphviz, begun when this is made; several may work side by side.

    Args:
        source: the DOT text.
        engine: the program; None takes the bundled one.
        layout: `dot`, or `neato` for given positions.
        output: Graphviz's name of the output format.

    Raises:
        EngineError: the program is missing.
    """

    def __init__(
        self, source: str, *, engine: Path | None = None, layout: str = "dot", output: str = "json0"
    ) -> None:
        self._program = engine or bundled()
        command = [str(self._program), f"-K{layout}", f"-T{output}"]
        if layout == "neato":
            command.append("-n2")
        try:
            self._process = subprocess.Popen(  # noqa: S603 - a program that the user chose, no shell
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        except FileNotFoundError as error:
            raise EngineError(
                f"cannot run Graphviz: {self._program} is not there; "
                "reinstall modelmap, or name an installed dot"
            ) from error
        assert self._process.stdin is not None
        with suppress(BrokenPipeError), self._process.stdin as told:  # one that failed says why in `result`
            told.write(source.encode())
        self._process.stdin = None

    def stop(self) -> None:
        """End it, if its result is no longer wanted."""
        self._process.kill()
        self._process.communicate()

    def result(self) -> bytes:
        """What it wrote, once it has ended.

        Raises:
            EngineError: the program failed, or took longer than a minute.
        """
        process = self._process
        try:
            written, said = process.communicate(timeout=_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired as error:
            self.stop()
            raise EngineError(
                f"{self._program} took longer than {_TIMEOUT_SECONDS} s; draw fewer models"
            ) from error
        if process.returncode != 0:
            told = said.decode(errors="replace").strip()[:400]
            raise EngineError(f"{self._program} failed with {process.returncode}: {told}")
        return written


def run(source: str, *, engine: Path | None = None, layout: str = "dot", output: str = "json0") -> bytes:
    """Lay out one DOT source, and wait for it.

    Raises:
        EngineError: the program is missing, failed, or took longer than a minute.
    """
    return Running(source, engine=engine, layout=layout, output=output).result()
