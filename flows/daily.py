"""The daily flow. Tasks are thin: each calls one function of `flows/polling.py` or `flows/steps.py`."""

from collections.abc import Sequence
from datetime import UTC, datetime
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
from flows.progress import progress
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
    return steps.draw_site(passing.home, passing.settings)


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
        with steps.recorded(passing) as record:
            polled, skipped, loaded = _offline(passing) if offline else _online(passing, states)
            drawn = draw(as_is(passing))
            outcome = _outcome(
                passing,
                states=states,
                polled=polled,
                skipped=skipped,
                loaded=loaded,
                drawn=drawn,
                warned=_warn(passing),
                offline=offline,
            )
            record(outcome.finished_at, outcome.status, loaded, len(outcome.failed))
    create_markdown_artifact(key="modelmap-summary", markdown=summary.markdown(outcome))
    if wanted(passing.settings.notify, outcome):
        notify(passing.settings.notify, outcome)
    return outcome


def _offline(passing: steps.Pass) -> tuple[list[Polled], dict[str, str], Loaded]:
    return [], {}, load(as_is(passing), as_is([]))


def _online(
    passing: steps.Pass, states: dict[str, SourceState]
) -> tuple[list[Polled], dict[str, str], Loaded]:
    asked, skipped = polling.split_due(polling.sources(passing), states, passing.started_at)
    with polling.client(passing.settings) as http:

        def submit(some: Sequence[polling.Asked]) -> list[PrefectFuture[Polled]]:
            return [
                poll.submit(source.source_id, as_is(passing), as_is(source), as_is(state), as_is(http))
                for source, state in some
            ]

        leading, first, slow = polling.in_turn(asked)
        heads, futures = submit(leading), submit(first)
        if polling.news([head.result() for head in heads]):
            futures += submit(slow)
        else:
            skipped |= {source.source_id: "nothing is new on the Hub" for source, _ in slow}
        futures += heads
        with progress("polling", len(futures)) as step:
            for _ in as_completed(futures):
                step()
        polled = [future.result() for future in futures]
        loaded = load(as_is(passing), as_is(polled))
        if closer := poll_closer(as_is(passing), as_is(states), as_is(http)):
            polled += closer
            loaded += load(as_is(passing), as_is(closer))
    return polled, skipped, loaded


def _warn(passing: steps.Pass) -> tuple[Warned, ...]:
    """Warnings, each also as a Prefect event that an automation can act on."""
    warned = steps.watch(passing)
    for one in warned:
        emit_event(
            event=f"modelmap.source.{one.kind}",
            resource={"prefect.resource.id": f"modelmap.source.{one.source_id}"},
            payload={"warning": one.warning},
        )
    return warned


def _outcome(
    passing: steps.Pass,
    *,
    states: dict[str, SourceState],
    polled: list[Polled],
    skipped: dict[str, str],
    loaded: Loaded,
    drawn: Drawn,
    warned: tuple[Warned, ...],
    offline: bool,
) -> summary.Outcome:
    return summary.Outcome(
        run_id=passing.run_id,
        started_at=passing.started_at,
        finished_at=datetime.now(UTC),
        offline=offline,
        site=passing.home.site,
        polled=len(polled),
        failed={one.source_id: one.error for one in polled if one.error},
        paused={name: why for name, why in skipped.items() if states[name].failures_in_a_row},
        not_due=len(skipped),
        notes=tuple(f"{one.source_id}: {note}" for one in polled for note in (*one.gaps, *one.notes)),
        warnings=tuple(map(str, warned)),
        documents=sum(len(one.documents) for one in polled),
        quarantined=loaded.rejected,
        repos_added=loaded.repos_added,
        announcements_added=loaded.announcements_added,
        models_added=loaded.models_added,
        changes=loaded.changes,
        models_drawn=drawn.models,
        edges_drawn=drawn.edges,
        site_changed=drawn.changed,
    )
