"""Give the gap between two rows more height where lines run far sideways in it, so that they stay steep."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

Point = tuple[float, float]
_PER_PX = 0.07
_MOST = 46.0


def stretch(
    heights: Sequence[float], half: float, curves: Iterable[Sequence[Point]]
) -> Callable[[float], float]:
    """A map from old to new y.

    Args:
        heights: middles of the rows, from the top.
        half: half the height of a box.
        curves: points along each line.
    """
    run = [0.0] * max(0, len(heights) - 1)
    for points in curves:
        sides: dict[int, list[float]] = {}
        for x, y in points:
            gap = bisect_right(heights, y - half + 0.5) - 1
            if 0 <= gap < len(run) and y <= heights[gap + 1] - half + 0.5:
                sides.setdefault(gap, []).append(x)
        for gap, xs in sides.items():
            run[gap] = max(run[gap], max(xs) - min(xs))
    knots = [(heights[0] + half, 0.0)] if heights else []
    added = 0.0
    for gap, far in enumerate(run):
        top, end = heights[gap] + half, heights[gap + 1] - half
        more = min(_MOST, _PER_PX * max(0.0, far - 150))
        knots += [(top, added), (end, added + more)]
        added += more

    def moved(y: float) -> float:
        at = bisect_right(knots, (y, float("inf")))
        if at == 0:
            return y
        if at == len(knots):
            return y + knots[-1][1]
        (y0, add0), (y1, add1) = knots[at - 1], knots[at]
        return y + (add0 if y1 == y0 else add0 + (add1 - add0) * (y - y0) / (y1 - y0))

    return moved
