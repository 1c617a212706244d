"""Write the map as DOT for people who have Graphviz.

Every node has a place (`pos`), so that `neato -n2` draws the map as we did; `dot` lays it out anew with a
cluster for each quadrant. Ids and classes of the contract are
kept, so that either gives the same groups in SVG.
"""

from __future__ import annotations

from itertools import pairwise
from math import hypot

import graphviz

from render.facts import DERIVATIONS
from render.names import QUADRANT
from render.palette import LIGHT
from render.shapes import Line, Placed, beziers
from render.sheet import Sheet
from render.text import clean, link, xml_id

_TIP = 6.0
_BORDER = {"semi-open": "dashed", "closed": "dotted"}


def map_dot(sheet: Sheet) -> str:
    """The DOT text of a sheet."""
    graph = graphviz.Digraph(
        "modelmap",
        graph_attr={
            "label": _text(f"{' '.join(sheet.title)} · {sheet.subtitle}"),
            "fontname": "Helvetica",
            "newrank": "true",
            "bgcolor": LIGHT.panel,
        },
        node_attr={"shape": "box", "fontname": "Helvetica", "fontsize": "11", "fixedsize": "true"},
        edge_attr={"arrowsize": "0.6"},
    )
    names = {key: f"n{number}" for number, key in enumerate(sheet.boxes)}
    for panel in sheet.panels:
        with graph.subgraph(name=f"cluster_{panel.quadrant}") as part:
            part.attr(
                id=f"quadrant-{panel.quadrant}",
                label=_text(" ".join(QUADRANT[panel.quadrant])),
                color=LIGHT.frame,
            )
            for placed in panel.layout.boxes:
                part.node(names[placed.box.model.model_id], **_node(placed, sheet.height))
    for line in sheet.lines:
        graph.edge(names[line.edge.parent], names[line.edge.child], **_edge(line, sheet.height))
    return str(graph.source)


def _node(placed: Placed, height: float) -> dict[str, str]:
    box = placed.box
    lines = [" ".join(part for part in (box.name, box.name_zh) if part), box.where, box.what]
    border, fill = LIGHT.families[placed.colour]
    styles = ["rounded", "filled", *([_BORDER[o]] if (o := box.model.openness) in _BORDER else [])]
    attributes = {
        "id": f"model-{xml_id(box.model.model_id)}",
        "class": " ".join(
            ["node", box.model.openness or "unknown", box.model.kind, *(["new"] if box.new else [])]
        ),
        "label": graphviz.nohtml("\\n".join(_text(text) for text in lines if text)),
        "tooltip": _text(box.title),
        "pos": f"{placed.x:.1f},{height - placed.y:.1f}!",
        "width": f"{box.width / 72:.3f}",
        "height": f"{box.height / 72:.3f}",
        "style": ",".join(styles),
        "color": border,
        "fillcolor": fill if box.base else LIGHT.paper,
    }
    href = link(box.model.url)
    if href:
        attributes["URL"] = _text(href)
    return attributes


def _edge(line: Line, height: float) -> dict[str, str]:
    edge = line.edge
    style = {"technique": "dashed", "architecture": "dotted"}.get(edge.relation, "solid")
    return {
        "id": f"edge-{xml_id(edge.child)}--{xml_id(edge.parent)}",
        "class": f"edge {edge.relation}",
        "tooltip": _text(edge.relation.replace("_", " ")),
        "color": LIGHT.relations.get(edge.relation, LIGHT.soft),
        "penwidth": "1.4" if edge.relation in DERIVATIONS else "0.8",
        "style": style,
        "pos": _spline(line, height),
    }


def _spline(line: Line, height: float) -> str:
    """The way of an edge as Graphviz writes it: the arrow's tip, then a Bézier spline that ends before it."""
    pieces = beziers(line.points) if line.curved else ((a, a, b, b) for a, b in pairwise(line.points))
    points = [line.points[0], *(point for piece in pieces for point in piece[1:])]
    (x, y), (x1, y1) = points[-1], points[-2]
    far = hypot(x1 - x, y1 - y) or 1.0
    points[-1] = (x + (x1 - x) / far * min(_TIP, far), y + (y1 - y) / far * min(_TIP, far))
    return " ".join([f"e,{x:.1f},{height - y:.1f}", *(f"{px:.1f},{height - py:.1f}" for px, py in points)])


def _text(text: str) -> str:
    """Text that Graphviz shows as it is: no escape sequence, no HTML label."""
    return graphviz.escape(clean(text))  # type: ignore[no-any-return]
