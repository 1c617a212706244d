"""Warnings from a made-up history of documents and announcements."""

from datetime import UTC, datetime, timedelta

import duckdb
import pytest

from warehouse.database import migrate
from warehouse.warnings import warnings

NOW = datetime(2026, 11, 1, 6, tzinfo=UTC)


@pytest.fixture
def con():
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        migrate(connection)
        yield connection


def _documents(con, source_id: str, ages_and_records: list[tuple[int, int]]) -> None:
    """Documents of `source_id`, each so many days old, with so many records."""
    for age, records in ages_and_records:
        at = NOW - timedelta(days=age)
        con.execute(
            "INSERT INTO facts.documents VALUES (?, ?, 'x', ?, NULL, NULL, 'loaded', ?, 0)",
            [f"{source_id}/{age}", source_id, at, records],
        )


def _source(con, source_id: str, *, failures: int = 0) -> None:
    con.execute(
        "INSERT INTO sources (source_id, kind, last_attempt_at, last_success_at, failures_in_a_row) "
        "VALUES (?, 'feed', ?, ?, ?)",
        [source_id, NOW, NOW, failures],
    )


@pytest.mark.parametrize(
    ("ages", "warned"),
    [
        ([1, 2, 3, 4], None),
        ([9, 10, 11, 12], None),
        ([11, 12, 13, 14], "answers, but has brought nothing new for 11 days"),
        ([30, 44, 58], None),
        ([80, 94, 108], "answers, but has brought nothing new for 80 days"),
        ([89, 189, 289], None),
        ([91, 191, 291], "answers, but has brought nothing new for 91 days"),
    ],
)
def test_silence_is_measured_by_the_sources_own_pace(con, ages, warned):
    _source(con, "feed:acme")
    _documents(con, "feed:acme", [(age, 1) for age in ages])
    assert [one.warning for one in warnings(con)] == ([warned] if warned else [])


def test_a_source_that_fails_is_not_called_silent(con):
    _source(con, "feed:acme", failures=3)
    _documents(con, "feed:acme", [(40, 1), (41, 1), (42, 1)])
    assert warnings(con) == ()


@pytest.mark.parametrize(
    ("newest", "before", "warned"),
    [
        (900, [1000] * 10, False),
        (150, [1000] * 10, True),
        (150, [1000] * 4, False),
        (1, [10] * 10, False),
    ],
)
def test_a_listing_that_collapses(con, newest, before, warned):
    _source(con, "hub:created")
    _documents(con, "hub:created", [(0, newest), *((n + 1, records) for n, records in enumerate(before))])
    assert [one.kind for one in warnings(con)] == (["collapsed"] if warned else [])


@pytest.mark.parametrize(("recent", "warned"), [(10, False), (5, False), (1, True)])
def test_an_extractor_that_yields_less(con, recent, warned):
    _source(con, "feed:acme")
    _documents(con, "feed:acme", [(age, 1) for age in range(100)])
    ages = [*range(recent), *range(40, 80)]
    for age in ages:
        con.execute(
            "INSERT INTO announcements (announcement_id, source_id, entry_id, title, name, name_key, "
            "name_keys, slug, kind, confidence, first_seen_at, last_seen_at) "
            "VALUES (?, 'feed:acme', 'x', 'x', 'x', 'x', [], 'x', 'model', 1, ?, ?)",
            [str(age), NOW - timedelta(days=age), NOW],
        )
    assert [one.kind for one in warnings(con)] == (["yield"] if warned else [])
