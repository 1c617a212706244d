"""Pages are read ahead of the merging, by a thread of its own: the same comes of it, whatever happens."""

import sys
import threading
import time
from itertools import count

import duckdb
import pytest
from warehouse_world import Home, record

from extractors.hub.infer import infer
from warehouse import load as loading
from warehouse.loading import inferring, pages, unpacking
from warehouse.loading.ahead import read_ahead
from warehouse.loading.unpacking import unpacked
from warehouse.statements import settle


def table(con: duckdb.DuckDBPyConnection, batch: int) -> str:
    """Read a batch; who did."""
    con.execute(f"CREATE OR REPLACE TEMP TABLE batch AS SELECT {batch} AS number")
    return threading.current_thread().name


@pytest.mark.parametrize("batches", [1, 2, 3, 6])
def test_batches_come_in_their_order_each_with_its_own_tables(batches):
    con = duckdb.connect()
    settle(con)
    query = "SELECT number, current_setting('TimeZone') FROM batch"
    given = [
        (reader, using.execute(query).fetchall()) for using, reader in read_ahead(con, range(batches), table)
    ]
    assert [rows for _, rows in given] == [[(number, "UTC")] for number in range(batches)]
    here = threading.current_thread().name
    assert {reader for reader, _ in given} == {here if batches == 1 else "read-ahead_0"}


def test_what_cannot_be_read_is_told_when_it_is_its_turn():
    def read(con: duckdb.DuckDBPyConnection, batch: int) -> str:
        if batch == 2:
            raise ValueError("no page")
        return table(con, batch)

    ready = read_ahead(duckdb.connect(), range(4), read)
    assert [next(ready)[1], next(ready)[1]] == ["read-ahead_0"] * 2
    with pytest.raises(ValueError, match="no page"):
        next(ready)


def test_who_stops_does_not_wait_for_what_is_read_ahead():
    def read(con: duckdb.DuckDBPyConnection, batch: int) -> str:
        if batch == 1:
            reading.set()
            con.execute("SELECT sum(a.range * b.range) FROM range(1_000_000) a, range(1_000_000) b")
        return table(con, batch)

    reading = threading.Event()
    con = duckdb.connect()
    ready = read_ahead(con, range(3), read)
    next(ready)
    assert reading.wait(10)
    time.sleep(0.05)  # the thread is on its way into DuckDB
    stopped = time.monotonic()
    ready.close()
    assert time.monotonic() - stopped < 10
    assert con.execute("SELECT 1").fetchall() == [(1,)]


def land(home: Home) -> Home:
    """Pages with repos that come again, records without an id, one damaged page, and parents of all kinds."""
    for page in range(7):
        own = [record(f"a/page-{page}-{number}", "x/base", "y/other") for number in range(3)]
        home.land_page(
            record("a/again", "x/base", likes=page),
            record(f"b{page}/Falcon-7B-GGUF"),
            {"id": page},
            *own,
            day=page / 1_000,
            watermark=str(page),
        )
    damaged = home.landing.documents()[3].path
    damaged.write_bytes(damaged.read_bytes()[:-10])
    return home


@pytest.fixture
def by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two pages are a batch, and each batch is large."""
    monkeypatch.setattr(loading, "_BATCH", 2)
    monkeypatch.setattr(pages, "_MANY", 0)


def test_a_large_load_gives_what_small_ones_give(home: Home, tmp_path, monkeypatch, by_two):
    def trip(record, names):
        if record["id"] == "b1/Falcon-7B-GGUF":
            raise RecursionError(threading.current_thread().name)
        return infer(record, names)

    monkeypatch.setattr(inferring, "infer", trip)
    other = land(home).copied(tmp_path / "other")
    ahead = home.load(run_id="run")
    monkeypatch.setattr(pages, "_MANY", 10**9)
    assert other.load(run_id="run") == ahead
    assert sys.getswitchinterval() == pytest.approx(0.005)
    assert home.facts(without=["quarantine"]) == other.facts(without=["quarantine"])  # it names paths
    assert ahead.repos_added == 25
    assert home.ask("SELECT count(*) FROM repo_lineage WHERE origin = 'name'") == [(5,)]
    assert home.ask("SELECT count(*) FROM quarantine") == [(8,)]
    query = "SELECT reason FROM quarantine WHERE document LIKE '%#b1/%'"
    assert [home.ask(query), other.ask(query)] == [
        [("not understood: infer_0",)],
        [(f"not understood: {threading.current_thread().name}",)],
    ]


def test_a_load_that_dies_between_batches_goes_on_from_there(home: Home, tmp_path, monkeypatch, by_two):
    whole = land(home).copied(tmp_path / "whole")
    whole.load(run_id="run")
    turn = count(1)

    def merge(*given, **more):
        if next(turn) == 3:
            raise KeyboardInterrupt
        return pages.merge_pages(*given, **more)

    monkeypatch.setattr(loading, "merge_pages", merge)
    with pytest.raises(KeyboardInterrupt):
        home.load(run_id="run")
    assert home.ask("SELECT count(*) FROM facts.documents") == [(4,)]
    home.load(run_id="run")
    assert home.facts(without=["changes", "quarantine"]) == whole.facts(without=["changes", "quarantine"])


def test_a_daily_load_starts_no_thread(home: Home, monkeypatch):
    monkeypatch.setattr(loading, "read_ahead", None)
    assert land(home).load().repos_added == 25


def test_pages_are_unpacked_as_long_as_there_is_room(home: Home, monkeypatch):
    for page, size in enumerate((10, 4_000, 20)):
        home.land_page(record("a/b", note="x" * size), day=page)
    home.land_bytes(b"{" * 600_000, day=3)
    documents = home.landing.documents()
    bodies = [home.landing.read(document) for document in documents]
    documents[2].path.write_bytes(b"not packed")
    monkeypatch.setattr(unpacking, "_ROOM", 4 * 2_000)
    with unpacked(home.landing, documents, keep=False) as (sound, damaged):
        (small, _), (large, _) = sound
        assert small.read_bytes() == bodies[0]
        assert large == documents[1].path
        assert [one.document for one in damaged] == documents[2:]
        assert ["damaged" in (one.unreadable or "") for one in damaged] == [True, False]
    assert not small.exists()
    with unpacked(home.landing, documents, keep=True) as (sound, _):
        assert [path for path, _ in sound] == [document.path for document in documents[:2]]


def test_where_nothing_can_be_written_pages_are_read_as_they_landed(home: Home, monkeypatch):
    home.land_page(record("a/b"))
    monkeypatch.setattr(unpacking.Path, "write_bytes", lambda *_: (_ for _ in ()).throw(OSError("full")))
    assert home.load().repos_added == 1
