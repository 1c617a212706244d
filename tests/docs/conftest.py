"""A warehouse as `modelmap run --offline` makes it, once for all tests of the documents."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from warehouse.catalogue.read import bundled
from warehouse.database import writing
from warehouse.load import load


@pytest.fixture(scope="session")
def offline(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("offline") / "warehouse.duckdb"
    with writing(path) as con:
        load(con, landing=None, catalogue=bundled(), run_id="offline", now=datetime.now(UTC))
    return path
