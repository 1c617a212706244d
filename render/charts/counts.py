"""What the statistics count: releases per month by quadrant, licences by year, derivatives per base."""

from __future__ import annotations

from collections import Counter

from render.box import chinese_name, licence
from render.facts import QUADRANTS, Facts, Model
from render.measure import fit
from render.text import clean

Rows = list[dict[str, str | int]]
FIRST_YEAR = 2022
_SAID = {"other": "other 其他", "not stated": "not stated 未说明"}
LICENCES = 6
BASES = 25
"""How many licences and bases have a bar of their own."""


def growth(facts: Facts) -> Rows:
    """Releases of each month and quadrant since `FIRST_YEAR`, months without one among them."""
    counts = Counter(
        (day.year * 12 + day.month - 1, model.quadrant)
        for model in facts.models.values()
        if model.on_map
        and (day := model.released_on)
        and day.year >= FIRST_YEAR
        and model.released_precision != "year"
    )
    months = [month for month, _ in counts]
    return [
        {
            "month": f"{month // 12}-{month % 12 + 1:02d}",
            "quadrant": quadrant,
            "count": counts[month, quadrant],
        }
        for month in (range(min(months), max(months) + 1) if months else ())
        for quadrant in QUADRANTS
    ]


def licences(facts: Facts) -> Rows:
    """The licences of each year's models that have weights; what is not among the top is `other`."""
    found = [
        (day.year, _licence(model))
        for model in facts.models.values()
        if model.on_map
        and model.quadrant != "training"
        and model.openness != "closed"
        and (day := model.released_on)
    ]
    names = Counter(name for _, name in found if name != "other")
    top = sorted(names, key=lambda name: (-names[name], name))[:LICENCES]
    counts = Counter((year, name if name in top else "other") for year, name in found)
    return [
        {"year": str(year), "licence": _SAID.get(name, name), "order": order, "count": counts[year, name]}
        for year in sorted({year for year, _ in found})
        for order, name in enumerate([*top, "other"])
    ]


def derivatives(facts: Facts) -> Rows:
    """The bases that most was made from, the first of them first."""
    top = sorted(facts.models.values(), key=lambda m: (-m.descendants, m.model_id))[:BASES]
    return [
        {
            "base": fit(
                " ".join(part for part in (clean(m.name), chinese_name(m)) if part) or m.model_id, 12, 200
            ),
            "rank": rank,
            "quadrant": m.quadrant,
            "count": m.descendants,
        }
        for rank, m in enumerate(top)
        if m.descendants
    ]


def _licence(model: Model) -> str:
    """The licence's short name; what the Hub calls `other` is one of the others."""
    return licence(model).removesuffix(" NC") or "not stated"
