"""`modelmap backfill` as a user calls it: the Hub on loopback, killed half-way, and dumps."""

import json
import os
import signal
import subprocess
import time
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest
from plain import UNDRAWN
from world import Hub, hub_record, status

from flows import steps

FIRST = datetime(2025, 3, 1, tzinfo=UTC)
TABLES = ("models", "lineage", "ancestry", "repos", "repo_lineage", "announcements", "quarantine")
WITHOUT_TIMES = {"repos": "repos.* EXCLUDE (first_seen_at, last_seen_at)", "quarantine": "source_id, reason"}


def records(number: int) -> list[dict]:
    """So many repos, an hour apart, each second one made from the one before."""
    return [
        hub_record(
            f"someone/verse-{n:04}",
            FIRST + timedelta(hours=n),
            **({"base_model": f"someone/verse-{n - 1:04}"} if n % 2 else {}),
        )
        for n in range(number)
    ]


@pytest.fixture
def hub(world) -> Hub:
    return Hub(world, records(120), page_size=10)


@pytest.fixture
def undrawn(monkeypatch):
    """Whoever looks at the warehouse alone need not wait for the map."""
    monkeypatch.setattr(steps, "draw_site", lambda home, *_: UNDRAWN.draw(SimpleNamespace(home=home)))


def variables(hub: Hub) -> dict[str, str]:
    return {"MODELMAP_HUB__ENDPOINT": hub.endpoint, "MODELMAP_HUB__CARDS_PER_RUN": "0"}


def tables(modelmap) -> dict[str, list[dict]]:
    return {
        table: modelmap.rows(f"SELECT {WITHOUT_TIMES.get(table, '*')} FROM {table} ORDER BY ALL")
        for table in TABLES
    }


def cursors(hub: Hub) -> list[str]:
    return [request.one("cursor") for request in hub.world.asked("/api/models")]


def test_the_whole_listing_is_read_once(modelmap, hub):
    done = modelmap("backfill", **variables(hub))
    assert done.returncode == 0, done.stderr
    assert "120 records read" in done.stderr
    assert "everything has been read" in done.stderr
    assert done.stdout.strip() == str(modelmap.home / "site" / "map.svg")
    assert len(cursors(hub)) == len(set(cursors(hub))) == 12
    assert modelmap.rows("SELECT count(*) AS n FROM repos WHERE author = 'someone'") == [{"n": 120}]
    assert modelmap.rows("SELECT count(*) AS n FROM repo_lineage WHERE parent_id LIKE 'someone/%'") == [
        {"n": 60}
    ]
    assert modelmap.rows("SELECT count(*) AS n FROM changes WHERE about = 'repo'") == [{"n": 0}], (
        "a backfill is no news, repo by repo"
    )
    again = modelmap.here("backfill", **variables(hub))
    assert again.returncode == 0
    assert len(cursors(hub)) == 12, "what has been read is not asked for again"


def test_killed_anywhere_it_goes_on_and_ends_the_same(modelmap, hub, tmp_path, undrawn):
    environment = modelmap.environment | variables(hub) | {"MODELMAP_HOME": str(modelmap.home)}
    for page in (3, 7):
        reached = len(cursors(hub)) + page
        backfill = subprocess.Popen(
            [modelmap.program, "backfill"], env=environment, cwd=tmp_path, stderr=subprocess.PIPE
        )
        while len(cursors(hub)) < reached and backfill.poll() is None:
            time.sleep(0.002)
        os.kill(backfill.pid, signal.SIGKILL)
        backfill.communicate()
    landed = {
        parse_qs(urlsplit(json.loads(path.read_bytes())["url"]).query).get("cursor", [""])[0]
        for path in (modelmap.home / "landing").rglob("*.meta.json")
        if path.with_name(path.name.removesuffix(".meta.json")).exists()
    }
    assert 2 <= len(landed) < 12, "it was killed half-way"
    hub.world.forget()

    done = modelmap.here("backfill", **variables(hub))
    assert done.returncode == 0, done.stderr
    assert not landed & set(cursors(hub)), "no landed page is fetched again"
    assert len(landed) + len(cursors(hub)) == 12
    assert modelmap.rows("SELECT watermark FROM sources WHERE source_id = 'hub:backfill'") == [
        {"watermark": "end"}
    ]
    killed = tables(modelmap)

    undisturbed = type(modelmap)(tmp_path / "other", modelmap.environment, tmp_path)
    assert undisturbed.here("backfill", **variables(hub)).returncode == 0
    assert tables(undisturbed) == killed


def test_limit_ends_it_early_and_the_next_call_goes_on(modelmap, hub, undrawn):
    first = modelmap.here("backfill", "--limit", "25", **variables(hub))
    assert first.returncode == 0, first.stderr
    assert "30 records read" in first.stderr, "whole pages"
    assert "not at the end (back to 2025-03-04)" in first.stderr
    second = modelmap.here("backfill", **variables(hub))
    assert "90 records read" in second.stderr
    assert len(cursors(hub)) == len(set(cursors(hub))) == 12


def test_a_hub_that_breaks_off_is_exit_3_and_loses_nothing(modelmap, hub, undrawn):
    assert modelmap.here("backfill", "--limit", "50", **variables(hub)).returncode == 0
    hub.world.fault("/api/models", status(403), forever=True)
    broken = modelmap.here("backfill", **variables(hub))
    assert broken.returncode == 3, broken.stderr
    assert "stopped: " in broken.stderr
    assert "403" in broken.stderr
    assert modelmap.rows("SELECT failures_in_a_row FROM sources WHERE source_id = 'hub:backfill'") == [
        {"failures_in_a_row": 1}
    ]
    hub.world.heal()
    assert modelmap.here("backfill", **variables(hub)).returncode == 0
    assert modelmap.rows("SELECT count(*) AS n FROM repos WHERE author = 'someone'") == [{"n": 120}]


def test_the_rate_limit_is_waited_for(modelmap, hub, undrawn):
    hub.world.fault("/api/models", status(429, RateLimit='"api";r=0;t=2'), status(429, retry_after="1"))
    started = time.monotonic()
    done = modelmap.here("backfill", "--limit", "10", **variables(hub))
    assert done.returncode == 0, done.stderr
    assert time.monotonic() - started > 2


def _jsonl(path, rows):
    path.write_text("\n".join(json.dumps(row) for row in rows) + "\nno json\n")


def _array(path, rows):
    path.write_text(json.dumps(rows))


def _parquet(path, rows):
    """As the dumps in circulation are: nested fields as text, times as timestamps, names of their own."""
    flat = [
        {
            "modelId": row["id"],
            "author": row["author"],
            "createdAt": row["createdAt"],
            "last_modified": row["lastModified"],
            "downloads": row["downloads"],
            "likes": row["likes"],
            "library_name": row["library_name"],
            "pipeline_tag": row["pipeline_tag"],
            "gated": "False",
            "tags": row["tags"],
            "cardData": json.dumps(row["cardData"]),
        }
        for row in rows
    ]
    source = path.with_suffix(".source.json")
    source.write_text(json.dumps(flat))
    con = duckdb.connect()
    con.execute(
        "COPY (SELECT * REPLACE (CAST(createdAt AS TIMESTAMP) AS createdAt, "
        "CAST(last_modified AS TIMESTAMP) AS last_modified, CAST(cardData AS VARCHAR) AS cardData) "
        f"FROM read_json('{source}')) "
        f"TO '{path}' (FORMAT parquet)"
    )


@pytest.mark.parametrize(
    ("name", "write"),
    [("dump.jsonl", _jsonl), ("dump.json", _array), ("models.parquet", _parquet)],
    ids=["json lines", "json array", "parquet"],
)
def test_a_dump_gives_what_the_listing_gives(modelmap, hub, tmp_path, undrawn, name, write):
    rows = records(120)
    write(tmp_path / name, rows)
    done = modelmap.here("backfill", "--from", str(tmp_path / name))
    assert done.returncode == 0, done.stderr
    assert modelmap.rows(
        "SELECT count(*) AS n, min(created_at) AS first FROM repos WHERE author = 'someone'"
    ) == [{"n": 120, "first": "2025-03-01T00:00:00Z"}]
    assert modelmap.rows(
        "SELECT parent_id, relation, origin FROM repo_lineage WHERE repo_id = 'someone/verse-0007'"
    ) == [{"parent_id": "someone/verse-0006", "relation": "finetune", "origin": "hub_tag"}]
    assert modelmap.rows("SELECT license FROM repos WHERE repo_id = 'someone/verse-0007'") == [
        {"license": "Apache-2.0"}
    ]
    (source,) = modelmap.rows("SELECT url, kind FROM sources WHERE source_id = 'hub:dump'")
    assert source == {"url": f"file:{name}#1", "kind": "hub"}, "no folder of this machine is published"
    assert modelmap.rows("SELECT max(first_seen_at) AS t FROM repos WHERE author = 'someone'") == [
        {"t": "2025-03-05T23:00:00Z"}
    ], "a dump is as old as its newest record"
    assert modelmap.rows("SELECT count(*) AS n FROM changes WHERE about = 'repo'") == [{"n": 0}]


def test_a_dump_does_not_undo_what_was_seen_later(modelmap, hub, tmp_path, undrawn):
    hub.records[5]["likes"] = 77
    assert modelmap.here("backfill", **variables(hub)).returncode == 0
    _jsonl(tmp_path / "old.jsonl", records(121))
    assert modelmap.here("backfill", "--from", str(tmp_path / "old.jsonl")).returncode == 0
    landed = len(list((modelmap.home / "landing").rglob("*.gz")))
    assert modelmap.here("backfill", "--from", str(tmp_path / "old.jsonl")).returncode == 0
    assert len(list((modelmap.home / "landing").rglob("*.gz"))) == landed, "nothing lands twice"
    assert modelmap.rows("SELECT likes FROM repos WHERE repo_id = 'someone/verse-0005'") == [{"likes": 77}]
    assert modelmap.rows("SELECT count(*) AS n FROM repos WHERE author = 'someone'") == [{"n": 121}]


@pytest.mark.parametrize(
    ("place", "content", "told"),
    [
        ("missing.parquet", None, "there is no such file"),
        ("broken.parquet", b"PAR1 and no more", "cannot be read as Parquet"),
        ("other.jsonl", b'{"name": "no id"}\n', "none of its 1 records has an `id`"),
        ("hf://datasets/acme/models/train.parquet", None, "httpfs"),
        ("https://acme.example/models.parquet", None, "httpfs"),
    ],
)
def test_what_is_no_dump_is_told(modelmap, tmp_path, monkeypatch, place, content, told):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / place).write_bytes(content)
    # An empty folder for extensions: whatever this machine has installed.
    done = modelmap.here("backfill", "--from", place, HOME=str(tmp_path))
    assert done.returncode == 2, done.stderr
    assert told in done.stderr
