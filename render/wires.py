"""Lead edges between groups of one quadrant: straight down between boxes, sideways in the gaps of rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import pairwise

from render.facts import Edge
from render.shapes import Placed, Point

_CLEAR = 6.0
"""Least distance from a box that is passed, in px."""
_PORT = 13.0


def wire(edge: Edge, spots: Mapping[str, Placed]) -> tuple[Point, ...]:
    """The Bézier spline of an edge, from parent to child, that crosses no box of `spots`."""
    parent, child = spots[edge.parent], spots[edge.child]
    if abs(parent.y - child.y) < 1:
        return _beside(parent, child, list(spots.values()))
    if parent.y > child.y:
        return tuple(reversed(_down(child, parent, spots)))
    return _down(parent, child, spots)


def _down(upper: Placed, lower: Placed, spots: Mapping[str, Placed]) -> tuple[Point, ...]:
    rows: dict[float, list[Placed]] = {}
    for spot in spots.values():
        if upper.y + 1 < spot.y < lower.y - 1:
            rows.setdefault(spot.y, []).append(spot)
    side = (lower.x > upper.x + 2) - (lower.x < upper.x - 2)
    x = upper.x + _port(upper, side)
    goal = lower.x - _port(lower, side)
    points: list[Point] = [(x, upper.bottom)]
    for y in sorted(rows):
        row = sorted(rows[y], key=lambda spot: spot.left)
        x = _pass(row, x, goal)
        _curve(points, (x, row[0].top))
        _straight(points, (x, row[0].bottom))
    _curve(points, (goal, lower.top))
    return tuple((round(px, 1), round(py, 1)) for px, py in points)


def _port(spot: Placed, side: int) -> float:
    return side * min(_PORT, (spot.right - spot.left) / 2 - 6)


def _pass(row: Sequence[Placed], x: float, goal: float) -> float:
    """The free place of a row that costs the least way: from x, and on to the goal."""
    at = bisect_left([spot.right + _CLEAR for spot in row], x)
    if at == len(row) or x <= row[at].left - _CLEAR:
        return x
    free = [row[0].left - _CLEAR, row[-1].right + _CLEAR]
    free += [
        (one.right + other.left) / 2 for one, other in pairwise(row) if other.left - one.right >= 2 * _CLEAR
    ]
    return min(free, key=lambda place: (abs(place - x) + 0.9 * abs(place - goal), place))


def _curve(points: list[Point], end: Point) -> None:
    """From the last point to `end`, leaving and arriving straight down."""
    x, y = points[-1]
    half = (end[1] - y) / 2
    points += [(x, y + half), (end[0], end[1] - half), end]


def _straight(points: list[Point], end: Point) -> None:
    x, y = points[-1]
    third = (end[1] - y) / 3
    points += [(x, y + third), (end[0], end[1] - third), end]


def _beside(parent: Placed, child: Placed, spots: Sequence[Placed]) -> tuple[Point, ...]:
    """Straight to a neighbour in the same row; over the boxes between otherwise."""
    left, right = (parent, child) if parent.x < child.x else (child, parent)
    between = any(left.x < spot.x < right.x and abs(spot.y - left.y) < 1 for spot in spots)
    if not between:
        ends = (left.right, right.left)
        third = (ends[1] - ends[0]) / 3
        way: tuple[Point, ...] = tuple((ends[0] + third * step, left.y) for step in range(4))
    else:
        lift = left.top - 26
        way = ((left.x, left.top), (left.x, lift), (right.x, lift), (right.x, right.top))
    way = way if left is parent else tuple(reversed(way))
    return tuple((round(x, 1), round(y, 1)) for x, y in way)
