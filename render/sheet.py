"""Put the quadrants on one sheet: panels two by two, or one alone, with a heading and a legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from render.box import box
from render.facts import QUADRANTS, Facts, Model
from render.families import families
from render.layout import lay_out, one_each
from render.legend import Legend, legend
from render.measure import width
from render.names import QUADRANT
from render.routes import gaps, gutter_width, route
from render.rows import bands
from render.shapes import Layout, Line, Placed
from render.sizes import across, pitch_of
from render.telling import telling

MARGIN, HEADING, LABELS, PAD, FOOT = 24.0, 40.0, 74.0, 16.0, 26.0
OVER = 26.0
"""Free px above the first row and below the last, for lines from other quadrants."""
_GRID = {"foreign": (0, 0), "llama": (0, 1), "chinese": (1, 0), "training": (1, 1)}
_NARROWEST_SHEET = 940.0


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
    """A whole drawing, in px. `unseen` lines are in the document, for the page to show on request."""

    title: str
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


def sheet(
    facts: Facts, chosen: Sequence[Model], quadrants: Sequence[str] = QUADRANTS, *, engine: Path | None = None
) -> Sheet:
    """Lay out the chosen models of some quadrants.

    Raises:
        EngineError: Graphviz failed.
    """
    mine = [model for model in chosen if model.quadrant in quadrants]
    drawn = {model.model_id for model in mine}
    panel_of = {model.model_id: model.quadrant for model in mine}
    edges = [edge for edge in facts.edges if edge.child in drawn and edge.parent in drawn]
    inside = {q: [e for e in edges if panel_of[e.child] == q == panel_of[e.parent]] for q in quadrants}
    far = [edge for edge in edges if panel_of[edge.child] != panel_of[edge.parent]]
    seen, others = telling(far, {model.model_id: model for model in mine})
    outside = one_each(seen)
    models = {q: [model for model in mine if model.quadrant == q] for q in quadrants}
    boxes = {model.model_id: box(model, facts) for model in mine}
    columns = (
        [quadrants] if len(quadrants) == 1 else [[q for q in quadrants if _GRID[q][1] == c] for c in (0, 1)]
    )
    widths = across(models, inside, boxes, columns)
    layouts = {
        quadrant: lay_out(
            {model.model_id: boxes[model.model_id] for model in models[quadrant]},
            inside[quadrant],
            bands(models[quadrant], inside[quadrant], across=widths[quadrant]),
            colours=families(models[quadrant], facts),
            room=widths[quadrant] * pitch_of([boxes[m.model_id] for m in models[quadrant]]),
            engine=engine,
        )
        for quadrant in quadrants
    }
    gutter = gutter_width([edge for edge, _ in outside]) if len(quadrants) > 1 else 0.0
    total = {q: sum(m.on_map and m.quadrant == q for m in facts.models.values()) for q in quadrants}
    key = legend(edges, mine, facts, _inner_width(layouts, quadrants, gutter))
    top = MARGIN + key.height
    panels = _panels(layouts, quadrants, top, gutter, total)
    wide = max(panel.x + panel.width for panel in panels) + MARGIN
    places = {p.box.model.model_id: p for panel in panels for p in panel.layout.boxes}
    free = {panel.quadrant: gaps(panel.layout, over=OVER, under=FOOT) for panel in panels}
    left = next((panel.x + panel.width for panel in panels if not panel.dates_right), 0.0)
    told = {(edge.child, edge.parent) for edge, _ in outside}
    unseen = one_each([edge for edge in others if (edge.child, edge.parent) not in told])
    return Sheet(
        title="Open language models" if len(quadrants) > 1 else QUADRANT[quadrants[0]][0],
        subtitle=_subtitle(
            facts, mine, sum(len(inside[q]) for q in quadrants) + len(outside), sum(total.values())
        ),
        width=wide,
        height=max(panel.y + panel.height for panel in panels) + MARGIN,
        panels=panels,
        between=route(outside, places, panel_of, free, left),
        unseen=route(unseen, places, panel_of, free, left),
        legend=key,
    )


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
    grid = _GRID if len(quadrants) > 1 else dict.fromkeys(quadrants, (0, 0))
    tall: dict[int, float] = {}
    for quadrant in quadrants:
        row = grid[quadrant][0]
        tall[row] = max(tall.get(row, 120.0), layouts[quadrant].height + HEADING + OVER + FOOT)
    panels = []
    for quadrant in quadrants:
        row, column = grid[quadrant]
        x = MARGIN + sum(columns[:column]) + gutter * column
        y = top + sum(tall[r] + MARGIN for r in sorted(tall) if r < row)
        slack = columns[column] - layouts[quadrant].width - LABELS - 2 * PAD
        right = column == 1
        dx = x + PAD + (0.0 if right else LABELS) + slack / 2
        laid = layouts[quadrant].shifted(round(dx, 1), round(y + HEADING + OVER, 1))
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
    parts.append(f"{len(drawn)} of {total} models" if len(drawn) < total else f"{total} models")
    parts.append(f"{edges} edges")
    new = sum(facts.is_new(model) for model in drawn)
    if new:
        parts.append(f"{new} new this week")
    return " · ".join(parts)
