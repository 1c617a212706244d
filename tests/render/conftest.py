from pathlib import Path

import pytest
import render_world

from render.facts import Facts, read
from render.site import draw
from warehouse.database import reading


@pytest.fixture(scope="session")
def small_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_world.small(tmp_path_factory.mktemp("small") / "warehouse.duckdb")


@pytest.fixture(scope="session")
def large_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_world.large(tmp_path_factory.mktemp("large") / "warehouse.duckdb")


@pytest.fixture(scope="session")
def small_site(small_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Drawn once; who changes it takes a copy."""
    site = tmp_path_factory.mktemp("small-site") / "site"
    draw(small_warehouse, site)
    return site


@pytest.fixture(scope="session")
def large_site(large_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = tmp_path_factory.mktemp("large-site") / "site"
    draw(large_warehouse, site)
    return site


@pytest.fixture(scope="session")
def small_facts(small_warehouse: Path) -> Facts:
    with reading(small_warehouse) as con:
        return read(con)


@pytest.fixture(scope="session")
def large_facts(large_warehouse: Path) -> Facts:
    with reading(large_warehouse) as con:
        return read(con)
