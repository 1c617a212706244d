"""Move groups together sideways: each as near to its kin and to the left as what is there allows.

Rows and gaps between rows are slots, numbered from the top (rows even, gaps odd). A group takes stretches of
slots with its boxes and lines; two groups never take the same stretch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Stretch = tuple[float, float]


@dataclass(slots=True)
class Shape:
    """What a group takes: for each slot, stretches from left to right, in px."""

    name: str
    boxes: int
    slots: dict[int, list[Stretch]] = field(default_factory=dict)
    left: float = 0.0
    right: float = 0.0

    def take(self, slot: int, left: float, right: float) -> None:
        """Add a stretch."""
        self.slots.setdefault(slot, []).append((left, right))

    def settle(self) -> None:
        """Join stretches that touch, and note how far it reaches on either side."""
        for slot, taken in self.slots.items():
            joined: list[Stretch] = []
            for left, right in sorted(taken):
                if joined and left <= joined[-1][1]:
                    joined[-1] = (joined[-1][0], max(right, joined[-1][1]))
                else:
                    joined.append((left, right))
            self.slots[slot] = joined
        self.left = min(taken[0][0] for taken in self.slots.values())
        self.right = max(taken[-1][1] for taken in self.slots.values())


def pack(shapes: Sequence[Shape], kin: Mapping[str, Sequence[str]], *, room: float) -> dict[str, float]:
    """How far each group moves to the right (left if negative), so that the leftmost begins at 0.

    Args:
        shapes: settled shapes of the groups.
        kin: groups that it is joined to by edges or by organisation.
        room: the width that should not be exceeded, in px.
    """
    taken: dict[int, list[Stretch]] = {}
    moved: dict[str, float] = {}
    middle: dict[str, float] = {}
    for shape in sorted(shapes, key=lambda s: (-s.boxes, min(s.slots), s.name)):
        near = [middle[name] for name in kin.get(shape.name, ()) if name in middle]
        wish = sum(near) / len(near) if near else None
        best = min(
            (move for move in _candidates(shape, taken, wish) if _free(shape, move, taken)),
            key=lambda move: (_cost(shape, move, wish, room), move),
        )
        moved[shape.name] = best
        middle[shape.name] = (shape.left + shape.right) / 2 + best
        for slot, stretches in shape.slots.items():
            taken.setdefault(slot, []).extend((left + best, right + best) for left, right in stretches)
    return moved


def _candidates(shape: Shape, taken: Mapping[int, Sequence[Stretch]], wish: float | None) -> set[float]:
    """Moves that make the group touch the left edge, its wish or a neighbour, on either side."""
    made = {-shape.left}
    if wish is not None:
        made.add(wish - (shape.left + shape.right) / 2)
    for slot, mine in shape.slots.items():
        for left, right in taken.get(slot, ()):
            for my_left, my_right in mine:
                made.add(right - my_left)
                made.add(left - my_right)
    return {round(move, 2) for move in made if shape.left + move >= -0.01}


def _free(shape: Shape, move: float, taken: Mapping[int, Sequence[Stretch]]) -> bool:
    return all(
        left + move >= right_there - 0.02 or right + move <= left_there + 0.02
        for slot, mine in shape.slots.items()
        for left_there, right_there in taken.get(slot, ())
        for left, right in mine
    )


def _cost(shape: Shape, move: float, wish: float | None, room: float) -> float:
    over = max(0.0, shape.right + move - room)
    away = abs((shape.left + shape.right) / 2 + move - wish) if wish is not None else 0.0
    return round(20 * over + away + (shape.left + move) * (0.3 if wish is not None else 1.0), 3)
