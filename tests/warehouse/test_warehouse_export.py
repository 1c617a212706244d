"""Status, fingerprint and export."""

from pathlib import Path

import duckdb
import pytest
from warehouse_world import DAY, Home, record

from extractors.records import Polled
from warehouse.database import reading
from warehouse.export import export
from warehouse.fingerprint import fingerprint
from warehouse.publics import BOOKS, FACTS, VIEWS
from warehouse.runs import finish, start
from warehouse.status import status


@pytest.fixture(scope="module")
def loaded_once(tmp_path_factory) -> Home:
    home = Home(tmp_path_factory.mktemp("loaded"))
    home.land_page(record("lmsys/vicuna-7b-v1.5", "meta-llama/Llama-2-7b"), {"no": "id"}, watermark="w1")
    home.land_bytes(b'[{"id": "lmsys/vicuna", "status": 307, "now": "lmsys/vicuna-7b"}]', source="hub:gone")
    home.land_feed(("1", "Introducing Falcon: our open model", "Today we release Falcon with open weights."))
    with home.open() as con:
        start(con, "run-1", DAY)
    result = home.load(polled=[Polled("feed:blog", DAY, error="timed out")])
    with home.open() as con:
        finish(con, "run-1", DAY, loaded=result, sources_failed=1)
    return home


@pytest.fixture
def loaded(loaded_once: Home, tmp_path: Path) -> Home:
    return loaded_once.copied(tmp_path)


def mark(home: Home) -> str:
    with reading(home.path) as con:
        return fingerprint(con)


def test_status(loaded: Home) -> None:
    found = status(loaded.path)
    assert [
        (s.source_id, s.last_error, s.failures_in_a_row, s.watermark, s.documents, s.quarantined)
        for s in found.sources
    ] == [
        ("feed:blog", "timed out", 1, None, 1, 0),
        ("hub:created", None, 0, "w1", 1, 1),
        ("hub:gone", None, 0, None, 1, 0),
    ]
    assert [(r.run_id, r.status, r.repos_added, r.sources_failed) for r in found.runs] == [
        ("run-1", "done", 1, 1)
    ]
    assert found.gaps == ()
    assert (found.models, found.repos, found.waiting) == (10, 1, 0)


def test_bookkeeping_is_no_fact(loaded: Home) -> None:
    before = mark(loaded)
    loaded.load(polled=[Polled("feed:blog", DAY)])
    with loaded.open() as con:
        start(con, "run-2", DAY)
        finish(con, "run-2", DAY)
    loaded.land_page(record("lmsys/vicuna-7b-v1.5", "meta-llama/Llama-2-7b"), day=1, source="hub:liked")
    loaded.load()
    assert mark(loaded) == before


@pytest.mark.parametrize("table", FACTS)
def test_a_changed_fact_changes_the_fingerprint(loaded: Home, table: str) -> None:
    before = mark(loaded)
    with loaded.open() as con:
        (column,) = con.execute(
            "SELECT column_name FROM duckdb_columns() WHERE table_name = ? AND data_type = 'VARCHAR' LIMIT 1",
            [table],
        ).fetchone() or ("",)
        facts = "facts.repo_edges" if table == "repo_lineage" else table  # the public one is a view of them
        con.execute(f'UPDATE {facts} SET "{column}" = "{column}" || \'x\'')
    assert mark(loaded) != before


def test_export_holds_every_public_table(loaded: Home, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    written = export(loaded.path, folder)
    assert {path.name for path in written} == {f"{t}.parquet" for t in (*FACTS, *BOOKS, *VIEWS)} | {
        "modelmap.duckdb"
    }
    with duckdb.connect(folder / "modelmap.duckdb", read_only=True) as copy:
        for table in (*FACTS, *BOOKS, *VIEWS):
            expected = loaded.ask(f"SELECT * FROM {table} ORDER BY ALL")
            assert copy.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall() == expected
            assert (
                copy.execute(f"SELECT * FROM '{folder / table}.parquet' ORDER BY ALL").fetchall() == expected
            )
        assert copy.execute(
            "SELECT count(*) FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
        ).fetchone() == (0,)


def test_the_same_rows_give_the_same_bytes(loaded: Home, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in "ab"]
    for folder in folders:
        folder.mkdir()
        export(loaded.path, folder)
    names = sorted(path.name for path in folders[0].iterdir())
    assert [(folders[0] / n).read_bytes() == (folders[1] / n).read_bytes() for n in names] == [True] * len(
        names
    )
