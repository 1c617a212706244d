"""Forgets old runs in the embedded server's database: Prefect's own vacuum does not run there."""

import logging
from datetime import datetime, timedelta

log = logging.getLogger(__name__)

KEPT = timedelta(days=30)
"""A run with its tasks takes about 1 MB. `modelmap status` reads the warehouse's own table of runs."""
_AT_ONCE = 50
"""Runs; a home that was never tidied is tidied over some days."""


def forget_old_runs(*, now: datetime) -> int:
    """Delete flow runs that ended longer than `KEPT` ago, with their tasks. Returns how many.

    What keeps it from doing so is logged only: the run that ends here was a good one.
    """
    from prefect.client.orchestration import get_client  # noqa: PLC0415  imports Prefect, which takes seconds
    from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterEndTime  # noqa: PLC0415

    old = FlowRunFilter(end_time=FlowRunFilterEndTime.model_validate({"before_": now - KEPT}))
    forgotten = 0
    try:
        with get_client(sync_client=True) as client:
            for run in client.read_flow_runs(flow_run_filter=old, limit=_AT_ONCE):
                client.delete_flow_run(run.id)
                forgotten += 1
    except Exception as error:  # noqa: BLE001  whatever Prefect raises
        log.warning("old runs stay in Prefect's history: %s", error)
    return forgotten
