"""The task that a Dask worker runs; it is imported in workers, and only where Dask is asked for."""

from prefect import task
from prefect.cache_policies import NO_CACHE

from flows.spread import infer_here
from warehouse.loading.inferring import Inferred


@task(name="infer parents", cache_policy=NO_CACHE)
def infer_portion(records: bytes) -> list[Inferred]:
    """Undeclared parents of the records of a portion, as JSON."""
    return infer_here(records)
