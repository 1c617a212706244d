"""A pass of the daily flow in this process: its steps as plain calls, where Prefect is not the point."""

from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import replace

from extractors.records import Polled
from flows import polling, steps
from flows.passes import Steps
from render.site import Drawn

_POOL = ThreadPoolExecutor(8)

PLAIN: Steps[Future[Polled]] = Steps(
    submit=lambda passing, asked, http: [_POOL.submit(polling.poll, passing, *one, http) for one in asked],
    completed=as_completed,
    poll_closer=polling.poll_closer,
    load=steps.load_landed,
    draw=lambda passing: steps.draw_site(passing.home, passing.settings, again=False),
)
UNDRAWN = replace(PLAIN, draw=lambda passing: Drawn(passing.home.site, False, 0, 0, None, ()))
"""For passes whose drawing nobody looks at: it takes longer than all the rest."""
