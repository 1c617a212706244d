"""How many boxes a row may hold, so that the sheet is near 3:2 and little of it stays empty."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from math import ceil, sqrt

from render.box import HEIGHT, Box
from render.dot import BOX_GAP, ROW_GAP
from render.rows import Band, Timeline

_WANTED = 1.55
"""Width over height of the whole sheet."""
_FEWEST, _MOST = 4, 24
_ROW = HEIGHT + ROW_GAP
_BESIDE, _ABOVE = 130.0, 110.0
"""What a panel takes besides its boxes: dates and margins, heading and room for lines."""

Option = tuple[float, float, int]
"""Width and height of a panel, and the boxes to a row that give them."""


def across(
    timelines: Mapping[str, Timeline], boxes: Mapping[str, Box], columns: Sequence[Sequence[str]]
) -> dict[str, tuple[Band, ...]]:
    """The bands of each quadrant, with the rows that suit the sheet best.

    Args:
        timelines: the models of each quadrant.
        boxes: every box, by model id.
        columns: the quadrants of each column of the sheet, from the top.
    """
    divided = {quadrant: _divided(timeline) for quadrant, timeline in timelines.items()}
    options = {quadrant: _options(bands, boxes) for quadrant, bands in divided.items()}
    order = [quadrant for column in columns for quadrant in column]
    best = min(
        product(*(options[quadrant] for quadrant in order)),
        key=lambda chosen: _cost(dict(zip(order, chosen, strict=True)), columns),
    )
    return {quadrant: divided[quadrant][option[2]] for quadrant, option in zip(order, best, strict=True)}


def row_width(row: Sequence[str], boxes: Mapping[str, Box]) -> float:
    """What the boxes of a row take side by side."""
    return sum(boxes[key].width + BOX_GAP for key in row)


def _divided(timeline: Timeline) -> dict[int, tuple[Band, ...]]:
    """Bands by boxes to a row; numbers with which the sheet were far too tall are left out."""
    fewest = min(_MOST, max(_FEWEST, ceil(0.7 * sqrt(len(timeline)))))
    return {number: timeline.bands(number) for number in range(fewest, _MOST + 1)}


def _options(divided: Mapping[int, tuple[Band, ...]], boxes: Mapping[str, Box]) -> list[Option]:
    """The panels possible; of those that are no narrower and no lower than another, none."""
    found = sorted(
        (
            max((row_width(row, boxes) for band in bands for row in band.rows), default=0.0) + _BESIDE,
            sum(len(band.rows) for band in bands) * _ROW + _ABOVE,
            number,
        )
        for number, bands in divided.items()
    )
    kept: list[Option] = []
    for option in found:
        if not kept or option[1] < kept[-1][1]:
            kept.append(option)
    return kept


def _cost(chosen: Mapping[str, Option], columns: Sequence[Sequence[str]]) -> tuple[float, tuple[int, ...]]:
    """Area of the sheet, somewhat dearer the further it is from the wanted shape; then the boxes to a row."""
    wide = sum(max(chosen[quadrant][0] for quadrant in column) for column in columns)
    high = sum(
        max(chosen[column[row]][1] for column in columns if row < len(column))
        for row in range(max(map(len, columns)))
    )
    shape = wide / high / _WANTED
    return round(wide * high * sqrt(max(shape, 1 / shape)), 3), tuple(option[2] for option in chosen.values())
