"""`modelmap serve` against a real Prefect server."""

import json
import os
import signal
import socket
import subprocess
import time
import urllib.request
from pathlib import Path

import pytest


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _ask(url: str, body: dict | None = None) -> object:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=5) as answer:
        return json.load(answer)


def _until(what, seconds: float, *processes: subprocess.Popen):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        for process in processes:
            assert process.poll() is None, "it ended"
        try:
            if found := what():
                return found
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail(f"nothing within {seconds} s")


def _stop(process: subprocess.Popen) -> None:
    os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.mark.slow
def test_serve_registers_the_daily_schedule(modelmap):
    port = _free_port()
    api = f"http://127.0.0.1:{port}/api"
    environment = modelmap.environment | {
        "MODELMAP_HOME": str(modelmap.home),
        "PREFECT_API_URL": api,
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    }
    prefect = str(Path(modelmap.program).parent / "prefect")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}
    server = subprocess.Popen(
        [prefect, "server", "start", "--host", "127.0.0.1", "--port", str(port)], env=environment, **quiet
    )
    try:
        _until(lambda: _ask(f"{api}/health"), 120, server)
        serving = subprocess.Popen(
            [modelmap.program, "serve", "--cron", "0 6 * * *"], env=environment, cwd=modelmap.cwd, **quiet
        )
        try:
            (deployment,) = _until(lambda: _ask(f"{api}/deployments/filter", {}), 60, server, serving)
        finally:
            _stop(serving)
    finally:
        _stop(server)
    assert deployment["name"] == "daily"
    assert [one["schedule"]["cron"] for one in deployment["schedules"]] == ["0 6 * * *"]
    assert deployment["parameters"]["home"] == str(modelmap.home)


@pytest.mark.parametrize(
    ("arguments", "variables", "message"),
    [
        ((), {}, "serve needs a Prefect server"),
        (("--cron", "at dawn"), {"PREFECT_API_URL": "http://127.0.0.1:9/api"}, "is no cron expression"),
    ],
)
def test_what_serve_refuses(modelmap, arguments, variables, message):
    done = modelmap("serve", *arguments, **variables)
    assert done.returncode == 2
    assert message in done.stderr
