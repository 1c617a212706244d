"""What tests of several rooms share. This file's place also makes `world` importable from every test."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from postgres import Postgres
from world import World

from warehouse.lake import Lake


@pytest.fixture
def world() -> Iterator[World]:
    """A real HTTP server on loopback, empty at first."""
    with World() as running:
        yield running


@pytest.fixture(scope="session")
def of_all_workers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is made once, whichever of pytest-xdist's workers comes first."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def prefect_home(of_all_workers: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prefect's home with its database: making that takes longer than a run, so each worker copies it."""
    made = of_all_workers / "prefect"
    with FileLock(of_all_workers / "prefect.lock"):
        if not made.exists():
            fresh = of_all_workers / "prefect.new"
            subprocess.run(
                [Path(sys.executable).with_name("prefect"), "server", "database", "upgrade", "-y"],
                env=os.environ | {"PREFECT_HOME": str(fresh)},
                capture_output=True,
                check=True,
            )
            fresh.rename(made)
    return shutil.copytree(made, tmp_path_factory.mktemp("prefect") / "home")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL server; tests that use it belong to one `xdist_group("postgres")`."""
    server = Postgres()
    yield server
    server.stop()


@pytest.fixture
def lake(postgres: Postgres, tmp_path: Path) -> Lake:
    """A shared warehouse that nobody has made yet."""
    return Lake(postgres.database(), f"{tmp_path}/lake/")
