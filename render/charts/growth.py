"""Counts over time: releases a month by quadrant, and licences by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from render.box import licence
from render.charts.canvas import QUADRANT_COLOUR, Canvas
from render.facts import QUADRANTS, Facts, Model
from render.names import QUADRANT

_HIGH, _BAR = 260.0, 13.0
_FIRST_YEAR = 2022
_LICENCES = 6


def growth(facts: Facts) -> str:
    """Releases per month, stacked by quadrant."""
    counts = Counter(
        ((day.year, day.month), model.quadrant)
        for model in facts.models.values()
        if model.on_map and (day := model.released_on) and day.year >= _FIRST_YEAR and _month_known(model)
    )
    months = sorted({month for month, _ in counts})
    canvas = Canvas(
        "Releases per month",
        f"Models, frameworks and techniques on the map since {_FIRST_YEAR}, by quadrant.",
    )
    if not months:
        canvas.text("soft", 0, 16, "Nothing dated yet.")
        return canvas.svg()
    span = _every_month(months[0], months[-1])
    labels = [f"{year}" if month == 1 else "" for year, month in span]
    stacks = [
        [(counts[month, quadrant], QUADRANT_COLOUR[quadrant]) for quadrant in QUADRANTS] for month in span
    ]
    titles = [f"{year}-{month:02d}" for year, month in span]
    _stacked(canvas, stacks, labels, titles, [(" ".join(QUADRANT[q]), QUADRANT_COLOUR[q]) for q in QUADRANTS])
    return canvas.svg()


def licences(facts: Facts) -> str:
    """Shares of licences among the models of each year that have weights."""
    models = [
        model
        for model in facts.models.values()
        if model.on_map and model.quadrant != "training" and model.released_on and model.openness != "closed"
    ]
    names = Counter(name for model in models if (name := _licence(model)) != "other")
    top = [name for name, _ in sorted(names.items(), key=lambda pair: (-pair[1], pair[0]))[:_LICENCES]]
    years = sorted({model.released_on.year for model in models if model.released_on})
    canvas = Canvas(
        "Licences over time",
        "Models with weights, by year of release; the most frequent licences and all others.",
    )
    colours = {name: number for number, name in enumerate(top, start=1)}
    for row, year in enumerate(years):
        mine = [_licence(m) for m in models if m.released_on and m.released_on.year == year]
        _share_row(canvas, row, year, Counter(name if name in colours else "other" for name in mine), colours)
    x = 0.0
    for name in [*top, "other"]:
        canvas.rect(f"c{colours.get(name, 0)}", x, len(years) * 34 + 14, 14, 14)
        x += 20 + canvas.text("", x + 20, len(years) * 34 + 26, name) + 18
    return canvas.svg()


def _licence(model: Model) -> str:
    """The licence's short name; what the Hub calls `other` is one of the others."""
    return licence(model).removesuffix(" NC") or "not stated"


def _share_row(canvas: Canvas, row: int, year: int, counts: Counter[str], colours: Mapping[str, int]) -> None:
    total = counts.total()
    canvas.text("strong", 0, row * 34 + 19, str(year))
    x = 50.0
    for name in [*colours, "other"]:
        wide = 700 * counts[name] / total
        if wide:
            canvas.rect(
                f"c{colours.get(name, 0)}",
                x,
                row * 34 + 2,
                max(wide - 1, 0.5),
                25,
                title=f"{year} {name}: {counts[name]} of {total}",
            )
            x += wide
    canvas.text("soft small", 760, row * 34 + 19, str(total))


def _stacked(
    canvas: Canvas,
    stacks: Sequence[Sequence[tuple[int, int]]],
    labels: Sequence[str],
    titles: Sequence[str],
    legend: Sequence[tuple[str, int]],
) -> None:
    most = max(sum(count for count, _ in stack) for stack in stacks)
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000) if most / step <= 6)
    x = 0.0
    for text, colour in legend:
        canvas.rect(f"c{colour}", x, 0, 14, 14)
        x += 20 + canvas.text("", x + 20, 12, text) + 18
    top, left = 36.0, 40.0
    for value in range(0, most + step, step):
        y = top + _HIGH - _HIGH * value / (most + step)
        canvas.line("grid", left, y, left + len(stacks) * _BAR, y)
        canvas.text("soft small", left - 6, y + 4, str(value), anchor="end", size=11)
    for number, (stack, label, title) in enumerate(zip(stacks, labels, titles, strict=True)):
        y = top + _HIGH
        said = f"{title}: {sum(count for count, _ in stack)}"
        for count, colour in stack:
            high = _HIGH * count / (most + step)
            y -= high
            if count:
                canvas.rect(f"c{colour}", left + number * _BAR + 1, y, _BAR - 2, high, title=said)
        if label:
            canvas.text("soft", left + number * _BAR, top + _HIGH + 18, label)


def _every_month(first: tuple[int, int], last: tuple[int, int]) -> list[tuple[int, int]]:
    return [(at // 12, at % 12 + 1) for at in range(first[0] * 12 + first[1] - 1, last[0] * 12 + last[1])]


def _month_known(model: Model) -> bool:
    return model.released_precision != "year"
