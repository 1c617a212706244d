"""Polling without waiting: stamina's test mode takes the waits between attempts away."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import stamina
from world import World

from extractors.http import Client, HttpOptions
from extractors.landing import Landing


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@pytest.fixture
def options(world: World) -> HttpOptions:
    return HttpOptions(
        allow_private_hosts=True,
        max_bytes=200_000,
        timeout_seconds=5,
        arxiv_interval_seconds=0,
        hub_endpoint=world.root,
        hub_token=False,
        longest_wait_seconds=2,
    )


@pytest.fixture
def client(options: HttpOptions) -> Iterator[Client]:
    with Client(options, sleep=lambda _seconds: None) as made:
        yield made


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path / "landing")
