"""A run that is killed at any moment: the next one ends in the tables of a run that was left in peace."""

import os
import random
import signal
import subprocess
import time
import xml.etree.ElementTree as ET

import duckdb
import pytest
from world import Item, html_page, hub_record

LONG = pytest.mark.skipif("MODELMAP_LONG_TESTS" not in os.environ, reason="minutes: MODELMAP_LONG_TESTS=1")
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


@pytest.mark.slow
@pytest.mark.parametrize("kills", [3, pytest.param(12, marks=LONG)])
def test_killed_at_random_moments_a_full_run_ends_alike(modelmap, outside, kills):
    outside.hub.records.append({"no": "id"})
    outside.hub.records += [
        hub_record(f"acme/Muse-{n}", outside.feed.items[0].published, likes=300 + n) for n in range(20)
    ]
    outside.hub.files["acme/Muse-7/raw/main/README.md"] = b"# Muse\n\nFine-tuned from Qwen/Qwen3-8B.\n"
    outside.feed.items.append(Item("Muse-7 is here", "https://acme.example/muse", None, "We release Muse-7."))
    outside.world.fault("/rss/cs.LG", html_page(), forever=True)
    began = time.monotonic()
    assert modelmap("run", **outside.variables).returncode == 0
    undisturbed = tables(modelmap)
    length = time.monotonic() - began
    assert {row[0] for row in undisturbed["quarantine"]} >= {"arxiv:rss:cs.LG", "hub:created"}

    modelmap.home = modelmap.home.with_name("killed")
    dice = random.Random(20)
    drawn = False
    for _ in range(kills):
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
