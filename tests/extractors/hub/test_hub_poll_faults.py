"""What can go wrong between two pages of the Hub."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hub_days import START, Runs, created, records
from world import Answer, Hub, html_page, hub_record, status, truncated

from extractors.http import Fetched
from extractors.hub.listing import judge
from extractors.sources import hub_sources


@pytest.mark.parametrize(
    "fault",
    [
        Answer(body=b'[{"id": "org/half", "createdAt": "2026-03-0'),
        Answer(body=b""),
        Answer(body=b'{"error": "sorry"}'),
        Answer(body=b"null"),
        html_page(),
        Answer(body=b"\xff\xfe\x00"),
        Answer(body=b"[" * 200_000),
    ],
    ids=["truncated", "empty", "object", "null", "html", "binary", "nested"],
)
def test_what_is_no_listing_is_landed_reported_and_asked_again(hub: Hub, run: Runs, fault: Answer) -> None:
    hub.world.fault("/api/models", fault, forever=True)
    polled = run(created(hub))
    assert polled.error
    assert [document.watermark for document in polled.documents] == [None]
    assert run.states["hub:created"].watermark is None
    assert run(created(hub)).documents == ()  # the same rubbish does not pile up
    hub.world.heal()
    assert run(created(hub)).error is None
    assert len(run.ids()) == 25


def test_a_broken_page_in_the_middle_does_not_hide_those_behind_it(hub: Hub, run: Runs) -> None:
    def listing(request: object) -> Answer:
        answer = hub._listing(request)  # type: ignore[arg-type]
        middle = b"model-10" in answer.body
        return replace(answer, body=answer.body[:-20]) if middle else answer

    hub.world.route("/api/models", listing)
    polled = run(created(hub))
    assert "not valid JSON" in (polled.error or "")
    assert len(polled.documents) == 3
    assert {"org/model-24", "org/model-0"} <= run.ids()
    assert run.states["hub:created"].watermark is None


def test_a_page_that_is_broken_once_is_asked_for_again(hub: Hub, run: Runs) -> None:
    hub.world.fault("/api/models", Answer(body=b'[{"id":'))
    assert run(created(hub)).error is None
    assert len(run.ids()) == 25


@pytest.mark.parametrize(
    "fault", [status(500), status(429, retry_after="9999"), status(403), truncated(b"[]" * 90)]
)
def test_a_source_that_is_down_says_so(hub: Hub, run: Runs, fault: Answer) -> None:
    hub.world.fault("/api/models", fault, forever=True)
    polled = run(created(hub))
    assert polled.error
    assert "api/models" in polled.error
    assert polled.documents == ()


def _link(answer: Answer, target: str) -> Answer:
    return replace(answer, headers=answer.headers | {"Link": f'<{target}>; rel="next"'})


@pytest.mark.parametrize(
    ("target", "says", "at_most"),
    [
        ("https://elsewhere.example/api/models?cursor=1", "another host", 1),
        ("http://169.254.169.254/latest", "another host", 1),
        ("file:///etc/passwd", "another host", 1),
        ("/api/models?cursor=again", "circles", 2),
        ("/api/models?cursor=again{n}", "circles", 4),
    ],
)
def test_cursors_that_lead_astray(hub: Hub, run: Runs, target: str, says: str, at_most: int) -> None:
    hub.world.route(
        "/api/models",
        lambda _r: _link(
            Answer(body=json.dumps(hub.records[:10]).encode()), target.format(n=len(hub.world.requests))
        ),
    )
    polled = run(created(hub))
    assert says in (polled.error or "")
    assert len(hub.world.requests) <= at_most
    assert run.states["hub:created"].watermark is None
    assert len(run.ids()) == 10


def test_empty_pages_without_end(hub: Hub, run: Runs) -> None:
    hub.world.route("/api/models", lambda _r: _link(Answer(body=b"[]"), f"?cursor={len(hub.world.requests)}"))
    assert "circles" in (run(created(hub)).error or "")
    assert len(hub.world.requests) < 6


def test_the_listing_that_finds_everything_is_not_given_up_with_two_hundred_authors(
    hub: Hub, run: Runs
) -> None:
    everything, *others = hub_sources(hub.endpoint, [f"author-{n}" for n in range(20)])
    authors = [one for one in others if one.source_id.startswith("hub:author:")]
    hub.world.fault("/api/models", status(503), forever=True)
    assert "not asked" in [run(author) for author in authors][-1].error
    hub.world.heal()
    assert run(everything).error is None
    assert run(authors[0]).error is None, "somebody has answered"


@pytest.mark.parametrize(
    "stray",
    [
        {"createdAt": "2099-01-01T00:00:00.000Z"},
        {"createdAt": "1970-01-01T00:00:00.000Z"},
        {"createdAt": None},
        {"createdAt": 12},
        {"createdAt": "yesterday"},
        {"createdAt": {}},
        {"id": None},
        {"id": ["a"]},
    ],
)
def test_one_record_with_a_wild_field_moves_nothing(hub: Hub, run: Runs, stray: dict[str, object]) -> None:
    hub.records = records(60)
    run(created(hub))
    hub.records += records(30, first=60)
    odd = hub_record("org/odd", START) | stray

    def listing(request: object) -> Answer:
        answer = hub._listing(request)  # type: ignore[arg-type]
        return replace(answer, body=json.dumps([odd, *json.loads(answer.body)]).encode())

    hub.world.route("/api/models", listing)
    assert run(created(hub)).error is None
    assert {f"org/model-{n}" for n in range(90)} <= run.ids()
    assert run.states["hub:created"].watermark == (START + timedelta(hours=89)).isoformat()


def test_records_that_are_no_records(hub: Hub, run: Runs) -> None:
    hub.world.route("/api/models", Answer(body=json.dumps([None, 1, "x", [], *hub.records[:3]]).encode()))
    assert run(created(hub)).error is None


@pytest.mark.parametrize(
    "body", [b'[{"id": "a/\xff", "n": NaN}]', rb'[{"id": "a/\ud800"}]', b'[{"id": "a/\x01"}]']
)
def test_json_as_it_is_in_the_wild_does_not_stop_the_paging(hub: Hub, run: Runs, body: bytes) -> None:
    hub.world.fault("/api/models", _link(Answer(body=body), "/api/models?limit=1000&sort=createdAt"))
    polled = run(created(hub))
    assert polled.error is None
    assert len(run.ids()) >= 25
    assert polled.documents[0].sha256


def test_a_page_over_the_size_limit_is_asked_for_in_smaller_helpings(hub: Hub, run: Runs) -> None:
    hub.page_size = 1000
    for record in hub.records:
        record["cardData"] = {"model-index": "x" * 20_000}
    polled = run(created(hub))
    assert polled.error is None
    assert len(run.ids()) == 25


def test_a_page_made_to_fill_the_memory_is_not_read() -> None:
    body = b"[" + b"{}," * 600_000 + b"{}]"
    page = judge(Fetched("https://a.example", datetime.now(UTC), body, "application/json"))
    assert "more than any listing has" in (page.fault or "")
