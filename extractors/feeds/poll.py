"""Polling one feed."""

import hashlib
import re
from datetime import datetime

from extractors.errors import TerminalError, TransientError, UnreadableError
from extractors.feeds.document import Parsed, parse
from extractors.feeds.read import published
from extractors.http import Client, Fetched
from extractors.landing import Landing
from extractors.records import Polled, Source, SourceState
from extractors.sources import PollOptions

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9,"
    " */*;q=0.5"
)
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
    gets no validators, so that the next run asks again without conditions.
    """
    attempted_at = client.now()
    try:
        fetched = client.get(source.url, etag=state.etag, last_modified=state.last_modified, accept=ACCEPT)
    except (TransientError, TerminalError) as error:
        return Polled(source.source_id, attempted_at, error=str(error))
    notes = (f"it has moved to {fetched.moved_to}",) if fetched.moved_to else ()
    if fetched.not_modified:
        return Polled(source.source_id, attempted_at, notes=notes)
    return land_feed(source, state, fetched, landing, attempted_at=attempted_at, notes=notes)


def land_feed(
    source: Source,
    state: SourceState,
    fetched: Fetched,
    landing: Landing,
    *,
    attempted_at: datetime,
    notes: tuple[str, ...] = (),
) -> Polled:
    """Land one fetched feed document, with the newest publication date in it as the watermark."""
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
        elif parsed.faults:
            notes = (*notes, *parsed.faults)
    document = landing.keep(
        source.source_id,
        fetched.body,
        url=source.url,
        media_type=fetched.media_type or "application/xml",
        fetched_at=fetched.fetched_at,
        etag=None if error else fetched.etag,
        last_modified=None if error else fetched.last_modified,
        watermark=watermark,
        content_key=content_key(fetched.body),
    )
    return Polled(source.source_id, attempted_at, (document,) if document else (), error, notes)


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
    return hashlib.sha256(body[first.start() :] if first else body).hexdigest()
