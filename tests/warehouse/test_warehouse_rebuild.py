"""Building from the landing gives what day after day gave, keeps the history, and survives being killed."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from warehouse_world import DAY, MODELS, NO_SNAPSHOT, Home, catalogue, record

from extractors.errors import ModelmapError
from warehouse.database import writing
from warehouse.load import Loaded, load
from warehouse.loading import pages
from warehouse.rebuild import rebuild
from warehouse.runs import finish, start

ITEM = ("1", "Introducing Falcon: our open model", "Today we release Falcon with open weights.")
ZEBRA = (
    "2",
    "Introducing Zebra 3, an open-weight language model",
    "Today we release Zebra 3, a 7B language model.",
)


def land_days(home: Home, days: int = 6) -> None:
    """Days of news: new repos, edited parents, copies before their originals, a candidate, a bad page."""
    listing: dict[int, list[dict[str, object]]] = {
        0: [record("mirror/Qwen4-GGUF", "Qwen/Qwen4-7B", relation="quantized"), record("a/tune", "meta-llama/Llama-3.1-8B")],
        1: [record("Qwen/Qwen4-7B", likes=60), record("a/tune", "tiiuae/falcon-7b"), {"no": "id"}],
        2: [record("famous/Wonder-7B", "Qwen/Qwen4-7B", likes=100), record("lmsys/vicuna-7b-v1.5", "meta-llama/Llama-2-7b")],
        3: [record("famous/Wonder-7B", "Qwen/Qwen4-7B", likes=900), record("a/ring", "b/ring", relation="merge")],
        4: [record("b/ring", "a/ring", relation="merge"), record("Qwen/Qwen4-7B", likes=61, cardData={"license": "mit"})],
        5: [record("other/Wonder-13B", likes=900), record("mirror/Wonder-GGUF", "famous/Wonder-7B", relation="quantized")],
    }  # fmt: skip
    for day in range(days):
        home.land_page(*listing[day], day=day, watermark=f"w{day}")
        home.land_page(*listing[day][:1], day=day + 0.01, source="hub:trending")
        home.land_feed(*[ITEM, ZEBRA][: 1 + day % 2], day=day + 0.02)


def build(home: Home, **given) -> Loaded:
    return rebuild(
        home.path, landing=home.landing, catalogue=home.catalogue, now=given.pop("now", DAY + timedelta(days=99)),
        snapshot=NO_SNAPSHOT, **given,
    )  # fmt: skip


@pytest.fixture
def lived(tmp_path: Path) -> Home:
    """A home that was run every day."""
    home = Home(tmp_path / "lived")
    listed = Home(tmp_path / "all")
    land_days(listed)
    for day in range(6):
        for document in listed.landing.documents():
            if 0 <= (document.fetched_at - DAY).total_seconds() - day * 86400 < 86400:
                home.landing.keep(
                    document.source_id, listed.landing.read(document), url=document.url, media_type=document.media_type,
                    fetched_at=document.fetched_at, watermark=document.watermark,
                )  # fmt: skip
        home.load()
    return home


def test_a_build_gives_what_the_days_gave(lived: Home) -> None:
    days = lived.facts()
    loaded = build(lived)
    assert (loaded.repos_added, loaded.models_added, loaded.announcements_added, loaded.changes) == (
        0,
        0,
        0,
        0,
    )
    assert lived.facts() == days
    assert lived.ask("SELECT watermark FROM sources WHERE source_id = 'hub:created'") == [("w5",)]


def test_a_build_from_nothing_gives_the_same_but_for_the_history(lived: Home) -> None:
    days = lived.facts(without=["changes"])
    lived.path.unlink()
    build(lived)
    assert lived.facts(without=["changes"]) == days


def test_a_build_writes_down_what_it_sees_differently(lived: Home) -> None:
    history = lived.ask("SELECT * FROM changes ORDER BY ALL")
    lived.catalogue = catalogue(
        [*MODELS, {"id": "wonder-model", "name": "Wonder", "repos": ["famous/Wonder-7B"]}]
    )
    with lived.open() as con:
        con.execute("UPDATE facts.repo_edges SET relation = 'merge' WHERE repo_id = 'a/tune'")
    build(lived, run_id="built")
    assert lived.ask("SELECT * FROM changes WHERE run_id <> 'built' ORDER BY ALL") == history
    assert {
        ("added", "model", "wonder-model", None, "Wonder"),
        ("changed", "repo_edge", "a/tune--tiiuae/falcon-7b", "merge", "finetune"),
    } <= set(lived.ask('SELECT change, about, subject, "old", "new" FROM changes WHERE run_id = \'built\''))
    assert lived.ask("SELECT status FROM runs WHERE run_id = 'built'") == [("done",)]


def test_a_damaged_warehouse_is_built_anew(lived: Home) -> None:
    days = lived.facts(without=["changes"])
    lived.path.write_bytes(lived.path.read_bytes()[:5000])
    build(lived)
    assert lived.facts(without=["changes"]) == days


def test_a_warehouse_open_elsewhere_is_left_as_it_is(home: Home) -> None:
    home.load()
    before = home.path.read_bytes()
    hold = (
        "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    )
    program = [sys.executable, "-c", hold, str(home.path)]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as shell:
        assert shell.stdout
        shell.stdout.readline()
        with pytest.raises(ModelmapError, match="open in another program"):
            build(home)
        shell.communicate()
    assert home.path.read_bytes() == before


def test_what_a_killed_build_left_is_no_hindrance(home: Home) -> None:
    home.load()
    (home.root / "warehouse.duckdb.rebuilding").write_bytes(b"half")
    (home.root / "warehouse.duckdb.rebuilding.wal").write_bytes(b"half")
    build(home)
    assert sorted(path.name for path in home.root.iterdir()) == ["warehouse.duckdb"]


LOAD = """
import sys; sys.path.insert(0, sys.argv[2])
from pathlib import Path
from warehouse_world import Home
home = Home(Path(sys.argv[1])); print("ready", flush=True)
for _ in range(20): home.load()
"""


def test_killed_at_any_moment_the_next_load_ends_alike(tmp_path: Path) -> None:
    undisturbed = Home(tmp_path / "undisturbed")
    land_days(undisturbed)
    undisturbed.load()
    expected = undisturbed.facts(without=["changes"])
    killed = Home(tmp_path / "killed")
    land_days(killed)
    program = [sys.executable, "-c", LOAD, str(killed.root), str(Path(__file__).parent)]
    for delay in (0.0, 0.05, 0.12, 0.2, 0.3, 0.45, 0.7):
        with subprocess.Popen(
            program, stdout=subprocess.PIPE, env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
        ) as child:
            assert child.stdout
            child.stdout.readline()
            time.sleep(delay)
            child.send_signal(signal.SIGKILL)
    killed.load()
    assert killed.facts(without=["changes"]) == expected
    assert killed.ask("SELECT count(*), count(DISTINCT document) FROM facts.documents") == [(18, 18)]
    subjects = "SELECT change, about, subject, count(*) FROM changes GROUP BY ALL HAVING count(*) > 1 AND about = 'repo'"
    assert killed.ask(subjects) == []


@pytest.mark.parametrize("point", ["before_header", "after_free_list_write", "before_truncate"])
def test_a_checkpoint_that_fails_loses_nothing(home: Home, point: str) -> None:
    land_days(home, 3)
    with writing(home.path) as con:
        con.execute(f"SET debug_checkpoint_abort = '{point}'")
    with pytest.raises(Exception, match=r"(?i)checkpoint|abort"), writing(home.path) as con:  # noqa: PT012  the checkpoint comes last
        con.execute(f"SET debug_checkpoint_abort = '{point}'")
        load(con, landing=home.landing, catalogue=home.catalogue, run_id="r", now=DAY, snapshot=NO_SNAPSHOT)
        con.execute("CHECKPOINT")
    assert home.load().documents == 0
    assert home.ask("SELECT count(*) FROM repos") == [(5,)]


def test_a_failure_in_mid_document_leaves_nothing_of_it(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    home.load()
    home.land_page(record("a/b", "x/y"), watermark="w1")
    before = home.facts()
    monkeypatch.setattr(pages, "mark_loaded", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        home.load()
    monkeypatch.undo()
    assert home.facts() == before
    assert home.ask("SELECT * FROM sources") == []
    assert home.load().repos_added == 1


def test_runs_that_never_ended_were_interrupted(home: Home) -> None:
    with home.open() as con:
        start(con, "one", DAY)
        start(con, "two", DAY + timedelta(days=1))
        finish(
            con,
            "two",
            DAY + timedelta(days=1, minutes=1),
            loaded=Loaded(repos_added=3, models_added=1),
            sources_failed=2,
        )
    assert home.ask(
        "SELECT run_id, status, repos_added, models_added, sources_failed FROM runs ORDER BY 1"
    ) == [
        ("one", "interrupted", 0, 0, 0),
        ("two", "done", 3, 1, 2),
    ]
