"""Charts in columns by time: architecture tree, Chinese landscape by line, the three training steps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from render.charts.canvas import OPEN, Canvas
from render.charts.titles import CHART
from render.choose import score
from render.facts import Facts, Model
from render.measure import fit
from render.text import clean

_WIDE, _ROW, _CELL = 220.0, 19.0, 6
ARCHITECTURES = {
    "encoder": ("Encoder only", "编码器"),
    "encoder-decoder": ("Encoder and decoder", "编码器-解码器"),
    "decoder": ("Decoder only", "解码器"),
    "other": ("Other", "其他"),
}
_LINES = ("zhipu", "openbmb", "alibaba", "deepseek")
"""GLM, CPM, Qwen and DeepSeek: the lines that the landscape always has."""
_STEPS = (
    ("1. Supervised fine-tuning", "监督微调", "SFT"),
    ("2. Reward model", "奖励模型", "RM"),
    ("3. Reinforcement learning", "强化学习", "PPO"),
)


def architecture(facts: Facts) -> str:
    """Four branches by architecture, years downwards, the most notable models of each year as leaves."""
    found = [
        m for m in facts.models.values() if m.on_map and m.architecture in ARCHITECTURES and m.released_on
    ]
    columns = {
        " ".join(ARCHITECTURES[key]): [model for model in found if model.architecture == key]
        for key in ARCHITECTURES
    }
    canvas = Canvas(
        *CHART["architecture"],
        f"The {_CELL} most notable models of each year and architecture; + counts the others. {OPEN}",
    )
    _tree(canvas, columns, facts)
    return canvas.svg()


def chinese(facts: Facts) -> str:
    """Chinese models by the line they belong to: the organisations with most models, and the independents."""
    found = [m for m in facts.models.values() if m.on_map and m.quadrant == "chinese" and m.released_on]
    makers = Counter(model.org or "–" for model in found)
    lines = {model.org or "–": _LINES.index(model.org_id) for model in found if model.org_id in _LINES}
    top = sorted(makers, key=lambda org: (lines.get(org, len(_LINES)), -makers[org], org))[:8]
    columns = {clean(org): [model for model in found if (model.org or "–") == org] for org in top}
    columns["Others 其他"] = [model for model in found if (model.org or "–") not in top]
    canvas = Canvas(
        *CHART["chinese-landscape"],
        f"By maker and year, most notable first: four lines, then the makers of most models. {OPEN}",
    )
    _tree(canvas, columns, facts)
    return canvas.svg()


def steps(facts: Facts) -> str:
    """The three training steps of ChatGPT, with the frameworks that serve each."""
    canvas = Canvas(*CHART["rlhf-steps"], "With the frameworks that cover each step. 各步骤及支持它的框架")
    for column, (name, name_zh, stage) in enumerate(_STEPS):
        x = column * 290.0
        serving = sorted(
            (m for m in facts.models.values() if m.kind == "framework" and stage in m.rlhf_stages),
            key=lambda m: (-score(m, facts), m.model_id),
        )
        canvas.rect("paper", x, 0, 260, 54)
        canvas.text("strong", x + 12, 22, name)
        canvas.text("soft", x + 12, 42, f"{name_zh} · {stage}")
        if column:
            canvas.line("c1 trunk", x - 28, 27, x - 4, 27)
        for row, model in enumerate(serving[:24]):
            canvas.dot("c2", x + 14, 72 + row * _ROW, 4)
            canvas.text("", x + 26, 76 + row * _ROW, fit(clean(model.name), 12, 230))
        if len(serving) > 24:
            canvas.text("soft", x + 26, 76 + 24 * _ROW, f"+{len(serving) - 24}")
    return canvas.svg()


def _tree(canvas: Canvas, columns: Mapping[str, Sequence[Model]], facts: Facts) -> None:
    years = sorted(
        {model.released_on.year for models in columns.values() for model in models if model.released_on}
    )
    for column, heading in enumerate(columns):
        canvas.text("strong", 60 + column * _WIDE, 14, heading)
    y = 28.0
    trunks: dict[str, list[float]] = {name: [] for name in columns}
    for year in years:
        cells = {
            name: sorted(
                (m for m in models if m.released_on and m.released_on.year == year),
                key=lambda m: (-score(m, facts), m.model_id),
            )
            for name, models in columns.items()
        }
        high = max(min(len(cell), _CELL) + (len(cell) > _CELL) for cell in cells.values()) * _ROW + 12
        canvas.line("grid", 0, y, 60 + len(columns) * _WIDE, y)
        canvas.text("strong", 0, y + 20, str(year))
        for column, (name, cell) in enumerate(cells.items()):
            x = 60 + column * _WIDE
            for row, model in enumerate(sorted(cell[:_CELL], key=lambda m: (m.released, m.model_id))):
                style = {"open": "c1", "semi-open": "c4"}.get(model.openness or "", "c0")
                canvas.line("grid", x, y + 16 + row * _ROW, x + 12, y + 16 + row * _ROW)
                canvas.dot(
                    style, x + 14, y + 16 + row * _ROW, 4, title=f"{clean(model.name)}, {model.released}"
                )
                canvas.text("", x + 24, y + 20 + row * _ROW, fit(clean(model.name), 12, _WIDE - 36))
                trunks[name].append(y + 16 + row * _ROW)
            if len(cell) > _CELL:
                canvas.text("soft small", x + 24, y + 20 + _CELL * _ROW, f"+{len(cell) - _CELL}", size=11)
        y += high
    for column, name in enumerate(columns):
        if leaves := trunks[name]:
            x = 60 + column * _WIDE
            canvas.line("c0 trunk", x, leaves[0] - 6, x, leaves[-1])
    if not years:
        canvas.text("soft", 0, 40, "Nothing dated yet.")
