"""Lay one quadrant out with Graphviz: rows are given, order, positions and curves are found by `dot`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from render.arrange import Arranged, arrange
from render.box import HEIGHT, Box
from render.dot import BOX_GAP
from render.facts import Edge
from render.groups import groups
from render.pack import Shape, pack
from render.rows import Band
from render.shapes import Layout, Line, Placed, Point, Stripe, flat
from render.squeeze import squeeze
from render.stretch import stretch
from render.wires import Wires

_MANY = 220
"""Boxes from which Graphviz is asked for the order alone."""
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
    group = groups(boxes, first)
    many = len(boxes) > _MANY
    near = first if many else [edge for edge in first if group[edge.parent] == group[edge.child]]
    found = arrange(boxes, near, rows, order_only=many, engine=engine)
    xs, kept = _together(found, boxes, first, near, group=group, room=room, many=many)
    placed = {
        key: replace(spot, x=round(xs[key], 1), colour=colours.get(key, 0))
        for key, spot in found.spots.items()
    }
    lines = _lines(placed, found, first, also, kept)
    reach = [x for line in lines for x, _ in line.points]
    left = min([spot.left for spot in placed.values()] + reach)
    right = max([spot.right for spot in placed.values()] + reach)
    heights = sorted({spot.y for spot in placed.values()})
    lower = stretch(heights, HEIGHT / 2, (_corners(line, kept) for line in lines))
    placed = {key: replace(spot, y=round(lower(spot.y), 1)) for key, spot in placed.items()}
    lines = _lowered(lines, lower, Wires(placed), kept)
    high = round(lower(found.height), 1)
    made = Layout(right - left, high, tuple(placed.values()), tuple(lines), _stripes(bands, placed, high))
    return made.shifted(-left, 0)


Kept = Mapping[tuple[str, str], float]
"""Edges that keep Graphviz's curve, by (child, parent), and how far each is moved sideways."""


def _together(
    found: Arranged,
    boxes: Mapping[str, Box],
    edges: Sequence[Edge],
    near: Sequence[Edge],
    *,
    group: Mapping[str, str],
    room: float,
    many: bool,
) -> tuple[dict[str, float], Kept]:
    """New x of each box, and the edges that keep their curves: packed if narrow enough, else squeezed."""
    xs = {key: spot.x for key, spot in found.spots.items()}
    if not many:
        heights = sorted({spot.y for spot in found.spots.values()})
        shapes = _shapes(found.spots, found.ways, group, heights)
        if max(shape.right - shape.left for shape in shapes) <= _TOO_WIDE * room:
            far = [edge for edge in edges if group[edge.parent] != group[edge.child]]
            moved = pack(shapes, _kin(boxes, far, group), room=room)
            xs = {key: x + moved[group[key]] for key, x in xs.items()}
            if max(xs.values()) - min(xs.values()) <= _TOO_WIDE * room:
                return xs, {(edge.child, edge.parent): moved[group[edge.child]] for edge in near}
    rows: dict[float, list[str]] = {}
    for key in sorted(xs, key=xs.__getitem__):
        rows.setdefault(found.spots[key].y, []).append(key)
    in_order = [rows[y] for y in sorted(rows)]
    widths = {key: box.width for key, box in boxes.items()}
    return squeeze(in_order, xs, widths, edges, gap=BOX_GAP + 6, room=room), {}


def _lines(
    placed: Mapping[str, Placed],
    found: Arranged,
    edges: Sequence[Edge],
    also: Mapping[tuple[str, str], tuple[Edge, ...]],
    kept: Kept,
) -> list[Line]:
    """Every edge with its curve, derivations last and so on top."""
    wires = Wires(placed)
    lines = []
    for edge in sorted(edges, key=lambda edge: (edge.derived, edge.child, edge.parent)):
        pair = (edge.child, edge.parent)
        points = _moved(found.ways[pair], kept[pair]) if pair in kept else wires.lead(edge)
        lines.append(Line(edge, points, curved=True, also=also[pair]))
    return lines


def _corners(line: Line, kept: Kept) -> Sequence[Point]:
    """Points that tell how far a line runs sideways in each gap."""
    return flat(line.points, 24) if (line.edge.child, line.edge.parent) in kept else line.points[::3]


def _lowered(lines: Sequence[Line], lower: Callable[[float], float], wires: Wires, kept: Kept) -> list[Line]:
    """The lines in their stretched gaps; a curve that a stretch has bent into a box is led anew."""
    made = []
    for line in lines:
        points = tuple((x, round(lower(y), 1)) for x, y in line.points)
        bent = (line.edge.child, line.edge.parent) in kept and not wires.clear(line.edge, points)
        made.append(replace(line, points=wires.lead(line.edge) if bent else points))
    return made


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


def _stripes(bands: Sequence[Band], placed: Mapping[str, Placed], high: float) -> tuple[Stripe, ...]:
    """Bands meet halfway between the rows on either side."""
    tops = [min(placed[key].top for row in band.rows for key in row) for band in bands]
    ends = [max(placed[key].bottom for row in band.rows for key in row) for band in bands]
    edges = [0.0, *((ends[i] + tops[i + 1]) / 2 for i in range(len(bands) - 1)), high]
    return tuple(Stripe(band.label, edges[i], edges[i + 1]) for i, band in enumerate(bands))
