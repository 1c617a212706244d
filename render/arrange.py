"""Let Graphviz order and place the boxes of a quadrant, and read what it found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from render.box import Box
from render.dot import quadrant_dot
from render.engine import run
from render.facts import Edge
from render.shapes import Placed, Point


@dataclass(frozen=True, slots=True)
class Arranged:
    """Boxes in their places, the curve of each edge by (child, parent), and the height of all."""

    spots: dict[str, Placed]
    ways: dict[tuple[str, str], list[Point]]
    height: float


def arrange(
    boxes: Mapping[str, Box],
    edges: Sequence[Edge],
    rows: Sequence[Sequence[str]],
    *,
    order_only: bool,
    engine: Path | None,
) -> Arranged:
    """Run Graphviz once. With `order_only` there are no curves, and places mean no more than their order.

    Raises:
        EngineError: Graphviz failed.
    """
    names = {key: f"n{number}" for number, key in enumerate(key for row in rows for key in row)}
    dot = quadrant_dot(boxes, edges, rows, names, order_only=order_only)
    found = orjson.loads(run(dot, engine=engine))
    high = _numbers(found["bb"])[3]
    by_name = {node["name"]: _numbers(node["pos"]) for node in found["objects"] if "pos" in node}
    spots = {
        key: Placed(boxes[key], by_name[name][0], round(high - by_name[name][1], 1))
        for key, name in names.items()
    }
    ways = {} if order_only else _ways(found, edges, names, spots, high)
    return Arranged(spots, ways, high)


def _ways(
    found: Mapping[str, Any],
    edges: Sequence[Edge],
    names: Mapping[str, str],
    spots: Mapping[str, Placed],
    high: float,
) -> dict[tuple[str, str], list[Point]]:
    """Graphviz's spline of each edge, from parent to child, with y downwards; by child and parent."""
    by_number = {node["_gvid"]: node["name"] for node in found["objects"]}
    splines = {
        (by_number[edge["tail"]], by_number[edge["head"]]): edge["pos"]
        for edge in found.get("edges", ())
        if "pos" in edge and edge.get("style") != "invis"
    }
    ways = {}
    for edge in edges:
        up = spots[edge.parent].y > spots[edge.child].y
        tail, head = (edge.child, edge.parent) if up else (edge.parent, edge.child)
        points = [
            (x, high - y) for x, y in (_numbers(pair) for pair in splines[names[tail], names[head]].split())
        ]
        ways[edge.child, edge.parent] = list(reversed(points)) if up else points
    return ways


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(number) for number in text.split(","))
