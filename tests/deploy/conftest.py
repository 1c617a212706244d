from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests: making Prefect's database takes longer than a run."""
    return tmp_path_factory.mktemp("prefect")
