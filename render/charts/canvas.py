"""A sheet to draw a chart on: rectangles, lines, dots and texts with classes, written as one SVG."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from render import palette
from render.measure import width
from render.templating import TEMPLATES, environment
from render.text import clean

PAD, HEAD = 24.0, 78.0
OPEN = "Blue: open 开源; purple: semi-open 半开源; grey: closed or unknown 闭源或未知."
"""What the colours of dots say in charts of models."""
QUADRANT_COLOUR = {"foreign": 1, "llama": 4, "chinese": 5, "training": 2}
"""Numbers of the palette's family colours that stand for the quadrants."""


def chart_style() -> str:
    """The rules of every chart that do not depend on the theme; the first declaration names the fonts."""
    return (TEMPLATES / "chart.css").read_text(encoding="utf-8").replace("\n", "")


@dataclass(frozen=True, slots=True)
class Mark:
    """One shape. `shape` is rect, line, dot or text; which numbers count depends on it."""

    shape: str
    style: str
    x: float
    y: float
    x2: float = 0.0
    y2: float = 0.0
    text: str = ""
    anchor: str = "start"
    title: str = ""


@dataclass(slots=True)
class Canvas:
    """Collects marks below a heading; px, y downwards from below the heading."""

    title: str
    title_zh: str
    subtitle: str
    marks: list[Mark] = field(default_factory=list)
    right: float = 640.0
    bottom: float = 0.0

    def rect(self, style: str, x: float, y: float, wide: float, high: float, *, title: str = "") -> None:
        """A rectangle."""
        self._reach(x + wide, y + high)
        self.marks.append(Mark("rect", style, x, y, wide, high, title=title))

    def line(self, style: str, x: float, y: float, x2: float, y2: float) -> None:
        """A straight line."""
        self._reach(max(x, x2), max(y, y2))
        self.marks.append(Mark("line", style, x, y, x2, y2))

    def dot(self, style: str, x: float, y: float, radius: float, *, title: str = "") -> None:
        """A filled circle."""
        self._reach(x + radius, y + radius)
        self.marks.append(Mark("dot", style, x, y, radius, title=title))

    def text(
        self, style: str, x: float, y: float, text: str, *, anchor: str = "start", size: float = 12.0
    ) -> float:
        """One line of text on its baseline; returns its width."""
        said = clean(text)
        wide = width(said, size, bold="strong" in style)
        self._reach(x + {"start": wide, "middle": wide / 2, "end": 0.0}[anchor], y + 4)
        self.marks.append(Mark("text", style, x, y, text=said, anchor=anchor))
        return wide

    def svg(self) -> str:
        """The document."""
        head = max(width(self.title, 24, bold=True) + 10 + width(self.title_zh, 18), width(self.subtitle, 13))
        style = chart_style()
        template = environment().get_template("chart.svg.j2")
        return template.render(
            chart=self,
            wide=max(self.right, head) + 2 * PAD,
            high=self.bottom + HEAD + PAD,
            pad=PAD,
            head=HEAD,
            style=Markup(style + palette.chart_css()),  # noqa: S704 - our own rules
        )

    def _reach(self, right: float, bottom: float) -> None:
        self.right, self.bottom = max(self.right, right), max(self.bottom, bottom)
