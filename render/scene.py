"""A drawn map as data, for the page to draw again: a third of the SVG's size; the page tells the titles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from render.compact import columns
from render.paths import px, way
from render.shapes import Line, Placed
from render.sheet import Sheet
from render.svg import draw_sheet, without_frame


def scene(sheet: Sheet, numbers: Mapping[str, int]) -> dict[str, Any]:
    """The frame as SVG, boxes and lines as tables.

    Args:
        sheet: the map of one quadrant.
        numbers: the place of each model in the page's table of models.
    """
    return {
        "frame": without_frame(draw_sheet(sheet, filled=False)),
        "boxes": columns([_box(placed, numbers) for placed in sheet.boxes.values()]),
        "lines": columns([_line(line, numbers) for line in sheet.lines]),
    }


def _box(placed: Placed, numbers: Mapping[str, int]) -> dict[str, Any]:
    box = placed.box
    return {
        "model": numbers[box.model.model_id],
        "x": _number(placed.left),
        "y": _number(placed.top),
        "width": box.width,
        "colour": placed.colour,
        "name": box.name,
        "zh": box.name_zh or None,
        "where": box.where,
        "what": box.what,
        "from": box.elsewhere or None,
    }


def _line(line: Line, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "child": numbers[line.edge.child],
        "parent": numbers[line.edge.parent],
        "relation": line.edge.relation,
        "d": way(line),
    }


def _number(value: float) -> float:
    return float(text) if "." in (text := px(value)) else int(text)
