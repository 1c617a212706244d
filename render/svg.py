"""Write a sheet as SVG: styled text and shapes alone, no script, no foreign object, nothing fetched.

Written in Python, not as a template: a sheet has thousands of small pieces, and this takes a fifth of
the time. Every text goes through `escape`, every link through `link`, every id through `xml_id`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from markupsafe import escape

from render import palette
from render.facts import RELATIONS
from render.legend import Item
from render.names import QUADRANT
from render.paths import px, way
from render.shapes import Line, Placed
from render.sheet import MARGIN, Panel, Sheet
from render.templating import TEMPLATES
from render.text import clean, link, xml_id

_HEADS = {
    "finetune": '<path d="M0.5,0.5L9,4L0.5,7.5z"/>',
    "technique": '<path d="M0.5,0.5L9,4L0.5,7.5z"/>',
    "adapter": '<path d="M0.8,0.8L8.6,4L0.8,7.2z"/>',
    "successor": '<path d="M0.8,0.8L8.6,4L0.8,7.2z"/>',
    "architecture": '<path d="M0.8,0.8L8.6,4L0.8,7.2z"/>',
    "quantized": '<path d="M1,1H8V7H1z"/>',
    "merge": '<path d="M0.8,4L4.8,0.8L8.8,4L4.8,7.2z"/>',
    "distilled": '<circle cx="5" cy="4" r="3.2"/>',
    "continued_pretraining": '<path d="M0,0.6L4.5,4L0,7.4zM4.5,0.6L9,4L4.5,7.4z"/>',
    "reproduction": '<circle cx="5" cy="4" r="3"/>',
}
"""The arrowhead of each relation."""
_BROUGHT = re.compile(
    r"^<\?xml[^>]*>\s*"
    r'| width="[\d.]+" height="[\d.]+"(?= viewBox="0 0 )'
    r"|<style>[^<]*</style>\s*"
    r'|<a href="[^"]*"[^>]*>|</a>'
)


def without_frame(svg: str) -> str:
    """A drawing for a page that brings style, size and links itself. Names are escaped: every `<` is ours."""
    return _BROUGHT.sub("", svg)


def draw_sheet(sheet: Sheet, *, filled: bool = True) -> str:
    """The whole SVG document; without boxes and lines where they are not wanted."""
    return "\n".join(_document(sheet, filled=filled)) + "\n"


def map_style() -> str:
    """The rules that do not depend on the theme."""
    return (TEMPLATES / "map.css").read_text(encoding="utf-8").replace("\n", "")


def markers() -> str:
    """The arrowheads of all relations."""
    return "".join(
        f'<marker id="head-{relation}" class="head-{relation}" viewBox="-1 -1 11 10" refX="8.6" refY="4" '
        f'markerWidth="8.5" markerHeight="7.8" markerUnits="userSpaceOnUse" orient="auto">{_HEADS[relation]}'
        "</marker>"
        for relation in RELATIONS
    )


def node_classes(placed: Placed) -> str:
    """Classes of a node: openness, kind, new, base and the family's colour."""
    box = placed.box
    words = f"node {xml_id(box.model.openness or 'unknown')} {xml_id(box.model.kind)}"
    return f"{words}{' new' if box.new else ''}{' base' if box.base else ''} f{placed.colour}"


def edge_title(line: Line, places: Mapping[str, Placed]) -> str:
    """A sentence for an edge: `LLaMA → Vicuna: finetune (curated)`."""
    said = [
        f"{edge.relation.replace('_', ' ')} ({clean(edge.origin)})" if edge.origin else edge.relation
        for edge in (line.edge, *line.also)
    ]
    parent, child = (clean(places[key].box.model.name) for key in (line.edge.parent, line.edge.child))
    return f"{parent} → {child}: {', '.join(said)}"


def _document(sheet: Sheet, *, filled: bool) -> Iterator[str]:
    wide, high, title = px(sheet.width), px(sheet.height), escape(" ".join(sheet.title))
    places = sheet.boxes
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" width="{wide}" height="{high}" '
        f'viewBox="0 0 {wide} {high}" role="img" aria-labelledby="map-title map-about">'
    )
    yield f'<title id="map-title">{title}</title>'
    yield (
        f'<desc id="map-about">{escape(sheet.subtitle)}. Time runs downwards. '
        "Arrows lead from a parent to what was made from it.</desc>"
    )
    yield f"<style>{map_style()}{palette.css()}</style>"
    yield f"<defs>{markers()}</defs>"
    yield '<rect class="sheet" width="100%" height="100%"/>'
    yield f'<g id="heading" transform="translate({px(MARGIN)},{px(MARGIN)})">'
    yield f'<text class="title" x="0" y="22">{_both(sheet.title, "heading-zh")}</text>'
    yield f'<text class="subtitle soft" x="0" y="44">{escape(sheet.subtitle)}</text>'
    yield '<g id="legend"><title>Legend</title>'
    yield from map(_key, sheet.legend.items)
    yield "</g></g>"
    alone = len(sheet.panels) == 1
    for panel in sheet.panels:
        yield from _panel(panel, places, alone=alone, filled=filled)
    for name, told, more, lines in (
        ("between", "Edges between quadrants", "", sheet.between),
        ("on-request", "Further uses of techniques and architectures", " more", sheet.unseen),
    ):
        if lines:
            yield f'<g id="{name}"><title>{told}</title>'
            yield from (_edge(line, places, more) for line in lines)
            yield "</g>"
    yield "</svg>"


def _key(item: Item) -> str:
    """A sample of the legend, and what it means."""
    x, y, style = item.x, item.y, xml_classes(item.style)
    if item.kind == "edge":
        sample = (
            f'<g class="edge {style} sample"><path d="M{px(x)},{px(y + 8)}h32" '
            f'marker-end="url(#head-{style})"/></g>'
        )
    elif item.kind == "node":
        glow = _rect("glow", x + 1, y - 1, 32, 18, corner=6) if "new" in item.style else ""
        sample = f'<g class="node {style} sample">{glow}{_rect("box", x + 4, y + 2, 26, 12, corner=3)}</g>'
    else:
        sample = f'<text class="line soft" x="{px(x + 8)}" y="{px(y + 12)}">{escape(item.style)}</text>'
    return f'{sample}<text class="key" x="{px(x + 42)}" y="{px(y + 12)}">{escape(item.text)}</text>'


def xml_classes(words: str) -> str:
    """Several classes, each safe."""
    return " ".join(map(xml_id, words.split()))


def _panel(panel: Panel, places: Mapping[str, Placed], *, alone: bool, filled: bool) -> Iterator[str]:
    told = " ".join(QUADRANT[panel.quadrant])
    yield (
        f'<g id="quadrant-{panel.quadrant}" class="quadrant {panel.quadrant}">'
        f"<title>{told}: {panel.shown} of {panel.total}</title>"
    )
    yield _rect("panel", panel.x, panel.y, panel.width, panel.height, corner=10)
    for number, stripe in enumerate(panel.layout.stripes):
        if number % 2 == 0:
            yield (
                f'<rect class="stripe" x="{px(panel.x + 1)}" y="{px(stripe.top)}" '
                f'width="{px(panel.width - 2)}" height="{px(stripe.bottom - stripe.top)}"/>'
            )
        middle = (stripe.top + stripe.bottom) / 2 + 5
        yield _text("when soft", panel.dates_x, middle, stripe.label)
    if not alone:  # else title and subtitle of the sheet say it
        top = px(panel.y + 28)
        heading = _both(QUADRANT[panel.quadrant], "heading-zh")
        yield f'<text class="heading" x="{px(panel.x + 16)}" y="{top}">{heading}</text>'
        count = f"{panel.shown} of {panel.total}" if panel.total > panel.shown else f"{panel.shown}"
        yield f'<text class="count soft" x="{px(panel.x + panel.width - 16)}" y="{top}">{count}</text>'
    if filled:
        yield from (_edge(line, places) for line in panel.layout.lines)
        yield from (_node(placed, alone=alone) for placed in panel.layout.boxes)
    yield "</g>"


def _edge(line: Line, places: Mapping[str, Placed], more: str = "") -> str:
    edge, relation = line.edge, xml_id(line.edge.relation)
    between = "" if line.curved else " between"
    return (
        f'<g id="edge-{xml_id(edge.child)}--{xml_id(edge.parent)}" class="edge {relation}{between}{more}">'
        f'<title>{escape(edge_title(line, places))}</title><path d="{way(line)}" '
        f'marker-end="url(#head-{relation})"/></g>'
    )


def _node(placed: Placed, *, alone: bool) -> str:
    box, model = placed.box, placed.box.model
    left, top = placed.left, placed.top
    x, href = px(left + 9), link(model.url)
    zh = f'<tspan class="zh" dx="5" lang="zh">{escape(box.name_zh)}</tspan>' if box.name_zh else ""
    made = [
        (
            f'<g id="model-{xml_id(model.model_id)}" class="{node_classes(placed)}">'
            f"<title>{escape(box.title)}</title>"
        )
    ]
    if href:
        made.append(f'<a href="{escape(href)}" target="_blank" rel="noopener noreferrer">')
    if box.new:
        made.append(_rect("glow", left - 3, top - 3, box.width + 6, box.height + 6, corner=9))
    made.append(_rect("box", left, top, box.width, box.height, corner=6))
    made.append(f'<text class="name" x="{x}" y="{px(top + 17)}">{escape(box.name)}{zh}</text>')
    made += [
        _text("line soft", left + 9, top + down, text)
        for text, down in ((box.where, 31), (box.what, 44))
        if text
    ]
    if box.new:
        made.append(_rect("badge", left + box.width - 35, top + 5, 30, 14, corner=7))
        made.append(_text("badge-text", left + box.width - 20, top + 15.5, "new"))
    if alone and box.elsewhere:
        made.append(_text("from soft", left + 2, top - 4, box.elsewhere))
    made.append("</a></g>" if href else "</g>")
    return "".join(made)


def _both(texts: tuple[str, str], style: str) -> str:
    english, chinese = map(escape, texts)
    return f'{english}<tspan class="{style}" dx="10" lang="zh">{chinese}</tspan>'


def _rect(style: str, x: float, y: float, wide: float, high: float, *, corner: int) -> str:
    return (
        f'<rect class="{style}" x="{px(x)}" y="{px(y)}" width="{px(wide)}" height="{px(high)}" '
        f'rx="{corner}"/>'
    )


def _text(style: str, x: float, y: float, text: str) -> str:
    return f'<text class="{style}" x="{px(x)}" y="{px(y)}">{escape(text)}</text>'
