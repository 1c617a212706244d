"""Lay one quadrant out with Graphviz: rows are given, order, positions and curves are found by `dot`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson

from render.box import HEIGHT, Box
from render.dot import BOX_GAP, quadrant_dot
from render.engine import run
from render.facts import Edge
from render.groups import groups
from render.pack import Shape, pack
from render.rows import Band
from render.shapes import Layout, Line, Placed, Point, Stripe, flat
from render.squeeze import squeeze
from render.stretch import stretch
from render.wires import Wires

_TOO_WIDE = 1.4
"""Times the wanted width from which a quadrant is squeezed."""
_LINE_ROOM = 5.0
"""Free px on either side of a line, kept when groups move together."""


def lay_out(
    boxes: Mapping[str, Box],
    edges: Sequence[Edge],
    bands: Sequence[Band],
    *,
    colours: Mapping[str, int],
    room: float,
    engine: Path | None = None,
) -> Layout:
    """Place the boxes of one quadrant and draw the edges among them, `room` px wide if that can be.

    Raises:
        EngineError: Graphviz failed.
    """
    if not boxes:
        return Layout(0, 0, (), (), ())
    first, also = _one_each(edges)
    rows = [row for band in bands for row in band.rows]
    names = {key: f"n{number}" for number, key in enumerate(key for row in rows for key in row)}
    row_of = {key: number for number, row in enumerate(rows) for key in row}
    group = groups(names, first)
    near = [edge for edge in first if group[edge.parent] == group[edge.child]]
    far = [edge for edge in first if group[edge.parent] != group[edge.child]]
    found = orjson.loads(run(quadrant_dot(boxes, near, rows, names, row_of), engine=engine))
    high = _numbers(found["bb"])[3]
    by_name = {node["name"]: _numbers(node["pos"]) for node in found["objects"] if "pos" in node}
    spots = {key: Placed(boxes[key], by_name[n][0], high - by_name[n][1]) for key, n in names.items()}
    ways = _ways(found, near, names, row_of, high)
    heights = sorted({spot.y for spot in spots.values()})
    shapes = _shapes(spots, ways, group, heights)
    moved = {shape.name: 0.0 for shape in shapes}
    if max(shape.right - shape.left for shape in shapes) <= _TOO_WIDE * room:
        moved = pack(shapes, _kin(boxes, far, group), room=room)
    xs = {key: spot.x + moved[group[key]] for key, spot in spots.items()}
    if max(xs.values()) - min(xs.values()) > _TOO_WIDE * room:
        in_order = [sorted(row, key=xs.__getitem__) for row in rows]
        widths = {key: box.width for key, box in boxes.items()}
        xs = squeeze(in_order, xs, widths, first, gap=BOX_GAP + 6, room=room)
        near, far = [], first
    placed = {
        key: replace(spot, x=round(xs[key], 1), y=round(spot.y, 1), colour=colours.get(key, 0))
        for key, spot in spots.items()
    }
    lines = [
        Line(edge, _moved(ways[_pair(edge)], moved[group[edge.child]]), True, also[_pair(edge)])
        for edge in near
    ]
    wires = Wires(placed)
    lines += [Line(edge, wires.lead(edge), True, also[_pair(edge)]) for edge in far]
    lines.sort(key=lambda line: (line.edge.derived, line.edge.child, line.edge.parent))
    reach = [x for line in lines for x, _ in line.points]
    left = min([spot.left for spot in placed.values()] + reach)
    right = max([spot.right for spot in placed.values()] + reach)
    lower = stretch(heights, HEIGHT / 2, (flat(line.points) for line in lines))
    placed = {key: replace(spot, y=round(lower(spot.y), 1)) for key, spot in placed.items()}
    lines = _lowered(lines, lower, Wires(placed))
    high = round(lower(high), 1)
    made = Layout(right - left, high, tuple(placed.values()), tuple(lines), _stripes(bands, placed, high))
    return made.shifted(-left, 0)


def _lowered(lines: Sequence[Line], lower: Callable[[float], float], wires: Wires) -> list[Line]:
    """The lines in their stretched gaps; a curve that a stretch has bent into a box is led anew."""
    made = []
    for line in lines:
        points = tuple((x, round(lower(y), 1)) for x, y in line.points)
        made.append(replace(line, points=points if wires.clear(line.edge, points) else wires.lead(line.edge)))
    return made


def _pair(edge: Edge) -> tuple[str, str]:
    return edge.child, edge.parent


def _moved(points: Sequence[Point], dx: float) -> tuple[Point, ...]:
    return tuple((round(x + dx, 1), round(y, 1)) for x, y in points)


def _shapes(
    spots: Mapping[str, Placed],
    ways: Mapping[tuple[str, str], Sequence[Point]],
    group: Mapping[str, str],
    heights: Sequence[float],
) -> list[Shape]:
    """What each group takes of rows and gaps, with room around it."""
    shapes: dict[str, Shape] = {}
    for key, spot in spots.items():
        shape = shapes.setdefault(group[key], Shape(group[key], 0))
        shape.boxes += 1
        slot = 2 * bisect_left(heights, spot.y - 0.5)
        shape.take(slot, spot.left - BOX_GAP / 2, spot.right + BOX_GAP / 2)
    for (child, _), points in ways.items():
        shape = shapes[group[child]]
        sides: dict[int, list[float]] = {}
        for x, y in flat(points):
            at = bisect_left(heights, y - HEIGHT / 2)
            inside = at < len(heights) and abs(heights[at] - y) <= HEIGHT / 2
            sides.setdefault(2 * at if inside else 2 * at - 1, []).append(x)
        for slot, xs in sides.items():
            shape.take(slot, min(xs) - _LINE_ROOM, max(xs) + _LINE_ROOM)
    for shape in shapes.values():
        shape.settle()
    return [shapes[name] for name in sorted(shapes)]


def _kin(boxes: Mapping[str, Box], far: Sequence[Edge], group: Mapping[str, str]) -> dict[str, list[str]]:
    """Groups joined by an edge; for a group without one, those of the same organisation."""
    kin: dict[str, list[str]] = {}
    for edge in far:
        for one, other in ((edge.parent, edge.child), (edge.child, edge.parent)):
            kin.setdefault(group[one], []).append(group[other])
    by_org: dict[str, list[str]] = {}
    for key, box in boxes.items():
        if box.model.org_id:
            by_org.setdefault(box.model.org_id, []).append(group[key])
    for same in by_org.values():
        for name in same:
            if name not in kin or kin[name] is same:
                kin[name] = same
    return kin


def _one_each(edges: Sequence[Edge]) -> tuple[list[Edge], dict[tuple[str, str], tuple[Edge, ...]]]:
    """One edge for each pair, the one that derivation follows first; the others are told in its title."""
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        pairs.setdefault((edge.child, edge.parent), []).append(edge)
    ordered = {pair: sorted(many, key=lambda e: (not e.derived, e.relation)) for pair, many in pairs.items()}
    return [many[0] for many in ordered.values()], {pair: tuple(many[1:]) for pair, many in ordered.items()}


def one_each(edges: Sequence[Edge]) -> list[tuple[Edge, tuple[Edge, ...]]]:
    """Each pair's first edge and the other edges of that pair."""
    first, also = _one_each(edges)
    return [(edge, also[edge.child, edge.parent]) for edge in first]


def _ways(
    found: Mapping[str, Any],
    edges: Sequence[Edge],
    names: Mapping[str, str],
    row_of: Mapping[str, int],
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
        up = row_of[edge.parent] > row_of[edge.child]
        tail, head = (edge.child, edge.parent) if up else (edge.parent, edge.child)
        points = [
            (x, high - y) for x, y in (_numbers(pair) for pair in splines[names[tail], names[head]].split())
        ]
        ways[_pair(edge)] = list(reversed(points)) if up else points
    return ways


def _stripes(bands: Sequence[Band], placed: Mapping[str, Placed], high: float) -> tuple[Stripe, ...]:
    """Bands meet halfway between the rows on either side."""
    tops = [min(placed[key].top for row in band.rows for key in row) for band in bands]
    ends = [max(placed[key].bottom for row in band.rows for key in row) for band in bands]
    edges = [0.0, *((ends[i] + tops[i + 1]) / 2 for i in range(len(bands) - 1)), high]
    return tuple(Stripe(band.label, edges[i], edges[i + 1]) for i, band in enumerate(bands))


def _numbers(text: str) -> tuple[float, ...]:
    return tuple(float(number) for number in text.split(","))
