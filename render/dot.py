"""Write DOT that lets Graphviz order the boxes of a quadrant.

Node ids are synthetic (`n0`, `n1`, …): a `:` in an id would mean a port and a name could be a keyword.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import graphviz

from render.box import HEIGHT, Box
from render.facts import Edge

ROW_GAP, BOX_GAP = 36, 20
_WEIGHT = {"successor": " [weight=6]", "technique": " [weight=1]", "architecture": " [weight=1]"}
_EFFORT = ((220, "4"), (400, "1"))
"""How much Graphviz tries for fewer crossings, up to so many boxes; with more, half of its usual effort.

That takes a fifth less time and brings no more crossings on the bundled maps of foreign and Chinese models.
"""


def quadrant_dot(
    boxes: Mapping[str, Box],
    edges: Sequence[Edge],
    rows: Sequence[Sequence[str]],
    names: Mapping[str, str],
) -> str:
    """DOT of one quadrant: fixed rows, boxes of our own size, no text.

    An edge always points downwards here, whatever its direction, for an upward one could bend the spine.
    Graphviz orders the rows and takes a first guess at places: for 580 models that takes 0.3 s, where its
    network simplex and its splines take 3 s.
    """
    row_of = {key: number for number, row in enumerate(rows) for key in row}
    effort = next((effort for most, effort in _EFFORT if len(boxes) <= most), "0.5")
    body = []
    for number, row in enumerate(rows):
        inside = [f'{names[key]} [width="{boxes[key].width / 72:.3f}"]' for key in row]
        body.append(
            f'\t{{rank=same; r{number} [style=invis width="0.01"]\n\t\t' + "\n\t\t".join(inside) + "}\n"
        )
    spine = " -> ".join(f"r{number}" for number in range(len(rows)))
    body.append(f"\t{spine} [style=invis weight=0]\n")
    for edge in edges:
        upper, lower = edge.parent, edge.child
        if row_of[upper] > row_of[lower]:
            upper, lower = lower, upper
        body.append(f"\t{names[upper]} -> {names[lower]}{_WEIGHT.get(edge.relation, '')}\n")
    return str(
        graphviz.Digraph(
            graph_attr={
                "newrank": "true",
                "ranksep": f"{ROW_GAP / 72:.3f}",
                "nodesep": f"{BOX_GAP / 72:.3f}",
                "splines": "none",
                "nslimit": "0.1",
                "mclimit": effort,
            },
            node_attr={"shape": "box", "fixedsize": "true", "height": f"{HEIGHT / 72:.3f}", "label": ""},
            edge_attr={"arrowhead": "none", "weight": "4"},
            body=body,
        ).source
    )
