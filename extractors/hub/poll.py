"""Polling the Hub's listings of models."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import httpx

from extractors.errors import TerminalError, TransientError, UnreadableError
from extractors.http import Client
from extractors.http.body import TooLargeError
from extractors.http.headers import origin, shown
from extractors.http.pace import HUB
from extractors.hub.listing import Page, created_at, judge
from extractors.landing import Landing
from extractors.records import Document, Polled, Source, SourceState
from extractors.sources import PollOptions

_FRUITLESS_PAGES = 3
_FEW = 50
_QUIET = timedelta(days=3)
"""The Hub gets thousands of repos a day; a listing without any for so long is not what it says it is."""


def poll(
    source: Source, state: SourceState, client: Client, landing: Landing, options: PollOptions
) -> Polled:
    """Read one listing and land the pages that say anything new.

    `hub:created` is read down to the watermark less an overlap, an author's listing to its end, the
    others for as many records as they ask for. The watermark rides on the last page of a whole pass
    alone, so that a pass that ends early is made again: of `hub:created` it is the newest `createdAt`
    seen, of the others a digest of the first page, by which an unchanged listing is known. A page that is
    not a listing is landed all the same, for `quarantine`, and the pass goes on behind it where it can.
    """
    if source.source_id == "hub:created":
        return _poll_created(source, state, client, landing, options)
    attempted_at = client.now()
    bound = _bound(source, options)
    documents: list[Document] = []
    notes: tuple[str, ...] = ()
    error: str | None = None
    version: str | None = None
    read = 0
    try:
        for page in pages(source.url, client):
            if version is None:
                version = _version(page)
                notes = _collapse(source, page, landing)
            if version == state.watermark:
                break
            read += len(page.ids)
            error = error or page.fault
            done = read >= bound or page.fetched.next_url is None
            documents += land(
                source, page, landing, watermark=version if done and read and not error else None
            )
            if done:
                break
    except (TransientError, TerminalError) as failure:
        error = str(failure)
    return Polled(source.source_id, attempted_at, tuple(documents), error, notes)


def _bound(source: Source, options: PollOptions) -> int:
    asked = httpx.URL(source.url).params.get("limit", "")
    if source.source_id.startswith("hub:author:") or not asked.isdigit():
        return options.author_records
    return int(asked)


def _version(page: Page) -> str:
    return f"listing {hashlib.sha256(page.fetched.body).hexdigest()[:16]}"


def _poll_created(
    source: Source, state: SourceState, client: Client, landing: Landing, options: PollOptions
) -> Polled:
    attempted_at = client.now()
    reached = created_at(state.watermark)
    line = min(reached, attempted_at) - options.overlap if reached else None
    bound = options.pass_records if line else options.first_records
    newest = reached
    documents: list[Document] = []
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()
    error: str | None = None
    read = 0
    try:
        for number, page in enumerate(pages(source.url, client)):
            newest = max((when for when in (newest, *page.created) if when), default=None)
            notes += _collapse(source, page, landing) if number == 0 else ()
            read += len(page.ids)
            error = error or page.fault
            more = page.fetched.next_url is not None
            arrived = not more or (line is not None and page.reaches(line))
            enough = read >= bound
            moved = newest.isoformat() if newest and newest != reached else None
            kept = land(source, page, landing, watermark=moved if (arrived or enough) and not error else None)
            documents += kept
            if enough and not arrived:
                gaps = (_gap(page, read, first=line is None),)
            # The first page as it was, down to its last byte, and the pass that read it was whole.
            unchanged = number == 0 and not kept and not page.fault and newest == reached is not None
            if arrived or enough or unchanged:
                break
    except (TransientError, TerminalError) as failure:
        error = str(failure)
    if newest and attempted_at - newest > _QUIET:
        notes += (f"it answers, but its newest repo is {(attempted_at - newest).days} days old",)
    return Polled(source.source_id, attempted_at, tuple(documents), error, notes, gaps)


def pages(url: str, client: Client) -> Iterator[Page]:
    """The pages of a listing, one after the other.

    Raises:
        TerminalError: the listing leads to another host, in circles, or nowhere.
        TransientError: a page cannot be had now.
    """
    first = httpx.URL(url)
    asked: set[str] = set()
    seen: set[str] = set()
    fruitless = 0
    here: str | None = url
    while here is not None:
        asked.add(here)
        # Two hundred listings of authors may all fail at once; the few that find everything are not given
        # up with them.
        page = _page(here, client, vital="author" not in first.params)
        # While we page, new repos push others down: one page that was seen before is no circle yet.
        fruitless = fruitless + 1 if seen.issuperset(page.ids) else 0
        seen.update(page.ids)
        yield page
        here = page.fetched.next_url
        if here is None:
            return
        following = httpx.URL(here)
        if "limit" in first.params and "limit" in following.params:
            # The link repeats the size of a page that had to be small; the next one need not be.
            here = str(following.copy_set_param("limit", first.params["limit"]))
        if origin(following) != origin(first):
            raise TerminalError(
                f"{shown(url)}: its next page is on another host ({here:.200}); not followed."
            )
        if here in asked or fruitless >= _FRUITLESS_PAGES:
            raise TerminalError(
                f"{shown(url)}: the listing goes in circles after {len(seen):,} records; given up."
            )


def _page(url: str, client: Client, *, vital: bool) -> Page:
    """One page; asked for once more when it is broken, and in smaller helpings when it is too large."""

    def fetch() -> Page:
        return judge(client.get(str(asking), accept="application/json", lane=HUB, vital=vital))

    asking = httpx.URL(url)
    while True:
        try:
            page = fetch()
        except TooLargeError:
            size = asking.params.get("limit", "")
            if not size.isdigit() or int(size) <= 1:
                raise
            asking = asking.copy_set_param("limit", max(1, int(size) // 4))
            continue
        return fetch() if page.fault else page


def land(source: Source, page: Page, landing: Landing, *, watermark: str | None) -> list[Document]:
    """Land a page; nothing when it is as it was, or a list of nothing."""
    if watermark is None and page.fetched.body.strip() == b"[]":
        return []
    document = landing.keep(
        source.source_id,
        page.fetched.body,
        url=page.fetched.url,
        # Whatever it was called, it is read as JSON: that is what was asked for.
        media_type="application/json",
        fetched_at=page.fetched.fetched_at,
        watermark=watermark,
    )
    return [document] if document else []


def _collapse(source: Source, page: Page, landing: Landing) -> tuple[str, ...]:
    """A note when a first page has shrunk to a fraction of what it was."""
    before = landing.newest(source.source_id, page.fetched.url)
    if before is None or page.fault or len(page.ids) >= _FEW:
        return ()
    try:
        body = landing.read(before)
    except UnreadableError:
        return ()
    was = len(judge(replace(page.fetched, body=body)).ids)
    if len(page.ids) * 4 > was:
        return ()
    return (f"its first page has shrunk from {was:,} records to {len(page.ids):,}",)


def _gap(page: Page, read: int, *, first: bool) -> str:
    back_to = f"{min(page.created):%Y-%m-%d}" if page.created else "an unknown date"
    if first:
        return f"the first pass read the newest {read:,} repos, back to {back_to}; `backfill` reads the rest"
    return f"stopped after {read:,} repos at {back_to}, before the watermark; `backfill` closes the gap"
