"""Large bodies are taken apart one at a time: parsed, each takes many times its size in memory.

Thirty sources are polled side by side, and Python works on one of them at a time anyway.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

LARGE = 1 << 20
_turn = threading.Lock()


@contextmanager
def in_turn(body: bytes) -> Iterator[None]:
    """Wait until no other large body is being parsed; small ones wait for nobody."""
    if len(body) < LARGE:
        yield
        return
    with _turn:
        yield
