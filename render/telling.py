"""Choose which lines between quadrants are drawn.

Half the map uses LoRA, RLHF or SFT, and much of it the Transformer's or LLaMA's architecture. With a line for
each use, four of five crossings of the bundled overview were crossings of such lines (421 of 514 in November
2026). How a technique or an architecture came into use is told by its first user, so each leads to the first
model of the other quadrants on the sheet that used it: LoRA to Alpaca-LoRA, RLHF to InstructGPT, the
Transformer to GPT-1. That a model shares another model's architecture is told by no line between quadrants.
The tooltip of every box names all its techniques. The other lines are in the drawing too, unseen: the page
shows those of a model that is chosen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from render.facts import Edge, Model

_MANY = frozenset({"technique", "architecture"})
"""Relations of which every model has several."""


def telling(edges: Sequence[Edge], models: Mapping[str, Model]) -> tuple[list[Edge], list[Edge]]:
    """The edges between quadrants that are seen at once, and the others, both in the order given.

    Args:
        edges: edges whose ends are in different quadrants.
        models: every model drawn, by id.
    """
    first: dict[tuple[str, str], str] = {}
    for edge in sorted(edges, key=lambda edge: (models[edge.child].released or "9", edge.child)):
        if edge.relation in _MANY:
            first.setdefault((edge.parent, edge.relation), edge.child)
    seen: list[Edge] = []
    others: list[Edge] = []
    for edge in edges:
        told = edge.relation not in _MANY or (
            first[edge.parent, edge.relation] == edge.child and models[edge.parent].quadrant == "training"
        )
        (seen if told else others).append(edge)
    return seen, others
