"""Inference over a Dask cluster of two processes gives what one process gives, in a flow and outside."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import dask
import pytest

from extractors.errors import ConfigurationError, ModelmapError
from flows.settings import Flows, Settings
from flows.spread import spread
from warehouse.catalogue.read import bundled
from warehouse.loading.inferring import infer_each
from warehouse.names import known_names

CARD = "# {0}\n{0} is a fine-tuned version of [Qwen/Qwen2.5-7B](https://huggingface.co/Qwen/Qwen2.5-7B).\n"
RECORDS = [
    *({"id": f"acme/Poet-{n}", "tags": [], "readme": CARD.format(f"Poet-{n}")} for n in range(250)),
    *({"id": f"acme/Qwen2.5-7B-Poet-{n}-GGUF", "tags": ["gguf"]} for n in range(249)),
    {"id": 7},
]

PROGRAM = """
import json, sys
from pathlib import Path
from distributed import Client, LocalCluster
from flows.settings import Flows, Settings
from flows.spread import _names, spread

def parents(address):
    with spread(Settings(flows=Flows(task_runner="dask", dask_address=address))) as infer:
        return [[[p.parent, str(p.relation), p.evidence] for p in one] for one in infer(records)]

def has_names():
    return _names.cache_info().currsize

if __name__ == "__main__":
    records = json.loads(sys.stdin.read())
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        alone = parents(cluster.scheduler_address)
        with Client(cluster) as client:
            inferring = client.run(has_names)

        from flows.embedded import server
        from flows.home import Home
        with server(Home(Path.cwd())):
            from prefect import flow
            in_flow = flow(parents)(cluster.scheduler_address)
    print(json.dumps({"alone": alone, "in flow": in_flow, "inferring": inferring}))
"""


@pytest.mark.slow
def test_two_processes_infer_what_one_does(tmp_path: Path, prefect_home: Path) -> None:
    expected = [
        [[p.parent, str(p.relation), p.evidence] for p in one]
        for one in infer_each(RECORDS, known_names(bundled()))
        if not isinstance(one, str)
    ]
    assert sum(map(bool, expected)) == 499
    (tmp_path / "program.py").write_text(PROGRAM)
    done = subprocess.run(
        [sys.executable, "program.py"],
        input=json.dumps(RECORDS).encode(),
        capture_output=True,
        cwd=tmp_path,
        env=os.environ | {"PREFECT_HOME": str(prefect_home)},
        check=False,
        timeout=180,
    )
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["alone"] == expected
    assert found["in flow"] == expected
    assert list(found["inferring"].values()) == [1, 1], "one of the two processes had nothing to do"
    # an ephemeral server forgets some of its task runs; each says in its worker how it ended
    ended = re.findall(r"Task run 'infer parents.*Finished in state Completed", done.stderr.decode())
    assert len(ended) == 3, done.stderr.decode()


def test_by_default_nothing_is_spread_and_dask_is_not_imported() -> None:
    code = (
        "import sys; from flows.settings import Settings; from flows.spread import spread\n"
        "with spread(Settings()) as infer:\n"
        "    print(infer, {'dask', 'distributed', 'prefect', 'prefect_dask'} & sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == b"None set()\n"


def test_nothing_to_infer_starts_no_cluster() -> None:
    settings = Settings(flows=Flows(task_runner="dask", dask_address="tcp://127.0.0.1:1"))
    with spread(settings) as infer:
        assert infer is not None
        assert list(infer([])) == []


def test_no_scheduler_answers() -> None:
    settings = Settings(flows=Flows(task_runner="dask", dask_address="tcp://127.0.0.1:1"))
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}), spread(settings) as infer:
        assert infer is not None
        with pytest.raises(ModelmapError, match=r"Dask cluster at tcp://127.0.0.1:1 cannot be used"):
            infer(RECORDS)


def test_without_prefect_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    settings = Settings(flows=Flows(task_runner="dask"))
    with pytest.raises(ConfigurationError, match=r"pip install 'modelmap\[dask\]'"), spread(settings):
        pass
