"""What a machine can do to a home: no room, no permission, damaged files, somebody else's lock."""

import json
import os
import resource
import shutil
import subprocess
import sys
from datetime import timedelta

import pytest
from conftest import NOW
from world import hub_record

from extractors.landing import Landing
from flows.home import Home
from flows.settings import load
from flows.steps import begin, load_landed
from warehouse.catalogue.read import bundled as bundled_catalogue
from warehouse.load import Loaded
from warehouse.rebuild import rebuild

LOCKING = """
import duckdb, sys
with duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "reader") as con:
    con.execute("FROM duckdb_tables()")
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def filled(modelmap, bundled):
    """A home with two landed pages, loaded, and the site of before."""
    shutil.copytree(bundled, modelmap.home)
    landing = Landing(modelmap.home / "landing")
    for page in range(2):
        names = (f"someone/tuned-{page}-{n}" for n in range(3))
        body = json.dumps([hub_record(name, NOW, base_model="Qwen/Qwen3-8B") for name in names])
        landing.keep(
            "hub:created",
            body.encode(),
            url=f"https://hub.example/{page}",
            media_type="application/json",
            fetched_at=NOW + timedelta(seconds=page),
        )
    home = Home(modelmap.home)
    passing, _ = begin(home, load(home, None))
    load_landed(passing)
    return modelmap


def rebuilt(modelmap) -> Loaded:
    """What `build` does before it draws."""
    place = modelmap.home / "warehouse.duckdb"
    return rebuild(place, landing=Landing(modelmap.home / "landing"), catalogue=bundled_catalogue(), now=NOW)


def warehouse(modelmap) -> bytes:
    return (modelmap.home / "warehouse.duckdb").read_bytes()


def test_a_full_disk_is_told_and_leaves_everything_as_it_was(filled):
    before, site = warehouse(filled), filled.site()
    done = subprocess.run(
        [filled.program, "build"],
        env=filled.environment | {"MODELMAP_HOME": str(filled.home)},
        cwd=filled.cwd,
        capture_output=True,
        text=True,
        check=False,
        # no file may grow beyond this: what a full disk or a used-up quota looks like from inside
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000)),
    )
    assert done.returncode == 1, done.stderr
    assert str(filled.home) in done.stderr
    assert "Traceback" not in done.stderr
    assert "a fault of ours" not in done.stderr
    assert (warehouse(filled), filled.site()) == (before, site)
    assert rebuilt(filled).documents == 2


@pytest.mark.parametrize("mode", ["reader", "writer"])
def test_an_open_duckdb_shell_is_named_and_nothing_is_lost(filled, mode):
    site = filled.site()
    program = [sys.executable, "-c", LOCKING, str(filled.home / "warehouse.duckdb"), mode]
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as shell:
        assert shell.stdout.readline() == "open\n"
        for command in ("run --offline", "build"):
            done = filled.here(*command.split())
            assert done.returncode == 1, done.stderr
            assert "is open in another program" in done.stderr
            assert f"process {shell.pid}" in done.stderr
        shell.stdin.close()
    assert filled.site() == site
    assert rebuilt(filled).documents == 2
    assert filled.rows("SELECT count(*) AS n FROM repos WHERE author = 'someone'") == [{"n": 6}]


def test_a_corrupt_landed_file_is_set_aside_and_the_rest_is_used(filled, caplog):
    first, second = sorted((filled.home / "landing" / "hub_created").glob("*.gz"))
    body = bytearray(first.read_bytes())
    body[len(body) // 2] ^= 0xFF
    first.write_bytes(body)
    assert rebuilt(filled).rejected == 1
    assert filled.rows("SELECT count(*) AS n FROM repos WHERE author = 'someone'") == [{"n": 3}]
    (row,) = filled.rows("SELECT document, reason FROM quarantine")
    assert row["document"] == f"hub_created/{first.name}"
    assert "restore it from a backup" in row["reason"]
    second.with_name(second.name + ".meta.json").write_text("{")
    assert rebuilt(filled).documents == 1
    assert "its sidecar cannot be read" in caplog.text


@pytest.mark.parametrize(
    ("place", "command", "code", "message"),
    [
        (".", "run --offline", 2, "cannot be written"),
        (".", "build", 2, "cannot be written"),
        ("landing", "run", 2, "cannot be written"),
        ("warehouse.duckdb", "run --offline", 1, "warehouse.duckdb"),
        ("warehouse.duckdb", "status", 1, "warehouse.duckdb"),
    ],
)
def test_a_home_that_cannot_be_used_is_told(modelmap, place, command, code, message):
    """A file where a directory should be, or the other way round: no right helps there, not even root's."""
    wrong = modelmap.home / place
    if place.endswith(".duckdb"):
        wrong.mkdir(parents=True)
    else:
        wrong.parent.mkdir(exist_ok=True)
        wrong.write_text("not a directory")
    done = modelmap.here(*command.split())
    assert done.returncode == code, done.stderr
    assert message in done.stderr
    assert "a fault of ours" not in done.stderr


def test_a_landing_that_cannot_be_written_is_told_at_once(modelmap, outside):
    """Two hundred sources are being polled when the first of them finds out."""
    (modelmap.home / "landing").mkdir(parents=True)
    (modelmap.home / "landing" / "hub_created").write_text("not a directory")
    done = modelmap("run", **outside.variables)
    assert done.returncode == 1, done.stderr
    assert "could not be kept" in done.stderr
    assert str(modelmap.home / "landing") in done.stderr
    assert "failed to process" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_home_is_told(modelmap):
    modelmap.home.mkdir(mode=0o500)
    done = modelmap("run", "--offline")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
