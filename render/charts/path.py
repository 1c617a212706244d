"""The way from a base to a model of one's own field, in seven steps, with what the map knows for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from render.box import licence, sizes
from render.charts.canvas import Canvas
from render.charts.titles import CHART
from render.choose import score
from render.facts import Facts, Model
from render.measure import fit
from render.text import clean

_WIDE, _ROW, _LISTED = 268.0, 18.0, 8
_MOST_PARAMETERS = 14_000_000_000
"""A base of this size can be fine-tuned with adapters on one graphics card of 24 GB."""


def path(facts: Facts) -> str:
    """Seven boxes from left to right, each with a list below it."""
    canvas = Canvas(
        *CHART["path"],
        "Seven steps, with the most notable things on the map for each. 七个步骤及图中最具代表性的条目",
    )
    for number, (name, name_zh, told, found) in enumerate(_STEPS):
        x = number * (_WIDE + 18)
        canvas.rect("paper", x, 0, _WIDE, 74)
        canvas.text("strong", x + 12, 22, f"{number + 1}. {name}")
        canvas.text("soft", x + 12, 42, name_zh)
        canvas.text("soft small", x + 12, 62, told, size=11)
        if number:
            canvas.line("c1 trunk", x - 16, 37, x - 2, 37)
        for row, model in enumerate(found(facts)[:_LISTED]):
            canvas.dot("c2" if model.quadrant == "training" else "c1", x + 14, 92 + row * _ROW, 4)
            said = " · ".join(part for part in (clean(model.name), sizes(model), licence(model)) if part)
            canvas.text("", x + 24, 96 + row * _ROW, fit(said, 12, _WIDE - 30))
    return canvas.svg()


def _bases(facts: Facts) -> list[Model]:
    """Bases that may be used commercially and of which some size is small enough, in the order of `bases`."""
    return [
        model
        for key, base in facts.bases.items()
        if base.commercial_use
        and (model := facts.models[key]).architecture == "decoder"
        and 0 < (model.parameters_min or 0) <= _MOST_PARAMETERS
    ]


def _staged(*stages: str) -> Callable[[Facts], list[Model]]:
    """Frameworks that cover one of the stages."""
    return lambda facts: _best(
        facts, lambda m: m.kind == "framework" and not set(stages).isdisjoint(m.rlhf_stages)
    )


def _techniques(*ids: str) -> Callable[[Facts], list[Model]]:
    """Techniques by their ids, those that the map has."""
    return lambda facts: [facts.models[key] for key in ids if key in facts.models]


def _best(facts: Facts, wanted: Callable[[Model], bool]) -> list[Model]:
    found = [model for model in facts.models.values() if model.on_map and wanted(model)]
    return sorted(found, key=lambda m: (-score(m, facts), m.model_id))


_DATA = ("self-instruct", "evol-instruct", "instruction-tuning", "instruction-backtranslation", "magpie")
_MORE = ("lora", "qlora", "distillation", "rag", "cot")
_STEPS: Sequence[tuple[str, str, str, Callable[[Facts], list[Model]]]] = (
    ("Choose a base", "选择基座", "commercial use, up to 14B", _bases),
    ("Prepare the data", "准备语料与指令集", "instructions of the field", _techniques(*_DATA)),
    ("Fine-tune (SFT)", "监督微调", "with adapters where it must fit", _staged("SFT")),
    ("Evaluate", "评测", "with benchmarks and with people", _staged("evaluation")),
    ("Not good enough?", "效果不足", "a larger base, other means, or go on", _techniques(*_MORE)),
    ("Reward model", "奖励模型", "from rated answers", _staged("RM")),
    ("Reinforcement learning", "强化学习", "against the reward", _staged("PPO", "DPO", "GRPO")),
)
