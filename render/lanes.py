"""Order the lanes of the gutter so that few lines cross in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Stub = tuple[float, int]
"""Where a lane is entered or left: its y, and -1 for the left side, 1 for the right."""
_PASSES = 6


def order(stubs: Mapping[str, Sequence[Stub]]) -> list[str]:
    """The lanes from left to right: moved one by one to their best place until nothing improves.

    A stub crosses every lane between its own and its side that passes its height.
    """
    span = {key: (min(y for y, _ in mine), max(y for y, _ in mine)) for key, mine in stubs.items()}
    before = {
        (one, other): _crossed(stubs[one], span[other], 1) + _crossed(stubs[other], span[one], -1)
        for one in stubs
        for other in stubs
        if one != other
    }
    lanes = sorted(stubs, key=lambda key: (sum(side for _, side in stubs[key]), span[key], key))
    for _ in range(_PASSES):
        moved = False
        for key in sorted(stubs):
            rest = [other for other in lanes if other != key]
            costs = [sum(before[other, key] for other in rest)]  # at the far right
            for other in reversed(rest):
                costs.append(costs[-1] - before[other, key] + before[key, other])
            costs.reverse()
            best = min(range(len(costs)), key=lambda at: (costs[at], at))
            if costs[best] < costs[lanes.index(key)]:
                lanes = [*rest[:best], key, *rest[best:]]
                moved = True
        if not moved:
            break
    return lanes


def _crossed(stubs: Sequence[Stub], span: tuple[float, float], side: int) -> int:
    """How many stubs to one side meet a lane that stands there."""
    return sum(towards == side and span[0] < y < span[1] for y, towards in set(stubs))
