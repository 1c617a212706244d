"""Telling a feed that is merely slow from one that has fallen silent."""

from datetime import datetime, timedelta
from itertools import pairwise

from extractors.feeds.document import Parsed
from extractors.feeds.read import published

_FEWEST = 5
_SHORTEST = timedelta(days=30)


def silence(parsed: Parsed, now: datetime) -> str | None:
    """A note when a feed answers but has said nothing for far longer than it ever used to; else None.

    The measure is its own rhythm: four times the longest pause between the entries that it still lists,
    and a month at least. Too few dated entries have no rhythm.
    """
    dates = sorted({when for item in parsed.entries if (when := published(item, now))})
    if len(dates) < _FEWEST:
        return None
    longest = max(later - earlier for earlier, later in pairwise(dates))
    quiet = now - dates[-1]
    if quiet < max(_SHORTEST, 4 * longest):
        return None
    return (
        f"it answers, but its newest entry is {quiet.days} days old;"
        f" its longest pause before that was {max(longest.days, 1)}"
    )
