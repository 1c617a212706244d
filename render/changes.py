"""Write what the last run added or corrected, as Markdown for a pull request or a chat."""

from __future__ import annotations

import re
from collections.abc import Sequence

from render.facts import Change, Facts
from render.text import clean

_SECTIONS = (
    ("New models", "model", {"added"}),
    ("New parents", "edge", {"added"}),
    ("Corrected", "model", {"changed"}),
    ("Corrected parents", "edge", {"changed", "removed"}),
    ("No longer on the map", "model", {"removed"}),
    ("Noted, not followed", "edge", {"noted"}),
    ("Loaded as a whole", "catalogue", {"loaded"}),
    ("Loaded as a whole", "snapshot", {"loaded"}),
)
MOST = 200
"""Lines of one section; more are counted."""
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|!])")


def changes(facts: Facts) -> str:
    """The document: the last run that changed anything, so that an unchanged day changes no byte."""
    if not facts.changes:
        return "# Changes\n\nNothing has changed yet.\n"
    last = facts.changes[0].run_id
    mine = [change for change in facts.changes if change.run_id == last]
    lines = [f"# Changes of {mine[0].changed_at:%Y-%m-%d}", ""]
    for heading, about, kinds in _SECTIONS:
        found = [change for change in mine if change.about == about and change.change in kinds]
        if found:
            lines += [f"## {heading} ({len(found)})", "", *_listed(found, facts), ""]
    repos = sum(change.about in {"repo", "repo_edge"} for change in mine)
    if repos:
        lines += [f"{repos} changes of Hub repos are in the table `changes`.", ""]
    return "\n".join(lines)


def _listed(found: Sequence[Change], facts: Facts) -> list[str]:
    said = [f"- {_said(change, facts)}" for change in found[:MOST]]
    return said + ([f"- and {len(found) - MOST} more"] if len(found) > MOST else [])


def _said(change: Change, facts: Facts) -> str:
    text = " ← ".join(f"**{_name(key, facts)}**" for key in change.subject.split("--"))
    if change.about == "model" and change.change == "added":
        model = facts.models.get(change.subject)
        parts = [clean(model.org), model.released, model.quadrant] if model else []
        return ", ".join([text, *(_plain(part) for part in parts if part)])
    if change.field and change.change in {"changed", "noted"}:
        return f"{text}: {_plain(change.field)} {_plain(change.old) or '–'} → {_plain(change.new) or '–'}"
    return f"{text} ({_plain(change.field)})" if change.field else text


def _name(key: str, facts: Facts) -> str:
    model = facts.models.get(key)
    return _plain(model.name if model else key)


def _plain(text: str | None) -> str:
    return _MARKDOWN.sub(r"\\\1", clean(text))
