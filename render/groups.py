"""Which models are laid out together: a family by derivation, and short lines of successors.

Graphviz sets unconnected parts side by side, so one run lays out all groups of a quadrant; `pack` then moves
them together. Edges between two groups (successors of large families, techniques) are led by `wires`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from render.facts import Edge

_LINE = 14
"""A successor joins two groups only while they stay this small: LLaMA and Llama 2 stay apart."""


def groups(keys: Iterable[str], edges: Sequence[Edge]) -> dict[str, str]:
    """The first member's id, for each model, as the name of its group."""
    head = {key: key for key in keys}
    size = dict.fromkeys(head, 1)

    def find(key: str) -> str:
        while head[key] != key:
            head[key] = head[head[key]]
            key = head[key]
        return key

    def join(edge: Edge, most: int | None) -> None:
        one, other = sorted((find(edge.parent), find(edge.child)))
        if one != other and (most is None or size[one] + size[other] <= most):
            head[other] = one
            size[one] += size[other]

    for edge in edges:
        if edge.derived or edge.relation == "technique":
            join(edge, None)
    for edge in edges:
        if not edge.derived:
            join(edge, _LINE)
    return {key: find(key) for key in head}
