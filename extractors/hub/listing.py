"""One page of a Hub listing: what has to be known of it to go on to the next."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

from extractors.errors import UnreadableError
from extractors.http import Fetched
from extractors.http.headers import shown
from extractors.http.large import in_turn

_MOST_BRACKETS = 500_000
"""Empty objects take thirty times more memory than their two bytes; real pages have some 50,000."""


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page, judged.

    Attributes:
        fetched: the answer.
        ids: of its records, as far as they have one, in their order.
        created: creation times, as far as they can be read and lie in the past, in their order.
        fault: why it is not a listing, or None.
    """

    fetched: Fetched
    ids: tuple[str, ...] = ()
    created: tuple[datetime, ...] = ()
    fault: str | None = None

    def reaches(self, line: datetime) -> bool:
        """Whether the listing, newest first, has come down to a time.

        One record with a wrong date must not end a pass, so a tenth of the page has to be that old.
        """
        older = sum(when <= line for when in self.created)
        return older > 0 and (older == len(self.created) or older >= max(2, len(self.created) // 10))


def judge(fetched: Fetched) -> Page:
    """Read a page as far as paging needs it; the records themselves are read when they are loaded."""
    try:
        with in_turn(fetched.body):
            return _judged(fetched, _records(fetched.body))
    except UnreadableError as error:
        return Page(fetched, fault=f"{shown(fetched.url)}: {error}")


def _judged(fetched: Fetched, records: Sequence[Any]) -> Page:
    ids, created = [], []
    for record in records:
        if not isinstance(record, dict):
            continue
        if isinstance(record.get("id"), str):
            ids.append(record["id"])
        when = created_at(record.get("createdAt"))
        # A date in the future would move the watermark past everything that is still to come.
        if when is not None and when <= fetched.fetched_at:
            created.append(when)
    return Page(fetched, tuple(ids), tuple(created))


def judge_record(body: bytes) -> str | None:
    """The id in a single record, or None where it is none."""
    try:
        record = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    name = record.get("id") if isinstance(record, dict) else None
    return name if isinstance(name, str) else None


def created_at(value: object) -> datetime | None:
    """A time as the Hub writes it (`2025-04-22T07:35:43.000Z`), or None."""
    if not isinstance(value, str):
        return None
    try:
        when = datetime.fromisoformat(value)
        return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def overcrowded(body: bytes) -> str | None:
    """Why a body holds too much to be read as JSON at all, or None."""
    if (number := body.count(b"{") + body.count(b"[")) > _MOST_BRACKETS:
        return f"{number:,} brackets, more than any listing has; it was not read"
    return None


def _records(body: bytes) -> Sequence[Any]:
    """The page's JSON array.

    Raises:
        UnreadableError: it is not one.
    """
    if crowded := overcrowded(body):
        raise UnreadableError(crowded)
    try:
        parsed = orjson.loads(body)
    except orjson.JSONDecodeError:
        # Stricter than JSON in the wild: stray surrogates and a broken byte must not stop the paging.
        try:
            parsed = json.loads(body.decode("utf-8", "replace"), strict=False)
        except (ValueError, RecursionError) as error:
            start = body[:40].decode("utf-8", "replace")
            raise UnreadableError(f"not valid JSON ({error}); it begins with {start!a}") from error
    if not isinstance(parsed, list):
        raise UnreadableError(f"not a list of records but {type(parsed).__name__}")
    return parsed
