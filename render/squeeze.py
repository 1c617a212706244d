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

_SWEEPS = 10


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
    pulls = {key: _shares(pulling) for key, pulling in near.items()}
    spaced = [_offsets(row, widths, gap) for row in rows]
    for sweep in range(_SWEEPS):
        for number in range(len(rows)) if sweep % 2 == 0 else reversed(range(len(rows))):
            row, offsets = rows[number], spaced[number]
            wanted = []
            for key in row:
                place = 0.0
                for other, share in pulls[key]:
                    place += at[other] * share
                wanted.append(place if pulls[key] else at[key])
            most = room - offsets[-1] - widths[row[-1]] / 2
            at.update(zip(row, _place(wanted, offsets, most), strict=True))
    return at


def _shares(pulling: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """The neighbours, with the share that each has in a box's place; one without neighbours stays."""
    whole = sum(pull for _, pull in pulling)
    return [(other, pull / whole) for other, pull in pulling]


def _offsets(row: Sequence[str], widths: Mapping[str, float], gap: float) -> list[float]:
    """The middles of a row's boxes when they stand at the left, `gap` apart."""
    offsets = [widths[row[0]] / 2]
    for one, other in pairwise(row):
        offsets.append(offsets[-1] + (widths[one] + widths[other]) / 2 + gap)
    return offsets


def _place(wanted: Sequence[float], offsets: Sequence[float], most: float) -> list[float]:
    """Places nearest to the wanted ones, in order and apart, moved by no more than `most`."""
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
