"""Polling the Hub's listings of models."""

from collections.abc import Iterator
from datetime import datetime

import httpx

from extractors.errors import TerminalError, TransientError
from extractors.http import Client
from extractors.http.body import TooLargeError
from extractors.http.headers import origin
from extractors.http.pace import HUB
from extractors.hub.listing import Page, created_at, judge
from extractors.landing import Landing
from extractors.records import Document, Polled, Source, SourceState
from extractors.sources import PollOptions

ACCEPT = "application/json"
_SMALLEST_PAGE = 10


def poll(
    source: Source, state: SourceState, client: Client, landing: Landing, options: PollOptions
) -> Polled:
    """Read one listing and land the pages that say anything new.

    `hub:created` is read down to the watermark less an overlap, an author's listing to its end, the
    others for one page. The watermark of `hub:created` is the newest `createdAt` seen; it rides on the
    last page of a whole pass alone, so that a pass that ends early is made again. A page that is not a
    listing is landed all the same, for `quarantine`, and the pass goes on past it where it can.
    """
    attempted_at = client.now()
    if source.source_id == "hub:created":
        return _poll_created(source, state, client, landing, options)
    documents: list[Document] = []
    error: str | None = None
    read = 0
    follow = source.source_id.startswith("hub:author:")
    try:
        for page in _pages(source.url, client):
            documents += _land(source, page, landing)
            error = error or page.fault
            read += len(page.ids)
            if not follow or read >= options.author_records:
                break
    except (TransientError, TerminalError) as failure:
        error = str(failure)
    return Polled(source.source_id, attempted_at, tuple(documents), error)


def _poll_created(
    source: Source, state: SourceState, client: Client, landing: Landing, options: PollOptions
) -> Polled:
    attempted_at = client.now()
    reached = created_at(state.watermark)
    line = min(reached, attempted_at) - options.overlap if reached else None
    bound = options.pass_records if line else options.first_records
    documents: list[Document] = []
    notes: tuple[str, ...] = ()
    error: str | None = None
    newest = reached
    read = 0
    last: Page | None = None
    done = False
    try:
        for page in _pages(source.url, client):
            newest = max((when for when in (newest, *page.created) if when), default=None)
            read += len(page.ids)
            error = error or page.fault
            unchanged = last is None and _unchanged(source, page, landing, newest, reached)
            enough = read >= bound and page.fetched.next_url is not None
            if enough:
                notes = (_gap(page, line, read),)
            done = unchanged or enough or (line is not None and page.reaches(line))
            last = page
            if unchanged:
                break
            ...
    except (TransientError, TerminalError) as failure:
        error = str(failure)
    return Polled(source.source_id, attempted_at, tuple(documents), error, notes)
