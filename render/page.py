"""Write the page: one file that asks nothing of anyone, works from disk and carries its own data.

A script runs only if its hash stands in the page's Content-Security-Policy: ours alone does. What comes from
the warehouse is JSON in blocks that no browser runs, with `<` escaped, and reaches the page as text alone.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Mapping
from typing import Any

import orjson
from markupsafe import Markup

from render import palette
from render.charts.titles import CHART
from render.compact import columns
from render.facts import RELATIONS, Edge, Facts, Model
from render.names import KIND, OPENNESS, QUADRANT, RELATION
from render.scene import scene
from render.sheet import Sheet
from render.svg import draw_sheet, map_style, without_frame
from render.templating import TEMPLATES, environment
from render.terms import terms
from render.text import clean, link, xml_id

SCRIPTS = (
    "data", "words", "map", "scene", "trace", "views", "about", "search", "filters", "table", "news", "start",
)  # fmt: skip
"""The page's script, in the order in which its parts stand in it."""


def page(facts: Facts, sheets: Mapping[str, Sheet], *, fingerprint: str = "") -> str:
    """The whole page.

    Args:
        facts: what the page tells.
        sheets: the maps it shows, `map` among them.
        fingerprint: a hash of the facts, so that any new fact is a new page.
    """
    style, script = _style(), _script()
    numbers = {key: number for number, key in enumerate(facts.models)}
    template = environment().get_template("index.html.j2")
    return template.render(
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - our own file
        style_hash=_hash(style),
        script_hash=_hash(script),
        overview=Markup(without_frame(draw_sheet(sheets["map"]))),  # noqa: S704 - escaped where it was made
        data=_json(_data(facts, sheets, numbers)),
        maps=_json({name: scene(drawn, numbers) for name, drawn in sheets.items() if name != "map"}),
        fingerprint=fingerprint,
        names=QUADRANT,
        charts=CHART,
        sheet=sheets["map"],
    )


def _data(facts: Facts, sheets: Mapping[str, Sheet], numbers: Mapping[str, int]) -> dict[str, Any]:
    orgs = dict.fromkeys(
        (model.org, model.org_zh, model.org_aliases, model.country) for model in facts.models.values()
    )
    org_numbers = {org: number for number, org in enumerate(orgs)}
    return {
        "asOf": facts.as_of.date().isoformat() if facts.as_of else None,
        "drawn": len(sheets["map"].boxes),
        "onMap": sum(model.on_map for model in facts.models.values()),
        "lines": len(sheets["map"].lines),
        "orgs": columns([
            _known({
                "org": clean(name),
                "orgZh": clean(zh),
                "orgAliases": [*map(clean, aliases)],
                "country": clean(country),
            })
            for name, zh, aliases, country in orgs
        ]),
        "models": columns([
            _model(model, facts, numbers)
            | {"by": org_numbers[model.org, model.org_zh, model.org_aliases, model.country]}
            for model in facts.models.values()
        ]),
        "edges": columns([_edge(edge, numbers) for edge in facts.edges]),
        "words": {"quadrant": QUADRANT, "relation": RELATION, "openness": OPENNESS, "kind": KIND},
        "relations": RELATIONS,
        "sources": [
            {**row, "newest": row["newest"].date().isoformat() if row["newest"] else None}
            for row in facts.sources
        ],
    }  # fmt: skip


def _model(model: Model, facts: Facts, numbers: Mapping[str, int]) -> dict[str, Any]:
    use = terms(model.model_id, facts)
    dom = xml_id(model.model_id)
    return _known({
        "id": model.model_id,
        "dom": dom if dom != model.model_id else None,
        "name": clean(model.name) or model.model_id,
        "zh": clean(model.name_zh),
        "kind": model.kind,
        "quadrant": model.quadrant,
        "released": model.released,
        "sizes": [clean(size) for size in model.sizes],
        "min": model.parameters_min or model.parameters_max,
        "max": model.parameters_max or model.parameters_min,
        "architecture": model.architecture,
        "license": clean(model.license),
        "openness": model.openness,
        "commercial": use.allowed,
        "because": numbers[use.because] if use.because in numbers and use.because != model.model_id else None,
        "reason": clean(use.reason),
        "buildOn": model.model_id in facts.bases,
        "languages": list(model.languages),
        "stages": list(model.rlhf_stages),
        "aliases": [clean(alias) for alias in model.aliases],
        "notes": [clean(note) for note in model.notes],
        "url": link(model.url),
        "source": link(model.source_url),
        "repo": clean(model.hub_repo),
        "origin": model.origin,
        "confidence": model.confidence,
        "seen": model.first_seen_at.date().isoformat() if model.first_seen_at else None,
        "likes": model.likes,
        "downloads": model.downloads,
        "descendants": model.descendants,
        "isNew": facts.is_new(model),
        "base": facts.is_base(model),
        "onMap": model.on_map,
    }, but=("because", "commercial"))  # fmt: skip


def _known(values: Mapping[str, Any], but: Collection[str] = ()) -> dict[str, Any]:
    """What is known; of some keys, False and the first model's number 0 are knowledge."""
    return {key: value for key, value in values.items() if value or (key in but and value is not None)}


def _edge(edge: Edge, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "child": numbers[edge.child],
        "parent": numbers[edge.parent],
        "relation": edge.relation,
        "origin": edge.origin,
        "confidence": edge.confidence,
        "evidence": clean(edge.evidence) or None,
        "url": link(edge.evidence_url),
    }


def _script() -> str:
    """All parts of the script as one, so that no name of theirs is seen outside."""
    parts = [(TEMPLATES / "page" / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS]
    return '\n"use strict";\n(() => {\n' + "\n".join(parts) + "})();\n"


def _style() -> str:
    """The page's rules and the map's, for light, dark and the reader's choice."""
    own = (TEMPLATES / "page.css").read_text(encoding="utf-8")
    return own + "\n" + _scoped(map_style()) + palette.css_by_attribute() + "\n"


def _scoped(rules: str) -> str:
    """The map's rules below `.map`, so that they leave the page's own text alone."""
    made = []
    for rule in rules.split("}"):
        if rule:
            selectors, body = rule.split("{")
            made.append(",".join(f".map {selector}" for selector in selectors.split(",")) + "{" + body + "}")
    return "".join(made)


def _json(value: object) -> Markup:
    """JSON that cannot end the block that it stands in."""
    text = orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028"))  # noqa: S704 - no `<` is left


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
