"""The statistics among the charts: counted here, drawn by Altair in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import orjson
from markupsafe import escape

from render.charts import counts
from render.charts.canvas import QUADRANT_COLOUR, Canvas, chart_style
from render.engine import EngineError
from render.facts import QUADRANTS, Facts
from render.names import QUADRANT
from render.palette import LIGHT, repaint

_TIMEOUT_SECONDS = 120
STATISTICS: dict[str, tuple[str, str, Callable[[Facts], counts.Rows]]] = {
    "growth": (
        "Releases per month",
        f"Models, frameworks and techniques on the map since {counts.FIRST_YEAR}, by quadrant.",
        counts.growth,
    ),
    "licences": (
        "Licences over time",
        "Models with weights, by year of release: the most frequent licences and all others.",
        counts.licences,
    ),
    "derivatives": (
        "Derivatives per base",
        "Models on the map that derive from each, directly or not; successors do not count.",
        counts.derivatives,
    ),
}


def statistics(facts: Facts) -> dict[str, str]:
    """The SVG of each statistic.

    Raises:
        EngineError: Altair's process failed.
    """
    rows = {name: count(facts) for name, (_, _, count) in STATISTICS.items()}
    drawn = _run(rows) if any(rows.values()) else {}
    return {name: _framed(name, drawn[name]) if name in drawn else _empty(name) for name in STATISTICS}


def _run(rows: dict[str, counts.Rows]) -> dict[str, str]:
    job = {
        "rows": rows,
        "titles": {name: (title, about) for name, (title, about, _) in STATISTICS.items()},
        "quadrants": {
            key: {"name": " ".join(QUADRANT[key]), "colour": LIGHT.families[QUADRANT_COLOUR[key]][0]}
            for key in QUADRANTS
        },
        "theme": {"sheet": LIGHT.sheet, "ink": LIGHT.ink, "soft": LIGHT.soft, "frame": LIGHT.frame},
        "colours": [border for border, _ in LIGHT.families],
    }
    # By path and with -P, so that no `render` of the working directory stands in for ours.
    command = [sys.executable, "-P", str(Path(__file__).with_name("plots.py"))]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell
            command, input=orjson.dumps(job), capture_output=True, timeout=_TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise EngineError(f"the statistics could not be drawn: {error}") from error
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip()[-400:]
        raise EngineError(f"the statistics could not be drawn; is Altair whole? {said}")
    return dict(orjson.loads(done.stdout))


_ROOT = re.compile(r"<svg [^>]*?(width=[^>]*)>")


def _framed(name: str, svg: str) -> str:
    """What Vega drew, with a title to read, our fonts, and dark colours where the reader prefers them."""
    title, about, _ = STATISTICS[name]
    fonts = chart_style().partition(";")[0]
    head = (
        r'<?xml version="1.0" encoding="UTF-8"?>'
        "\n"
        r'<svg xmlns="http://www.w3.org/2000/svg" class="chart" \1 role="img" '
        'aria-labelledby="chart-title chart-about">'
        f'<title id="chart-title">{escape(title)}</title><desc id="chart-about">{escape(about)}</desc>'
        f"<style>{fonts}}}{repaint()}</style>"
    )
    return _ROOT.sub(head, svg, count=1) + "\n"


def _empty(name: str) -> str:
    title, about, _ = STATISTICS[name]
    canvas = Canvas(title, about)
    canvas.text("soft", 0, 16, "Nothing to count yet.")
    return canvas.svg()
