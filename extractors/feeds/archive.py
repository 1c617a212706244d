"""Older pages of a feed, for a source that was not asked for longer than one document reaches back."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from extractors.errors import TerminalError, TransientError, UnreadableError
from extractors.feeds.document import Parsed, parse
from extractors.feeds.read import published
from extractors.http import Client, Fetched
from extractors.http.headers import origin

_OLDER = ("prev-archive", "next")
"""Link relations of RFC 5005: archived documents, and pages of a paged feed."""
_MOST_PAGES = 10
_SKIP_DAYS = re.compile(rb"<skipDays\b[^>]*>(.*?)</skipDays\s*>", re.IGNORECASE | re.DOTALL)
_DAYS = (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")


def oldest(parsed: Parsed, fetched_at: datetime) -> datetime | None:
    """The oldest publication date in a feed."""
    return min((when for item in parsed.entries if (when := published(item, fetched_at))), default=None)


def older_pages(
    parsed: Parsed, fetched: Fetched, reached: datetime, client: Client, *, accept: str, lane: str | None
) -> Iterator[tuple[Fetched, datetime | None]]:
    """Pages that lead back to `reached`, each with its oldest date, as far as the feed links to them.

    Only its own host is asked. Ends without them all where a page cannot be had; the caller tells of the gap.
    """
    asked = {fetched.url}
    here = httpx.URL(fetched.url)
    for _ in range(_MOST_PAGES):
        target = _link(parsed.feed, here)
        if target is None or str(target) in asked or origin(target) != origin(here):
            return
        asked.add(str(target))
        try:
            page = client.get(str(target), accept=accept, lane=lane)
            parsed = parse(page.body, media_type=page.media_type)
        except (TransientError, TerminalError, UnreadableError):
            return
        back = oldest(parsed, page.fetched_at)
        yield page, back
        if back is None or back <= reached:
            return


def resting(body: bytes, last_success: datetime | None, now: datetime) -> bool:
    """Whether a feed that names `skipDays` was last read on the stretch of them that today belongs to.

    RSS 2.0 asks readers not to come on those days (GMT). One visit in such a stretch is still made: what
    was published on its eve may only have been seen half.
    """
    if last_success is None or last_success > now:
        return False
    named = _SKIP_DAYS.search(body[:20_000])
    days = {number for number, day in enumerate(_DAYS) if named and day in named[1].lower()}
    day = last_success.astimezone(UTC).date()
    if not days or now - last_success > timedelta(days=6):
        return False
    stretch = [day + timedelta(days=n) for n in range((now.astimezone(UTC).date() - day).days + 1)]
    return all(one.weekday() in days for one in stretch)


def _link(feed: Any, here: httpx.URL) -> httpx.URL | None:
    for wanted in _OLDER:
        for link in feed.get("links") or ():
            if link.get("rel") == wanted and link.get("href"):
                try:
                    return here.join(link["href"])
                except (httpx.InvalidURL, ValueError):
                    continue
    return None
