"""Boxes and lines in their places, in px, with y downwards."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

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

    `points` are stops when `curved`: straight down where x stays, else an S that leaves and arrives upright.
    Otherwise they are corners.
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
        return Layout(
            self.width,
            self.height,
            tuple(Placed(box.box, box.x + dx, box.y + dy, box.colour) for box in self.boxes),
            tuple(
                Line(line.edge, tuple([(x + dx, y + dy) for x, y in line.points]), line.curved, line.also)
                for line in self.lines
            ),
            tuple(replace(s, top=s.top + dy, bottom=s.bottom + dy) for s in self.stripes),
        )

    def filling(self, height: float, most: float) -> Layout:
        """The same quadrant with its rows spread over a height, each gap at most `most` px wider."""
        rows = sorted({box.y for box in self.boxes})
        if len(rows) < 2 or height <= self.height:
            return self
        more = int(min(most, (height - self.height) / (len(rows) - 1)))
        half = HEIGHT / 2

        def lower(y: float) -> float:
            above = bisect_right(rows, y + half)  # rows that begin above
            if above == 0:
                return y
            gap = y - rows[above - 1] - half  # how far below the row
            if gap <= 0 or above == len(rows):
                return y + more * (above - 1)
            return y + more * (above - 1) + round(more * gap / (rows[above] - rows[above - 1] - 2 * half))

        lower = cache(lower)
        return Layout(
            self.width,
            lower(self.height),
            tuple(Placed(box.box, box.x, lower(box.y), box.colour) for box in self.boxes),
            tuple(
                Line(line.edge, tuple([(x, lower(y)) for x, y in line.points]), line.curved, line.also)
                for line in self.lines
            ),
            tuple(Stripe(s.label, lower(s.top), lower(s.bottom)) for s in self.stripes),
        )


def beziers(stops: Sequence[Point]) -> Iterator[tuple[Point, Point, Point, Point]]:
    """The cubic pieces of a curved line."""
    for (ax, ay), (bx, by) in pairwise(stops):
        half = (ay + by) / 2
        yield (ax, ay), (ax, half), (bx, half), (bx, by)


def flat(stops: Sequence[Point], step: float = 8.0) -> list[Point]:
    """Points along a curved line, at most about `step` px apart."""
    made = [stops[0]]
    for (ax, ay), (bx, by), (cx, cy), (dx, dy) in beziers(stops):
        steps = 2 + int(2 * (abs(dx - ax) + abs(dy - ay)) / step)
        for number in range(1, steps + 1):
            t = number / steps
            u = 1 - t
            made.append((
                u**3 * ax + 3 * u * u * t * bx + 3 * u * t * t * cx + t**3 * dx,
                u**3 * ay + 3 * u * u * t * by + 3 * u * t * t * cy + t**3 * dy,
            ))  # fmt: skip
    return made
