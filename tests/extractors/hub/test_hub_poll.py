"""Polling the Hub: pages, watermarks, overlap."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

from hub_days import OPTIONS, START, Runs, created, records
from huggingface_hub import HfApi
from huggingface_hub.hf_api import ExpandModelProperty_T
from world import Answer, Hub, hub_record, status

from extractors.http import Client
from extractors.landing import Landing
from extractors.sources import EXPAND, hub_sources


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


def test_a_first_pass_is_bounded_and_tells_of_the_gap(hub: Hub, client: Client, landing: Landing) -> None:
    run = Runs(client, landing, replace(OPTIONS, first_records=15))
    polled = run(created(hub))
    assert polled.error is None
    assert "newest 20 repos, back to 2026-03-01; `backfill`" in polled.gaps[0]
    assert run.states["hub:created"].watermark
    assert run(created(hub)).gaps == ()


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
