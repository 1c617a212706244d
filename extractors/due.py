"""When a source is due: how often each kind is asked, and how long one that fails is left alone."""

import zlib
from datetime import datetime, timedelta

from extractors.records import Source, SourceState

WEEKLY = ("hub:author:", "hub:liked", "hub:downloaded")
"""Listings that move slowly. They are read when new and about once a week after that."""

FAILURES_BEFORE_PAUSE = 4
FIRST_PAUSE = timedelta(hours=1)
LONGEST_PAUSE = timedelta(days=14)


def due(source: Source, state: SourceState, now: datetime) -> str | None:
    """None when a source is due, else why it is not.

    A source that failed four times in a row is left alone for an hour, twice as long after each further
    failure, two weeks at most: one attempt after each pause tells whether it is back. The slow
    listings are spread over days by their names, so that they do not all fall due together.

    Args:
        source: what would be polled.
        state: what is known of it.
        now: UTC-aware.
    """
    if (paused := left_alone(state, now)) is not None:
        return paused
    if source.source_id.startswith(WEEKLY) and state.failures_in_a_row == 0 and state.last_success_at:
        until = state.last_success_at + _week(source.source_id)
        if state.last_success_at <= now < until:
            return f"read about once a week; next after {until.isoformat(timespec='minutes')}"
    return None


def left_alone(state: SourceState, now: datetime) -> str | None:
    """Why a source that keeps failing is not asked now, or None."""
    excess = state.failures_in_a_row - FAILURES_BEFORE_PAUSE
    last_attempt = state.last_attempt_at or state.last_success_at
    if excess >= 0 and last_attempt is not None:
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(excess, 10))
        if last_attempt <= now < last_attempt + pause:
            until = (last_attempt + pause).isoformat(timespec="minutes")
            return f"failed {state.failures_in_a_row} times in a row; left alone until {until}"
    return None


def _week(source_id: str) -> timedelta:
    """Six to eight days, by name."""
    return timedelta(days=6, hours=zlib.crc32(source_id.encode()) % 49)
