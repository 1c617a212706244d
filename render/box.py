"""What a model's box says, and how large it must be to say it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil

from render.facts import Facts, Model
from render.measure import fit, width
from render.text import clean

NAME_SIZE, TEXT_SIZE = 13.0, 11.0
FROM_SIZE = 10.0
PAD_X, HEIGHT = 9.0, 50.0
BASELINES = (17.0, 31.0, 44.0)
NARROWEST, WIDEST = 104.0, 208.0
_ROOM = WIDEST - 2 * PAD_X
_EDGES = re.compile(r"^[\s·()()-]+|[\s·()()-]+$")
_BRACKETS = re.compile(r"(?<=\S) *\([^()]*\)$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z]{1,6}")
_BADGE = 30.0
"""Room that the mark of a new model takes in the first line."""


@dataclass(frozen=True, slots=True)
class Box:
    """A model as it will be drawn: three lines of text, an even width in px, classes and a title.

    `elsewhere` names parents in other quadrants.
    """

    model: Model
    name: str
    name_zh: str
    where: str
    what: str
    width: int
    new: bool
    base: bool
    title: str
    elsewhere: str = ""

    @property
    def height(self) -> float:
        """Every box is as tall as any other, so that rows are straight."""
        return HEIGHT


def box(model: Model, facts: Facts) -> Box:
    """Set a model's lines within the widest box allowed; what does not fit is in the title."""
    new, base = facts.is_new(model), facts.is_base(model)
    room = _ROOM - (_BADGE if new else 0)
    name = fit(_name(model, room), NAME_SIZE, room, bold=True)
    chinese = chinese_name(model)
    left = room - width(name, NAME_SIZE, bold=True) - 5
    name_zh = fit(chinese, TEXT_SIZE, left) if chinese and left >= 3 * TEXT_SIZE else ""
    released = model.released
    org = fit(clean(model.org), TEXT_SIZE, _ROOM - width(f" · {released}", TEXT_SIZE))
    where = " · ".join(part for part in (org, released) if part)
    what = fit(
        " · ".join(part for part in (sizes(model), licence(model), _kind(model)) if part), TEXT_SIZE, _ROOM
    )
    first = width(name, NAME_SIZE, bold=True) + (width(name_zh, TEXT_SIZE) + 5 if name_zh else 0)
    widest = max(first + (_BADGE if new else 0), width(where, TEXT_SIZE), width(what, TEXT_SIZE))
    return Box(
        model=model,
        name=name,
        name_zh=name_zh,
        where=where,
        what=what,
        width=2 * ceil(max(NARROWEST, min(WIDEST, widest + 2 * PAD_X)) / 2),
        new=new,
        base=base,
        title=title(model, facts),
        elsewhere=elsewhere(model, facts),
    )


def _name(model: Model, room: float) -> str:
    """The name; one that is too long without what it has in brackets, or as the acronym that people say."""
    name = clean(model.name) or model.model_id
    if width(name, NAME_SIZE, bold=True) <= room:
        return name
    if (short_name := _BRACKETS.sub("", name)) != name:
        return short_name
    return next((clean(alias) for alias in model.aliases if _ACRONYM.fullmatch(alias)), name)


def title(model: Model, facts: Facts) -> str:
    """The sentence that a tooltip or a screen reader says for a model."""
    said = [" ".join(part for part in (clean(model.name), chinese_name(model)) if part)]
    said += [clean(model.org), f"released {model.released}" if model.released else "", sizes(model)]
    said += [clean(model.license), model.openness or "", "" if model.kind == "model" else model.kind]
    for edge in facts.parents.get(model.model_id, ()):
        parent = facts.models[edge.parent]
        if edge.derived:
            said.append(f"{edge.relation.replace('_', ' ')} of {clean(parent.name)}")
        elif edge.relation == "technique":
            said.append(f"uses {clean(parent.name)}")
    if facts.is_new(model):
        said.append("new this week")
    return "; ".join(part for part in said if part)


def elsewhere(model: Model, facts: Facts) -> str:
    """The parents in other quadrants, as `from LLaMA`: a map of one quadrant has no line to show them."""
    names = [
        clean(parent.name)
        for edge in facts.parents.get(model.model_id, ())
        if edge.derived and (parent := facts.models[edge.parent]).quadrant != model.quadrant
    ]
    return fit(f"from {', '.join(dict.fromkeys(names))}", FROM_SIZE, NARROWEST / 2 + 30) if names else ""


def sizes(model: Model) -> str:
    """`7B/13B`, `7B–65B` where there are more than three sizes; empty when they are not known."""
    if model.sizes:
        said = [clean(size) for size in dict.fromkeys(model.sizes)]
        return "/".join(said) if len(said) <= 3 else f"{said[0]}–{said[-1]}"
    low, high = model.parameters_min or model.parameters_max, model.parameters_max or model.parameters_min
    if not low or not high:
        return ""
    return short(low) if short(low) == short(high) else f"{short(low)}–{short(high)}"


def short(parameters: int) -> str:
    """A number of parameters as people write it: 350M, 1.5B, 65B, 1T."""
    for unit, letter in ((10**12, "T"), (10**9, "B"), (10**6, "M"), (10**3, "K")):
        if parameters >= unit:
            value = parameters / unit
            return f"{value:.0f}{letter}" if value >= 100 else f"{value:.1f}".removesuffix(".0") + letter
    return str(parameters)


def licence(model: Model) -> str:
    """A licence's short name, with `NC` where commercial use is not allowed."""
    name = clean(model.license).removeprefix("LicenseRef-")
    if model.commercial_use is False and name and model.openness != "closed":
        return f"{name} NC"
    return name


def _kind(model: Model) -> str:
    """The kind, where neither the quadrant nor the colour tells it."""
    return "" if model.kind in {"model", "framework", "technique"} else clean(model.kind)


def chinese_name(model: Model) -> str:
    """The Chinese name without a repetition of the other name."""
    chinese = clean(model.name_zh)
    name = clean(model.name)
    if chinese.casefold().startswith(name.casefold()):
        chinese = _EDGES.sub("", chinese[len(name) :])
    elif chinese.casefold().endswith(f" {name.casefold()}"):
        chinese = _EDGES.sub("", chinese[: -len(name)])
    return "" if chinese.casefold() == name.casefold() else chinese
