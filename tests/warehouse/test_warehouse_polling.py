"""What the warehouse keeps of polling: gaps and notes, what is gone, what waits for a closer look."""

from datetime import timedelta

import orjson
import pytest
from warehouse_world import DAY, Home, record

from extractors.records import Polled
from warehouse.closer_look import CloserLook, closer_look
from warehouse.states import source_states
from warehouse.status import status

FIRST = "the first pass read the newest 20 repos, back to 2025-05-01; `backfill` reads the rest"


def test_a_gap_stays_until_the_whole_listing_is_read(home: Home) -> None:
    home.load(
        polled=[Polled("hub:created", DAY, gaps=(FIRST,)), Polled("feed:a", DAY, gaps=("from x to y",))]
    )
    home.load(polled=[Polled("hub:created", DAY + timedelta(days=1), notes=("it is quiet",))])
    found = status(home.path)
    assert [str(gap) for gap in found.gaps] == [
        "feed:a: from x to y (found on 2025-06-01)",
        f"hub:created: {FIRST} (found on 2025-06-01)",
    ]
    assert {one.source_id: one.notes for one in found.sources} == {
        "feed:a": (),
        "hub:created": ("it is quiet",),
    }
    home.land_page(record("a/b"), source="hub:backfill", watermark="end", day=2)
    home.load()
    assert [gap.source_id for gap in status(home.path).gaps] == ["feed:a"]
    home.load(
        polled=[Polled("hub:created", DAY + timedelta(days=200), gaps=("stopped after 200,000 repos",))]
    )
    with home.open() as con:
        assert source_states(con)["hub:backfill"].watermark is None, "it has to be read again to close it"


def test_a_source_that_never_succeeded_can_be_paused(home: Home) -> None:
    for hour in range(4):
        home.load(polled=[Polled("feed:a", DAY + timedelta(hours=hour), error="down")])
    with home.open() as con:
        state = source_states(con)["feed:a"]
    assert (state.last_success_at, state.failures_in_a_row) == (None, 4)
    assert state.last_attempt_at == DAY + timedelta(hours=3)


def gone(home: Home, *records: dict, day: float) -> None:
    home.land_bytes(orjson.dumps(records), source="hub:gone", day=day)
    home.load()


REMOVED = "SELECT repo_id, strftime(removed_at, '%m-%d') FROM repos ORDER BY ALL"


def test_repos_that_are_gone_are_kept_and_may_come_back(home: Home) -> None:
    home.land_page(record("a/deleted"), record("a/renamed"), record("a/stays"), day=0)
    home.load()
    gone(
        home,
        {"id": "a/deleted", "status": 404, "now": None},
        {"id": "a/renamed", "status": 307, "now": "b/renamed"},
        {"id": "../../etc", "status": 404, "now": None},
        {"status": 404},
        day=9,
    )
    assert home.ask(REMOVED) == [("a/deleted", "06-10"), ("a/renamed", "06-10"), ("a/stays", None)]
    assert home.ask("SELECT repo_id, now_id FROM repo_aliases") == [("a/renamed", "b/renamed")]
    assert home.ask("SELECT count(*) FROM quarantine") == [(2,)]
    assert home.ask("SELECT subject, field FROM changes WHERE field = 'removed_at' ORDER BY 1") == [
        ("a/deleted", "removed_at"),
        ("a/renamed", "removed_at"),
    ]
    home.land_page(record("a/deleted"), day=8, source="hub:liked")
    home.load()
    assert home.ask(REMOVED)[0] == ("a/deleted", "06-10"), "an older page is no sign of life"
    card = {"id": "a/deleted", "readme": None, "config_json": None, "adapter_config_json": None}
    home.land_bytes(orjson.dumps(card), source="hub:cards", day=10)
    home.load()
    assert home.ask(REMOVED)[0] == ("a/deleted", "06-10"), "nor is a card that could not be had"
    home.land_page(record("a/deleted"), day=11)
    home.load()
    assert home.ask(REMOVED)[0] == ("a/deleted", None)


@pytest.mark.parametrize("body", [b"<html>", b"[[[", b'{"id": 3}', b"null"])
def test_what_is_no_list_of_names_is_set_aside(home: Home, body: bytes) -> None:
    home.land_bytes(body, source="hub:gone")
    home.load()
    assert home.ask("SELECT source_id, document LIKE 'hub_gone/%' FROM quarantine") == [("hub:gone", True)]


def test_a_card_overwrites_nothing_that_a_listing_knows(home: Home) -> None:
    home.land_page(
        record("a/known", safetensors={"total": 7}, gated="manual", likes=9, config={"model_type": "qwen3"}),
        day=0,
    )
    home.load()
    before = home.ask("SELECT * EXCLUDE (last_seen_at) FROM repos")
    card = {
        "id": "a/known",
        "readme": "# Known\nNothing said.",
        "config_json": None,
        "adapter_config_json": None,
    }
    home.land_bytes(orjson.dumps(card), source="hub:cards", day=1)
    home.load()
    assert home.ask("SELECT * EXCLUDE (last_seen_at) FROM repos") == before


def look(home: Home, *, day: float, cards: int = 2, rechecks: int = 5) -> CloserLook:
    with home.open() as con:
        return closer_look(con, cards=cards, rechecks=rechecks, now=DAY + timedelta(days=day))


def test_a_closer_look_is_chosen_once_and_waits_until_it_was_taken(home: Home) -> None:
    home.land_page(*(record(f"a/new-{n}", likes=300 + n) for n in range(5)), day=0)
    home.load()
    first = look(home, day=0)
    assert first == CloserLook(cards=("a/new-4", "a/new-3"))
    assert look(home, day=0) == first, "a run that was killed is made up for"
    home.load(polled=[Polled("hub:cards", DAY, error="down")])
    assert look(home, day=0) == first
    home.load(polled=[Polled("hub:cards", DAY)])
    assert look(home, day=0) == CloserLook(), "an unchanged day asks for nothing"
    card = {"id": "a/new-4", "readme": "# new", "config_json": None, "adapter_config_json": None}
    home.land_bytes(orjson.dumps(card), source="hub:cards", day=0.1)
    home.load()
    assert look(home, day=0) == CloserLook(), "and a card is no new listing"


def test_what_no_listing_has_shown_for_long_is_asked_after_by_importance(home: Home) -> None:
    home.land_page(
        record("a/loved", likes=900),
        record("a/liked", likes=30),
        record("a/parent"),
        record("a/nobody"),
        record("a/child", "a/parent"),
        record("meta-llama/Llama-2-7b", likes=1),
        day=0,
    )
    home.load()
    home.load(polled=[Polled("hub:cards", DAY)])
    for day, expected in ((6, ()), (8, ("a/loved", "meta-llama/Llama-2-7b"))):
        home.land_page(record(f"a/other-{day}"), day=day)
        home.load()
        assert look(home, day=day).rechecks == expected
    home.land_page(record("a/other"), day=95)
    home.load()
    assert set(look(home, day=95).rechecks) == {"a/loved", "meta-llama/Llama-2-7b", "a/liked", "a/parent"}


def test_a_number_is_no_name(home: Home) -> None:
    home.land_page({"id": 5}, {"id": None, "modelId": "a/b"}, {"id": ["a/c"]}, {"id": True}, record("a/d"))
    home.load()
    assert home.ask("SELECT repo_id FROM repos ORDER BY 1") == [("a/b",), ("a/d",)]
    assert home.ask("SELECT count(*) FROM quarantine") == [(3,)]


def test_a_page_that_duckdb_refuses_may_hold_ids_of_any_type(home: Home) -> None:
    body = rb'[{"id": ["a/b"]}, {"id": {"x": 1}}, {"id": "a/c", "likes": 3, "note": "\ud800"}, {"id": 5}]'
    home.land_bytes(body)
    home.load()
    assert home.ask("SELECT repo_id, likes FROM repos") == [("a/c", 3)]


def test_half_a_million_empty_records_are_not_read(home: Home) -> None:
    home.land_bytes(b"[" + b"{}," * 500_000 + b"{}]")
    home.land_page(record("a/b"), day=0.01)
    home.load()
    [(reason,)] = home.ask("SELECT reason FROM quarantine")
    assert "brackets, more than any listing has" in reason
    assert home.ask("SELECT repo_id FROM repos") == [("a/b",)]
