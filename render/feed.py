"""Write the Atom feed (RFC 4287) of new models and corrected parents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from render.box import title
from render.facts import Change, Facts
from render.templating import environment
from render.text import clean, link, xml_id

ENTRIES = 60
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of the feed."""

    entry_id: str
    title: str
    summary: str
    updated: datetime
    model_id: str
    url: str | None


def entries(facts: Facts) -> list[FeedEntry]:
    """The newest models and corrections, newest first."""
    made = [
        FeedEntry(
            entry_id=f"urn:modelmap:model:{model.model_id}",
            title=" · ".join(part for part in (clean(model.name), clean(model.org)) if part),
            summary=title(model, facts),
            updated=model.first_seen_at,
            model_id=model.model_id,
            url=link(model.url),
        )
        for model in facts.models.values()
        if model.on_map and model.first_seen_at is not None
    ]
    corrected = (_correction(change, facts) for change in facts.changes)
    made += [entry for entry in corrected if entry is not None]
    return sorted(made, key=lambda entry: (entry.updated, entry.entry_id), reverse=True)[:ENTRIES]


def feed(facts: Facts, site_url: str = "") -> str:
    """The whole feed. Links are relative to it, or absolute where the site's address is known."""
    return environment().get_template("feed.xml.j2").render(
        entries=entries(facts), updated=facts.as_of or _EPOCH, stamp=stamp, site=site_url
    )  # fmt: skip


def stamp(moment: datetime) -> str:
    """A time as RFC 3339 wants it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _correction(change: Change, facts: Facts) -> FeedEntry | None:
    """An entry for a parent that was changed or withdrawn."""
    child, _, parent = change.subject.partition("--")
    if change.about != "edge" or change.change not in {"changed", "removed"}:
        return None
    if child not in facts.models or parent not in facts.models:
        return None
    names = [clean(facts.models[key].name) for key in (child, parent)]
    what = f"{change.field}: {clean(change.old) or 'nothing'} → {clean(change.new) or 'nothing'}"
    if change.change == "removed":
        what = f"no longer said to be made from {names[1]} ({clean(change.field)})"
    return FeedEntry(
        entry_id=f"urn:modelmap:edge:{change.subject}:{stamp(change.changed_at)}:{xml_id(clean(change.field))}",
        title=f"Corrected: {names[0]} ← {names[1]}",
        summary=f"{names[0]}: {what}",
        updated=change.changed_at,
        model_id=child,
        url=link(facts.models[child].url),
    )
