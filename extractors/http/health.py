"""Not asking a hundred times what has just failed a dozen times: a breaker for the length of one run."""

import threading
import time
from dataclasses import dataclass

from extractors.errors import TransientError

ENOUGH = 12
"""Failures in a row, counted by `weight`, after which nothing more is asked for a while."""
SLOW = 3
"""Weight of a failure that took its whole time to fail: a dead name server, a connection that hangs."""
_REST_SECONDS = 60.0


class GivenUpError(TransientError):
    """Not asked, because everything asked there just before failed."""


@dataclass(slots=True)
class _Record:
    failures: int = 0
    last: float = 0.0
    reason: str = ""


class Health:
    """Counts failures in a row by key (a host, or a lane such as the Hub's), over all threads.

    Without it a run without network looks up one dead name for each of some two hundred Hub listings.
    After a minute's rest one request may try again.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._records: dict[str, _Record] = {}

    def check(self, key: str) -> None:
        """Raise where asking is pointless.

        Raises:
            GivenUpError: too many failures in a row, the last less than a minute ago.
        """
        with self._lock:
            record = self._records.get(key)
            if record is None or record.failures < ENOUGH:
                return
            if time.monotonic() - record.last < _REST_SECONDS:
                raise GivenUpError(f"{key}: not asked, it failed too often just before: {record.reason}")
            record.failures = ENOUGH - 1

    def failed(self, key: str, weight: int, reason: str) -> None:
        """Count a failure and remember what it was."""
        with self._lock:
            record = self._records.setdefault(key, _Record())
            record.failures += weight
            record.last = time.monotonic()
            record.reason = reason

    def answered(self, key: str) -> None:
        """Forget the failures: there is somebody."""
        with self._lock:
            self._records.pop(key, None)
