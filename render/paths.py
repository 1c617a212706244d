"""Write the way of a line as SVG path data, relative and short."""

from __future__ import annotations

from itertools import pairwise
from math import hypot

from render.shapes import Line, Point

_CORNER = 7.0


def px(number: float) -> str:
    """A coordinate with at most one decimal, and no trailing zero."""
    if number == (whole := int(number)):
        return str(whole)
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def way(line: Line) -> str:
    """The `d` of an edge's path."""
    if not line.curved:
        return _rounded(line.points)
    (x, y), *rest = line.points
    made = [f"M{px(x)},{px(y)}"]
    for nx, ny in rest:
        down = px(ny - y)
        if nx == x:
            made.append(f"v{down}")
        else:
            half, side = px((ny - y) / 2), px(nx - x)
            made.append(f"c0,{half} {side},{half} {side},{down}")
        x, y = nx, ny
    return "".join(made)


def _rounded(corners: tuple[Point, ...]) -> str:
    """Straight pieces with rounded corners."""
    kept = [corners[0], *(b for a, b in pairwise(corners) if a != b)]
    made = [f"M{_pair(kept[0])}"]
    for before, corner, after in zip(kept, kept[1:], kept[2:], strict=False):
        into, out = _towards(corner, before), _towards(corner, after)
        made.append(f"L{_pair(into)}Q{_pair(corner)} {_pair(out)}")
    return "".join(made) + f"L{_pair(kept[-1])}"


def _towards(corner: Point, other: Point) -> Point:
    far = hypot(other[0] - corner[0], other[1] - corner[1])
    part = min(_CORNER, far / 2) / far
    return (corner[0] + (other[0] - corner[0]) * part, corner[1] + (other[1] - corner[1]) * part)


def _pair(point: Point) -> str:
    return f"{px(point[0])},{px(point[1])}"
