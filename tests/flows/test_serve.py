"""`modelmap serve` against a real Prefect server."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PREFECT = str(Path(sys.executable).parent / "prefect")
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "start_new_session": True}


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


@dataclass
class Server:
    """A Prefect server with a database of its own."""

    api: str
    environment: dict[str, str]

    def prefect(self, *arguments: str) -> None:
        done = subprocess.run(
            [PREFECT, *arguments],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr

    def deployments(self) -> list[dict]:
        return _ask(f"{self.api}/deployments/filter", {})


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    port = _free_port()
    api = f"http://127.0.0.1:{port}/api"
    environment = dict(os.environ) | {
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect-server")),
        "PREFECT_API_URL": api,
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    }
    process = subprocess.Popen(
        [PREFECT, "server", "start", "--host", "127.0.0.1", "--port", str(port)], env=environment, **QUIET
    )
    try:
        _until(lambda: _ask(f"{api}/health"), 120, process)
        yield Server(api, environment)
    finally:
        _stop(process)


@pytest.mark.slow
def test_serve_registers_the_daily_schedule(server, modelmap):
    environment = server.environment | {"MODELMAP_HOME": str(modelmap.home)}
    serving = subprocess.Popen(
        [modelmap.program, "serve", "--cron", "0 6 * * *"], env=environment, cwd=modelmap.cwd, **QUIET
    )
    try:
        (deployment,) = _until(server.deployments, 60, serving)
    finally:
        _stop(serving)
    assert deployment["name"] == "daily"
    assert [one["schedule"]["cron"] for one in deployment["schedules"]] == ["0 6 * * *"]
    assert deployment["parameters"]["home"] == str(modelmap.home)


@pytest.mark.slow
def test_prefect_yaml_deploys_and_a_worker_runs_it_offline(server, modelmap):
    server.environment |= {"MODELMAP_HOME": str(modelmap.home), "MODELMAP_CHECKOUT": str(ROOT)}
    server.prefect("work-pool", "create", "--type", "process", "modelmap")
    server.prefect("--no-prompt", "deploy", "--all")
    (deployment,) = [one for one in server.deployments() if one["work_pool_name"] == "modelmap"]
    assert deployment["entrypoint"] == "flows/daily.py:daily"
    assert deployment["parameters"] == {"home": str(modelmap.home)}
    assert [one["schedule"]["cron"] for one in deployment["schedules"]] == ["0 6 * * *"]

    server.prefect("deployment", "run", "modelmap/daily", "--param", "offline=true")
    server.prefect("worker", "start", "--pool", "modelmap", "--run-once")
    assert modelmap.rows("SELECT status FROM runs") == [{"status": "done"}]


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
