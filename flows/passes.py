"""One pass over every source: what happens in which order. How its steps are run is the caller's matter."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, Protocol, TypeVar

from extractors.http.client import Client
from extractors.records import Polled, SourceState
from flows import polling, steps, summary
from flows.progress import progress
from flows.settings import Settings
from render.site import Drawn
from warehouse.load import Loaded
from warehouse.warnings import Warned


class Waiting(Protocol):
    """A poll that is under way."""

    def result(self) -> Polled:
        """What came of it, once it has ended."""


W = TypeVar("W", bound=Waiting)


@dataclass(frozen=True, slots=True)
class Steps(Generic[W]):
    """How the steps are run: as Prefect's tasks, or as plain calls.

    Attributes:
        submit: begins to poll sources, many at once.
        completed: gives each poll as it ends.
        poll_closer: asks after single repos.
        load: loads what has landed.
        draw: draws the site.
        watch: what the warehouse's history warns of.
    """

    submit: Callable[[steps.Pass, Sequence[polling.Asked], Client], list[W]]
    completed: Callable[[list[W]], Iterable[object]]
    poll_closer: Callable[[steps.Pass, dict[str, SourceState], Client], list[Polled]]
    load: Callable[[steps.Pass, list[Polled]], Loaded]
    draw: Callable[[steps.Pass], Drawn]
    watch: Callable[[steps.Pass], tuple[Warned, ...]] = steps.watch


def one_pass(
    passing: steps.Pass,
    states: dict[str, SourceState],
    how: Steps[W],
    *,
    offline: bool = False,
    client: Callable[[Settings], Client] = polling.client,
) -> summary.Outcome:
    """Poll, load and draw, and record how it ended.

    Args:
        passing: the run, as `steps.begin` gives it.
        states: what is known of each source.
        how: how the steps are run.
        offline: poll nothing.
        client: makes the one HTTP client.

    Raises:
        ModelmapError: the landing or the warehouse cannot be used. Sources that fail do not raise.
    """
    with steps.recorded(passing) as record:
        if offline:
            polled, skipped, loaded = list[Polled](), dict[str, str](), how.load(passing, [])
        else:
            with client(passing.settings) as http:
                polled, skipped, loaded = _online(passing, states, how, http)
        drawn = how.draw(passing)
        outcome = summary.Outcome(
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
            warnings=(
                *map(str, how.watch(passing)),
                *steps.without_effect(passing.corrections, passing.catalogue, passing.warehouse),
            ),
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
        record(outcome.finished_at, outcome.status, loaded, len(outcome.failed))
    return outcome


def _online(
    passing: steps.Pass, states: dict[str, SourceState], how: Steps[W], http: Client
) -> tuple[list[Polled], dict[str, str], Loaded]:
    asked, skipped = polling.split_due(polling.sources(passing), states, passing.started_at)
    leading, first, slow = polling.in_turn(asked)
    heads, under_way = how.submit(passing, leading, http), how.submit(passing, first, http)
    # What was landed by a run that broke off tells of no news when it comes again.
    if passing.after_break or polling.news([head.result() for head in heads]):
        under_way += how.submit(passing, slow, http)
    else:
        skipped |= {source.source_id: "nothing is new on the Hub" for source, _ in slow}
    under_way += heads
    with progress("polling", len(under_way)) as step:
        for _ in how.completed(under_way):
            step()
    polled = [one.result() for one in under_way]
    loaded = how.load(passing, polled)
    if closer := how.poll_closer(passing, states, http):
        polled += closer
        loaded += how.load(passing, closer)
    return polled, skipped, loaded
