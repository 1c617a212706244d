"""Which sources are due, and how the pauses of a failing one grow."""

from datetime import UTC, datetime, timedelta

import pytest

from extractors.due import due
from extractors.records import Source, SourceState

NOW = datetime(2026, 3, 10, 6, tzinfo=UTC)


def source(source_id: str) -> Source:
    return Source(source_id, "hub", "https://a.example", "A")


@pytest.mark.parametrize(
    ("source_id", "failures", "attempt_ago", "success_ago", "is_due"),
    [
        ("feed:a", 0, None, None, True),
        ("feed:a", 0, 1, 1, True),
        ("feed:a", 3, 0, None, True),
        ("feed:a", 4, 0.5, None, False),
        ("feed:a", 4, 1.5, None, True),
        ("feed:a", 5, 1.5, None, False),
        ("feed:a", 9, 24, None, False),
        ("feed:a", 9, 33, None, True),
        ("feed:a", 99, 13 * 24, None, False),
        ("feed:a", 99, 15 * 24, None, True),
        ("feed:a", 4, -5, None, True),
        ("feed:a", 4, None, 0.5, False),
        ("hub:created", 0, 1, 1, True),
        ("hub:trending", 0, 1, 1, True),
        ("hub:author:Qwen", 0, None, None, True),
        ("hub:author:Qwen", 0, 1, 1, False),
        ("hub:author:Qwen", 0, 24 * 5, 24 * 5, False),
        ("hub:author:Qwen", 0, 24 * 9, 24 * 9, True),
        ("hub:author:Qwen", 1, 24, 25, True),
        ("hub:liked", 0, 24, 24, False),
        ("hub:downloaded", 0, 24, 24, False),
    ],
)
def test_due(
    source_id: str, failures: int, attempt_ago: float | None, success_ago: float | None, is_due: bool
) -> None:
    def ago(hours: float | None) -> datetime | None:
        return None if hours is None else NOW - timedelta(hours=hours)

    state = SourceState(
        failures_in_a_row=failures, last_attempt_at=ago(attempt_ago), last_success_at=ago(success_ago)
    )
    reason = due(source(source_id), state, NOW)
    assert (reason is None) is is_due
    assert reason is None or "left alone until" in reason or "once a week" in reason


def test_authors_do_not_all_fall_due_together() -> None:
    state = SourceState(last_success_at=NOW - timedelta(days=7), last_attempt_at=NOW - timedelta(days=7))
    fell_due = [due(source(f"hub:author:org-{n}"), state, NOW) is None for n in range(60)]
    assert 15 < sum(fell_due) < 45
