"""Lead edges between quadrants along the gaps between rows and one gutter, so that they cross no box.

All edges of one parent share a lane in the gutter, as lines of one route do on an underground map.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from render.facts import Edge
from render.lanes import Stub, order
from render.shapes import Layout, Line, Placed, Point

LANE = 7.0
GUTTER_PAD = 14.0
_PORT, _PORT_STEP = 11.0, 7.0


@dataclass(frozen=True, slots=True)
class Gaps:
    """The free stretches between the rows of one panel, from top to bottom, as (from, to) in px."""

    rows: tuple[float, ...]
    free: tuple[tuple[float, float], ...]

    def above(self, placed: Placed) -> int:
        """Number of the gap over the row that the box stands in."""
        return bisect_left(self.rows, placed.y - 0.5)


def gaps(layout: Layout, *, over: float, under: float) -> Gaps:
    """The gaps of a panel whose rows may be left `over` px above the first and `under` px below the last."""
    rows = sorted({placed.y for placed in layout.boxes})
    if not rows:
        return Gaps((), ())
    half = layout.boxes[0].box.height / 2
    tops = [rows[0] - half - over, *(row + half for row in rows)]
    ends = [*(row - half for row in rows), rows[-1] + half + under]
    return Gaps(tuple(rows), tuple(zip(tops, ends, strict=True)))


def gutter_width(edges: Sequence[Edge]) -> float:
    """Room for a lane for each parent."""
    return 2 * GUTTER_PAD + LANE * max(1, len({edge.parent for edge in edges}))


def route(
    edges: Sequence[tuple[Edge, tuple[Edge, ...]]],
    places: Mapping[str, Placed],
    panel_of: Mapping[str, str],
    gaps_of: Mapping[str, Gaps],
    gutter: float,
) -> tuple[Line, ...]:
    """Corners of each edge's way from its parent's lower edge to its child's upper edge.

    Args:
        edges: each edge between two quadrants, with the other edges of the same pair.
        places: every box drawn.
        panel_of: each model's quadrant.
        gaps_of: the gaps of each quadrant.
        gutter: left end of the gutter between the left and the right quadrants.
    """
    parents = sorted({edge.parent for edge, _ in edges}, key=lambda key: (places[key].y, places[key].x, key))
    taken = _levels([edge for edge, _ in edges], places, panel_of, gaps_of, gutter)
    stubs: dict[str, list[Stub]] = {key: [] for key in parents}
    for edge, _ in edges:
        met = zip(_gaps_used(edge, places, panel_of, gaps_of), (edge.parent, edge.child), strict=True)
        for gap, key in met:
            side = -1 if places[key].x < gutter else 1
            stubs[edge.parent].append((_level(gap, taken, edge.parent, gaps_of), side))
    lane = {key: gutter + GUTTER_PAD + LANE * (number + 0.5) for number, key in enumerate(order(stubs))}
    entered: dict[str, list[str]] = {}
    lines = []
    for edge, also in edges:
        out, into = _gaps_used(edge, places, panel_of, gaps_of)
        start, end = places[edge.parent], places[edge.child]
        x1, x2 = start.x + _port(start, 0), end.x + _port(end, _number(entered, edge))
        y1, y2 = (_level(gap, taken, edge.parent, gaps_of) for gap in (out, into))
        points: tuple[Point, ...] = (
            (x1, start.bottom),
            (x1, y1),
            (lane[edge.parent], y1),
            (lane[edge.parent], y2),
            (x2, y2),
            (x2, end.top),
        )
        lines.append(
            Line(edge, tuple((round(x, 1), round(y, 1)) for x, y in points), curved=False, also=also)
        )
    return tuple(lines)


def _levels(
    edges: Sequence[Edge],
    places: Mapping[str, Placed],
    panel_of: Mapping[str, str],
    gaps_of: Mapping[str, Gaps],
    gutter: float,
) -> dict[tuple[str, int], list[str]]:
    """The parents whose lines run in each gap, from top to bottom, so that few cross there.

    A line that comes down from its parent meets none further from the gutter if it runs above them; one that
    goes down to its child, if it runs below them.
    """
    taken: dict[tuple[str, int], dict[str, tuple[int, float]]] = {}
    for edge in edges:
        out, into = _gaps_used(edge, places, panel_of, gaps_of)
        far = abs(places[edge.parent].x - gutter)
        taken.setdefault(out, {})[edge.parent] = (0, far)
        far = abs(places[edge.child].x - gutter)
        users = taken.setdefault(into, {})
        users[edge.parent] = min(users.get(edge.parent, (1, 0.0)), (1, -far))
    return {gap: sorted(users, key=lambda key: (users[key], key)) for gap, users in taken.items()}


def _gaps_used(
    edge: Edge, places: Mapping[str, Placed], panel_of: Mapping[str, str], gaps_of: Mapping[str, Gaps]
) -> tuple[tuple[str, int], tuple[str, int]]:
    parent, child = panel_of[edge.parent], panel_of[edge.child]
    return (
        (parent, gaps_of[parent].above(places[edge.parent]) + 1),
        (child, gaps_of[child].above(places[edge.child])),
    )


def _level(
    gap: tuple[str, int], taken: Mapping[tuple[str, int], list[str]], parent: str, gaps_of: Mapping[str, Gaps]
) -> float:
    """Height of a parent's lane in a gap that it may share with others."""
    top, end = gaps_of[gap[0]].free[gap[1]]
    users = taken[gap]
    return top + (end - top) * (0.2 + 0.6 * (users.index(parent) + 1) / (len(users) + 1))


def _number(entered: dict[str, list[str]], edge: Edge) -> int:
    seen = entered.setdefault(edge.child, [])
    seen.append(edge.parent)
    return len(seen) - 1


def _port(placed: Placed, number: int) -> float:
    """How far from the middle of the box a line meets it, beside the quadrant's own edges."""
    return min(_PORT + number * _PORT_STEP, placed.box.width / 2 - 6)
