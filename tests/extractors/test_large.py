"""Large bodies wait for each other, small ones for nobody."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from extractors.http.large import LARGE, in_turn


@pytest.mark.parametrize(("size", "at_once"), [(LARGE, 1), (LARGE - 1, 4)])
def test_how_many_are_parsed_at_once(size: int, at_once: int) -> None:
    body = b" " * size
    within: list[int] = []
    lock, most = threading.Lock(), 0

    def parse(number: int) -> None:
        nonlocal most
        with in_turn(body):
            with lock:
                within.append(number)
                most = max(most, len(within))
            time.sleep(0.05)
            with lock:
                within.remove(number)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(parse, range(4)))
    assert most == at_once
