"""The statistics among the charts: counted here, drawn by Altair in a process of its own."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any, Self

import orjson
from markupsafe import escape

from render.charts import counts
from render.charts.canvas import QUADRANT_COLOUR, Canvas, chart_style
from render.charts.kept import kept, sealed
from render.charts.masks import Masks
from render.charts.titles import CHART
from render.engine import EngineError
from render.facts import QUADRANTS, Facts
from render.names import QUADRANT
from render.palette import LIGHT, repaint

_TIMEOUT_SECONDS = 120
_PROGRAM = Path(__file__).with_name("plots.py")
STATISTICS: dict[str, tuple[str, Callable[[Facts], counts.Rows]]] = {
    "growth": (
        f"Models, frameworks and techniques on the map since {counts.FIRST_YEAR}, by quadrant. 按象限统计",
        counts.growth,
    ),
    "licences": (
        "Models with weights, by year of release: the most frequent licences and all others. 按发布年份统计",
        counts.licences,
    ),
    "derivatives": (
        "Models on the map that derive from each, directly or not; successors do not count. 不含后续版本",
        counts.derivatives,
    ),
}
"""What each statistic says below its title, and what it counts."""


class Plotting:
    """Draws the statistics in a process of Altair's own, and none that a site has already.

    The process takes a second to start, so it is begun at once where there is no site yet, before there is
    anything to draw. A context manager: a process that still runs at the end is ended.

    Args:
        site: where the site of the day before is, if there is one.

    Raises:
        EngineError: Altair's process could not be started.
    """

    def __init__(self, site: Path | None = None) -> None:
        charts = site / "charts" if site else None
        self._before = charts if charts and charts.is_dir() else None
        self._process = None if self._before else _started()
        self._kept: dict[str, str] = {}
        self._source = ""
        self._masks = Masks()

    def __enter__(self) -> Self:
        """Itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """End the process if it still runs."""
        if self._process and self._process.returncode is None:
            self._process.kill()
            self._process.communicate()

    def ask(self, facts: Facts) -> None:
        """Count, and have drawn what is not drawn yet.

        Raises:
            EngineError: Altair's process could not be started.
        """
        rows = {name: count(facts) for name, (_, count) in STATISTICS.items()}
        if not any(rows.values()):
            self._kept = {name: _empty(name) for name in STATISTICS}
            return
        job = orjson.dumps(self._masks.on(_job(rows)))
        self._source = sha256(orjson.dumps(_job(rows)) + _maker()).hexdigest()
        if self._before:
            found = {name: kept(self._before / f"{name}.svg", self._source) for name in STATISTICS}
            self._kept = {name: svg for name, svg in found.items() if svg}
        if len(self._kept) < len(STATISTICS):
            self._process = self._process or _started()
            assert self._process.stdin is not None
            with suppress(BrokenPipeError), self._process.stdin as told:  # why it failed is told in `result`
                told.write(job)
            self._process.stdin = None

    def result(self) -> dict[str, str]:
        """The SVG of each statistic, once it is drawn.

        Raises:
            EngineError: Altair's process failed.
        """
        if len(self._kept) == len(STATISTICS) or not self._process:
            return self._kept
        try:
            written, said = self._process.communicate(timeout=_TIMEOUT_SECONDS)
        except subprocess.TimeoutExpired as error:
            raise EngineError(f"the statistics took longer than {_TIMEOUT_SECONDS} s") from error
        if self._process.returncode != 0:
            told = said.decode(errors="replace").strip()[-400:]
            raise EngineError(f"the statistics could not be drawn; is Altair whole? {told}")
        drawn = {name: self._masks.off(svg) for name, svg in orjson.loads(written).items()}
        return {
            name: sealed(_framed(name, drawn[name]), self._source) if name in drawn else _empty(name)
            for name in STATISTICS
        }


def statistics(facts: Facts) -> dict[str, str]:
    """The SVG of each statistic.

    Raises:
        EngineError: Altair's process failed.
    """
    with Plotting() as plotting:
        plotting.ask(facts)
        return plotting.result()


def _started() -> subprocess.Popen[bytes]:
    # By path and with -P, so that no `render` of the working directory stands in for ours.
    try:
        return subprocess.Popen(  # noqa: S603 - our own program, no shell
            [sys.executable, "-P", str(_PROGRAM)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
    except OSError as error:
        raise EngineError(f"the statistics could not be drawn: {error}") from error


def _maker() -> bytes:
    """What draws: our programs and the versions of theirs."""
    ours = (_PROGRAM.read_bytes(), Path(__file__).read_bytes())
    return b"".join([*ours, *(version(name).encode() for name in ("altair", "vl-convert-python"))])


def _job(rows: dict[str, counts.Rows]) -> dict[str, Any]:
    return {
        "rows": rows,
        "titles": {name: (" ".join(CHART[name]), about) for name, (about, _) in STATISTICS.items()},
        "quadrants": {
            key: {"name": " ".join(QUADRANT[key]), "colour": LIGHT.families[QUADRANT_COLOUR[key]][0]}
            for key in QUADRANTS
        },
        "theme": {"sheet": LIGHT.sheet, "ink": LIGHT.ink, "soft": LIGHT.soft, "frame": LIGHT.frame},
        "colours": [border for border, _ in LIGHT.families],
        "axes": {
            "growth": "releases 发布数",
            "licences": "share of the year's models 占当年模型的比例",
            "derivatives": "models that derive from it 衍生模型数",
        },
    }


_ROOT = re.compile(r"<svg [^>]*?(width=[^>]*)>")


def _framed(name: str, svg: str) -> str:
    """What Vega drew, with a title to read, our fonts, and dark colours where the reader prefers them."""
    title, about = CHART[name][0], STATISTICS[name][0]
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
    canvas = Canvas(*CHART[name], STATISTICS[name][0])
    canvas.text("soft", 0, 16, "Nothing to count yet.")
    return canvas.svg()
