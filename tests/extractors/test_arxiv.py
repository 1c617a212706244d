"""arXiv: date windows, pages, errors that look like papers, weekends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polling import Polling
from world import Answer, Arxiv, Paper, Request, World, html_page, status
from world.arxiv import api_error, api_page

from extractors.arxiv.poll import poll
from extractors.arxiv.read import read
from extractors.http import Client
from extractors.landing import Landing
from extractors.records import Document, Source, SourceState
from extractors.sources import PollOptions, arxiv_sources

OPTIONS = PollOptions(arxiv_page=10)
TODAY = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)


def papers(count: int, *, first: int = 0, days_ago: float = 2) -> list[Paper]:
    return [
        Paper(
            f"2607.{n:05}",
            f"Model {n}: an open language model with $a<b$",
            "We release weights.",
            TODAY - timedelta(days=days_ago) + timedelta(minutes=n - first),
        )
        for n in range(first, first + count)
    ]


class Runs(Polling):
    def __init__(self, client: Client, landing: Landing, options: PollOptions = OPTIONS) -> None:
        super().__init__(poll, client, landing, options)

    def ids(self) -> set[str]:
        return {
            entry.entry_id
            for document in self.landing.documents()
            for entry in read(document, self.landing.read(document))[0]
        }


@pytest.fixture
def arxiv(world: World) -> Arxiv:
    return Arxiv(world, papers(25))


@pytest.fixture
def run(client: Client, landing: Landing) -> Runs:
    return Runs(client, landing)


@pytest.fixture
def api(arxiv: Arxiv) -> Source:
    return arxiv_sources(arxiv.endpoint, arxiv.rss, ["cs.CL", "cs.LG", "cs.CL"])[0]


@pytest.fixture
def rss(arxiv: Arxiv) -> Source:
    return arxiv_sources(arxiv.endpoint, arxiv.rss, ["cs.CL"])[1]


def test_sources() -> None:
    sources = arxiv_sources(
        "https://export.arxiv.org/api/query", "https://rss.arxiv.org/rss/", ["cs.CL", "cs.LG"]
    )
    assert [source.source_id for source in sources] == ["arxiv:api", "arxiv:rss:cs.CL", "arxiv:rss:cs.LG"]
    assert sources[1].url == "https://rss.arxiv.org/rss/cs.CL"
    (query,) = parse_qs(urlsplit(sources[0].url).query)["search_query"]
    assert query.startswith("(cat:cs.CL OR cat:cs.LG) AND (")
    assert arxiv_sources("https://a.example", "https://b.example", []) == ()


def test_first_poll_looks_back_a_few_days_and_pages_to_the_end(arxiv: Arxiv, run: Runs, api: Source) -> None:
    arxiv.papers += papers(3, first=900, days_ago=10)
    polled = run(api)
    assert (polled.error, polled.notes) == (None, ())
    assert [document.watermark for document in polled.documents][:2] == [None, None]
    assert polled.documents[2].watermark == max(p.submitted for p in papers(25)).isoformat()
    assert run.ids() == {paper.paper_id for paper in papers(25)}


def test_an_unchanged_day_lands_nothing(run: Runs, api: Source, world: World) -> None:
    run(api)
    world.forget()
    assert [run(api).documents for _ in range(2)] == [(), ()]


def test_only_what_is_new_lands_and_late_papers_are_found(
    arxiv: Arxiv, run: Runs, api: Source, world: World
) -> None:
    run(api)
    arxiv.papers += [*papers(2, first=100, days_ago=0.2), *papers(1, first=200, days_ago=3)]
    polled = run(api)
    assert polled.error is None
    assert {"2607.00100", "2607.00101", "2607.00200"} <= run.ids()
    assert run(api).documents == ()


def test_a_source_that_was_down_for_a_month_catches_up(arxiv: Arxiv, run: Runs, api: Source) -> None:
    run.states["arxiv:api"] = SourceState(watermark=(TODAY - timedelta(days=30)).isoformat())
    arxiv.papers = [paper for day in range(30) for paper in papers(2, first=day * 10, days_ago=day)]
    assert run(api).error is None
    assert len(run.ids()) == 60


def test_a_pass_that_breaks_is_made_again(arxiv: Arxiv, run: Runs, api: Source, world: World) -> None:
    def failing(request: object) -> Answer:
        return status(503) if request.one("start") == "20" else arxiv._api(request)  # type: ignore[attr-defined,arg-type]

    world.route("/api/query", failing)
    polled = run(api)
    assert "503" in (polled.error or "")
    assert len(polled.documents) == 2
    assert run.states["arxiv:api"].watermark is None
    world.route("/api/query", arxiv._api)
    again = run(api)
    assert (again.error, len(again.documents)) == (None, 1)
    assert len(run.ids()) == 25


def test_a_very_long_catch_up_goes_on_next_time(
    arxiv: Arxiv, client: Client, landing: Landing, api: Source
) -> None:
    run = Runs(client, landing, replace(OPTIONS, arxiv_records=15, arxiv_overlap=timedelta(minutes=2)))
    polled = run(api)
    assert polled.notes == ("stopped after 20 of 25 papers; the next run goes on",)
    assert run(api).notes == ()
    assert len(run.ids()) == 25


@pytest.mark.parametrize(
    ("fault", "says", "lands"),
    [
        (Answer(body=api_error("malformed query")), "arXiv reports an error: malformed query", True),
        (Answer(body=api_page("", total=25, start=0)), "empty page where 25 results", True),
        (Answer(body=api_page("", total=25, start=0)[:-9]), "cut short", True),
        (html_page(), "HTML page", True),
        (Answer(body=b""), "empty", True),
        (status(503, retry_after="5000"), "503", False),
        (status(400), "400", False),
    ],
)
def test_faults_are_reported_and_healed(
    world: World, run: Runs, api: Source, fault: Answer, says: str, lands: bool
) -> None:
    world.fault("/api/query", fault, forever=True)
    polled = run(api)
    assert says in (polled.error or "")
    assert bool(polled.documents) is lands
    assert run.states["arxiv:api"].watermark is None
    world.heal()
    assert run(api).error is None
    assert len(run.ids()) == 25


def test_a_passing_mood_is_waited_out(world: World, run: Runs, api: Source) -> None:
    world.fault("/api/query", Answer(body=api_page("", total=25, start=0)))
    assert run(api).error is None
    assert len(run.ids()) == 25


def test_a_server_that_knows_no_pages_is_left(arxiv: Arxiv, world: World, run: Runs, api: Source) -> None:
    body = arxiv._api(world_request(start="0")).body
    world.route("/api/query", Answer(body=body))
    polled = run(api)
    assert "repeats itself" in (polled.error or "")
    assert len(world.requests) == 2


def world_request(**query: str) -> Request:
    return Request("/api/query", {name: [value] for name, value in query.items()}, {}, 0.0, 1)


def test_the_weekend_is_no_failure(run: Runs, rss: Source, arxiv: Arxiv) -> None:
    polled = run(rss)
    assert polled.error is None
    arxiv.today = papers(3)
    assert len(run(rss).documents) == 1
    assert run(rss).documents == ()
    assert len(run.ids()) == 3


def test_rss_replacements_are_passed_over(run: Runs, rss: Source, arxiv: Arxiv) -> None:
    one, two, three, four = papers(4)
    arxiv.today = [
        one,
        replace(two, announce="cross"),
        replace(three, announce="replace", version=2),
        replace(four, announce="replace-cross", version=3),
    ]
    run(rss)
    assert run.ids() == {one.paper_id, two.paper_id}


def test_api_and_rss_read_one_paper_alike(run: Runs, rss: Source, api: Source, arxiv: Arxiv) -> None:
    arxiv.papers = arxiv.today = papers(1)
    run(api)
    run(rss)
    from_api, from_rss = (
        read(document, run.landing.read(document))[0][0]
        for source_id in ("arxiv:api", "arxiv:rss:cs.CL")
        for document in run.landing.documents(source_id)
    )
    assert replace(from_rss, source_id="arxiv:api") == from_api
    assert from_api.title == "Model 0: an open language model with $a<b$"
    assert from_api.url == "https://arxiv.org/abs/2607.00000"
    assert from_api.language == "en"


def document() -> Document:
    return Document(
        "arxiv:api", Path("arxiv_api/x.xml.gz"), "https://a.example", datetime.now(UTC), "0", "text/xml"
    )


@pytest.mark.parametrize(
    ("identity", "paper_id"),
    [
        ("http://arxiv.org/abs/2401.00001v1", "2401.00001"),
        ("https://arxiv.org/abs/2401.00001", "2401.00001"),
        ("oai:arXiv.org:2401.00001v12", "2401.00001"),
        ("http://arxiv.org/abs/quant-ph/0201082v1", "quant-ph/0201082"),
        ("http://arxiv.org/abs/math.GT/0309136", "math.GT/0309136"),
        ("http://arxiv.org/abs/../../etc/passwd", None),
        ("http://evil.example/?x=/abs/2401.00001v1&quot;&gt;", None),
        ("", None),
    ],
)
def test_paper_ids(identity: str, paper_id: str | None) -> None:
    entry = f"<entry><id>{identity}</id><title>T</title><summary>S</summary></entry>"
    found, rejected = read(document(), api_page(entry, total=1, start=0))
    assert [one.entry_id for one in found] == ([paper_id] if paper_id else [])
    assert len(rejected) == (0 if paper_id else 1)


def test_a_bad_paper_does_not_cost_the_others() -> None:
    good = "<entry><id>http://arxiv.org/abs/2401.0000{}v1</id><title>T</title><summary>S</summary></entry>"
    bad = "<entry><id>http://arxiv.org/abs/2401.00009v1</id><title> </title></entry>"
    found, rejected = read(document(), api_page(good.format(1) + bad + good.format(2), total=3, start=0))
    assert [one.entry_id for one in found] == ["2401.00001", "2401.00002"]
    assert rejected[0].reason == "entry 2: 2401.00009 has no title"


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_no_bytes_break_the_reader(data: st.DataObject) -> None:
    entry = "<entry><id>http://arxiv.org/abs/2401.00001v1</id><title>T</title><summary>S</summary></entry>"
    body = bytearray(api_page(entry * 2, total=2, start=0))
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=8))
    found, _ = read(document(), bytes(body))
    assert all(one.title and one.entry_id for one in found)
