"""How fast one host may be asked: so many requests at once, so long between them, and not before it says."""

import random
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import httpx

from extractors.errors import TransientError
from extractors.http.headers import origin

ARXIV = "arxiv"
HUB = "hub"


@dataclass(slots=True)
class _Timing:
    interval: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    not_before: float = 0.0


class Pace:
    """Keeps the promises made to each host, over all threads of the process.

    Connections are counted by host. Waiting is counted by lane: one feed's `Retry-After` does not hold up
    another feed that happens to live on the same host, but what the Hub says about its rate limit holds for
    all that we ask of the Hub.

    Args:
        connections: requests under way at one host.
        arxiv_interval: seconds between the starts of two requests to arXiv, whose API and RSS share one
            lane with one connection (https://info.arxiv.org/help/api/tou.html).
        longest_wait: seconds that a host may make us wait; more is an error, and the source's next run.
        sleep: how to wait.
    """

    def __init__(
        self,
        *,
        connections: int,
        arxiv_interval: float,
        longest_wait: float,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._connections = connections
        self._arxiv_interval = arxiv_interval
        self._longest_wait = longest_wait
        self._sleep = sleep
        self._lock = threading.Lock()
        self._slots: dict[str, threading.Semaphore] = {}
        self._timings: dict[str, _Timing] = {}

    @contextmanager
    def turn(self, url: httpx.URL, lane: str | None) -> Iterator[None]:
        """Wait for this lane's turn and hold one of the host's connections.

        Raises:
            TransientError: the host asked not to be asked again for longer than `longest_wait`.
        """
        lane = _lane(url, lane)
        with self._slot(url, lane):
            timing = self._timing(lane)
            with timing.lock:
                wait = timing.not_before - time.monotonic()
                if wait > max(self._longest_wait, timing.interval * 1.1):
                    raise TransientError(
                        f"{url.host}: allows no request for another {wait:.0f} seconds;"
                        " it is asked again in the next run.",
                        retry_after=wait,
                    )
                if wait > 0:
                    self._sleep(wait)
                if timing.interval:
                    # A little jitter, so that many installations do not march in step.
                    timing.not_before = time.monotonic() + timing.interval * random.uniform(1.0, 1.05)
            yield

    def rest(self, url: httpx.URL, lane: str | None, seconds: float) -> None:
        """Start no request in this lane for so many seconds."""
        timing = self._timing(_lane(url, lane))
        with timing.lock:
            timing.not_before = max(timing.not_before, time.monotonic() + seconds)

    def _slot(self, url: httpx.URL, lane: str) -> threading.Semaphore:
        key = lane if lane == ARXIV else "{}://{}:{}".format(*origin(url))
        with self._lock:
            return self._slots.setdefault(key, threading.Semaphore(1 if lane == ARXIV else self._connections))

    def _timing(self, lane: str) -> _Timing:
        with self._lock:
            return self._timings.setdefault(lane, _Timing(self._arxiv_interval if lane == ARXIV else 0.0))


def _lane(url: httpx.URL, lane: str | None) -> str:
    """The lane asked for, but arXiv's own hosts are always in arXiv's."""
    if url.host == "arxiv.org" or url.host.endswith(".arxiv.org"):
        return ARXIV
    return lane or str(url)
