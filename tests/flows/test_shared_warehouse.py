"""Every command on a shared warehouse, as a user gives it: only `[warehouse] url` differs."""

import re
from pathlib import Path

import pytest
from plain import UNDRAWN

from extractors.errors import ConfigurationError
from flows.home import Home
from flows.settings import Flows, load
from flows.steps import warehouse_place
from warehouse.lake import Lake


@pytest.mark.slow
@pytest.mark.xdist_group("postgres")
def test_the_commands_on_a_shared_warehouse(modelmap, outside, lake: Lake) -> None:
    modelmap.home.mkdir()
    settings = f'[warehouse]\nurl = "ducklake:postgres:{lake.catalogue}"\ndata_path = "parquet"\n'
    (modelmap.home / "modelmap.toml").write_text(settings)
    assert "there is no warehouse" in modelmap.here("status").stderr

    outcome = modelmap.one_pass(UNDRAWN, **outside.variables)  # `test_serve` draws from one
    assert (outcome.failed, outcome.announcements_added > 0) == ({}, True)
    assert list((modelmap.home / "parquet" / "main" / "models").glob("*.parquet"))
    assert not (modelmap.home / "warehouse.duckdb").exists()
    assert modelmap.rows("SELECT parent_id FROM repo_lineage WHERE repo_id = 'someone/Qwen3-8B-poet-1'") == [
        {"parent_id": "Qwen/Qwen3-8B"}
    ]
    (modelmap.home / "corrections.yaml").write_text(
        "- not_parent: {child: someone/Qwen3-8B-poet-1, parent: Qwen/Qwen3-8B}\n"
    )
    for command, told in [
        (("status",), "hub:created"),
        (("explain", "vicuna"), "finetune of LLaMA [llama]"),
        (("bases", "--commercial", "--limit", "3"), "3 of "),
        (("check",), "1 corrections: all right"),
    ]:
        done = modelmap.here(*command)
        assert done.returncode == 0, done.stderr
        assert told in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("section", "place"),
    [
        ("", Path("/home/warehouse.duckdb")),
        ('url = "w.duckdb"', Path("/home/w.duckdb")),
        ('url = "/data/w.duckdb"', Path("/data/w.duckdb")),
        ('url = "ducklake:postgres:dbname=m"', Lake("dbname=m", "/home/lake/")),
        ('url = "ducklake:postgres:dbname=m"\ndata_path = "/mnt/d"', Lake("dbname=m", "/mnt/d/")),
        (
            'url = "ducklake:postgres:postgresql://db/m"\ndata_path = "s3://b/m/"',
            Lake("postgresql://db/m", "s3://b/m/"),
        ),
        ('url = "ducklake:postgres:"', "lacks what names the database"),
        ('url = "ducklake:sqlite:x.db"', "its catalogue in PostgreSQL"),
        ('url = "postgres:dbname=m"', "its catalogue in PostgreSQL"),
        ('url = ""', "at least 1"),
    ],
)
def test_where_the_warehouse_is(tmp_path: Path, section: str, place: Path | Lake | str) -> None:
    config = tmp_path / "modelmap.toml"
    config.write_text(f"[warehouse]\n{section}\n")
    if isinstance(place, str):
        with pytest.raises(ConfigurationError, match=place):
            load(Home(tmp_path), config)
    else:
        home = Home(Path("/home"))
        assert warehouse_place(home, load(home, config)) == place


def test_what_the_page_shows_is_configuration(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "sharing.md").read_text()
    shown = re.findall(r"^```toml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    assert len(shown) == 2
    (tmp_path / "modelmap.toml").write_text("".join(shown))
    settings = load(Home(tmp_path), None)
    assert settings.flows == Flows(
        task_runner="dask", dask_address="tcp://scheduler.example.org:8786", dask_workers=2
    )
    place = Lake("dbname=modelmap host=db.example.org", "/mnt/shared/modelmap/lake/")
    assert warehouse_place(Home(tmp_path), settings) == place
