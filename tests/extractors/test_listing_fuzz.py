"""Whatever a Hub, a header or a link says, the readers of it answer and do not raise."""

import json
from datetime import UTC, datetime

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.http import Fetched
from extractors.http.headers import kept, next_link, retry_after, shown
from extractors.hub.listing import created_at, judge, judge_record

NOW = datetime(2026, 3, 1, tzinfo=UTC)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["id", "createdAt", "x"]), inner)
    ),
    max_leaves=12,
)


def fetched(body: bytes) -> Fetched:
    return Fetched("https://hub.example/api/models", NOW, body, "application/json")


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()))
def test_pages(body: bytes) -> None:
    page = judge(fetched(body))
    assert all(isinstance(name, str) for name in page.ids)
    assert all(when <= NOW for when in page.created)
    assert page.fault is None or not page.ids
    page.reaches(NOW)
    judge_record(body)


@given(JSON | st.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z?", fullmatch=True))
def test_times(value: object) -> None:
    when = created_at(value)
    assert when is None or when.tzinfo is not None


@pytest.mark.parametrize(
    ("created", "line", "reached"),
    [
        ([], 5, False),
        ([9, 8, 7], 5, False),
        ([9, 8, 5], 5, False),  # one may be astray
        ([9, 5, 4], 5, True),
        ([5, 4, 3], 5, True),
        ([4], 5, True),
        ([9] * 30 + [1] * 2, 5, False),
        ([9] * 30 + [1] * 4, 5, True),
    ],
)
def test_reaching_the_line(created: list[int], line: int, reached: bool) -> None:
    records = [
        {"id": f"a/{n}", "createdAt": f"2026-02-{day:02}T00:00:00.000Z"} for n, day in enumerate(created)
    ]
    page = judge(fetched(json.dumps(records).encode()))
    assert page.reaches(datetime(2026, 2, line, tzinfo=UTC)) is reached


@given(st.text(max_size=60))
def test_headers(value: str) -> None:
    seconds = retry_after(value, now=NOW)
    assert seconds is None or seconds >= 0
    assert kept(value) is None or kept(value) == value
    assert len(shown(value)) <= 100


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=255), max_size=60))
def test_links(value: str) -> None:
    for header in (value, f'<{value}>; rel="next"'):
        response = httpx.Response(
            200,
            headers=[(b"link", header.encode("latin-1"))],
            request=httpx.Request("GET", "https://hub.example/api/models"),
        )
        link = next_link(response)
        assert link is None or isinstance(link, str)
