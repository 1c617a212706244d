import shutil
from pathlib import Path

import pytest
from warehouse_world import Home

from warehouse.database import writing


@pytest.fixture(scope="session")
def migrated(tmp_path_factory) -> Path:
    """An empty warehouse with its schema: making it anew for every test would take as long as the tests."""
    path = tmp_path_factory.mktemp("migrated") / "warehouse.duckdb"
    with writing(path):
        pass
    return path


@pytest.fixture
def home(tmp_path: Path, migrated: Path) -> Home:
    shutil.copyfile(migrated, tmp_path / migrated.name)
    return Home(tmp_path)
