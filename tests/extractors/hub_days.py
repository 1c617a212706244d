"""A Hub that gets a repo an hour, and passes over it."""

import json
from datetime import UTC, datetime, timedelta

from polling import Polling
from world import Hub, hub_record

from extractors.http import Client
from extractors.hub.poll import poll
from extractors.landing import Landing
from extractors.records import Source
from extractors.sources import PollOptions, hub_sources

START = datetime(2026, 3, 1, tzinfo=UTC)
OPTIONS = PollOptions(overlap=timedelta(hours=12))


def records(count: int, *, first: int = 0) -> list[dict[str, object]]:
    """One new repo an hour."""
    return [hub_record(f"org/model-{n}", START + timedelta(hours=n)) for n in range(first, first + count)]


def created(hub: Hub) -> Source:
    return hub_sources(hub.endpoint, [])[0]


class Runs(Polling):
    def __init__(self, client: Client, landing: Landing, options: PollOptions = OPTIONS) -> None:
        super().__init__(poll, client, landing, options)

    def ids(self, source_id: str = "hub:created") -> set[str]:
        found: set[str] = set()
        for document in self.landing.documents(source_id):
            page = judge_body(self.landing.read(document))
            found.update(page)
        return found


def judge_body(body: bytes) -> list[str]:
    try:
        return [str(record["id"]) for record in json.loads(body)]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []
