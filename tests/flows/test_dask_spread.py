"""When inference is spread over a Dask cluster, and what is said when it cannot be; `test_serve` does it."""

import subprocess
import sys

import dask
import pytest

from extractors.errors import ConfigurationError, ModelmapError
from flows.settings import Flows, Settings
from flows.spread import spread


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
            infer([{"id": "acme/Poet"}])


def test_without_prefect_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prefect_dask.task_runners", None)
    settings = Settings(flows=Flows(task_runner="dask"))
    with pytest.raises(ConfigurationError, match=r"pip install 'modelmap\[dask\]'"), spread(settings):
        pass
