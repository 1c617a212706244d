"""Give every model of a quadrant its row, so that time runs downwards and children stand below parents.

A band is a stretch of time: several thin years, one year, a quarter or a month, whichever keeps its rows
no longer than the sheet is wide. Within a band, what is made from another model of the same band stands in a
later row (LLaMA, Alpaca and Alpaca-LoRA are all of 2023 Q1).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from render.facts import Edge, Model


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of time and its rows, each a tuple of model ids."""

    label: str
    rows: tuple[tuple[str, ...], ...]


class Timeline:
    """The models of one quadrant in time, to be divided into bands for any width of the sheet.

    Args:
        models: the models of the quadrant that are drawn.
        edges: edges between them.
    """

    def __init__(self, models: Sequence[Model], edges: Sequence[Edge]) -> None:
        self._when = dates(models, edges)
        self._order = {
            model.model_id: (self._when[model.model_id] or date.min, model.model_id) for model in models
        }
        self._over = _over(edges, self._order)
        self._ordered = sorted(self._order, key=self._order.__getitem__)
        self._known: dict[tuple[str, ...], Heights] = {}
        self._rowed: dict[tuple[tuple[str, ...], int, int, int], tuple[tuple[str, ...], ...]] = {}

    def __len__(self) -> int:
        """How many models there are."""
        return len(self._ordered)

    def bands(self, across: int) -> tuple[Band, ...]:
        """Bands and rows of at most `across` boxes."""
        undated = [key for key in self._ordered if self._when[key] is None]
        stretches = [("undated", undated)] if undated else []
        stretches += self._stretches(across)
        return tuple(Band(label, self._rows(members, across)) for label, members in stretches)

    def _stretches(self, across: int) -> list[tuple[str, list[str]]]:
        """Label and members of each stretch, oldest first."""
        years: dict[int, list[str]] = {}
        for key in self._ordered:
            day = self._when[key]
            if day is not None:
                years.setdefault(day.year, []).append(key)
        stretches: list[tuple[str, list[str]]] = []
        waiting: list[int] = []
        for year in sorted(years):
            together = [key for waited in [*waiting, year] for key in years[waited]]
            if len(together) <= across * 0.75 and self._heights(together).deepest <= 2:
                waiting.append(year)
                continue
            stretches += _flush(waiting, years)
            waiting = []
            if len(years[year]) <= across:
                waiting = [year] if len(years[year]) <= across * 0.75 else []
                stretches += [] if waiting else [(str(year), years[year])]
            else:
                stretches += _split(year, years[year], self._when, across)
        return stretches + _flush(waiting, years)

    def _heights(self, members: Sequence[str]) -> Heights:
        """How members of one band stand over each other; bands of several widths have the same members."""
        key = tuple(members)
        if key not in self._known:
            self._known[key] = _heights(key, self._over)
        return self._known[key]

    def _rows(self, members: Sequence[str], across: int) -> tuple[tuple[str, ...], ...]:
        """The fewest rows that depth and width allow, what has most below it first, then the oldest."""
        known = self._heights(members)
        fewest = max(max(known.below.values(), default=0) + 1, math.ceil(len(members) / across))
        size = max(1, math.ceil(len(members) / fewest))
        key = (tuple(members), fewest, size, min(across, len(members)))
        if key not in self._rowed:  # a band that fits one width mostly fits the next one alike
            self._rowed[key] = tuple(self._filled(members, fewest, size, across))
        return self._rowed[key]

    def _filled(
        self, members: Sequence[str], fewest: int, size: int, across: int
    ) -> Iterator[tuple[str, ...]]:
        known = self._heights(members)
        made = 0
        placed: set[str] = set()
        waiting = sorted(members, key=lambda key: (-known.below[key], self._order[key]))
        while waiting:
            made += 1
            ready = [key for key in waiting if known.above[key] <= placed] or waiting[:1]
            row = sorted(ready[: size if made < fewest else across], key=self._order.__getitem__)
            yield tuple(row)
            placed.update(row)
            waiting = [key for key in waiting if key not in placed]


@dataclass(frozen=True, slots=True)
class Heights:
    """The parents of each member within its band, how many rows stand below it, and how many there are."""

    above: Mapping[str, frozenset[str]]
    below: Mapping[str, int]
    deepest: int


def dates(models: Sequence[Model], edges: Sequence[Edge]) -> dict[str, date | None]:
    """Each model's release date; one without a date stands with its first child, else its last parent."""
    known = {model.model_id: model.released_on for model in models}
    guessed: dict[str, date | None] = dict(known)
    for model_id in sorted(known):
        if known[model_id] is None:
            below = [day for e in edges if e.parent == model_id and (day := known.get(e.child))]
            above = [day for e in edges if e.child == model_id and (day := known.get(e.parent))]
            guessed[model_id] = min(below) if below else max(above, default=None)
    return guessed


Order = Mapping[str, tuple[date, str]]
Over = Mapping[str, frozenset[str]]
"""The parents below which a model must stand."""


def _over(edges: Sequence[Edge], order: Order) -> Over:
    """Every model's parents, but for one that is younger and no parent by derivation."""
    over: dict[str, set[str]] = {key: set() for key in order}
    for edge in edges:
        if edge.derived or order[edge.parent][0] <= order[edge.child][0]:
            over[edge.child].add(edge.parent)
    return {key: frozenset(parents) for key, parents in over.items()}


def _flush(waiting: Sequence[int], years: Mapping[int, list[str]]) -> list[tuple[str, list[str]]]:
    if not waiting:
        return []
    label = str(waiting[0]) if len(waiting) == 1 else f"{waiting[0]}–{waiting[-1]}"
    return [(label, [key for year in waiting for key in years[year]])]


def _split(
    year: int, members: Sequence[str], when: Mapping[str, date | None], across: int
) -> list[tuple[str, list[str]]]:
    """A full year as quarters, a full quarter as months."""
    months: list[list[str]] = [[] for _ in range(12)]
    for key in members:
        months[_month(when, key) - 1].append(key)
    made: list[tuple[str, list[str]]] = []
    for quarter in range(4):
        three = months[3 * quarter : 3 * quarter + 3]
        count = sum(map(len, three))
        if count > across * 2:
            made += [
                (f"{year}-{3 * quarter + number:02d}", month)
                for number, month in enumerate(three, start=1)
                if month
            ]
        elif count:
            made.append((f"{year} Q{quarter + 1}", [key for month in three for key in month]))
    return made


def _month(when: Mapping[str, date | None], key: str) -> int:
    day = when[key]
    return day.month if day else 1


def _heights(members: Sequence[str], over: Over) -> Heights:
    """A cycle is cut at its oldest member. Members come oldest first."""
    inside = frozenset(members)
    above = {key: over[key] & inside for key in members}
    depths: dict[str, int] = {}
    waiting: Sequence[str] = members
    while waiting:
        ready = [key for key in waiting if above[key] <= depths.keys()] or waiting[:1]
        for key in ready:
            depths[key] = max((depths[up] for up in above[key] if up in depths), default=-1) + 1
        waiting = [key for key in waiting if key not in depths]
    below = dict.fromkeys(members, 0)
    for key in sorted(members, key=depths.__getitem__, reverse=True):
        for up in above[key]:
            if depths[up] < depths[key]:
                below[up] = max(below[up], below[key] + 1)
    return Heights(above, below, max(depths.values(), default=0) + 1)
