"""Reading a feed's entries."""

import calendar
import hashlib
import logging
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from extractors.errors import UnreadableError
from extractors.feeds.document import Parsed, parse
from extractors.feeds.plain import plain_line, plain_text, plain_title, safe_url
from extractors.records import Document, Entry, Rejected

log = logging.getLogger(__name__)

LONGEST_ID = 500
_EARLIEST = datetime(1995, 1, 1, tzinfo=UTC)
_LATEST_AHEAD = timedelta(days=2)


def read(
    document: Document, body: bytes, *, language: str | None = None
) -> tuple[list[Entry], list[Rejected]]:
    """The entries of a landed feed, in its order, and what of it could not be read.

    One bad entry is rejected and the rest is used; a feed that is cut short loses its last entry, whose
    text ends nowhere. A feed without entries is no fault: some are empty at weekends.

    Args:
        document: where the bytes came from.
        body: the bytes as fetched.
        language: of the texts; where not given, the feed's own word for it.
    """
    try:
        parsed = parse(body, media_type=document.media_type)
    except UnreadableError as error:
        return [], [Rejected(document.source_id, document.name, str(error))]
    return read_parsed(document, parsed, language=language)


def read_parsed(
    document: Document, parsed: Parsed, *, language: str | None = None
) -> tuple[list[Entry], list[Rejected]]:
    """The same for a feed that has been parsed."""
    rejected = [Rejected(document.source_id, document.name, fault) for fault in parsed.faults]
    spoken = language or feed_language(parsed.feed)
    entries: dict[str, Entry] = {}
    usable = parsed.entries if parsed.whole else parsed.entries[:-1]
    for number, item in enumerate(usable, start=1):
        try:
            entry = _entry(item, document, spoken)
        except (UnreadableError, ValueError, TypeError, AttributeError, KeyError, OverflowError) as error:
            rejected.append(Rejected(document.source_id, document.name, f"entry {number}: {error}"))
            continue
        if entry.entry_id in entries:
            if _same(entries[entry.entry_id], entry):
                continue
            # Some feeds give all their entries one id: then what the entry says tells it apart.
            entry = _with_own_id(entry)
        entries.setdefault(entry.entry_id, entry)
    return list(entries.values()), rejected


def feed_language(feed: Mapping[str, Any]) -> str | None:
    """The language tag that a feed declares, without its region: `en` for `en-us`."""
    tag = str(feed.get("language") or "").replace("_", "-").split("-")[0].strip().lower()
    return tag if tag.isascii() and tag.isalpha() and len(tag) in (2, 3) else None


def published(item: dict[str, Any], fetched_at: datetime) -> datetime | None:
    """When an entry was published, else last updated; None when it does not say or cannot be right."""
    for field in ("published_parsed", "updated_parsed", "created_parsed"):
        # Not `item.get`: feedparser's own gives one date for another, with a warning.
        parts = dict.get(item, field)
        if not parts:
            continue
        try:
            when = datetime.fromtimestamp(calendar.timegm(parts), tz=UTC)
        except (ValueError, OverflowError, OSError, TypeError):
            continue
        if _EARLIEST <= when <= fetched_at + _LATEST_AHEAD:
            return when
    return None


def longest_text(item: dict[str, Any]) -> str:
    """The fullest of an entry's summary and contents."""
    candidates = [str(item.get("summary") or "")]
    candidates += [str(part.get("value") or "") for part in item.get("content") or ()]
    return max(candidates, key=len)


def _entry(item: dict[str, Any], document: Document, language: str | None) -> Entry:
    title = plain_title(str(item.get("title") or ""))
    text = plain_text(longest_text(item))
    addresses = [item.get("link"), *(link.get("href") for link in item.get("links") or ())]
    url = next((found for one in addresses if (found := safe_url(one, base=document.url))), None)
    if not title and not text:
        raise UnreadableError("it has neither a title nor a text")
    entry_id = plain_line(str(item.get("id") or ""), LONGEST_ID) or url or _digest(title, text)
    return Entry(
        source_id=document.source_id,
        entry_id=entry_id,
        title=title or text.split("\n", 1)[0][:200],
        text=text,
        url=url,
        published_at=published(item, document.fetched_at),
        language=language,
    )


def _same(one: Entry, other: Entry) -> bool:
    return (one.url, one.title) == (other.url, other.title)


def _with_own_id(entry: Entry) -> Entry:
    return Entry(
        source_id=entry.source_id,
        entry_id=entry.url if entry.url and entry.url != entry.entry_id else _digest(entry.title, entry.text),
        title=entry.title,
        text=entry.text,
        url=entry.url,
        published_at=entry.published_at,
        language=entry.language,
    )


def _digest(*parts: str) -> str:
    return "sha256:" + hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()[:32]
