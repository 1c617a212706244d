"""Boxes and lines in their places, in px, with y downwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from render.box import HEIGHT, Box
from render.facts import Edge

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """A box and its centre, in px from the sheet's top left corner, and its family's colour."""

    box: Box
    x: float
    y: float
    colour: int = 0

    @property
    def left(self) -> float:
        """The box's left edge."""
        return self.x - self.box.width / 2

    @property
    def right(self) -> float:
        """The box's right edge."""
        return self.x + self.box.width / 2

    @property
    def top(self) -> float:
        """The box's upper edge."""
        return self.y - HEIGHT / 2

    @property
    def bottom(self) -> float:
        """The box's lower edge."""
        return self.y + HEIGHT / 2


@dataclass(frozen=True, slots=True)
class Line:
    """An edge and the way it takes from parent to child.

    `points` are a Bézier spline (first point, then three for each piece) when `curved`, else corners.
    """

    edge: Edge
    points: tuple[Point, ...]
    curved: bool
    also: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Stripe:
    """A band of time: its label and its extent from top to bottom."""

    label: str
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Layout:
    """One quadrant, laid out in its own coordinates."""

    width: float
    height: float
    boxes: tuple[Placed, ...]
    lines: tuple[Line, ...]
    stripes: tuple[Stripe, ...]

    def shifted(self, dx: float, dy: float) -> Layout:
        """The same quadrant elsewhere on the sheet."""
        return replace(
            self,
            boxes=tuple(replace(box, x=box.x + dx, y=box.y + dy) for box in self.boxes),
            lines=tuple(
                replace(line, points=tuple((x + dx, y + dy) for x, y in line.points)) for line in self.lines
            ),
            stripes=tuple(replace(s, top=s.top + dy, bottom=s.bottom + dy) for s in self.stripes),
        )


def flat(points: Sequence[Point], step: float = 8.0) -> list[Point]:
    """Points along a Bézier spline, at most about `step` px apart."""
    made = [points[0]]
    for at in range(0, len(points) - 3, 3):
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = points[at : at + 4]
        steps = 2 + int(
            (abs(bx - ax) + abs(by - ay) + abs(cx - bx) + abs(cy - by) + abs(dx - cx) + abs(dy - cy)) / step
        )
        for number in range(1, steps + 1):
            t = number / steps
            u = 1 - t
            made.append((
                u**3 * ax + 3 * u * u * t * bx + 3 * u * t * t * cx + t**3 * dx,
                u**3 * ay + 3 * u * u * t * by + 3 * u * t * t * cy + t**3 * dy,
            ))  # fmt: skip
    return made
