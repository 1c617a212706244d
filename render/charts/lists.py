"""Charts that are lists by nature: stages of each framework, a family in time."""

from __future__ import annotations

from collections.abc import Iterable

from render.box import chinese_name, sizes
from render.charts.canvas import OPEN, Canvas
from render.charts.titles import CHART
from render.choose import score
from render.facts import Facts, Model
from render.measure import width
from render.names import RELATION
from render.text import clean

_ROW = 24.0
STAGES = (
    "pretraining", "continued_pretraining", "SFT", "RM", "PPO", "DPO", "GRPO", "PEFT",
    "quantization", "distillation", "merging", "serving", "evaluation",
)  # fmt: skip


def stages(facts: Facts) -> str:
    """Which training stage each framework covers."""
    frameworks = sorted(
        (m for m in facts.models.values() if m.kind == "framework" and m.rlhf_stages),
        key=lambda m: (-len(m.rlhf_stages), m.name.casefold(), m.model_id),
    )[:60]
    canvas = Canvas(
        *CHART["frameworks"], "A dot where a framework covers the stage. 圆点表示该框架支持该阶段"
    )
    first = 60 + max((width(_named(m), 12) for m in frameworks), default=100.0)
    used = [stage for stage in STAGES if any(stage in m.rlhf_stages for m in frameworks)]
    for column, stage in enumerate(used):
        canvas.text(
            "strong",
            first + column * 88,
            14,
            stage.replace("_", " ").replace("continued pretraining", "cont. pretr."),
            anchor="middle",
        )
    for row, model in enumerate(frameworks):
        y = 26 + row * _ROW
        if row % 2 == 0:
            canvas.rect("cell", 0, y, first - 40 + len(used) * 88, _ROW)
        canvas.text("", 8, y + 16, _named(model))
        for column, stage in enumerate(used):
            if stage in model.rlhf_stages:
                canvas.dot("c2", first + column * 88, y + 12, 6, title=f"{clean(model.name)}: {stage}")
    if not frameworks:
        canvas.text("soft", 0, 16, "No framework with known stages yet.")
    return canvas.svg()


def timeline(facts: Facts) -> str:
    """The LLaMA family in the order of its dates."""
    family = [m for m in facts.models.values() if m.quadrant == "llama" and m.on_map and m.released_on]
    kept = sorted(family, key=lambda m: (-score(m, facts), m.model_id))[:80]
    canvas = Canvas(
        *CHART["llama-timeline"],
        f"The {len(kept)} most notable of {len(family)}, with what each was made from. {OPEN}",
    )
    _in_time(canvas, sorted(kept, key=lambda m: (m.released_on, m.model_id)), facts)
    return canvas.svg()


def branch(facts: Facts, root: str) -> str:
    """A model, what it was followed by, and all that was made from them, in the order of their dates."""
    found, waiting = {root}, [root]
    while waiting:
        for edge in facts.children.get(waiting.pop(), ()):
            if edge.child not in found and edge.relation not in {"technique", "architecture"}:
                found.add(edge.child)
                waiting.append(edge.child)
    models = [facts.models[key] for key in found if key in facts.models]
    canvas = Canvas(*CHART[root], f"With successors, and what each was made from. {OPEN}")
    _in_time(canvas, sorted(models, key=lambda m: (m.released or "9", m.model_id)), facts)
    return canvas.svg()


def _in_time(canvas: Canvas, models: Iterable[Model], facts: Facts) -> None:
    year = ""
    y = 0.0
    for model in models:
        if model.released[:4] != year:
            year = model.released[:4]
            y += 10
            canvas.text("strong", 0, y + 16, year or "undated")
        canvas.line("grid", 62, y, 62, y + _ROW)
        canvas.dot(
            "c1" if model.openness == "open" else "c4" if model.openness == "semi-open" else "c0",
            62,
            y + 12,
            5,
        )
        canvas.text("soft small", 76, y + 16, model.released[5:] or "–", size=11)
        x = 122 + canvas.text("strong", 122, y + 16, _named(model)) + 12
        made = [
            f"{RELATION.get(e.relation, (e.relation,))[0]} of {clean(facts.models[e.parent].name)}"
            for e in facts.parents.get(model.model_id, ())
            if e.derived
        ]
        said = " · ".join(part for part in (clean(model.org), sizes(model), *made[:2]) if part)
        canvas.text("soft", x, y + 16, said)
        y += _ROW
    if not y:
        canvas.text("soft", 0, 16, "Nothing known yet.")


def _named(model: Model) -> str:
    return " ".join(part for part in (clean(model.name), chinese_name(model)) if part)[:48]
