"""`modelmap run`: as a user calls it where the process matters, else its pass in this process."""

import shutil
import sqlite3
import xml.etree.ElementTree as ET
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import duckdb
import pytest
from plain import UNDRAWN
from world import Item, hub_record, status

from extractors.errors import ModelmapError
from flows.home import Home, held
from flows.passes import Steps
from flows.summary import text
from warehouse.load import Loaded


def ended(prefect_home: Path, name: str, at: datetime) -> None:
    """Write a run into Prefect's history, as if it had ended then."""
    row = {
        "id": str(uuid4()),
        "name": name,
        "created": f"{at:%Y-%m-%d %H:%M:%S.%f}",
        "nothing": "1970-01-01 00:00:00.000000",
    }
    with closing(sqlite3.connect(prefect_home / "prefect.db")) as history, history:
        history.execute(
            "INSERT INTO flow (id, created, updated, name) VALUES (:id, :created, :created, :name)", row
        )
        history.execute(
            "INSERT INTO flow_run (id, flow_id, created, updated, name, state_type, end_time, total_run_time)"
            " VALUES (:id, :id, :created, :created, :name, 'COMPLETED', :created, :nothing)",
            row,
        )


def test_offline_on_an_empty_home_draws_the_bundled_facts_and_prefect_shows_it(modelmap, prefect_home):
    ages = {"of last year": 365, "of last week": 7}
    for name, days in ages.items():
        ended(prefect_home, name, datetime.now(UTC) - timedelta(days=days))
    done = modelmap("run", "--offline")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(modelmap.home / "site" / "map.svg")
    assert "none polled (offline)" in done.stderr
    drawn = ET.parse(modelmap.home / "site" / "map.svg").getroot()
    ids = {element.get("id") for element in drawn.iter() if element.get("id")}
    assert {"quadrant-foreign", "quadrant-llama", "quadrant-chinese", "quadrant-training"} <= ids
    assert {"model-llama", "model-vicuna", "edge-vicuna--llama"} <= ids
    assert modelmap.rows("SELECT status FROM runs") == [{"status": "done"}]

    with sqlite3.connect(prefect_home / "prefect.db") as history:
        states = history.execute("SELECT state_type FROM flow_run WHERE name = 'daily'").fetchall()
        artifacts = history.execute("SELECT data FROM artifact WHERE key = 'modelmap-summary'").fetchall()
        kept = history.execute("SELECT count(*) FROM events").fetchone()
        names = {name for (name,) in history.execute("SELECT name FROM flow_run")}
    assert ("COMPLETED",) in states
    assert names & ages.keys() == {"of last week"}
    assert any("modelmap" in row[0] for row in artifacts)
    assert kept == (0,), "what would be most of its bytes, and nobody reads"


def test_a_run_fills_the_warehouse_and_the_next_adds_only_what_is_new(modelmap, outside, bundled):
    shutil.copytree(bundled, modelmap.home)
    modelmap.one_pass(**outside.variables)
    assert modelmap.rows("SELECT count(*) AS n FROM repos WHERE author = 'someone'") == [{"n": 7}]
    assert modelmap.rows(
        "SELECT parent_id, relation, origin FROM repo_lineage WHERE repo_id = 'someone/Qwen3-8B-poet-3'"
    ) == [{"parent_id": "Qwen/Qwen3-8B", "relation": "finetune", "origin": "hub_tag"}]
    assert {"source_id": "feed:acme-blog", "name": "Poet-8B"} in modelmap.rows(
        "SELECT source_id, name FROM announcements"
    )
    site = modelmap.site()

    outside.world.forget()
    second = modelmap.one_pass(**outside.variables)
    assert "new: 0 repos, 0 announcements, 0 models; 0 changes" in text(second)
    assert modelmap.site() == site, "an unchanged day leaves every byte of the site"
    asked = [request.path for request in outside.world.requests]
    assert asked.count("/api/models") == 2, "new repos and trending, a page each"
    assert asked.count(outside.feed.path) == 1
    assert len(asked) == 2 + 1 + 3, "and arXiv's API and two categories"

    now = datetime.now(UTC)
    outside.hub.records.append(
        hub_record("someone/late", now, base_model="acme/Poet-8B", relation="quantized")
    )
    outside.feed.items.append(
        Item("Introducing Poet-2", "https://acme.example/poet-2", now, "We release Poet-2 under MIT today.")
    )
    assert "new: 1 repos, 1 announcements" in text(modelmap.one_pass(**outside.variables))
    assert modelmap.site() != site

    built = modelmap.here("build")
    assert built.returncode == 0, built.stderr
    assert len(modelmap.rows("SELECT * FROM runs")) == 5, "the history of runs is kept, the build is added"


def test_build_gives_the_tables_and_the_site_that_runs_gave(modelmap, outside):
    modelmap.one_pass(**outside.variables)
    tables = ("models", "lineage", "ancestry", "repos", "repo_lineage", "announcements")
    before = {table: modelmap.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables}
    site = modelmap.site()
    built = modelmap.here("build")
    assert built.returncode == 0, built.stderr
    assert {table: modelmap.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables} == before
    assert modelmap.site() == site


def test_one_dead_source_is_named_and_all_dead_is_exit_3(modelmap, outside, bundled):
    shutil.copytree(bundled, modelmap.home)
    outside.world.fault("/acme/feed.xml", status(500), forever=True)
    one = modelmap.one_pass(**outside.variables)
    assert not one.all_failed
    assert "failed: feed:acme-blog" in text(one)
    assert modelmap.rows("SELECT status, sources_failed FROM runs WHERE sources_failed > 0") == [
        {"status": "partial", "sources_failed": 1}
    ]

    nowhere = dict.fromkeys(("MODELMAP_HUB__ENDPOINT", "MODELMAP_ARXIV__ENDPOINT"), "http://127.0.0.1:9")
    everything = outside.variables | nowhere | {"MODELMAP_ARXIV__RSS": "http://127.0.0.1:9"}
    (modelmap.home / "site" / "map.svg").unlink()
    all_dead = modelmap("run", **everything)
    assert all_dead.returncode == 3, all_dead.stderr
    assert (modelmap.home / "site" / "map.svg").exists(), "the map is still regenerated"


def test_weekly_listings_wait_for_news_but_not_after_a_run_that_broke_off(modelmap, outside):
    """What had landed before it broke off is no news when it comes again."""

    def asked(how: Steps = UNDRAWN) -> int:
        with duckdb.connect(modelmap.home / "warehouse.duckdb") as con:
            con.execute(
                "UPDATE sources SET last_success_at = last_success_at - INTERVAL 30 DAY WHERE kind = 'hub'"
            )
        outside.world.forget()
        modelmap.one_pass(how, **outside.variables)
        return len(outside.world.asked("/api/models"))

    def unplugged(*_: object) -> Loaded:
        raise ModelmapError("unplugged")

    modelmap.one_pass(UNDRAWN, **outside.variables)
    assert asked() == 2, "all are due, but nothing is new"
    outside.hub.records.append(hub_record("someone/late", datetime.now(UTC)))
    with pytest.raises(ModelmapError, match="unplugged"):
        asked(replace(UNDRAWN, load=unplugged))
    assert asked() > 50
    assert asked() == 2


def test_corrections_that_name_nobody_are_told_by_a_pass_and_by_status(modelmap, outside, bundled):
    shutil.copytree(bundled, modelmap.home)
    (modelmap.home / "corrections.yaml").write_text("- not_parent: {child: Vicunna, parent: LLaMA}\n")
    warning = "warning: corrections.yaml:1: not_parent.child: 'Vicunna' is no model"
    assert warning in text(modelmap.one_pass(UNDRAWN, **outside.variables))
    assert warning in modelmap.here("status").stdout


def test_a_held_home_is_exit_4(modelmap):
    with held(Home(modelmap.home)):
        done = modelmap("run", "--offline")
    assert done.returncode == 4
    assert "another run holds the home" in done.stderr


def test_a_warehouse_that_is_no_warehouse_is_told_and_left_alone(modelmap):
    modelmap.home.mkdir()
    broken = modelmap.home / "warehouse.duckdb"
    broken.write_bytes(b"not a database" * 1000)
    done = modelmap("run", "--offline")
    assert done.returncode == 1
    assert str(broken) in done.stderr
    assert broken.read_bytes() == b"not a database" * 1000
