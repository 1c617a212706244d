"""Lead the edges of one quadrant: straight down between boxes, sideways in the gaps of rows."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from render.box import HEIGHT
from render.facts import Edge
from render.shapes import Placed, Point

_CLEAR = 4
"""Least distance from a box that is passed, in px."""
_LANE = 5
"""Distance of two lines that pass between the same boxes, in px."""
_CROWDED = 14.0
"""How many px of detour a lane of one's own is worth."""
_PORT = 13.0
_LIFT = 26.0
"""How far above its row a line runs that leads over boxes of the same row."""
_FAR = 1_000_000


@dataclass(slots=True)
class Row:
    """Boxes of one height from left to right, what is free between them, and who took which lanes."""

    y: float
    boxes: list[Placed]
    gaps: list[tuple[int, int]] = field(default_factory=list)
    rights: list[int] = field(default_factory=list)
    taken: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Note the gaps."""
        sides = [round(side) for box in self.boxes for side in (box.left - _CLEAR, box.right + _CLEAR)]
        edges = [-_FAR, *sides, _FAR]
        self.gaps = [
            (left, right) for left, right in zip(edges[::2], edges[1::2], strict=True) if left <= right
        ]
        self.rights = [right for _, right in self.gaps]

    def crossed(self, x: float, goal: float, owner: str) -> int:
        """The free place that costs the least way from x and on to the goal; it is taken for the owner."""
        best, least = 0, float("inf")
        for cost, place in sorted([(abs(at - x) + 0.9 * abs(at - goal), at) for at in self._places(x, goal)]):
            if cost >= least:
                break
            crowded = cost + _CROWDED * self._crowd(place, owner)
            if crowded < least:
                best, least = place, crowded
        self.taken.setdefault(best // _LANE, []).append((best, owner))
        return best

    def _places(self, x: float, goal: float) -> set[int]:
        """Lanes between boxes, near x and near the goal."""
        made: set[int] = set()
        for wish in {round(x), round(goal)}:
            at = bisect_left(self.rights, wish)
            for left, right in self.gaps[max(0, at - 1) : at + 2]:
                nearest = min(max(wish, left), right)
                first = max(nearest - 3 * _LANE, left + (nearest - left) % _LANE)
                made.update(range(first, min(nearest + 3 * _LANE, right) + 1, _LANE))
        return made

    def _crowd(self, place: int, owner: str) -> int:
        """How many lines of other parents pass at the same place."""
        lane = place // _LANE
        count = 0
        for near in (lane - 1, lane, lane + 1):
            for other, who in self.taken.get(near, ()):
                count += abs(place - other) < _LANE and who != owner
        return count


class Wires:
    """Leads one edge after another, and remembers which lanes are taken.

    Args:
        spots: every box of the quadrant, by model id.
    """

    def __init__(self, spots: Mapping[str, Placed]) -> None:
        self._spots = spots
        rows: dict[float, list[Placed]] = {}
        for spot in sorted(spots.values(), key=lambda spot: spot.x):
            rows.setdefault(spot.y, []).append(spot)
        self._heights = sorted(rows)
        self._rows = [Row(y, rows[y]) for y in self._heights]

    def lead(self, edge: Edge) -> tuple[tuple[Point, ...], bool]:
        """Points from parent to child that cross no box, and whether they are stops of a curve."""
        parent, child = self._spots[edge.parent], self._spots[edge.child]
        if parent.y == child.y:
            return _beside(parent, child, self._rows[bisect_left(self._heights, parent.y)].boxes), False
        if parent.y > child.y:
            return tuple(reversed(self._down(child, parent, edge.parent))), True
        return tuple(self._down(parent, child, edge.parent)), True

    def _down(self, upper: Placed, lower: Placed, owner: str) -> list[Point]:
        side = (lower.x > upper.x + 2) - (lower.x < upper.x - 2)
        x = upper.x + _port(upper, side)
        goal = lower.x - _port(lower, side)
        stops: list[Point] = [(x, upper.bottom)]
        first, last = bisect_left(self._heights, upper.y + 1), bisect_left(self._heights, lower.y - 1)
        for row in self._rows[first:last]:
            x = row.crossed(x, goal, owner)
            _on(stops, (x, row.y - HEIGHT / 2))
            _on(stops, (x, row.y + HEIGHT / 2))
        _on(stops, (goal, lower.top))
        return stops


def _on(stops: list[Point], stop: Point) -> None:
    """Go on to a stop; one in the middle of a straight way is left out."""
    if len(stops) > 1 and stops[-2][0] == stops[-1][0] == stop[0]:
        stops[-1] = stop
    else:
        stops.append(stop)


def _port(spot: Placed, side: int) -> float:
    return side * min(_PORT, spot.box.width // 2 - 6)


def _beside(parent: Placed, child: Placed, row: Sequence[Placed]) -> tuple[Point, ...]:
    """Straight to a neighbour in the same row; over the boxes between otherwise."""
    left, right = (parent, child) if parent.x < child.x else (child, parent)
    way: tuple[Point, ...]
    if row.index(right) - row.index(left) == 1:
        way = ((left.right, left.y), (right.left, left.y))
    else:
        lift = left.top - _LIFT
        way = ((left.x, left.top), (left.x, lift), (right.x, lift), (right.x, right.top))
    return way if left is parent else tuple(reversed(way))
