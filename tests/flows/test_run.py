"""`modelmap run` as a user calls it, against real servers on loopback."""

import sqlite3
import xml.etree.ElementTree as ET
from datetime import UTC, datetime

from world import Item, hub_record, status

from flows.home import Home, held


def test_offline_on_an_empty_home_draws_the_bundled_facts(modelmap):
    done = modelmap("run", "--offline")
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(modelmap.home / "site" / "map.svg")
    assert "none polled (offline)" in done.stderr
    drawn = ET.parse(modelmap.home / "site" / "map.svg").getroot()
    ids = {element.get("id") for element in drawn.iter() if element.get("id")}
    assert {"quadrant-foreign", "quadrant-llama", "quadrant-chinese", "quadrant-training"} <= ids
    assert {"model-llama", "model-vicuna", "edge-vicuna--llama"} <= ids
    assert modelmap.rows("SELECT status FROM runs") == [{"status": "done"}]


def test_a_run_fills_the_warehouse_and_the_next_adds_only_what_is_new(modelmap, outside):
    first = modelmap("run", **outside.variables)
    assert first.returncode == 0, first.stderr
    assert modelmap.rows("SELECT count(*) AS n FROM repos WHERE author = 'someone'") == [{"n": 7}]
    assert modelmap.rows(
        "SELECT parent_id, relation, origin FROM repo_lineage WHERE repo_id = 'someone/Qwen3-8B-poet-3'"
    ) == [{"parent_id": "Qwen/Qwen3-8B", "relation": "finetune", "origin": "hub_tag"}]
    assert {"source_id": "feed:acme-blog", "name": "Poet-8B"} in modelmap.rows(
        "SELECT source_id, name FROM announcements"
    )
    site = modelmap.site()

    outside.world.forget()
    second = modelmap("run", **outside.variables)
    assert second.returncode == 0, second.stderr
    assert "new: 0 repos, 0 announcements, 0 models; 0 changes" in second.stderr
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
    third = modelmap("run", **outside.variables)
    assert third.returncode == 0, third.stderr
    assert "new: 1 repos, 1 announcements" in third.stderr
    assert modelmap.site() != site


def test_one_dead_source_is_named_and_all_dead_is_exit_3(modelmap, outside):
    outside.world.fault("/acme/feed.xml", status(500), forever=True)
    one = modelmap("run", **outside.variables)
    assert one.returncode == 0, one.stderr
    assert "failed: feed:acme-blog" in one.stderr
    assert modelmap.rows("SELECT status, sources_failed FROM runs") == [
        {"status": "partial", "sources_failed": 1}
    ]

    nowhere = dict.fromkeys(("MODELMAP_HUB__ENDPOINT", "MODELMAP_ARXIV__ENDPOINT"), "http://127.0.0.1:9")
    everything = outside.variables | nowhere | {"MODELMAP_ARXIV__RSS": "http://127.0.0.1:9"}
    (modelmap.home / "site" / "map.svg").unlink()
    all_dead = modelmap("run", **everything)
    assert all_dead.returncode == 3, all_dead.stderr
    assert (modelmap.home / "site" / "map.svg").exists(), "the map is still regenerated"


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


def test_build_gives_the_tables_that_runs_gave(modelmap, outside):
    assert modelmap("run", **outside.variables).returncode == 0
    tables = ("models", "lineage", "ancestry", "repos", "repo_lineage", "announcements")
    before = {table: modelmap.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables}
    site = modelmap.site()
    built = modelmap("build")
    assert built.returncode == 0, built.stderr
    assert {table: modelmap.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables} == before
    assert modelmap.site() == site
    assert len(modelmap.rows("SELECT * FROM runs")) == 2, "the history of runs is kept, the build is added"


def test_prefect_shows_the_run(modelmap, prefect_home):
    assert modelmap("run", "--offline").returncode == 0

    with sqlite3.connect(prefect_home / "prefect.db") as history:
        states = history.execute("SELECT state_type FROM flow_run WHERE name = 'daily'").fetchall()
        artifacts = history.execute("SELECT data FROM artifact WHERE key = 'modelmap-summary'").fetchall()
    assert ("COMPLETED",) in states
    assert any("modelmap" in row[0] for row in artifacts)
