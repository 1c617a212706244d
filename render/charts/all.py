"""Every chart by the name of its file."""

from __future__ import annotations

from collections.abc import Callable

from render.charts.columns import architecture, chinese, steps
from render.charts.lists import branch, stages, timeline
from render.charts.path import path
from render.charts.statistics import STATISTICS
from render.facts import Facts

DIAGRAMS: dict[str, tuple[str, str, Callable[[Facts], str]]] = {
    "architecture": ("Architecture tree", "架构演化树", architecture),
    "llama-timeline": ("The LLaMA family in time", "LLaMA 家族时间线", timeline),
    "chinese-landscape": ("The Chinese landscape", "国内大模型版图", chinese),
    "falcon": (
        "The Falcon branch",
        "Falcon 分支",
        lambda facts: branch(facts, "falcon", "The Falcon branch"),
    ),
    "frameworks": ("Frameworks and stages", "框架与训练阶段", stages),
    "rlhf-steps": ("The three training steps of ChatGPT", "ChatGPT 训练三步", steps),
    "path": ("From a base to a model of your field", "从基座到垂类模型", path),
}
_IN_CHINESE = {"growth": "每月发布", "licences": "许可证变化", "derivatives": "各基座的衍生模型"}
CHARTS: dict[str, tuple[str, str]] = {name: (title, zh) for name, (title, zh, _) in DIAGRAMS.items()} | {
    name: (title, _IN_CHINESE[name]) for name, (title, _, _) in STATISTICS.items()
}
"""Every chart's title, English and Chinese."""


def diagrams(facts: Facts) -> dict[str, str]:
    """The SVG of each chart that is drawn here; `statistics` draws the others."""
    return {name: draw(facts) for name, (_, _, draw) in DIAGRAMS.items()}
