"""Opening a warehouse that cannot be used says why, and what to do."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest
from warehouse_world import Home

from extractors.errors import ConfigurationError, ModelmapError
from warehouse.database import DamagedError, reading, use_all_cores, writing

HOLD = "import duckdb, sys; con = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"


@pytest.mark.parametrize("door", [reading, writing])
def test_a_warehouse_open_elsewhere(home: Home, door) -> None:
    home.load()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(home.path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as shell:
        assert shell.stdout
        assert shell.stdout.readline()
        with (
            pytest.raises(ModelmapError, match=rf"open in another program .*process {shell.pid}.*close it"),
            door(home.path),
        ):
            pass
        shell.communicate()
    with door(home.path):
        pass


def test_no_warehouse_yet(tmp_path: Path) -> None:
    with (
        pytest.raises(ConfigurationError, match="run `modelmap run` first"),
        reading(tmp_path / "warehouse.duckdb"),
    ):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: b"this is no database" * 500,
        lambda body: body[: len(body) // 3],
        lambda body: body[:4096] + b"z" * 8192 + body[12288:],
    ],
    ids=["another file", "cut short", "headers overwritten"],
)
def test_a_damaged_file(home: Home, damage) -> None:
    home.load()
    home.path.write_bytes(damage(home.path.read_bytes()))
    with pytest.raises(DamagedError, match="modelmap build"), reading(home.path) as con:
        con.execute("SELECT * FROM models").fetchall()


@pytest.mark.parametrize("door", [reading, writing])
def test_from_a_newer_modelmap(home: Home, door) -> None:
    home.load()
    home.ask("INSERT INTO facts.migrations VALUES ('9999_from_the_future', now())")
    with (
        pytest.raises(ModelmapError, match=r"newer modelmap.*9999_from_the_future.*upgrade"),
        door(home.path),
    ):
        pass


def test_reading_does_not_migrate_an_older_one(home: Home) -> None:
    home.load()
    home.ask("DELETE FROM facts.migrations")
    with pytest.raises(ModelmapError, match=r"older modelmap.*modelmap run"), reading(home.path):
        pass


def test_some_other_duckdb_file(tmp_path: Path) -> None:
    with duckdb.connect(tmp_path / "other.duckdb") as con:
        con.execute("CREATE TABLE t (i INTEGER)")
    with pytest.raises(ModelmapError, match="no warehouse of modelmap"), reading(tmp_path / "other.duckdb"):
        pass


def test_reading_cannot_write(home: Home) -> None:
    home.load()
    before = shutil.copy(home.path, home.root / "before")
    with reading(home.path) as con, pytest.raises(duckdb.InvalidInputException, match="read-only"):
        con.execute("DELETE FROM models")
    assert Path(before).read_bytes() == home.path.read_bytes()


@pytest.mark.parametrize("size", [0, 1, 4096, 8192])
def test_a_warehouse_that_was_never_made_whole_is_made_again(tmp_path: Path, size: int) -> None:
    path = tmp_path / "warehouse.duckdb"
    path.with_name("warehouse.duckdb.creating").write_bytes(b"\0" * size)
    with writing(path) as con:
        assert con.execute("SELECT count(*) FROM models").fetchone() == (0,)
    assert [file.name for file in tmp_path.iterdir()] == ["warehouse.duckdb"]


@pytest.mark.parametrize("door", [reading, writing])
def test_how_a_small_warehouse_is_opened(home: Home, door) -> None:
    home.load()
    with door(home.path) as con:

        def setting(name: str) -> object:
            return con.execute("SELECT current_setting(?)", [name]).fetchone()[0]

        assert setting("threads") == 1, "it takes milliseconds, and memory for each thread"
        assert setting("streaming_buffer_size") == "931.3 GiB", "a smaller one can fill and wait for ever"
        assert setting("TimeZone") == "UTC"
        use_all_cores(con)
        assert setting("threads") == duckdb.execute("SELECT current_setting('threads')").fetchone()[0]
