"""The code of docs/analytics.md runs, in a home with a site, as far as its tools are installed."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.database import reading
from warehouse.export import export

TEXT = (Path(__file__).parents[2] / "docs" / "analytics.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(sh|sql|python)\n(.*?)```", TEXT, flags=re.DOTALL)
PYTHON = [block for language, block in BLOCKS if language == "python"]
SHELL = [line for language, block in BLOCKS if language == "sh" for line in block.splitlines() if line]
SQL = [block for language, block in BLOCKS if language == "sql"]


@pytest.fixture(scope="module")
def home(offline, tmp_path_factory) -> Path:
    """As a run leaves it: the warehouse, and the data of the site."""
    home = tmp_path_factory.mktemp("home")
    shutil.copyfile(offline, home / "warehouse.duckdb")
    (home / "site" / "data").mkdir(parents=True)
    export(home / "warehouse.duckdb", home / "site" / "data")
    return home


def test_there_is_something_to_run():
    assert len(PYTHON) >= 4
    assert len(SHELL) >= 4
    assert SQL


@pytest.mark.parametrize("block", PYTHON, ids=range(len(PYTHON)))
def test_python(home, block):
    for package in re.findall(r"^import (\w+)", block, flags=re.MULTILINE):
        pytest.importorskip(package)
    if "read_parquet" in block:
        pytest.importorskip("pyarrow")
    done = subprocess.run(
        [sys.executable, "-c", block], cwd=home, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


@pytest.mark.parametrize("command", SHELL)
def test_shell(home, command):
    tools = Path(sys.executable).parent
    path = f"{tools}{os.pathsep}{os.environ['PATH']}"
    if not shutil.which(command.split()[0], path=path):
        pytest.skip(f"{command.split()[0]} is not installed")
    environment = os.environ | {"PATH": path, "MODELMAP_HOME": str(home)}
    done = subprocess.run(
        ["bash", "-c", command], cwd=home, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() or ">" in command


@pytest.mark.parametrize("query", SQL)
def test_sql(offline, query):
    with reading(offline) as con:
        assert con.execute(query).fetchall()


def test_what_it_says_of_the_files_is_so(home):
    named = {path.name for path in (home / "site" / "data").iterdir()}
    assert {"modelmap.duckdb", "models.parquet", "lineage.parquet", "repos.parquet"} <= named
