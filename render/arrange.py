"""Let Graphviz order the boxes of a quadrant, and read what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import orjson

from render.box import Box
from render.dot import quadrant_dot
from render.engine import Running
from render.facts import Edge


class Arranging:
    """A run of Graphviz on the boxes of a quadrant.

    Args:
        boxes: what is to be ordered, by model id.
        edges: one edge for each pair.
        rows: the boxes of each row, from the top.
        engine: the program; None takes the bundled one.

    Raises:
        EngineError: Graphviz is missing.
    """

    def __init__(
        self,
        boxes: Mapping[str, Box],
        edges: Sequence[Edge],
        rows: Sequence[Sequence[str]],
        *,
        engine: Path | None,
    ) -> None:
        self._rows = rows
        self._names = {key: f"n{number}" for number, key in enumerate(key for row in rows for key in row)}
        self._running = Running(quadrant_dot(boxes, edges, rows, self._names), engine=engine)

    def stop(self) -> None:
        """End it, if its result is no longer wanted."""
        self._running.stop()

    def result(self) -> tuple[list[list[str]], dict[str, float]]:
        """The rows from left to right, and a first guess at the middle of each box, in px.

        Raises:
            EngineError: Graphviz failed.
        """
        found = orjson.loads(self._running.result())
        by_name = {
            node["name"]: float(node["pos"].partition(",")[0]) for node in found["objects"] if "pos" in node
        }
        at = {key: by_name[name] for key, name in self._names.items()}
        return [sorted(row, key=lambda key: (at[key], key)) for row in self._rows], at
