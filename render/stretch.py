"""Give the gap between two rows more height where lines run far sideways in it, so that they stay steep."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import pairwise

from render.shapes import Point

_PER_PX = 0.05
_MOST = 40.0
_FREE = 150.0
"""How far a line may run sideways before its gap grows, in px."""


def stretch(
    heights: Sequence[float], half: float, curves: Iterable[Sequence[Point]]
) -> Callable[[float], float]:
    """A map from old to new y, in whole px.

    Args:
        heights: middles of the rows, from the top.
        half: half the height of a box.
        curves: the stops of each line.
    """
    gap_below = {y + half: number for number, y in enumerate(heights[:-1])}
    run = [0.0] * max(0, len(heights) - 1)
    for stops in curves:
        for (ax, ay), (bx, by) in pairwise(stops):
            gap = gap_below.get(min(ay, by))
            if gap is not None:
                run[gap] = max(run[gap], abs(bx - ax))
    knots = [(heights[0] + half, 0)] if heights else []
    added = 0
    for gap, far in enumerate(run):
        more = round(min(_MOST, _PER_PX * max(0.0, far - _FREE)))
        knots += [(heights[gap] + half, added), (heights[gap + 1] - half, added + more)]
        added += more

    @cache
    def moved(y: float) -> float:
        at = bisect_right(knots, (y, float("inf")))
        if at == 0:
            return y
        if at == len(knots):
            return y + knots[-1][1]
        (y0, add0), (y1, add1) = knots[at - 1], knots[at]
        return y + (add0 if y1 == y0 else round(add0 + (add1 - add0) * (y - y0) / (y1 - y0)))

    return moved
