"""Geometry of a sheet, for the tests: overlaps, what lies outside, and crossings."""

from __future__ import annotations

from itertools import combinations, pairwise

from render.shapes import flat
from render.sheet import Sheet

Segment = tuple[float, float, float, float]


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
    found = []
    for line in sheet.lines:
        points = flat(line.points, 6) if line.curved else _along(line.points)
        for key, box in sheet.boxes.items():
            if key in {line.edge.child, line.edge.parent}:
                continue
            if any(box.left + 1 < x < box.right - 1 and box.top + 1 < y < box.bottom - 1 for x, y in points):
                found.append((f"{line.edge.child}--{line.edge.parent}", key))
    return found


def crossings(sheet: Sheet) -> int:
    """Places where lines without a common end cross; where several run together they count as one."""
    lines = []
    for line in sheet.lines:
        points = _bends(flat(line.points, 20)) if line.curved else list(line.points)
        segments = [(*a, *b) for a, b in pairwise(points)]
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        lines.append(({line.edge.child, line.edge.parent}, segments, (min(xs), min(ys), max(xs), max(ys))))
    places = {
        place
        for (ends, one, a), (others, two, b) in combinations(lines, 2)
        if not (ends & others) and _boxes_meet(a, b)
        for s in one
        for t in two
        if (place := _cross(s, t))
    }
    return len(places)


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


def _boxes_meet(a: Segment, b: Segment) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


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
