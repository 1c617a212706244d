"""What tests of several rooms share. This file's place also makes `world` importable from every test."""

from collections.abc import Iterator

import pytest
from world import World


@pytest.fixture
def world() -> Iterator[World]:
    """A real HTTP server on loopback, empty at first."""
    with World() as running:
        yield running
