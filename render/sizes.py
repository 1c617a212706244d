"""How many boxes a row may hold, so that the sheet is near 3:2 and little of it stays empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

from render.box import HEIGHT, Box
from render.dot import BOX_GAP, ROW_GAP
from render.facts import Edge, Model
from render.rows import bands

_WANTED = 1.55
"""Width over height of the whole sheet."""
_FEWEST, _MOST = 4, 24


def across(
    models: Mapping[str, Sequence[Model]],
    edges: Mapping[str, Sequence[Edge]],
    boxes: Mapping[str, Box],
    columns: Sequence[Sequence[str]],
) -> dict[str, int]:
    """Boxes to a row for each quadrant; the quadrants of one column of the sheet share the number."""
    pitch = BOX_GAP + sum(box.width for box in boxes.values()) / max(1, len(boxes))
    tall = {
        quadrant: {n: _rows(models[quadrant], edges[quadrant], n) for n in range(_FEWEST, _MOST + 1)}
        for column in columns
        for quadrant in column
    }
    deep = range(max(len(column) for column in columns))
    best = min(
        product(range(_FEWEST, _MOST + 1), repeat=len(columns)),
        key=lambda widths: (_cost(widths, columns, tall, deep, pitch), widths),
    )
    return {quadrant: n for column, n in zip(columns, best, strict=True) for quadrant in column}


def pitch_of(boxes: Sequence[Box]) -> float:
    """Mean width of a box and the space beside it."""
    return BOX_GAP + sum(box.width for box in boxes) / max(1, len(boxes))


def _rows(models: Sequence[Model], edges: Sequence[Edge], n: int) -> int:
    return sum(len(band.rows) for band in bands(models, edges, across=n))


def _cost(
    widths: Sequence[int],
    columns: Sequence[Sequence[str]],
    tall: Mapping[str, Mapping[int, int]],
    deep: range,
    pitch: float,
) -> float:
    """Area of the sheet, dearer the further it is from the wanted shape."""
    wide = sum(widths) * pitch
    high = sum(
        max(tall[column[row]][n] for column, n in zip(columns, widths, strict=True) if row < len(column))
        * (HEIGHT + ROW_GAP)
        for row in deep
    )
    shape = wide / max(high, 1.0) / _WANTED
    return round(wide * high * max(shape, 1 / shape), 3)
