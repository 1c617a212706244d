"""Lead edges between groups of one quadrant: straight down between boxes, sideways in the gaps of rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from render.box import HEIGHT
from render.facts import Edge
from render.shapes import Placed, Point, flat

_CLEAR = 4.0
"""Least distance from a box that is passed, in px."""
_LANE = 5.0
"""Distance of two lines that pass between the same boxes, in px."""
_CROWDED = 14.0
"""How many px of detour a lane of one's own is worth."""
_PORT = 13.0


class Wires:
    """Leads one edge after another, and remembers which lanes are taken.

    Args:
        spots: every box of the quadrant, by model id.
    """

    def __init__(self, spots: Mapping[str, Placed]) -> None:
        self._spots = spots
        self._rows: dict[float, list[Placed]] = {}
        for spot in sorted(spots.values(), key=lambda spot: spot.x):
            self._rows.setdefault(spot.y, []).append(spot)
        self._heights = sorted(self._rows)
        self._half = HEIGHT / 2
        self._taken: dict[tuple[float, int], list[tuple[float, str]]] = {}

    def lead(self, edge: Edge) -> tuple[Point, ...]:
        """The Bézier spline of an edge, from parent to child; it crosses no box."""
        parent, child = self._spots[edge.parent], self._spots[edge.child]
        if abs(parent.y - child.y) < 1:
            return _beside(parent, child, self._rows[parent.y])
        if parent.y > child.y:
            return tuple(reversed(self._down(child, parent, edge.parent)))
        return self._down(parent, child, edge.parent)

    def clear(self, edge: Edge, points: Sequence[Point]) -> bool:
        """Whether a spline keeps out of every box but those at its ends."""
        for x, y in flat(points, 6):
            at = bisect_left(self._heights, y - self._half)
            if at == len(self._heights) or abs(self._heights[at] - y) >= self._half - 1:
                continue
            for spot in self._rows[self._heights[at]]:
                if spot.left + 1 < x < spot.right - 1 and spot.box.model.model_id not in (
                    edge.child,
                    edge.parent,
                ):
                    return False
        return True

    def _down(self, upper: Placed, lower: Placed, owner: str) -> tuple[Point, ...]:
        side = (lower.x > upper.x + 2) - (lower.x < upper.x - 2)
        x = upper.x + _port(upper, side)
        goal = lower.x - _port(lower, side)
        points: list[Point] = [(x, upper.bottom)]
        for y in self._heights[
            bisect_left(self._heights, upper.y + 1) : bisect_left(self._heights, lower.y - 1)
        ]:
            row = self._rows[y]
            x = self._pass(row, y, x, goal, owner)
            _curve(points, (x, row[0].top))
            _straight(points, (x, row[0].bottom))
        _curve(points, (goal, lower.top))
        return tuple((round(px, 1), round(py, 1)) for px, py in points)

    def _pass(self, row: Sequence[Placed], y: float, x: float, goal: float, owner: str) -> float:
        """The free place of a row that costs the least way: from x, and on to the goal."""

        def cost(place: float) -> tuple[float, float]:
            return (abs(place - x) + 0.9 * abs(place - goal) + _CROWDED * self._crowd(y, place, owner), place)

        best = min(_free(row, x, goal), key=cost)
        self._taken.setdefault((y, int(best // _LANE)), []).append((best, owner))
        return best

    def _crowd(self, y: float, place: float, owner: str) -> int:
        """How many lines of other parents pass a row at the same place."""
        lane = int(place // _LANE)
        return sum(
            abs(place - other) < _LANE - 0.5 and who != owner
            for near in (lane - 1, lane, lane + 1)
            for other, who in self._taken.get((y, near), ())
        )


def _free(row: Sequence[Placed], x: float, goal: float) -> Iterable[float]:
    """Places between boxes of a row, near x and near the goal."""
    edges = [-1e6, *(side for spot in row for side in (spot.left - _CLEAR, spot.right + _CLEAR)), 1e6]
    gaps = list(zip(edges[::2], edges[1::2], strict=True))
    rights = [right for _, right in gaps]
    for wish in (x, goal):
        at = bisect_left(rights, wish)
        for left, right in gaps[max(0, at - 1) : at + 2]:
            if right < left:
                continue
            nearest = min(max(wish, left), right)
            yield nearest
            for step in (1, 2, 3):
                if nearest - step * _LANE >= left:
                    yield nearest - step * _LANE
                if nearest + step * _LANE <= right:
                    yield nearest + step * _LANE


def _port(spot: Placed, side: int) -> float:
    return side * min(_PORT, (spot.right - spot.left) / 2 - 6)


def _curve(points: list[Point], end: Point) -> None:
    """From the last point to `end`, leaving and arriving straight down."""
    x, y = points[-1]
    half = (end[1] - y) / 2
    points += [(x, y + half), (end[0], end[1] - half), end]


def _straight(points: list[Point], end: Point) -> None:
    x, y = points[-1]
    third = (end[1] - y) / 3
    points += [(x, y + third), (end[0], end[1] - third), end]


def _beside(parent: Placed, child: Placed, row: Sequence[Placed]) -> tuple[Point, ...]:
    """Straight to a neighbour in the same row; over the boxes between otherwise."""
    left, right = (parent, child) if parent.x < child.x else (child, parent)
    neighbours = any(one is left and other is right for one, other in pairwise(row))
    if neighbours:
        third = (right.left - left.right) / 3
        way: tuple[Point, ...] = tuple((left.right + third * step, left.y) for step in range(4))
    else:
        lift = left.top - 26
        way = ((left.x, left.top), (left.x, lift), (right.x, lift), (right.x, right.top))
    way = way if left is parent else tuple(reversed(way))
    return tuple((round(x, 1), round(y, 1)) for x, y in way)
