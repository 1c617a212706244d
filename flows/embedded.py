"""Prefect's environment, and the embedded server that a run uses unless `PREFECT_API_URL` names another."""

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from extractors.errors import ModelmapError
from flows.forgetting import forget_old_runs
from flows.home import Home

STARTUP_SECONDS = 120
"""On two slow cores the first start, which makes Prefect's own database, was measured at 26 s."""

DRAIN_SECONDS = 60
"""After a run that broke off while two hundred sources were being polled some 150 events were waiting."""

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(STARTUP_SECONDS),
}


def prepare(home: Home) -> None:
    """Set what Prefect reads when it is imported; whatever the user has set stays."""
    for key, value in QUIET.items():
        os.environ.setdefault(key, value)
    os.environ.setdefault("PREFECT_HOME", str(home.prefect))


@contextmanager
def server(home: Home) -> Iterator[None]:
    """A Prefect server for the time of one run, unless `PREFECT_API_URL` is set.

    It runs in a thread of this process, on a free port of the loopback interface. Prefect's own
    ephemeral server is a second process: it takes longer (it imports everything again) and outlives a
    run that is killed.

    Raises:
        ModelmapError: it did not come up.
    """
    prepare(home)
    if os.environ.get("PREFECT_API_URL"):
        yield
        return
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.bind(("127.0.0.1", 0))
        os.environ["PREFECT_API_URL"] = f"http://127.0.0.1:{listener.getsockname()[1]}/api"
        # Both marks are what Prefect's own ephemeral server sets: no UI, no schedulers, settings fixed.
        # Logs go to standard error only: the server is gone before Prefect's log queue is empty.
        # Events of a server that is gone after the run set nothing off; kept, they would be 1 GB in a year.
        os.environ.setdefault("PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED", "false")
        os.environ |= {
            "PREFECT_LOGGING_TO_API_ENABLED": "false",
            "PREFECT_UI_ENABLED": "0",
            "PREFECT__SERVER_EPHEMERAL": "1",
            "PREFECT__SERVER_FINAL": "1",
        }
        import uvicorn  # noqa: PLC0415  Prefect reads the environment above on import
        from prefect.server.api.server import create_app  # noqa: PLC0415

        # What stops it from starting it would tell with a traceback.
        level = "error" if logging.getLogger().isEnabledFor(logging.DEBUG) else "critical"
        config = uvicorn.Config(create_app(final=True, ephemeral=True), log_level=level, lifespan="on")
        running = uvicorn.Server(config)
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            _wait(running, thread)
            yield
            forget_old_runs(now=datetime.now(UTC))
        finally:
            _drain()
            # The server cancels its own services as it stops, and logs each as an error with a traceback.
            logging.disable(logging.CRITICAL)
            running.should_exit = True
            thread.join(timeout=10)
            logging.disable(logging.NOTSET)
            del os.environ["PREFECT_API_URL"]


def _drain() -> None:
    """Let Prefect send its events while there is a server: without one each takes 7 s to fail."""
    from prefect.events.worker import EventsWorker  # noqa: PLC0415  likewise

    EventsWorker.drain_all(timeout=DRAIN_SECONDS)


def _wait(running: object, thread: threading.Thread) -> None:
    deadline = time.monotonic() + STARTUP_SECONDS
    while not getattr(running, "started", False):
        if not thread.is_alive() or time.monotonic() > deadline:
            raise ModelmapError(
                f"Prefect's embedded server did not start within {STARTUP_SECONDS} s; `modelmap --debug run` "
                "shows why. Or start one with `prefect server start` and set PREFECT_API_URL"
            )
        time.sleep(0.02)
