"""The legend: what is on this sheet, and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from render.facts import RELATIONS, Edge, Facts, Model
from render.families import KINDS
from render.measure import width
from render.names import KIND, OPENNESS, RELATION

HEAD, LINE, SIZE, SAMPLE, SPACE = 62.0, 24.0, 12.0, 34.0, 22.0


@dataclass(frozen=True, slots=True)
class Item:
    """One sample and what it means. `kind` is `edge` or `node`; `style` the classes of the sample."""

    kind: str
    style: str
    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Legend:
    """All samples, placed below the sheet's heading, and the height of both together."""

    items: tuple[Item, ...]
    height: float


def legend(edges: Sequence[Edge], models: Sequence[Model], facts: Facts, room: float) -> Legend:
    """The relations and marks in use, set in lines of at most `room` px."""
    used = {edge.relation for edge in edges}
    relations = [("edge", name, " ".join(RELATION[name])) for name in RELATIONS if name in used]
    marks = [
        ("node", f"{word} f0", " ".join(OPENNESS[word]))
        for word in OPENNESS
        if any(model.openness == word for model in models)
    ]
    for kind, number in KINDS.items():
        if any(model.kind == kind for model in models):
            marks.append(("node", f"open f{number}", " ".join(KIND[kind])))
    if any(facts.is_base(model) for model in models):
        marks.append(("node", "base open f0", "base model 基座"))
    if any(facts.is_new(model) for model in models):
        marks.append(("node", "new open f0", "first seen in the last 7 days 本周新增"))
    if any(model.commercial_use is False for model in models):
        marks.append(("text", "NC", "no commercial use 不可商用"))
    items: list[Item] = []
    y = HEAD
    for group in (relations, marks):
        x = 0.0
        for kind, style, text in group:
            takes = SAMPLE + 8 + width(text, SIZE) + SPACE
            if x and x + takes > room:
                x, y = 0.0, y + LINE
            items.append(Item(kind, style, text, x, y))
            x += takes
        y += LINE if group else 0.0
    return Legend(tuple(items), y + 6)
