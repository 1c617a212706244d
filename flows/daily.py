"""The daily flow. Tasks are thin: each calls one function of `flows/polling.py` or `flows/steps.py`."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar, cast

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.events import emit_event
from prefect.futures import PrefectFuture, as_completed
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.utilities.annotations import opaque

from extractors.http.client import Client
from extractors.records import Polled, Source, SourceState
from flows import polling, steps, summary
from flows.home import Home, held
from flows.notify import notify, wanted
from flows.passes import Steps, one_pass
from flows.settings import load as load_settings
from render.site import Drawn
from warehouse.load import Loaded
from warehouse.warnings import Warned

RUNNER: ThreadPoolTaskRunner[object] = ThreadPoolTaskRunner(max_workers=32)
"""So many sources are polled at once; the client keeps to two connections per host."""


T = TypeVar("T")


def as_is(value: T) -> T:
    """Hand a value to a task without Prefect walking through it for futures: a catalogue is large."""
    return cast("T", opaque(value))


@task(task_run_name="poll {source_id}", cache_policy=NO_CACHE)
def poll(source_id: str, passing: steps.Pass, source: Source, state: SourceState, http: Client) -> Polled:
    """Ask one source. The client retries; Prefect does not."""
    del source_id  # names the task run
    return polling.poll(passing, source, state, http)


@task(cache_policy=NO_CACHE)
def poll_closer(passing: steps.Pass, states: dict[str, SourceState], http: Client) -> list[Polled]:
    """Ask after single repos that deserve it."""
    return polling.poll_closer(passing, states, http)


@task(cache_policy=NO_CACHE)
def load(passing: steps.Pass, polled: list[Polled]) -> Loaded:
    """Load what has landed."""
    return steps.load_landed(passing, polled)


@task(cache_policy=NO_CACHE)
def draw(passing: steps.Pass) -> Drawn:
    """Draw the site."""
    return steps.draw_site(passing.home, passing.settings, again=False)


def _submit(passing: steps.Pass, asked: Sequence[polling.Asked], http: Client) -> list[PrefectFuture[Polled]]:
    return [
        poll.submit(source.source_id, as_is(passing), as_is(source), as_is(state), as_is(http))
        for source, state in asked
    ]


def _watch(passing: steps.Pass) -> tuple[Warned, ...]:
    """Warnings, each also as a Prefect event that an automation can act on."""
    warned = steps.watch(passing)
    for one in warned:
        emit_event(
            event=f"modelmap.source.{one.kind}",
            resource={"prefect.resource.id": f"modelmap.source.{one.source_id}"},
            payload={"warning": one.warning},
        )
    return warned


TASKS: Steps[PrefectFuture[Polled]] = Steps(
    submit=_submit,
    completed=as_completed,
    poll_closer=lambda passing, states, http: poll_closer(as_is(passing), as_is(states), as_is(http)),
    load=lambda passing, polled: load(as_is(passing), as_is(polled)),
    draw=lambda passing: draw(as_is(passing)),
    watch=_watch,
)


@flow(name="modelmap", flow_run_name="daily", task_runner=RUNNER)  # type: ignore[arg-type]  # invariant in Prefect
def daily(home: str, config: str | None = None, *, offline: bool = False) -> summary.Outcome:
    """One daily pass over every source.

    Args:
        home: the home's directory.
        config: configuration file, if not the home's.
        offline: poll nothing; use what has landed and the bundled facts.

    Raises:
        ModelmapError: the home is held, the configuration or catalogue is wrong, or the warehouse cannot
            be used. Sources that fail do not raise: they are in the result.
    """
    place = Home(Path(home).absolute())
    with held(place):
        passing, states = steps.begin(place, load_settings(place, Path(config) if config else None))
        outcome = one_pass(passing, states, TASKS, offline=offline)
    create_markdown_artifact(key="modelmap-summary", markdown=summary.markdown(outcome))
    if wanted(passing.settings.notify, outcome):
        notify(passing.settings.notify, outcome)
    return outcome
