"""Spreads the reading of cards and inference of parents over a Dask cluster: `[flows] task_runner = "dask"`.

Only this part of a run costs a processor much and needs neither the warehouse nor the network. Polling stays
in one process, which keeps count of what each server allows; loading is one transaction.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any

import orjson

from extractors.errors import ConfigurationError, ModelmapError
from extractors.names.known import KnownNames
from flows.settings import Settings
from warehouse.catalogue.read import bundled
from warehouse.loading.inferring import Infer, Inferred, Record, infer_each
from warehouse.names import known_names

if TYPE_CHECKING:
    from prefect_dask.task_runners import DaskTaskRunner

_PORTION = 200
"""Records in one task, whose way to a worker and back takes about ten milliseconds."""


@contextmanager
def spread(settings: Settings) -> Iterator[Infer | None]:
    """How to infer parents, if not in this process. The cluster starts when there is something to infer.

    Raises:
        ConfigurationError: prefect-dask is not installed.
    """
    if settings.flows.task_runner != "dask":
        yield None
        return
    try:
        from prefect_dask.task_runners import DaskTaskRunner  # noqa: PLC0415  an extra, and it takes seconds to import
    except ImportError as error:
        raise ConfigurationError(
            "[flows] task_runner = \"dask\" needs prefect-dask: `pip install 'modelmap[dask]'`"
        ) from error

    address = settings.flows.dask_address
    local = {"n_workers": settings.flows.dask_workers, "threads_per_worker": 1, "dashboard_address": None}
    with DaskTaskRunner(address=address) if address else DaskTaskRunner(cluster_kwargs=local) as runner:

        def infer(records: Sequence[Record]) -> Iterator[Inferred]:
            return _over(runner, records) if records else iter(())

        yield infer


def _over(runner: "DaskTaskRunner", records: Sequence[Record]) -> Iterator[Inferred]:
    """In a flow each portion is a task of it; `build` and `backfill` are none and use the cluster alone."""
    from prefect.context import FlowRunContext  # noqa: PLC0415  likewise

    from flows.inference import infer_portion  # noqa: PLC0415

    portions = [
        orjson.dumps(list(records[first : first + _PORTION])) for first in range(0, len(records), _PORTION)
    ]
    try:
        if FlowRunContext.get():
            tasks = [runner.submit(infer_portion, {"records": portion}) for portion in portions]
            results: list[list[Inferred]] = [task.result() for task in tasks]
        else:
            client: Any = runner.client
            results = client.gather(client.map(infer_here, portions))
    except OSError as error:  # what Dask raises where no scheduler answers
        raise ModelmapError(f"the Dask cluster at {runner.address} cannot be used: {error}") from error
    return chain.from_iterable(results)


def infer_here(records: bytes) -> list[Inferred]:
    """What a worker does with a portion: JSON records in, results out."""
    parsed: list[dict[str, Any]] = orjson.loads(records)
    return list(infer_each(parsed, _names()))


@cache
def _names() -> KnownNames:
    """Once in each worker; workers have the same modelmap, and so the same catalogue."""
    return known_names(bundled())
