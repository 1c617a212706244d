"""Write a sheet as SVG: styled text and shapes alone, no script, no foreign object, nothing fetched."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from math import hypot
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from render import palette
from render.facts import RELATIONS
from render.names import QUADRANT
from render.shapes import Line, Placed, Point
from render.sheet import MARGIN, Sheet
from render.text import clean, link, xml_id

TEMPLATES = Path(__file__).parent / "templates"
_CORNER = 7.0


@cache
def environment() -> Environment:
    """Templates with autoescape everywhere, and the filters that the drawings share."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(
        px=px,
        xml_id=xml_id,
        link=link,
        clean=clean,
        way=way,
        edge_title=edge_title,
        node_classes=node_classes,
    )
    return made


_BROUGHT = re.compile(
    r"^<\?xml[^>]*>\s*"
    r'| width="[\d.]+" height="[\d.]+"(?= viewBox="0 0 )'
    r"|<style>[^<]*</style>\s*"
    r'|<a href="[^"]*"[^>]*>|</a>'
)


def without_frame(svg: str) -> str:
    """A drawing for a page that brings style, size and links itself. Names are escaped: every `<` is ours."""
    return _BROUGHT.sub("", svg)


def draw_sheet(sheet: Sheet) -> str:
    """The whole SVG document."""
    styled = Markup(map_style() + palette.css())  # noqa: S704 - our own rules, nothing of the warehouse
    return (
        environment()
        .get_template("map.svg.j2")
        .render(
            sheet=sheet,
            places=sheet.boxes,
            style=styled,
            margin=MARGIN,
            relations=RELATIONS,
            names=QUADRANT,
        )
    )


def map_style() -> str:
    """The rules that do not depend on the theme."""
    return (TEMPLATES / "map.css").read_text(encoding="utf-8").replace("\n", "")


def px(number: float) -> str:
    """A coordinate with at most one decimal, and no trailing zero."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def node_classes(placed: Placed) -> str:
    """Classes of a node: openness, kind, new, base and the family's colour."""
    box = placed.box
    words = ["node", box.model.openness or "unknown", box.model.kind]
    words += ["new"] if box.new else []
    words += ["base"] if box.base else []
    return " ".join(xml_id(word) for word in [*words, f"f{placed.colour}"])


def edge_title(line: Line, places: Mapping[str, Placed]) -> str:
    """A sentence for an edge: `LLaMA → Vicuna: finetune (curated)`."""
    said = [
        f"{edge.relation.replace('_', ' ')} ({clean(edge.origin)})" if edge.origin else edge.relation
        for edge in (line.edge, *line.also)
    ]
    parent, child = (clean(places[key].box.model.name) for key in (line.edge.parent, line.edge.child))
    return f"{parent} → {child}: {', '.join(said)}"


def way(line: Line) -> str:
    """The `d` of an edge's path."""
    if line.curved:
        first, *rest = line.points
        pieces = [rest[at : at + 3] for at in range(0, len(rest), 3)]
        curves = "".join("C" + " ".join(_pair(point) for point in piece) for piece in pieces)
        return f"M{_pair(first)}{curves}"
    return _rounded(line.points)


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
