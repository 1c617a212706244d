"""Which models belong to one family, so that they share a colour.

A family is a base model and all that is derived from it. A base model with fewer than three drawn
descendants is no family of its own: it joins the line it succeeds (GPT-2, GPT-3, GPT-4), so that lines of
closed models have a colour too. The largest families of a quadrant get a colour; in the training quadrant the
colour tells the kind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from render.facts import Facts, Model

COLOURS = 6
KINDS = {"technique": 1, "framework": 2}
"""Colours of the training quadrant."""
_HEAD = 3
_SMALLEST = 2


def families(models: Sequence[Model], facts: Facts) -> dict[str, int]:
    """A colour number for each model, 1 to 6 by size of family, 0 for the rest."""
    drawn = {model.model_id: model for model in models}
    bases = {key: _base(key, drawn, facts) for key in drawn}
    heads = Counter(bases.values())
    root = {key: _line(base, drawn, facts, heads) for key, base in bases.items()}
    sizes = Counter(root[key] for key, model in drawn.items() if model.quadrant != "training")
    ranked = sorted((key for key in sizes if sizes[key] >= _SMALLEST), key=lambda key: (-sizes[key], key))
    colour = {key: number for number, key in enumerate(ranked[:COLOURS], start=1)}
    return {
        key: KINDS.get(model.kind, 0) if model.quadrant == "training" else colour.get(root[key], 0)
        for key, model in drawn.items()
    }


def _base(key: str, drawn: Mapping[str, Model], facts: Facts) -> str:
    """Up the first derivation that is drawn, to the model that has none."""
    seen = {key}
    while True:
        above = [e.parent for e in facts.parents.get(key, ()) if e.derived and e.parent in drawn]
        if not above or above[0] in seen:
            return key
        key = above[0]
        seen.add(key)


def _line(base: str, drawn: Mapping[str, Model], facts: Facts, heads: Counter[str]) -> str:
    """Up the successors, as long as the base heads no family of its own."""
    seen = {base}
    while heads[base] <= _HEAD:
        before = [
            e.parent
            for e in facts.parents.get(base, ())
            if e.relation in {"successor", "architecture"} and e.parent in drawn
        ]
        if not before or before[0] in seen:
            break
        base = _base(before[0], drawn, facts)
        if base in seen:
            break
        seen.add(base)
    return base
