"""Every chart that is drawn here, by the name of its file."""

from __future__ import annotations

from collections.abc import Callable

from render.charts.columns import architecture, chinese, steps
from render.charts.lists import branch, stages, timeline
from render.charts.path import path
from render.facts import Facts

DIAGRAMS: dict[str, Callable[[Facts], str]] = {
    "architecture": architecture,
    "llama-timeline": timeline,
    "chinese-landscape": chinese,
    "falcon": lambda facts: branch(facts, "falcon"),
    "frameworks": stages,
    "rlhf-steps": steps,
    "path": path,
}


def diagrams(facts: Facts) -> dict[str, str]:
    """The SVG of each; `statistics` draws the others."""
    return {name: draw(facts) for name, draw in DIAGRAMS.items()}
