"""What to poll, and polling it. Failures are results here, not exceptions."""

from collections.abc import Sequence
from datetime import datetime
from typing import assert_never

from extractors.arxiv.poll import poll as poll_arxiv
from extractors.due import WEEKLY, due, left_alone
from extractors.feeds.poll import poll as poll_feed
from extractors.http.client import Client, HttpOptions
from extractors.hub.cards import SOURCE_ID as CARDS
from extractors.hub.cards import poll_cards
from extractors.hub.poll import poll as poll_hub
from extractors.hub.recheck import RECORDS, recheck
from extractors.records import Polled, Source, SourceState
from extractors.sources import PollOptions, arxiv_sources, feed_sources, hub_sources
from flows.settings import Settings
from flows.steps import Pass
from warehouse.closer_look import closer_look
from warehouse.database import writing

Asked = tuple[Source, SourceState]
LEADING = ("hub:created", "hub:trending")
"""Listings that tell whether anything is new on the Hub."""


def sources(passing: Pass) -> tuple[Source, ...]:
    """Everything that can be polled. The many listings of one host, the Hub, come last: they wait for it."""
    settings, catalogue = passing.settings, passing.catalogue
    authors = [author for org in catalogue.orgs if org.watched for author in org.hub_authors]
    feeds = catalogue.feeds if settings.feeds is None else settings.feeds
    return (
        *arxiv_sources(settings.arxiv.endpoint, settings.arxiv.rss, settings.arxiv.categories),
        *feed_sources([feed.model_dump() for feed in feeds]),
        *hub_sources(settings.hub.endpoint, authors),
    )


def split_due(
    every: Sequence[Source], states: dict[str, SourceState], now: datetime
) -> tuple[list[Asked], dict[str, str]]:
    """The sources to ask now with what is known of them, and why the others are not asked."""
    asked, skipped = [], {}
    for source in every:
        state = states.get(source.source_id, SourceState())
        reason = due(source, state, now)
        if reason is None:
            asked.append((source, state))
        else:
            skipped[source.source_id] = reason
    return asked, skipped


def in_turn(asked: Sequence[Asked]) -> tuple[list[Asked], list[Asked], list[Asked]]:
    """The listings that tell whether the Hub has news, the other sources, and those that can wait for that.

    Waiting are the weekly listings, once they have been read: on a day without news they would bring none.
    """
    leading = [one for one in asked if one[0].source_id in LEADING]
    slow = [one for one in asked if one[0].source_id.startswith(WEEKLY) and one[1].last_success_at]
    apart = {source.source_id for source, _ in (*leading, *slow)}
    return leading, [one for one in asked if one[0].source_id not in apart], slow


def news(heads: Sequence[Polled]) -> bool:
    """Whether a leading listing brought anything, or could not say."""
    return not heads or any(one.documents or one.error for one in heads)


def client(settings: Settings, *, longest_wait_seconds: float = 30.0) -> Client:
    """The one HTTP client of a run, and how long it waits at most where a server asks for it."""
    return Client(
        HttpOptions(
            max_bytes=settings.http.max_bytes,
            timeout_seconds=settings.http.timeout_seconds,
            allow_private_hosts=settings.http.allow_private_hosts,
            arxiv_interval_seconds=settings.arxiv.interval_seconds,
            hub_endpoint=settings.hub.endpoint,
            longest_wait_seconds=longest_wait_seconds,
        )
    )


def poll(passing: Pass, source: Source, state: SourceState, http: Client) -> Polled:
    """Ask one source and land what is new. A failure is in the result, not raised."""
    options = _poll_options(passing.settings)
    match source.kind:
        case "hub":
            return poll_hub(source, state, http, passing.landing, options)
        case "feed":
            return poll_feed(source, state, http, passing.landing, options)
        case "arxiv":
            return poll_arxiv(source, state, http, passing.landing, options)
        case _:
            assert_never(source.kind)


def poll_closer(passing: Pass, states: dict[str, SourceState], http: Client) -> list[Polled]:
    """Ask after single repos: notable ones that declare no parent, and what no listing has shown for long."""
    options = _poll_options(passing.settings)
    with writing(passing.warehouse) as con:
        wanted = closer_look(con, cards=options.cards, rechecks=options.rechecks, now=passing.started_at)
    asking = ((CARDS, wanted.cards, poll_cards), (RECORDS, wanted.rechecks, recheck))
    return [
        ask(repo_ids, http, passing.landing, options)
        for source_id, repo_ids, ask in asking
        if repo_ids and left_alone(states.get(source_id, SourceState()), passing.started_at) is None
    ]


def _poll_options(settings: Settings) -> PollOptions:
    return PollOptions(first_records=settings.hub.first_records, cards=settings.hub.cards_per_run)
