"""A Hub with 25 repos, and passes over it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from hub_days import START, Runs, records
from world import Hub, World

from extractors.http import Client, HttpOptions
from extractors.landing import Landing


@pytest.fixture
def hub(world: World) -> Hub:
    return Hub(world, records(25), page_size=10)


@pytest.fixture
def client(options: HttpOptions) -> Iterator[Client]:
    """It is ten days later than the first repo."""
    with Client(options, sleep=lambda _seconds: None, now=lambda: START + timedelta(days=10)) as made:
        yield made


@pytest.fixture
def run(client: Client, landing: Landing) -> Runs:
    return Runs(client, landing)
