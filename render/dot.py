"""Write DOT: a quadrant for layout, and the whole map for people who have Graphviz.

Node ids are synthetic (`n0`, `n1`, …): a `:` in an id would mean a port and a name could be a keyword.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import graphviz

from render.box import HEIGHT, Box
from render.facts import Edge

ROW_GAP, BOX_GAP = 44.0, 16.0
_WEIGHT = {"successor": "6", "technique": "1", "architecture": "1"}


def quadrant_dot(
    boxes: Mapping[str, Box],
    edges: Sequence[Edge],
    rows: Sequence[Sequence[str]],
    names: Mapping[str, str],
    *,
    order_only: bool = False,
) -> str:
    """DOT that lays one quadrant out: fixed rows, boxes of our own size, no text.

    An edge always points downwards here, whatever its direction, for an upward one could bend the spine.
    With `order_only`, Graphviz orders the rows and takes a first guess at places: for 580 models that takes
    0.3 s, where its network simplex and its splines take 3 s.
    """
    row_of = {key: number for number, row in enumerate(rows) for key in row}
    graph = graphviz.Digraph(
        graph_attr={
            "newrank": "true",
            "ranksep": _inches(ROW_GAP),
            "nodesep": _inches(BOX_GAP),
            **({"mclimit": "1", "nslimit": "0.1", "splines": "none"} if order_only else {"mclimit": "4"}),
        },
        node_attr={"shape": "box", "fixedsize": "true", "height": _inches(HEIGHT), "label": ""},
        edge_attr={"arrowhead": "none", "weight": "4"},
    )
    for number, row in enumerate(rows):
        with graph.subgraph() as same:
            same.attr(rank="same")
            same.node(f"r{number}", style="invis", width="0.01")
            for key in row:
                same.node(names[key], width=_inches(boxes[key].width))
    for number in range(len(rows) - 1):
        graph.edge(f"r{number}", f"r{number + 1}", style="invis", weight="0")
    for edge in edges:
        ends = (edge.parent, edge.child)
        if row_of[edge.parent] > row_of[edge.child]:
            ends = (edge.child, edge.parent)
        ports = {} if row_of[edge.parent] == row_of[edge.child] else {"tailport": "s", "headport": "n"}
        weight = _WEIGHT.get(edge.relation)
        graph.edge(names[ends[0]], names[ends[1]], **ports, **({"weight": weight} if weight else {}))
    return str(graph.source)


def _inches(px: float) -> str:
    return f"{px / 72:.3f}"
