"""Sixty days of polling, a fault on every third: nothing lost, nothing landed twice, little asked."""

import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import orjson
import pytest
from world import Answer, Arxiv, Feed, Hub, Item, Paper, World, html_page, hub_record, status, truncated

from extractors.arxiv import poll as arxiv_poll
from extractors.arxiv import read as arxiv_read
from extractors.due import due
from extractors.feeds import poll as feed_poll
from extractors.feeds import read as feed_read
from extractors.http import Client, HttpOptions
from extractors.hub import poll as hub_poll
from extractors.landing import Landing
from extractors.records import Polled, Source, SourceState
from extractors.sources import PollOptions, arxiv_sources, feed_sources, hub_sources

START = datetime(2026, 3, 2, 6, tzinfo=UTC)
OPTIONS = PollOptions(arxiv_page=10)
FAULTS: list[Callable[[], Answer]] = [
    lambda: status(503),
    lambda: status(429, retry_after="900"),
    lambda: truncated(b"[" * 999),
    lambda: Answer(body=b""),
    html_page,
]


class Days:
    """A machine that polls once a day and loads what landed: states move as the warehouse moves them."""

    def __init__(self, world: World, landing: Landing, options: HttpOptions) -> None:
        self.world, self.landing = world, landing
        self.now = START
        self.client = Client(options, sleep=lambda _seconds: None, now=lambda: self.now)
        self.states: dict[str, SourceState] = {}

    def run(self, sources: tuple[Source, ...]) -> list[Polled]:
        polls = {"hub": hub_poll.poll, "feed": feed_poll.poll, "arxiv": arxiv_poll.poll}
        came = []
        for source in sources:
            state = self.states.get(source.source_id, SourceState())
            if due(source, state, self.now) is None:
                polled = polls[source.kind](source, state, self.client, self.landing, OPTIONS)
                self.states[source.source_id] = self._moved(state, polled)
                came.append(polled)
        return came

    def _moved(self, state: SourceState, polled: Polled) -> SourceState:
        for document in polled.documents:
            state = replace(
                state,
                watermark=document.watermark or state.watermark,
                etag=document.etag,
                last_modified=document.last_modified,
            )
        failed = polled.error is not None
        return replace(
            state,
            last_attempt_at=self.now,
            last_success_at=state.last_success_at if failed else self.now,
            failures_in_a_row=state.failures_in_a_row + 1 if failed else 0,
        )

    def landed(self) -> tuple[set[str], set[str], set[str]]:
        """Ids of repos, feed entries and papers."""
        repos: set[str] = set()
        entries: set[str] = set()
        papers: set[str] = set()
        for document in self.landing.documents():
            body = self.landing.read(document)
            if document.source_id.startswith("hub:"):
                page = orjson.loads(body) if body.startswith(b"[{") else []
                repos.update(record["id"] for record in page)
            elif document.source_id.startswith("feed:"):
                entries.update(entry.title for entry in feed_read.read(document, body)[0])
            else:
                papers.update(entry.entry_id for entry in arxiv_read.read(document, body)[0])
        return repos, entries, papers


def test_sixty_days(
    world: World, landing: Landing, options: HttpOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", lambda _handle: None)  # nobody pulls the plug here, and it is slow
    dice = random.Random(7)
    hub, arxiv = Hub(world, page_size=50), Arxiv(world)
    feeds = [Feed(world, f"/feeds/{n}.xml", validators=n % 2 == 0, atom=n == 1) for n in range(3)]
    sources = (
        *hub_sources(hub.endpoint, ["org-1"]),
        *arxiv_sources(arxiv.endpoint, arxiv.rss, ["cs.CL"]),
        *feed_sources([{"name": f"Feed {n}", "url": feed.url} for n, feed in enumerate(feeds)]),
    )
    days = Days(world, landing, options)
    for day in range(60):
        days.now = START + timedelta(days=day)
        for n in range(dice.randint(5, 60)):
            made = days.now - timedelta(minutes=dice.randint(1, 1440))
            hub.records.append(hub_record(f"org-{n % 5}/model-{day}-{n}", made))
        for feed in feeds:
            feed.items.insert(
                0, Item(f"{feed.path} day {day}", f"https://a.example{feed.path}/{day}", days.now)
            )
            del feed.items[30:]
        new = [
            Paper(f"26{day:02}.{n:05}", "A model", "It is one.", days.now - timedelta(hours=30))
            for n in range(6)
        ]
        arxiv.papers += new
        arxiv.today = new if days.now.weekday() < 5 else []
        if day % 3 == 2 and day < 57:
            path = dice.choice(["/api/models", "/api/query", "/rss/cs.CL", *(feed.path for feed in feeds)])
            world.fault(path, dice.choice(FAULTS)(), forever=True)
        days.run(sources)
        world.heal()

    repos, entries, papers = days.landed()
    assert {record["id"] for record in hub.records} == repos
    assert {f"{feed.path} day {day}" for feed in feeds for day in range(60)} == entries
    assert {paper.paper_id for paper in arxiv.papers} == papers

    before = landing.documents()
    days.now += timedelta(minutes=1)
    world.forget()
    assert [polled.error for polled in days.run(sources) if polled.error] == []
    assert landing.documents() == before
    assert len(world.asked("/api/models")) == 2  # new repos and trending
    assert len(world.asked("/feeds")) == 3
    days.client.close()
