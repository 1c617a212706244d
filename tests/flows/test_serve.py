"""`modelmap serve`, a worker and Dask on a real Prefect server, with PostgreSQL where there is one."""

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
import spread_world
from postgres import Postgres

pytestmark = pytest.mark.xdist_group("postgres")
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
def database(request) -> Postgres | None:
    """The PostgreSQL server; None where there is none, and SQLite and a file have to do."""
    try:
        return request.getfixturevalue("postgres")
    except pytest.skip.Exception:
        return None


@pytest.fixture(scope="module")
def server(tmp_path_factory, database):
    port = _free_port()
    api = f"http://127.0.0.1:{port}/api"
    environment = dict(os.environ) | {
        "PREFECT_HOME": str(tmp_path_factory.mktemp("prefect-server")),
        "PREFECT_API_URL": api,
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    }
    if database:
        name = database.database().rpartition("=")[2]
        url = f"postgresql+asyncpg://modelmap@/{name}?host={database.folder}"
        environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = url
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
def test_prefect_yaml_deploys_and_a_worker_runs_it_offline(server, database, modelmap):
    server.environment |= {"MODELMAP_HOME": str(modelmap.home), "MODELMAP_CHECKOUT": str(ROOT)}
    if database:  # workers of several machines would share it
        modelmap.environment["MODELMAP_WAREHOUSE__URL"] = f"ducklake:postgres:{database.database()}"
        server.environment |= modelmap.environment
    server.prefect("work-pool", "create", "--type", "process", "modelmap")
    server.prefect("--no-prompt", "deploy", "--all")
    (deployment,) = [one for one in server.deployments() if one["work_pool_name"] == "modelmap"]
    assert deployment["entrypoint"] == "flows/daily.py:daily"
    assert deployment["parameters"] == {"home": str(modelmap.home)}
    assert [one["schedule"]["cron"] for one in deployment["schedules"]] == ["0 6 * * *"]

    server.prefect("deployment", "run", "modelmap/daily", "--param", "offline=true")
    server.prefect("worker", "start", "--pool", "modelmap", "--run-once")
    assert modelmap.rows("SELECT status FROM runs") == [{"status": "done"}]
    assert (modelmap.home / "warehouse.duckdb").exists() is not bool(database)
    assert (modelmap.home / "site" / "map.svg").exists()


@pytest.mark.slow
def test_two_dask_processes_infer_what_one_does(server, tmp_path: Path) -> None:
    expected = spread_world.alone()
    assert sum(map(bool, expected)) == 499
    done = subprocess.run(
        [sys.executable, spread_world.__file__],
        capture_output=True,
        cwd=tmp_path,
        env=server.environment,
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["alone"] == expected
    assert found["in flow"] == expected
    assert list(found["inferring"].values()) == [1, 1], "one of the two processes had nothing to do"
    tasks = _until(lambda: _completed(server, "infer parents"), 30)
    assert tasks == 3


def _completed(server: Server, task: str) -> int:
    """How many runs of a task have ended well; the server learns of them a moment later."""
    runs = _ask(f"{server.api}/task_runs/filter", {"task_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}})
    number = sum(run["name"].startswith(task) for run in runs)
    return number if number >= 3 else 0


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
