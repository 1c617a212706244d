"""Reading the whole listing in portions."""

from dataclasses import replace

from hub_days import Runs
from world import Hub, Request, status

from extractors.hub.backfill import END, backfill
from extractors.records import SourceState


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
