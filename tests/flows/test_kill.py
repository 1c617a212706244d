"""A run that is killed at any moment: the next one ends in the tables of a run that was left in peace."""

import json
import os
import random
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import duckdb
import pytest
from world import Item, html_page, hub_record

LONG = pytest.mark.skipif("MODELMAP_LONG_TESTS" not in os.environ, reason="minutes: MODELMAP_LONG_TESTS=1")
SHARES = (0.15, 0.3, 0.45)
TABLES = {
    # what differs between two homes is when they fetched
    "models": "* EXCLUDE (first_seen_at)",
    "lineage": "* EXCLUDE (first_seen_at)",
    "ancestry": "*",
    "repos": "* EXCLUDE (first_seen_at, last_seen_at)",
    "repo_lineage": "*",
    "orgs": "*",
    "announcements": "* EXCLUDE (first_seen_at, last_seen_at)",
    "quarantine": "source_id, regexp_replace(document, '\\d{8}T[0-9.]+Z', 'then'), reason",
}


def tables(modelmap) -> dict[str, list[tuple]]:
    with duckdb.connect(modelmap.home / "warehouse.duckdb", read_only=True) as con:
        assert con.execute("SELECT count(*) - count(DISTINCT document) FROM facts.documents").fetchone() == (
            0,
        )
        return {
            table: con.execute(f"SELECT {what} FROM {table} ORDER BY ALL").fetchall()
            for table, what in TABLES.items()
        }


def whole(modelmap) -> bool:
    """Whether there is a site, which then is a whole one."""
    site = modelmap.home / "site"
    if not site.exists():
        return False
    for drawing in site.rglob("*.svg"):
        ET.parse(drawing)
    assert (site / "index.html").read_text(encoding="utf-8").rstrip().endswith("</html>")
    for table in (site / "data").glob("*.parquet"):
        assert table.read_bytes().endswith(b"PAR1")
    return True


def some_news(outside) -> None:
    outside.hub.records.append({"no": "id"})
    outside.hub.records += [
        hub_record(f"acme/Muse-{n}", outside.feed.items[0].published, likes=300 + n) for n in range(20)
    ]
    outside.hub.files["acme/Muse-7/raw/main/README.md"] = b"# Muse\n\nFine-tuned from Qwen/Qwen3-8B.\n"
    outside.feed.items.append(Item("Muse-7 is here", "https://acme.example/muse", None, "We release Muse-7."))
    outside.world.fault("/rss/cs.LG", html_page(), forever=True)


class Killable:
    """Passes in forks of one process, which can be killed at chosen moments; see `killable.py`."""

    def __init__(self, modelmap, variables: dict[str, str]) -> None:
        self.modelmap, self.variables = modelmap, variables
        self.process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("killable.py"))],
            env=modelmap.environment | {"PYTHONPATH": str(Path(__file__).parents[1])},
            cwd=modelmap.cwd,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __call__(self, *, cpu: float | None = None, rename: int | str | None = None) -> dict:
        order = {"home": str(self.modelmap.home), "variables": self.variables, "cpu": cpu, "rename": rename}
        self.process.stdin.write(json.dumps(order).encode() + b"\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@pytest.fixture
def killable(modelmap, outside):
    running = Killable(modelmap, outside.variables)
    yield running
    running.process.stdin.close()
    running.process.wait()


@pytest.mark.slow
def test_killed_at_chosen_moments_a_full_run_ends_alike(modelmap, outside, killable):
    some_news(outside)
    told = killable()
    assert told["status"] == 0
    undisturbed = tables(modelmap)
    assert {row[0] for row in undisturbed["quarantine"]} >= {"arxiv:rss:cs.LG", "hub:created"}

    modelmap.home = modelmap.home.with_name("killed")
    # between a sidecar and its body, at shares of the work, and as the site takes its place
    moments = [{"rename": 2}, {"rename": 4}, *({"cpu": told["cpu"] * share} for share in SHARES)]
    ends = [killable(**moment)["status"] for moment in (*moments, {"rename": "site"})]
    assert set(ends) == {-signal.SIGKILL, -signal.SIGPROF}
    assert killable()["status"] == 0
    assert whole(modelmap)
    feed = modelmap.home / "site" / "feed.xml"
    feed.unlink()  # so that the site is drawn again
    told = killable()
    assert (told["status"], feed.exists()) == (0, True)
    feed.unlink()
    assert killable(cpu=told["cpu"] * 0.6)["status"] == -signal.SIGPROF
    assert whole(modelmap), "a site that was there stays"
    done = modelmap("run", **outside.variables)
    assert done.returncode == 0, done.stderr
    assert tables(modelmap) == undisturbed
    assert whole(modelmap)


@LONG
def test_killed_at_random_moments_a_full_run_ends_alike(modelmap, outside):
    some_news(outside)
    began = time.monotonic()
    assert modelmap("run", **outside.variables).returncode == 0
    undisturbed = tables(modelmap)
    length = time.monotonic() - began
    assert {row[0] for row in undisturbed["quarantine"]} >= {"arxiv:rss:cs.LG", "hub:created"}

    modelmap.home = modelmap.home.with_name("killed")
    dice = random.Random(20)
    drawn = False
    for _ in range(12):
        running = subprocess.Popen(
            [modelmap.program, "run"],
            env=modelmap.environment | {"MODELMAP_HOME": str(modelmap.home)} | outside.variables,
            cwd=modelmap.cwd,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        # the first third is spent on imports and on Prefect's server
        try:
            running.wait(length * dice.uniform(0.3, 1.0))
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()
        drawn = whole(modelmap) or drawn
        assert whole(modelmap) or not drawn, "a site that was there stays"
    done = modelmap("run", **outside.variables)
    assert done.returncode == 0, done.stderr
    assert tables(modelmap) == undisturbed
    assert whole(modelmap)
