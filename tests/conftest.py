"""What tests of several rooms share. This file's place also makes `world` importable from every test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from postgres import Postgres
from world import World

from warehouse.lake import Lake


@pytest.fixture
def world() -> Iterator[World]:
    """A real HTTP server on loopback, empty at first."""
    with World() as running:
        yield running


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
