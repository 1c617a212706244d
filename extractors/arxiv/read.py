"""Reading papers from arXiv's API (Atom) and from its daily RSS."""

import re
from typing import Any

from extractors.errors import UnreadableError
from extractors.feeds.document import Parsed, parse
from extractors.feeds.plain import LONGEST_TEXT, LONGEST_TITLE, plain_line, plain_prose
from extractors.feeds.read import published
from extractors.records import Document, Entry, Rejected

_ID = re.compile(r"(?:/abs/|arXiv\.org:|arXiv:|^)((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}))(v\d+)?$")
_PREAMBLE = re.compile(r"\A\s*arXiv:\S+\s+Announce Type:\s*\S+\s*(?:Abstract:\s*)?", re.IGNORECASE)


def read(
    document: Document, body: bytes, *, language: str | None = None
) -> tuple[list[Entry], list[Rejected]]:
    """The papers of a landed page or feed, and what of it could not be read.

    `entry_id` is the paper's id without its version (`2401.00001`), the same from API and RSS. Replaced
    versions in the RSS are passed over: they announce nothing new. An empty RSS is no fault; it is empty
    at weekends and on holidays. An error comes from the API as one entry titled "Error".

    Args:
        document: where the bytes came from.
        body: the bytes as fetched.
        language: of the texts; arXiv's are English.
    """
    try:
        parsed = parse(body, media_type=document.media_type)
    except UnreadableError as error:
        return [], [Rejected(document.source_id, document.name, str(error))]
    rejected = [Rejected(document.source_id, document.name, fault) for fault in parsed.faults]
    entries: dict[str, Entry] = {}
    for number, item in enumerate(usable(parsed), start=1):
        try:
            if not is_replacement(item):
                entry = _entry(item, document, language or "en")
                entries.setdefault(entry.entry_id, entry)
        except (UnreadableError, ValueError, TypeError, AttributeError, KeyError, OverflowError) as error:
            rejected.append(Rejected(document.source_id, document.name, f"entry {number}: {error}"))
    return list(entries.values()), rejected


def usable(parsed: Parsed) -> list[Any]:
    """The entries, without the last one of a document that is cut short."""
    return parsed.entries if parsed.whole else parsed.entries[:-1]


def is_replacement(item: dict[str, Any]) -> bool:
    """Whether the RSS marks a paper as a new version of one announced before."""
    return str(item.get("arxiv_announce_type") or "").lower().startswith("replace")


def paper_id(item: dict[str, Any]) -> tuple[str, str]:
    """A paper's id and its version (`v1`, or empty).

    Raises:
        UnreadableError: it has none, or it is the API's report of an error.
    """
    if str(item.get("title") or "").strip().lower() == "error" and "/api/errors" in str(item.get("id")):
        raise UnreadableError(f"arXiv reports an error: {plain_line(str(item.get('summary')), 200)}")
    for field in ("id", "link"):
        found = _ID.search(str(item.get(field) or "").strip())
        if found:
            return found[1], found[2] or ""
    raise UnreadableError(f"no arXiv id: {str(item.get('id'))[:80]!a}")


def _entry(item: dict[str, Any], document: Document, language: str) -> Entry:
    identity, _ = paper_id(item)
    title = plain_prose(str(item.get("title") or ""), LONGEST_TITLE)
    if not title:
        raise UnreadableError(f"{identity} has no title")
    abstract = _PREAMBLE.sub("", plain_prose(str(item.get("summary") or ""), LONGEST_TEXT))
    return Entry(
        source_id=document.source_id,
        entry_id=identity,
        title=title,
        text=abstract,
        url=f"https://arxiv.org/abs/{identity}",
        published_at=published(item, document.fetched_at),
        language=language,
    )
