"""Lay one quadrant out: rows are given, Graphviz orders them, boxes and lines are placed here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from render.arrange import Arranging
from render.box import HEIGHT, Box
from render.dot import BOX_GAP, ROW_GAP
from render.facts import Edge
from render.rows import Band
from render.shapes import Layout, Line, Placed, Stripe
from render.squeeze import squeeze
from render.stretch import stretch
from render.wires import Wires

_LOOSE = 1.06
"""Width of a quadrant over its longest row: room to stand below one's parent."""


class LayingOut:
    """A quadrant while Graphviz works on it.

    Args:
        boxes: what is drawn, by model id.
        edges: the edges among them.
        bands: their rows.
        colours: numbers of the families' colours.
        engine: the Graphviz program; None takes the bundled one.

    Raises:
        EngineError: Graphviz is missing.
    """

    def __init__(
        self,
        boxes: Mapping[str, Box],
        edges: Sequence[Edge],
        bands: Sequence[Band],
        *,
        colours: Mapping[str, int],
        engine: Path | None = None,
    ) -> None:
        self._boxes, self._bands, self._colours = boxes, bands, colours
        self._edges = one_each(edges)
        rows = [row for band in bands for row in band.rows]
        self._arranging = (
            Arranging(boxes, [edge for edge, _ in self._edges], rows, engine=engine) if boxes else None
        )

    def stop(self) -> None:
        """End it, if its result is no longer wanted."""
        if self._arranging:
            self._arranging.stop()

    def result(self, *, lean: Mapping[str, int] | None = None) -> Layout:
        """The quadrant, with lines among its boxes.

        Args:
            lean: -1 for a box that had better stand on the left, 1 for one on the right; the whole is
                mirrored if that suits them.

        Raises:
            EngineError: Graphviz failed.
        """
        if not self._arranging:
            return Layout(0, 0, (), (), ())
        rows, guess = self._arranging.result()
        xs = self._places(rows, guess)
        if lean:
            middle = sum(xs.values()) / len(xs)
            if sum(side * (xs[key] - middle) for key, side in lean.items()) < 0:
                most = max(xs.values())
                xs = {key: most - x for key, x in xs.items()}
        placed = {
            key: Placed(
                self._boxes[key],
                round(xs[key]),
                number * (HEIGHT + ROW_GAP) + HEIGHT / 2,
                self._colours.get(key, 0),
            )
            for number, row in enumerate(rows)
            for key in row
        }
        lines = self._lines(placed)
        heights = [number * (HEIGHT + ROW_GAP) + HEIGHT / 2 for number in range(len(rows))]
        lower = stretch(heights, HEIGHT / 2, (line.points for line in lines if line.curved))
        reach = [x for line in lines for x, _ in line.points]
        left = min([spot.left for spot in placed.values()] + reach)
        right = max([spot.right for spot in placed.values()] + reach)
        placed = {
            key: Placed(spot.box, spot.x - left, lower(spot.y), spot.colour) for key, spot in placed.items()
        }
        return Layout(
            right - left,
            lower(heights[-1] + HEIGHT / 2),
            tuple(placed.values()),
            tuple(
                Line(line.edge, tuple([(x - left, lower(y)) for x, y in line.points]), line.curved, line.also)
                for line in lines
            ),
            _stripes(self._bands, placed),
        )

    def _places(self, rows: Sequence[Sequence[str]], guess: Mapping[str, float]) -> dict[str, float]:
        """The middle of each box."""
        widths = {key: float(box.width) for key, box in self._boxes.items()}
        longest = max(sum(widths[key] + BOX_GAP for key in row) for row in rows)
        edges = [edge for edge, _ in self._edges]
        return squeeze(rows, guess, widths, edges, gap=BOX_GAP, room=longest * _LOOSE)

    def _lines(self, placed: Mapping[str, Placed]) -> list[Line]:
        """Every edge with its curve, derivations last and so on top."""
        wires = Wires(placed)
        lines = []
        for edge, also in sorted(
            self._edges, key=lambda pair: (pair[0].derived, pair[0].child, pair[0].parent)
        ):
            points, curved = wires.lead(edge)
            lines.append(Line(edge, points, curved, also))
        return lines


def one_each(edges: Sequence[Edge]) -> list[tuple[Edge, tuple[Edge, ...]]]:
    """Each pair's first edge, the one that derivation follows, and the others, told in its title."""
    pairs: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        pairs.setdefault((edge.child, edge.parent), []).append(edge)
    ordered = (
        many if len(many) == 1 else sorted(many, key=lambda edge: (not edge.derived, edge.relation))
        for many in pairs.values()
    )
    return [(many[0], tuple(many[1:])) for many in ordered]


def _stripes(bands: Sequence[Band], placed: Mapping[str, Placed]) -> tuple[Stripe, ...]:
    """Bands meet halfway between the rows on either side."""
    tops = [placed[band.rows[0][0]].top for band in bands]
    ends = [placed[band.rows[-1][0]].bottom for band in bands]
    edges = [0.0, *((end + top) // 2 for end, top in zip(ends, tops[1:], strict=False)), ends[-1]]
    return tuple(Stripe(band.label, edges[i], edges[i + 1]) for i, band in enumerate(bands))
