"""Polling one feed."""

import hashlib
import re
from datetime import datetime

from extractors.errors import TerminalError, TransientError, UnreadableError
from extractors.feeds.archive import older_pages, oldest, resting
from extractors.feeds.document import Parsed, parse
from extractors.feeds.read import published
from extractors.feeds.silence import silence
from extractors.http import Client, Fetched
from extractors.landing import Landing
from extractors.records import Document, Polled, Source, SourceState
from extractors.sources import PollOptions

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9,"
    " */*;q=0.5"
)
_EMPTY = re.compile(rb"</(?:rss|feed|[A-Za-z]+:RDF)\s*>\s*\Z")
_ITEM = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?(?:item|entry)\b")


def poll(
    source: Source,
    state: SourceState,
    client: Client,
    landing: Landing,
    options: PollOptions,  # noqa: ARG001 -- every poll has one signature
) -> Polled:
    """Fetch a feed if it has changed, one request a run, and land it if it says anything new.

    What cannot be read is landed too, so that loading it tells in `quarantine` what came instead; it
    gets no validators, so that the next run asks again without conditions. Where the feed no longer
    reaches back to what was read last, its archive pages are read as well, if it has any.
    """
    return poll_feed(source, state, client, landing, lane=None, archives=True)


def poll_feed(
    source: Source,
    state: SourceState,
    client: Client,
    landing: Landing,
    *,
    lane: str | None,
    archives: bool,
) -> Polled:
    """The same in a lane of the client.

    Args:
        source: the feed.
        state: what is known of it.
        client: how to fetch.
        landing: where to keep.
        lane: whose turn to wait for.
        archives: whether gaps and silence matter; a daily list that is replaced as a whole has neither.
    """
    attempted_at = client.now()
    before = landing.newest(source.source_id, source.url)
    known = _body(landing, before) if before else b""
    if resting(known, state.last_success_at, attempted_at):
        return Polled(source.source_id, attempted_at, notes=("not asked: it names today in its skipDays",))
    try:
        fetched = client.get(
            source.url, etag=state.etag, last_modified=state.last_modified, accept=ACCEPT, lane=lane
        )
    except (TransientError, TerminalError) as failure:
        return Polled(source.source_id, attempted_at, error=str(failure))
    notes = [f"it has moved to {fetched.moved_to}"] if fetched.moved_to else []
    if fetched.not_modified:
        notes += _silence(known, before, attempted_at) if archives and before else []
        return Polled(source.source_id, attempted_at, notes=tuple(notes))
    documents: list[Document] = []
    gaps: list[str] = []
    error: str | None = None
    watermark: str | None = None
    try:
        parsed = parse(fetched.body, media_type=fetched.media_type)
    except UnreadableError as unreadable:
        error = f"{source.url}: {unreadable}."
    else:
        watermark = newest(parsed, fetched.fetched_at, state.watermark)
        if not parsed.whole:
            error = f"{source.url}: it is cut short; what was whole is used, and it is asked for again."
        else:
            notes += parsed.faults
        quiet = silence(parsed, attempted_at) if archives else None
        notes += [quiet] if quiet else []
        gap = _gap(parsed, fetched.fetched_at, state.watermark) if archives and parsed.whole else None
        if gap:
            # Older pages land first: the watermark rides on the newest document, behind them.
            reached, back = gap
            for page, its_oldest in older_pages(parsed, fetched, reached, client, accept=ACCEPT, lane=lane):
                documents += _land(source, page, landing, url=page.url)
                back = min(back, its_oldest or back)
            if back > reached:
                gaps.append(f"nothing is known of the time from {reached:%Y-%m-%d} to {back:%Y-%m-%d}")
    documents += _land(
        source, fetched, landing, url=source.url, watermark=watermark, validators=error is None
    )
    return Polled(source.source_id, attempted_at, tuple(documents), error, tuple(notes), tuple(gaps))


def newest(parsed: Parsed, fetched_at: datetime, known: str | None) -> str | None:
    """The newest publication date in a feed when it is newer than the known watermark, else None."""
    dates = [when for item in parsed.entries if (when := published(item, fetched_at)) and when <= fetched_at]
    if not dates:
        return None
    stamp = max(dates).isoformat()
    return stamp if known is None or stamp > known else None


def content_key(body: bytes) -> str:
    """Digest of a feed's items alone: many feeds put the time of the request into their head."""
    first = _ITEM.search(body)
    if first is None and _EMPTY.search(body):
        return "no items"
    return hashlib.sha256(body[first.start() :] if first else body).hexdigest()


def _gap(parsed: Parsed, fetched_at: datetime, watermark: str | None) -> tuple[datetime, datetime] | None:
    """From when to when a feed says nothing: from the watermark to its oldest entry, if that is later."""
    back = oldest(parsed, fetched_at)
    try:
        reached = datetime.fromisoformat(watermark or "")
    except ValueError:
        return None
    return (reached, back) if back is not None and back > reached else None


def _land(
    source: Source,
    fetched: Fetched,
    landing: Landing,
    *,
    url: str,
    watermark: str | None = None,
    validators: bool = False,
) -> list[Document]:
    document = landing.keep(
        source.source_id,
        fetched.body,
        url=url,
        media_type=fetched.media_type or "application/xml",
        fetched_at=fetched.fetched_at,
        etag=fetched.etag if validators else None,
        last_modified=fetched.last_modified if validators else None,
        watermark=watermark,
        content_key=content_key(fetched.body),
    )
    return [document] if document else []


def _silence(body: bytes, document: Document, now: datetime) -> list[str]:
    """The same for a feed that has not changed since it landed."""
    try:
        note = silence(parse(body, media_type=document.media_type), now)
    except UnreadableError:
        return []
    return [note] if note else []


def _body(landing: Landing, document: Document) -> bytes:
    try:
        return landing.read(document)
    except UnreadableError:
        return b""
