"""Records to infer from, and a program that does so over a Dask cluster of two processes."""

import json
import sys

from distributed import Client, LocalCluster

from flows.settings import Flows, Settings
from flows.spread import _names, spread
from warehouse.catalogue.read import bundled
from warehouse.loading.inferring import Inferred, infer_each
from warehouse.names import known_names

CARD = "# {0}\n{0} is a fine-tuned version of [Qwen/Qwen2.5-7B](https://huggingface.co/Qwen/Qwen2.5-7B).\n"
RECORDS = [
    *({"id": f"acme/Poet-{n}", "tags": [], "readme": CARD.format(f"Poet-{n}")} for n in range(250)),
    *({"id": f"bartowski/Qwen2.5-7B-Poet-{n}-GGUF", "tags": ["gguf"]} for n in range(249)),
    {"id": 7},
]


def told(found: Inferred) -> list[list[str | None]]:
    assert not isinstance(found, str)
    return [[parent.parent, str(parent.relation), parent.evidence] for parent in found]


def alone() -> list[list[list[str | None]]]:
    return list(map(told, infer_each(RECORDS, known_names(bundled()))))


def over(address: str) -> list[list[list[str | None]]]:
    with spread(Settings(flows=Flows(task_runner="dask", dask_address=address))) as infer:
        assert infer is not None
        return list(map(told, infer(RECORDS)))


def inferring() -> int:
    """In a worker: whether it has had to infer anything."""
    return _names.cache_info().currsize


def main() -> None:
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        found = {"alone": over(cluster.scheduler_address)}
        with Client(cluster) as client:
            found["inferring"] = client.run(inferring)
        from prefect import flow  # noqa: PLC0415  workers need it only for a flow's tasks

        found["in flow"] = flow(over)(cluster.scheduler_address)
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
