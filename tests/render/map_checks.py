"""Geometry of a sheet, for the tests: overlaps, what lies outside, and crossings."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from render.shapes import Placed, flat
from render.sheet import Sheet

Segment = tuple[float, float, float, float]
Piece = tuple[frozenset[str], Segment]
"""A piece of a line, and the ends of the whole line."""
_BAND = 40
"""Pieces are compared within bands of this height, in px."""


def overlaps(sheet: Sheet) -> list[tuple[str, str]]:
    """Pairs of boxes that touch."""
    boxes = sorted(sheet.boxes.items())
    return [
        (one, other)
        for (one, a), (other, b) in combinations(boxes, 2)
        if a.left < b.right and b.left < a.right and a.top < b.bottom and b.top < a.bottom
    ]


def outside(sheet: Sheet) -> list[str]:
    """Boxes and lines that leave their sheet or panel."""
    found = [
        key
        for panel in sheet.panels
        for key, box in ((p.box.model.model_id, p) for p in panel.layout.boxes)
        if box.left < panel.x
        or box.right > panel.x + panel.width
        or box.top < panel.y
        or box.bottom > panel.y + panel.height
    ]
    return found + [
        f"{line.edge.child}--{line.edge.parent}"
        for line in sheet.lines
        if any(not (0 <= x <= sheet.width and 0 <= y <= sheet.height) for x, y in line.points)
    ]


def through_boxes(sheet: Sheet) -> list[tuple[str, str]]:
    """Lines that run through a box that is not their own end."""
    rows: dict[int, list[tuple[str, Placed]]] = {}
    for key, box in sheet.boxes.items():
        for band in range(int(box.top) // _BAND, int(box.bottom) // _BAND + 1):
            rows.setdefault(band, []).append((key, box))
    return sorted({
        (f"{line.edge.child}--{line.edge.parent}", key)
        for line in sheet.lines
        for x, y in (flat(line.points, 6) if line.curved else _along(line.points))
        for key, box in rows.get(int(y) // _BAND, ())
        if box.left + 1 < x < box.right - 1 and box.top + 1 < y < box.bottom - 1
        if key not in {line.edge.child, line.edge.parent}
    })  # fmt: skip


def crossings(sheet: Sheet) -> int:
    """Places where lines without a common end cross; where several run together they count as one."""
    bands: dict[int, list[Piece]] = {}
    for line in sheet.lines:
        ends = frozenset((line.edge.child, line.edge.parent))
        points = _bends(flat(line.points, 20)) if line.curved else list(line.points)
        for a, b in pairwise(points):
            low, high = sorted((a[1], b[1]))
            for band in range(int(low) // _BAND, int(high) // _BAND + 1):
                bands.setdefault(band, []).append((ends, (*a, *b)))
    return len({
        place
        for found in bands.values()
        for (ends, s), (others, t) in _beside(found)
        if not (ends & others) and (place := _cross(s, t))
    })  # fmt: skip


def _beside(found: list[Piece]) -> Iterator[tuple[Piece, Piece]]:
    """Pairs that overlap from left to right."""
    open_pieces: list[Piece] = []
    for piece in sorted(found, key=lambda piece: min(piece[1][0], piece[1][2])):
        left = min(piece[1][0], piece[1][2])
        open_pieces = [one for one in open_pieces if max(one[1][0], one[1][2]) >= left]
        yield from ((one, piece) for one in open_pieces)
        open_pieces.append(piece)


def _bends(points: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points without those in the middle of a straight way down."""
    inner = zip(points, points[1:], points[2:], strict=False)
    return [points[0], *(b for a, b, c in inner if not a[0] == b[0] == c[0]), points[-1]]


def _along(points: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    made = []
    for (ax, ay), (bx, by) in pairwise(points):
        steps = max(2, int((abs(bx - ax) + abs(by - ay)) / 8))
        made += [(ax + (bx - ax) * i / steps, ay + (by - ay) * i / steps) for i in range(steps + 1)]
    return made


def _cross(s: Segment, t: Segment) -> tuple[int, int] | None:
    """Where two segments cross, to 4 px; None if they do not."""
    if max(s[0], s[2]) < min(t[0], t[2]) or max(t[0], t[2]) < min(s[0], s[2]):
        return None

    def side(px: float, py: float, q: Segment) -> float:
        return (q[2] - q[0]) * (py - q[1]) - (q[3] - q[1]) * (px - q[0])

    first, last = side(s[0], s[1], t), side(s[2], s[3], t)
    if first * last >= 0 or side(t[0], t[1], s) * side(t[2], t[3], s) >= 0:
        return None
    part = first / (first - last)
    return round((s[0] + part * (s[2] - s[0])) / 4), round((s[1] + part * (s[3] - s[1])) / 4)
