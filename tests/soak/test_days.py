"""Days of a whole pass each, a fault on every third: each model announced once, on its day.

Sixty of them, or, with MODELMAP_LONG_TESTS=1, as many as a year of daily listings was recorded.
"""

# ruff: noqa: E501  rows of tables read best on one line

import os
import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from machine import Machine
from world import Answer, Arxiv, Feed, Hub, Item, Paper, World, html_page, hub_record, status, truncated
from world.hub import stamp

from flows import settings as configuration
from warehouse.catalogue.read import Catalogue
from warehouse.catalogue.shape import ModelEntry, OrgEntry

LONG = pytest.mark.skipif("MODELMAP_LONG_TESTS" not in os.environ, reason="minutes: MODELMAP_LONG_TESTS=1")
START = datetime(2026, 3, 2, 6, tzinfo=UTC)
FAULTS: tuple[Callable[[], Answer], ...] = (
    lambda: status(503),
    lambda: status(429, retry_after="900"),
    lambda: truncated(b"[" * 999),
    lambda: Answer(body=b""),
    html_page,
)
SOURCE = {"source": "https://example.org"}
ORGS = [
    {"id": "acme", "name": "Acme", "country": "US", "hub_authors": ["acme"], "watched": True},
    {"id": "nimbus", "name": "Nimbus", "country": "CN", "hub_authors": ["nimbus"], "watched": True},
]
MODELS = [
    {"id": "base-1", "name": "Base-1", "kind": "model", "org": "acme", "released_on": "2025-01-10", "hub_repo": "acme/Base-1"},
    {"id": "trl", "name": "TRL", "kind": "framework", "released_on": "2020-03"},
]  # fmt: skip


@pytest.fixture
def machine(world: World, tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "fsync", lambda _handle: None)  # nobody pulls the plug here, and it is slow
    outside = Outside(world)
    settings = configuration.Settings.model_validate(
        {
            "hub": {"endpoint": outside.hub.endpoint},
            "arxiv": {"endpoint": outside.arxiv.endpoint, "rss": outside.arxiv.rss, "categories": ["cs.CL"]},
            "http": {"allow_private_hosts": True},
            "feeds": [{"name": f"Feed {n}", "url": feed.url} for n, feed in enumerate(outside.feeds)],
        }
    )
    catalogue = Catalogue(
        models=tuple(ModelEntry.model_validate(SOURCE | one) for one in MODELS),
        orgs=tuple(OrgEntry.model_validate({"kind": "company"} | SOURCE | one) for one in ORGS),
        licenses=(),
        feeds=(),
        places={},
    )
    return Machine(tmp_path / "home", settings, catalogue, monkeypatch), outside


class Outside:
    """A Hub, two feeds and arXiv. `days` says on which day each model came out."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.hub, self.arxiv = Hub(world, page_size=50), Arxiv(world)
        self.feeds = [Feed(world, "/a.xml"), Feed(world, "/b.xml", atom=True, validators=False)]
        self.days: dict[str, int] = {}
        self.dice = random.Random(11)

    def publish(self, day: int, now: datetime) -> None:
        """A day's news: models of watched makers, tunes of them by others, papers and posts about some."""
        listed: list[dict[str, Any]] = []
        for number, maker in enumerate(("acme", "nimbus")):
            if self.dice.random() < 0.5:
                name = f"{'Lyra' if number else 'Orion'}-{day + 1}"
                made = now - timedelta(minutes=self.dice.randint(1, 1300))
                listed += [
                    hub_record(f"{maker}/{name}-{size}", made, likes=5) for size in ("7B", "70B-Instruct")
                ]
                self.days[name] = day
                self.feeds[number].items.insert(0, Item(f"Introducing {name}, our new open model", f"https://{maker}.example/{name}", now - timedelta(hours=1), f"Today we release {name}, an open-weight language model under Apache 2.0."))  # fmt: skip
                del self.feeds[number].items[20:]
        tuned = self.dice.choice(self.hub.records)["id"] if self.hub.records else "acme/Base-1"
        listed += [
            hub_record(
                f"someone/tune-{day}-{n}",
                now - timedelta(minutes=self.dice.randint(1, 1300)),
                base_model=tuned,
            )
            for n in range(self.dice.randint(3, 30))
        ]
        self.hub.records += listed
        for record in self.dice.sample(self.hub.records, min(10, len(self.hub.records))):
            record["downloads"] += 1
            record["lastModified"] = stamp(now)
        papers = [
            Paper(f"{2600 + day}.{n:05}", f"Vega-{day}{n}: An Open Language Model", "We introduce it and release its weights.", now - timedelta(hours=30))
            for n in range(2)
        ]  # fmt: skip
        self.arxiv.papers += papers
        self.arxiv.today = papers if now.weekday() < 5 else []

    def break_something(self) -> None:
        path = self.dice.choice(
            ["/api/models", "/api/query", "/rss/cs.CL", *(feed.path for feed in self.feeds)]
        )
        self.world.fault(path, self.dice.choice(FAULTS)(), forever=True)


@pytest.mark.slow
@pytest.mark.parametrize("days", [60, pytest.param(326, marks=LONG)])
def test_each_model_is_announced_once_and_an_unchanged_day_changes_nothing(machine, days) -> None:
    running, outside = machine
    seen: dict[str, int] = {}
    for day in range(days):
        now = START + timedelta(days=day)
        outside.publish(day, now)
        if day % 3 == 2 and day < days - 3:
            outside.break_something()
        running.daily(now, draw=False)
        outside.world.heal()
        for (name,) in running.ask("SELECT name FROM models WHERE origin <> 'curated'"):
            seen.setdefault(name, day)
        if day % 15 == 14 or day == days - 1:
            draw = day % 30 == 29 or day == days - 1
            running.daily(now + timedelta(minutes=5), draw=draw)  # what was down is caught up
            _unchanged(running, outside, now + timedelta(minutes=10), draw=draw)

    # each repo once, each release once and never withdrawn
    repos = [(record["id"],) for record in outside.hub.records]
    assert running.ask("SELECT repo_id FROM repos ORDER BY 1") == sorted(repos)
    added = (
        "SELECT subject FROM changes WHERE change = 'added' AND about = '{}' GROUP BY ALL HAVING count(*) > 1"
    )
    assert running.ask(added.format("repo")) == []
    assert running.ask(added.format("model")) == []
    assert running.ask("SELECT subject FROM changes WHERE change = 'removed'") == []
    # on its day, or on the day when what carried it was back
    late = {name: seen[name] - day for name, day in outside.days.items() if seen[name] != day}
    assert set(late.values()) <= {1}, late
    assert len(late) < days / 7
    assert len(seen) >= len(outside.days) > days * 0.8
    assert running.ask("SELECT count(*) FROM gaps") == [(0,)]
    told = "SELECT name, count(*) FROM announcements WHERE source_id LIKE 'feed:%' GROUP BY name ORDER BY 1"
    assert running.ask(told) == sorted((name, 1) for name in outside.days)
    papers = "SELECT count(*), count(DISTINCT entry_id) FROM announcements WHERE source_id LIKE 'arxiv:%'"
    assert running.ask(papers) == [(len(outside.arxiv.papers),) * 2]


def _unchanged(running: Machine, outside: Outside, now: datetime, *, draw: bool) -> None:
    facts, site = running.facts(), running.site() if draw else {}
    landed = sorted(running.home.landing.rglob("*"))
    outside.world.forget()
    day = running.daily(now, draw=draw)
    assert day.failed == {}
    assert (day.site_changed, running.facts()) == (False, facts)
    assert not draw or running.site() == site
    assert sorted(running.home.landing.rglob("*")) == landed
    asked = [request.path for request in outside.world.requests]
    assert asked.count("/api/models") <= 2, "new repos and trending"
    assert all(asked.count(feed.path) <= 1 for feed in outside.feeds)
    assert (asked.count("/api/query"), asked.count("/rss/cs.CL")) <= (1, 1)
    assert len(asked) <= 2 + len(outside.feeds) + 2
