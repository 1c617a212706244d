"""Draw a wide layout together: Graphviz's order within each row is kept, places are found anew.

Graphviz keeps a lane of its own for every long edge. Where techniques are used over many years, that makes a
sheet four times as wide as its boxes need. Here every box moves towards the mean of its neighbours in other
rows, as far as the order and the room allow: isotonic regression by pooling adjacent violators (Best and
Chakravarti, 1990), row by row, downwards and upwards in turn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from render.facts import Edge

_SWEEPS = 16


def squeeze(
    rows: Sequence[Sequence[str]],
    x: Mapping[str, float],
    widths: Mapping[str, float],
    edges: Sequence[Edge],
    *,
    gap: float,
    room: float,
) -> dict[str, float]:
    """New middles of the boxes, between 0 and `room` (or the longest row's width, if that is more).

    Args:
        rows: the boxes of each row, from left to right.
        x: middles as Graphviz gave them.
        widths: widths of the boxes.
        edges: edges among them.
        gap: free px between two boxes of a row.
        room: the width wanted.
    """
    room = max([room, *(sum(widths[key] + gap for key in row) for row in rows)])
    left = min(x.values())
    scale = min(1.0, room / (max(x.values()) - left or 1.0))
    at = {key: (value - left) * scale for key, value in x.items()}
    row_of = {key: number for number, row in enumerate(rows) for key in row}
    near: dict[str, list[tuple[str, float]]] = {key: [] for key in at}
    for edge in edges:
        pull = 1 / max(1, abs(row_of[edge.child] - row_of[edge.parent])) ** 0.5
        near[edge.child].append((edge.parent, pull))
        near[edge.parent].append((edge.child, pull * 0.6))
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            wanted = [_target(key, near[key], at) for key in row]
            at.update(zip(row, _place(row, wanted, widths, gap, room), strict=True))
    return at


def _target(key: str, near: Sequence[tuple[str, float]], at: Mapping[str, float]) -> float:
    """The weighted mean of the neighbours' places; a box without neighbours stays."""
    weight = sum(pull for _, pull in near)
    return sum(at[other] * pull for other, pull in near) / weight if weight else at[key]


def _place(
    row: Sequence[str], wanted: Sequence[float], widths: Mapping[str, float], gap: float, room: float
) -> list[float]:
    """Places nearest to the wanted ones, in order and `gap` apart."""
    offsets = [widths[row[0]] / 2]
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + (widths[one] + widths[other]) / 2 + gap)
    most = room - offsets[-1] - widths[row[-1]] / 2
    pools: list[tuple[float, int]] = []
    for target, offset in zip(wanted, offsets, strict=True):
        mean, count = target - offset, 1
        while pools and pools[-1][0] > mean:
            before, many = pools.pop()
            mean = (mean * count + before * many) / (count + many)
            count += many
        pools.append((mean, count))
    slack = [max(0.0, min(most, mean)) for mean, count in pools for _ in range(count)]
    return [free + offset for free, offset in zip(slack, offsets, strict=True)]
