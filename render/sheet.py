"""Put the quadrants on one sheet: panels two by two, or one alone, with a heading and a legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from render.box import Box, box
from render.facts import QUADRANTS, Edge, Facts, Model
from render.families import families
from render.layout import LayingOut, one_each
from render.legend import Legend, legend
from render.measure import width
from render.names import QUADRANT
from render.routes import gaps, gutter_width, route
from render.rows import Timeline
from render.shapes import Layout, Line, Placed
from render.sizes import across
from render.telling import telling

MARGIN, HEADING, LABELS, PAD, FOOT = 24.0, 40.0, 74.0, 16.0, 26.0
OVER = 26.0
"""Free px above the first row and below the last, for lines from other quadrants."""
TITLE = ("Open language models", "开放语言模型地图")
_GRID = {"foreign": (0, 0), "llama": (0, 1), "chinese": (1, 0), "training": (1, 1)}
_NARROWEST_SHEET = 940.0
_SPREAD = 60.0
"""How much wider the gaps of a quadrant become at most, to fill its panel."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A quadrant on the sheet: its frame, where its content begins, and on which side its dates stand."""

    quadrant: str
    x: float
    y: float
    width: float
    height: float
    layout: Layout
    dates_right: bool
    shown: int
    total: int

    @property
    def dates_x(self) -> float:
        """Middle of the column of dates."""
        return self.x + (self.width - LABELS / 2 if self.dates_right else LABELS / 2)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole drawing, in px, with its title in English and Chinese.

    `unseen` lines are in the document, for the page to show on request.
    """

    title: tuple[str, str]
    subtitle: str
    width: float
    height: float
    panels: tuple[Panel, ...]
    between: tuple[Line, ...]
    unseen: tuple[Line, ...]
    legend: Legend

    @property
    def boxes(self) -> dict[str, Placed]:
        """Every box drawn, by model id."""
        return {p.box.model.model_id: p for panel in self.panels for p in panel.layout.boxes}

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every edge that is seen."""
        return (*(line for panel in self.panels for line in panel.layout.lines), *self.between)


class Drafting:
    """A sheet while Graphviz works on its quadrants; several may be drafted side by side.

    Args:
        facts: what is known.
        chosen: the models to draw.
        quadrants: the quadrants to draw, of four or one.
        engine: the Graphviz program; None takes the bundled one.
        boxes: boxes made before, by model id; those that are missing are made and added.

    Raises:
        EngineError: Graphviz is missing.
    """

    def __init__(
        self,
        facts: Facts,
        chosen: Sequence[Model],
        quadrants: Sequence[str] = QUADRANTS,
        *,
        engine: Path | None = None,
        boxes: dict[str, Box] | None = None,
    ) -> None:
        self._facts, self._quadrants = facts, quadrants
        self._models = {model.model_id: model for model in chosen if model.quadrant in quadrants}
        panel_of = {key: model.quadrant for key, model in self._models.items()}
        self._edges = [edge for edge in facts.edges if edge.child in panel_of and edge.parent in panel_of]
        self._inside: dict[str, list[Edge]] = {quadrant: [] for quadrant in quadrants}
        far: list[Edge] = []
        for edge in self._edges:
            same = panel_of[edge.child] == panel_of[edge.parent]
            (self._inside[panel_of[edge.child]] if same else far).append(edge)
        self._seen, self._others = telling(far, self._models)
        made = {} if boxes is None else boxes
        for key, model in self._models.items():
            if key not in made:
                made[key] = box(model, facts)
        self._of = {q: [model for model in self._models.values() if model.quadrant == q] for q in quadrants}
        one = len(quadrants) == 1
        columns = [quadrants] if one else [[q for q in quadrants if _GRID[q][1] == c] for c in (0, 1)]
        bands = across({q: Timeline(self._of[q], self._inside[q]) for q in quadrants}, made, columns)
        self._laying = {
            q: LayingOut(
                {model.model_id: made[model.model_id] for model in self._of[q]},
                self._inside[q],
                bands[q],
                colours=families(self._of[q], facts),
                engine=engine,
            )
            for q in quadrants
        }

    def stop(self) -> None:
        """End what still runs, if the sheet is no longer wanted."""
        for laying in self._laying.values():
            laying.stop()

    def result(self) -> Sheet:
        """The sheet.

        Raises:
            EngineError: Graphviz failed.
        """
        facts, quadrants = self._facts, self._quadrants
        outside = one_each(self._seen)
        layouts = {q: laying.result(lean=self._lean(q)) for q, laying in self._laying.items()}
        gutter = gutter_width(self._seen) if len(quadrants) > 1 else 0.0
        drawable = Counter(model.quadrant for model in facts.models.values() if model.on_map)
        total = {q: drawable[q] for q in quadrants}
        mine = list(self._models.values())
        key = legend(self._edges, mine, facts, _inner_width(layouts, quadrants, gutter))
        panels = _panels(layouts, quadrants, MARGIN + key.height, gutter, total)
        places = {p.box.model.model_id: p for panel in panels for p in panel.layout.boxes}
        panel_of = {key: model.quadrant for key, model in self._models.items()}
        free = {panel.quadrant: gaps(panel.layout, over=OVER, under=FOOT) for panel in panels}
        left = next((panel.x + panel.width for panel in panels if not panel.dates_right), 0.0)
        told = {(edge.child, edge.parent) for edge, _ in outside}
        unseen = one_each([edge for edge in self._others if (edge.child, edge.parent) not in told])
        edges = sum(map(len, self._inside.values())) + len(outside)
        return Sheet(
            title=TITLE if len(quadrants) > 1 else QUADRANT[quadrants[0]],
            subtitle=_subtitle(facts, mine, edges, sum(total.values())),
            width=max(panel.x + panel.width for panel in panels) + MARGIN,
            height=max(panel.y + panel.height for panel in panels) + MARGIN,
            panels=panels,
            between=route(outside, places, panel_of, free, left),
            unseen=route(unseen, places, panel_of, free, left),
            legend=key,
        )

    def _lean(self, quadrant: str) -> dict[str, int]:
        """Boxes with lines to other quadrants had better stand near the gutter in the middle."""
        side = 1 if _GRID[quadrant][1] == 0 else -1
        ends = {key for edge in self._seen for key in (edge.child, edge.parent)}
        return {key: side for key in ends if self._models[key].quadrant == quadrant}


def sheet(
    facts: Facts, chosen: Sequence[Model], quadrants: Sequence[str] = QUADRANTS, *, engine: Path | None = None
) -> Sheet:
    """Lay out the chosen models of some quadrants.

    Raises:
        EngineError: Graphviz failed.
    """
    return Drafting(facts, chosen, quadrants, engine=engine).result()


def _inner_width(layouts: Mapping[str, Layout], quadrants: Sequence[str], gutter: float) -> float:
    columns = _columns(layouts, quadrants)
    return max(_NARROWEST_SHEET, sum(columns) + gutter)


def _columns(layouts: Mapping[str, Layout], quadrants: Sequence[str]) -> list[float]:
    """Widths of the panels' columns."""
    wide: dict[int, float] = {}
    for quadrant in quadrants:
        column = _GRID[quadrant][1] if len(quadrants) > 1 else 0
        heading = width(" ".join(QUADRANT[quadrant]), 18, bold=True) + 180
        wide[column] = max(wide.get(column, 0.0), layouts[quadrant].width + LABELS + 2 * PAD, heading)
    if len(wide) == 1:
        return [max(_NARROWEST_SHEET, *wide.values())]
    return [wide[column] for column in sorted(wide)]


def _panels(
    layouts: Mapping[str, Layout],
    quadrants: Sequence[str],
    top: float,
    gutter: float,
    total: Mapping[str, int],
) -> tuple[Panel, ...]:
    columns = _columns(layouts, quadrants)
    alone = len(quadrants) == 1
    grid = dict.fromkeys(quadrants, (0, 0)) if alone else _GRID
    heading = 0.0 if alone else HEADING  # the sheet's title says it already
    tall: dict[int, float] = {}
    for quadrant in quadrants:
        row = grid[quadrant][0]
        tall[row] = max(tall.get(row, 120.0), layouts[quadrant].height + heading + OVER + FOOT)
    panels = []
    for quadrant in quadrants:
        row, column = grid[quadrant]
        x = MARGIN + sum(columns[:column]) + gutter * column
        y = top + sum(tall[r] + MARGIN for r in sorted(tall) if r < row)
        slack = columns[column] - layouts[quadrant].width - LABELS - 2 * PAD
        right = column == 1
        dx = x + PAD + (0.0 if right else LABELS) + slack / 2
        filled = layouts[quadrant].filling(tall[row] - heading - OVER - FOOT, _SPREAD)
        laid = filled.shifted(round(dx), round(y + heading + OVER))
        panels.append(
            Panel(
                quadrant=quadrant,
                x=x,
                y=y,
                width=columns[column],
                height=tall[row],
                layout=laid,
                dates_right=right,
                shown=len(laid.boxes),
                total=total[quadrant],
            )
        )
    return tuple(panels)


def _subtitle(facts: Facts, drawn: Sequence[Model], edges: int, total: int) -> str:
    parts = [f"as of {facts.as_of:%Y-%m-%d}" if facts.as_of else "no date known"]
    parts.append(f"{len(drawn)} of {total} models 模型" if len(drawn) < total else f"{total} models 模型")
    parts.append(f"{edges} edges 关系")
    new = sum(facts.is_new(model) for model in drawn)
    if new:
        parts.append(f"{new} new this week 本周新增")
    return " · ".join(parts)
