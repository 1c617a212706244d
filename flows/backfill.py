"""Reading the whole Hub: its listing page by page, or a dump of it that the user has."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

import orjson

from extractors.hub import backfill as listing
from extractors.hub import dump as dumps
from extractors.hub.listing import created_at
from extractors.records import Polled, SourceState
from extractors.sources import backfill_source
from flows import polling, steps
from flows.home import Home
from flows.progress import progress
from flows.settings import Settings
from warehouse.database import reading
from warehouse.load import Loaded
from warehouse.states import source_states

LOAD_RECORDS = 200_000
"""Each load looks through the repo ids of the whole warehouse, so it waits until there is much to load."""
CALL_RECORDS = 20_000
"""Records read between two looks at how far it has come."""
LONGEST_WAIT_SECONDS = 330.0
"""The Hub counts requests over five minutes: whoever has used them up waits no longer than that."""
FIRST_REPO = datetime(2022, 3, 2, tzinfo=UTC)
"""No repo of the Hub is older: creation times were introduced then, and older repos got that day."""


@dataclass(frozen=True, slots=True)
class Backfilled:
    """What a backfill came to."""

    read: int
    loaded: Loaded
    complete: bool
    back_to: datetime | None = None
    error: str | None = None
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[str]:
        """For people."""
        yield (
            f"{self.read:,} records read; new: {self.loaded.repos_added:,} repos, "
            f"{self.loaded.models_added:,} models; {self.loaded.rejected:,} quarantined"
        )
        yield from self.notes
        if self.error:
            yield f"stopped: {self.error}"
        if self.complete:
            yield "everything has been read; `modelmap run` keeps it current"
        else:
            reached = f" (back to {self.back_to:%Y-%m-%d})" if self.back_to else ""
            yield f"not at the end{reached}: `modelmap backfill` goes on from here"


def backfill(home: Home, settings: Settings, *, limit: int | None = None) -> Backfilled:
    """Read the Hub's listing to its end, or until `limit` records; the caller holds the home.

    What an interrupted backfill has landed is loaded first, and the listing goes on behind it.

    Raises:
        ModelmapError: the warehouse or the landing cannot be used. A Hub that fails does not raise.
    """
    source_id = backfill_source(settings.hub.endpoint).source_id
    passing, _ = steps.begin(home, settings)
    with steps.recorded(passing) as record:
        loaded = steps.load_landed(passing)
        state = _state(passing, source_id)
        read = 0
        error: str | None = None
        notes: list[str] = []
        back_to: datetime | None = None
        with (
            polling.client(settings, longest_wait_seconds=LONGEST_WAIT_SECONDS) as http,
            _days(passing.started_at) as reached,
        ):
            while state.watermark != listing.END and not error and (limit is None or read < limit):
                wanted = min(LOAD_RECORDS, limit - read if limit else LOAD_RECORDS)
                polled: Polled | None = None
                while wanted > 0 and state.watermark != listing.END and not error:
                    polled = listing.backfill(
                        settings.hub.endpoint,
                        state,
                        http,
                        passing.landing,
                        records=min(wanted, CALL_RECORDS),
                    )
                    error = polled.error
                    notes += polled.notes
                    if not polled.documents:
                        error = error or "the listing gives the same page again; try again later"
                        break
                    state = replace(state, watermark=polled.documents[-1].watermark)
                    number, oldest = _measured(passing, polled)
                    read, wanted = read + number, wanted - number
                    back_to = min(filter(None, (back_to, oldest)), default=None)
                    reached(back_to)
                loaded += steps.load_landed(passing, [polled] if polled else [])
                state = _state(passing, source_id)
        return _finished(
            passing,
            record,
            Backfilled(read, loaded, state.watermark == listing.END, back_to, error, tuple(notes)),
        )


def backfill_from(home: Home, settings: Settings, place: str, *, limit: int | None = None) -> Backfilled:
    """Land and load a dump; the caller holds the home. See `extractors.hub.dump`.

    Raises:
        ConfigurationError: the dump cannot be read.
        ModelmapError: the warehouse or the landing cannot be used.
    """
    now = datetime.now(UTC)
    with dumps.opened(place, scratch=home.root, now=now, limit=limit) as dump:
        passing, _ = steps.begin(home, settings)
        with steps.recorded(passing) as record:
            loaded = steps.load_landed(passing)
            with progress("landing pages", dump.pages) as step:
                pages = dumps.land(dump, passing.landing, step=step)
                while portion := list(islice(pages, LOAD_RECORDS // dumps.PAGE_RECORDS)):
                    if any(portion):
                        loaded += steps.load_landed(passing)
            return _finished(passing, record, Backfilled(dump.records, loaded, complete=True))


def _finished(
    passing: steps.Pass, record: Callable[[datetime, str, Loaded | None, int], None], done: Backfilled
) -> Backfilled:
    steps.draw_site(passing.home, passing.settings)
    record(datetime.now(UTC), "partial" if done.error else "done", done.loaded, 1 if done.error else 0)
    return done


def _state(passing: steps.Pass, source_id: str) -> SourceState:
    with reading(passing.warehouse) as con:
        return source_states(con).get(source_id, SourceState())


def _measured(passing: steps.Pass, polled: Polled) -> tuple[int, datetime | None]:
    """How many records have landed, and when the oldest of them was created."""
    number = 0
    oldest: list[datetime] = []
    for document in polled.documents:
        try:
            records: Any = orjson.loads(passing.landing.read(document))
        except orjson.JSONDecodeError:
            continue  # it is landed for `quarantine`, and counts as none
        if isinstance(records, list):
            number += len(records)
            created = (created_at(one.get("createdAt")) for one in records if isinstance(one, dict))
            oldest += [when for when in created if when and when >= FIRST_REPO]
    return number, min(oldest, default=None)


@contextmanager
def _days(now: datetime) -> Iterator[Callable[[datetime | None], None]]:
    """Progress in days of the Hub's history: nobody tells how many repos a listing has."""
    done = 0
    with progress("backfilling, by days of the Hub's history", (now - FIRST_REPO).days) as step:

        def reached(back_to: datetime | None) -> None:
            nonlocal done
            for _ in range(done, (now - back_to).days if back_to else 0):
                done += 1
                step()

        yield reached
