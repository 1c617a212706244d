"""Polling the Hub: pages, watermarks, overlap, and everything that can go wrong between two pages."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from huggingface_hub import HfApi
from huggingface_hub.hf_api import ExpandModelProperty_T
from polling import Polling
from world import Answer, Hub, Request, World, html_page, hub_record, status, truncated

from extractors.http import Client, Fetched, HttpOptions
from extractors.hub.backfill import END, backfill
from extractors.hub.cards import poll_cards
from extractors.hub.listing import judge
from extractors.hub.poll import poll
from extractors.hub.recheck import recheck
from extractors.landing import Landing
from extractors.records import Source, SourceState
from extractors.sources import EXPAND, PollOptions, hub_sources

START = datetime(2026, 3, 1, tzinfo=UTC)
OPTIONS = PollOptions(overlap=timedelta(hours=12))


def records(count: int, *, first: int = 0) -> list[dict[str, object]]:
    """One new repo an hour."""
    return [hub_record(f"org/model-{n}", START + timedelta(hours=n)) for n in range(first, first + count)]


def created(hub: Hub) -> Source:
    return hub_sources(hub.endpoint, [])[0]


class Runs(Polling):
    def __init__(self, client: Client, landing: Landing, options: PollOptions = OPTIONS) -> None:
        super().__init__(poll, client, landing, options)

    def ids(self, source_id: str = "hub:created") -> set[str]:
        found: set[str] = set()
        for document in self.landing.documents(source_id):
            page = judge_body(self.landing.read(document))
            found.update(page)
        return found


def judge_body(body: bytes) -> list[str]:
    try:
        return [str(record["id"]) for record in json.loads(body)]
    except (ValueError, TypeError, KeyError, RecursionError):
        return []


@pytest.fixture
def hub(world: World) -> Hub:
    return Hub(world, records(25), page_size=10)


@pytest.fixture
def client(options: HttpOptions) -> Iterator[Client]:
    """It is ten days later than the first repo."""
    with Client(options, sleep=lambda _seconds: None, now=lambda: START + timedelta(days=10)) as made:
        yield made


@pytest.fixture
def run(client: Client, landing: Landing) -> Runs:
    return Runs(client, landing)


def test_first_pass_reads_all_pages_and_only_the_last_carries_the_watermark(hub: Hub, run: Runs) -> None:
    polled = run(created(hub))
    assert polled.error is None
    assert [document.watermark for document in polled.documents] == [None, None, "2026-03-02T00:00:00+00:00"]
    assert len(run.ids()) == 25


def test_an_unchanged_day_costs_one_page_and_leaves_nothing(hub: Hub, run: Runs) -> None:
    run(created(hub))
    hub.world.forget()
    polled = run(created(hub))
    assert (polled.documents, polled.error, len(hub.world.requests)) == ((), None, 1)


def test_a_later_pass_stops_at_the_watermark_less_the_overlap(hub: Hub, run: Runs) -> None:
    hub.records = records(200)
    run(created(hub))
    hub.world.forget()
    hub.records += records(5, first=200)
    polled = run(created(hub))
    assert polled.error is None
    assert len(hub.world.requests) == 2  # 5 new and 12 hours of overlap
    assert polled.documents[-1].watermark == (START + timedelta(hours=204)).isoformat()
    assert len(run.ids()) == 205


def test_a_repo_that_appears_late_is_found_in_the_overlap(hub: Hub, run: Runs) -> None:
    run(created(hub))
    hub.records.append(hub_record("org/late", START + timedelta(hours=15, minutes=30)))
    hub.records += records(1, first=25)
    run(created(hub))
    assert "org/late" in run.ids()


def test_a_pass_that_breaks_is_made_again_and_loses_nothing(hub: Hub, run: Runs) -> None:
    run(created(hub))
    before = run.states["hub:created"].watermark
    hub.records += records(30, first=25)
    seen = 0

    def failing(request: object) -> Answer:
        nonlocal seen
        seen += 1
        return status(503) if seen > 2 else hub._listing(request)  # type: ignore[arg-type]

    hub.world.route("/api/models", failing)
    polled = run(created(hub))
    assert "503" in (polled.error or "")
    assert len(polled.documents) == 2
    assert run.states["hub:created"].watermark == before
    hub.world.route("/api/models", hub._listing)
    again = run(created(hub))
    assert again.error is None
    assert len(run.ids()) == 55
    assert run.states["hub:created"].watermark == (START + timedelta(hours=54)).isoformat()
    bodies = [(one.url, one.sha256) for one in run.landing.documents() if one.watermark is None]
    assert len(bodies) == len(set(bodies))  # the two pages that had landed did not land again


def test_a_crash_between_landing_and_loading_repeats_nothing(hub: Hub, run: Runs) -> None:
    run(created(hub), load=False)
    run.landing = Landing(run.landing.root)
    polled = run(created(hub))
    assert polled.documents == ()
    assert run.states["hub:created"].watermark


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


def test_a_first_pass_is_bounded_and_tells_of_the_gap(hub: Hub, client: Client, landing: Landing) -> None:
    run = Runs(client, landing, replace(OPTIONS, first_records=15))
    polled = run(created(hub))
    assert polled.error is None
    assert "newest 20 repos, back to 2026-03-01; `backfill`" in polled.gaps[0]
    assert run.states["hub:created"].watermark
    assert run(created(hub)).gaps == ()


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


def test_silence_and_collapse_are_told(hub: Hub, run: Runs) -> None:
    hub.page_size = 1000
    hub.records = records(220)
    trending = hub_sources(hub.endpoint, [])[1]
    assert (run(created(hub)).notes, run(trending).notes) == ((), ())
    hub.records = records(20)
    assert run(created(hub)).notes == ("its first page has shrunk from 220 records to 20",)
    assert run(trending).notes == ("its first page has shrunk from 200 records to 20",)
    assert run(trending).notes == ()
    run.states.clear()
    hub.records = records(2)
    assert "its newest repo is 9 days old" in run(created(hub)).notes[-1]


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


def test_listings_are_read_as_far_as_they_ask_and_authors_to_their_end(hub: Hub, run: Runs) -> None:
    hub.records = records(250)
    hub.page_size = 100
    _, trending, liked, downloaded, author = hub_sources(hub.endpoint, ["org"])
    for source, pages in ((trending, 2), (liked, 3), (downloaded, 3), (author, 3)):
        hub.world.forget()
        polled = run(source)
        assert (polled.error, len(hub.world.requests), len(polled.documents)) == (None, pages, pages)
        assert [bool(document.watermark) for document in polled.documents] == [False] * (pages - 1) + [True]
        hub.world.forget()
        assert run(source).documents == ()
        assert len(hub.world.requests) == 1
    assert hub.world.requests[0].query["author"] == ["org"]


def test_a_listing_whose_reading_was_cut_off_is_read_again(hub: Hub, run: Runs) -> None:
    author = hub_sources(hub.endpoint, ["org"])[-1]
    hub.world.route("/api/models", lambda r: status(500) if r.one("cursor") else hub._listing(r))
    assert "500" in (run(author).error or "")
    hub.world.route("/api/models", hub._listing)
    assert run(author).error is None
    assert len(run.ids(author.source_id)) == 25


def test_an_author_without_repos_leaves_nothing(hub: Hub, run: Runs) -> None:
    polled = run(hub_sources(hub.endpoint, ["nobody"])[-1])
    assert (polled.error, polled.documents) == (None, ())


def test_sources_ask_for_what_the_hub_client_knows() -> None:
    assert set(EXPAND) <= set(ExpandModelProperty_T.__args__)  # type: ignore[attr-defined]
    for source in hub_sources("https://hub.example/", ["Qwen", "a b"]):
        query = parse_qs(urlsplit(source.url).query)
        assert set(query["expand"]) == set(EXPAND)
        assert not {"full", "cardData", "config"} & set(query)
    assert [source.source_id for source in hub_sources("https://hub.example", ["b", "A", "b"])][4:] == [
        "hub:author:A",
        "hub:author:b",
    ]


def test_the_hubs_own_client_reads_the_same_world(hub: Hub) -> None:
    """The stand-in is no fantasy of ours: huggingface_hub pages through it and finds the same repos."""
    found = HfApi(endpoint=hub.endpoint, token=False).list_models(sort="created_at", limit=None)
    assert [model.id for model in found] == [f"org/model-{n}" for n in reversed(range(25))]


def test_a_page_made_to_fill_the_memory_is_not_read() -> None:
    body = b"[" + b"{}," * 600_000 + b"{}]"
    page = judge(Fetched("https://a.example", datetime.now(UTC), body, "application/json"))
    assert "more than any listing has" in (page.fault or "")


def test_backfill_reads_everything_in_portions_and_goes_on_where_it_stopped(hub: Hub, run: Runs) -> None:
    state = SourceState()
    asked = []
    while state.watermark != END:
        hub.world.forget()
        polled = backfill(hub.endpoint, state, run.client, run.landing, records=15)
        asked.append(len(hub.world.requests))
        assert polled.error is None
        state = replace(state, watermark=polled.documents[-1].watermark)
    assert asked == [2, 1]
    assert len(run.ids("hub:backfill")) == 25
    hub.world.forget()
    assert backfill(hub.endpoint, state, run.client, run.landing, records=15).documents == ()
    assert hub.world.requests == []


def test_backfill_passes_over_a_broken_page_and_stops_at_a_hub_that_is_down(hub: Hub, run: Runs) -> None:
    answer = hub._listing(Request("/api/models", {"limit": ["10"], "sort": ["createdAt"]}, {}, 0, 1))
    hub.world.fault("/api/models", *[replace(answer, body=b"[{")] * 2)
    polled = backfill(hub.endpoint, SourceState(), run.client, run.landing, records=99)
    assert (polled.error, len(polled.documents)) == (None, 3)
    assert "passed over" in polled.notes[0]
    hub.world.fault("/api/models", status(503), forever=True)
    state = SourceState(watermark=polled.documents[0].watermark)
    assert "503" in (backfill(hub.endpoint, state, run.client, run.landing, records=99).error or "")
    elsewhere = SourceState(watermark="https://elsewhere.example/api/models?cursor=1")
    hub.world.heal()
    assert backfill(hub.endpoint, elsewhere, run.client, run.landing, records=99).error is None


def test_cards(hub: Hub, run: Runs) -> None:
    hub.files = {
        "org/a/raw/main/README.md": "---\nbase_model: x/y\n---\n中文".encode() + b"\xff",
        "org/a/raw/main/config.json": b'{"model_type": "llama"}',
        "org/b/raw/main/adapter_config.json": b"{broken",
    }
    wanted = ["org/a", "org/b", "org/a", "../etc", "org/a/../../x", "a b", "", "gpt2"]
    polled = poll_cards(wanted, run.client, run.landing, OPTIONS)
    assert polled.error is None
    cards = [json.loads(run.landing.read(document)) for document in polled.documents]
    assert [card["id"] for card in cards] == ["org/a", "org/b", "gpt2"]
    assert cards[0]["readme"].startswith("---\nbase_model: x/y")
    assert cards[0]["config_json"] == {"model_type": "llama"}
    assert cards[1] == {"id": "org/b", "readme": None, "config_json": None, "adapter_config_json": None}
    hub.world.forget()
    assert poll_cards(wanted, run.client, run.landing, OPTIONS).documents == ()
    assert hub.world.requests == []


def test_recheck_tells_changed_renamed_and_gone_repos_apart(hub: Hub, run: Runs) -> None:
    hub.renamed = {"old/name": "org/model-3"}
    hub.records[2]["likes"] = 99
    wanted = ["org/model-2", "old/name", "gone/repo", "../x", "org/model-2"]
    polled = recheck(wanted, run.client, run.landing, OPTIONS)
    assert (polled.error, len(hub.world.requests)) == (None, 4)
    found, gone = (json.loads(run.landing.read(document)) for document in polled.documents)
    assert [(record["id"], record["likes"]) for record in found] == [("org/model-2", 99), ("org/model-3", 0)]
    assert gone == [
        {"id": "old/name", "status": 307, "now": "org/model-3"},
        {"id": "gone/repo", "status": 404, "now": None},
    ]
    assert recheck(wanted, run.client, run.landing, OPTIONS).documents == ()


def test_recheck_takes_a_failure_for_no_verdict(hub: Hub, run: Runs) -> None:
    hub.world.fault("/api/models/org/model-1", status(503), forever=True)
    hub.world.fault("/api/models/org/model-2", html_page(), forever=True)
    polled = recheck([f"org/model-{n}" for n in range(4)], run.client, run.landing, OPTIONS)
    assert "503" in (polled.error or "")
    assert [document.source_id for document in polled.documents] == ["hub:recheck"]
    assert run.ids("hub:recheck") == {"org/model-0", "org/model-3"}


def test_cards_are_bounded_and_give_up_on_a_hub_that_is_down(hub: Hub, run: Runs) -> None:
    wanted = [f"org/m{n}" for n in range(20)]
    assert len(poll_cards(wanted, run.client, run.landing, replace(OPTIONS, cards=4)).documents) == 4
    hub.world.route("/", status(500))
    hub.world.forget()
    polled = poll_cards(wanted, run.client, run.landing, OPTIONS)
    assert "500" in (polled.error or "")
    assert len(hub.world.requests) == 9  # three repos, three attempts
