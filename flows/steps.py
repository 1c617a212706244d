"""The steps of a pass after polling, as plain functions. No Prefect here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from extractors.errors import ConfigurationError, ModelmapError
from extractors.landing import Landing
from extractors.records import Polled, SourceState
from flows.home import Home
from flows.settings import Settings
from flows.spread import spread
from render.charts.statistics import Plotting
from render.engine import EngineError
from render.site import Drawn, DrawOptions, draw
from warehouse import runs
from warehouse.catalogue.check import check
from warehouse.catalogue.read import Catalogue, bundled
from warehouse.corrections.known import model_names
from warehouse.corrections.read import check_corrections, checked_corrections
from warehouse.corrections.shape import Corrections
from warehouse.database import Place, reading, writing
from warehouse.lake import SCHEME, Lake, tidy
from warehouse.load import Loaded, load
from warehouse.states import source_states
from warehouse.warnings import Warned, warnings


@dataclass(frozen=True, slots=True)
class Pass:
    """What the steps of one run share; `after_break`: the run before this one did not come to its end."""

    home: Home
    settings: Settings
    catalogue: Catalogue
    corrections: Corrections
    landing: Landing
    run_id: str
    started_at: datetime
    after_break: bool = False

    @property
    def warehouse(self) -> Place:
        """Where the warehouse is."""
        return warehouse_place(self.home, self.settings)


def ready(home: Home, settings: Settings) -> None:
    """Tell what is wrong with catalogue, corrections or warehouse before Prefect starts, which takes seconds.

    Raises:
        ConfigurationError: the catalogue or the corrections are wrong.
        ModelmapError: the warehouse cannot be opened.
    """
    checked_corrections(home.corrections, checked_catalogue(datetime.now(UTC)))
    with writing(warehouse_place(home, settings)):
        pass


def begin(home: Home, settings: Settings) -> tuple[Pass, dict[str, SourceState]]:
    """Open a run: check catalogue and corrections, bring the warehouse up to date, record the start."""
    now = datetime.now(UTC)
    catalogue = checked_catalogue(now)
    passing = Pass(
        home=home,
        settings=settings,
        catalogue=catalogue,
        corrections=checked_corrections(home.corrections, catalogue),
        landing=Landing(home.landing),
        run_id=f"{now:%Y%m%dT%H%M%S.%fZ}",
        started_at=now,
    )
    with writing(passing.warehouse) as con:
        runs.start(con, passing.run_id, now)
        return replace(passing, after_break=runs.broke_off(con, passing.run_id)), source_states(con)


@contextmanager
def recorded(passing: Pass) -> Iterator[Callable[[datetime, str, Loaded | None, int], None]]:
    """Gives the function that records how the run ended; a run that breaks is recorded as failed."""

    def record(at: datetime, status: str, loaded: Loaded | None = None, failed: int = 0) -> None:
        with writing(passing.warehouse) as con:
            runs.finish(con, passing.run_id, at, status=status, loaded=loaded, sources_failed=failed)
            tidy(con)

    try:
        yield record
    except Exception:
        with suppress(ModelmapError):  # what broke may be the warehouse itself; tell the first fault
            record(datetime.now(UTC), "failed")
        raise


def checked_catalogue(now: datetime) -> Catalogue:
    """The bundled catalogue.

    Raises:
        ConfigurationError: something in it is wrong; every problem is listed.
    """
    catalogue = bundled()
    if problems := check(catalogue, now.date()):
        raise ConfigurationError("the catalogue is wrong:\n" + "\n".join(map(str, problems)))
    return catalogue


def warehouse_place(home: Home, settings: Settings) -> Place:
    """Where `[warehouse]` says; what is relative there is relative to the home."""
    url, data = settings.warehouse.url, settings.warehouse.data_path
    if not url.startswith(SCHEME):
        return home.root / url
    folder = data if "://" in data else str(home.root / data)
    return Lake(url.removeprefix(SCHEME), f"{folder.rstrip('/')}/")


def load_landed(passing: Pass, polled: Sequence[Polled] = ()) -> Loaded:
    """Load whatever has landed and is not loaded; the warehouse is open for no longer than that."""
    with spread(passing.settings) as infer, writing(passing.warehouse) as con:
        return load(
            con,
            landing=passing.landing,
            catalogue=passing.catalogue,
            run_id=passing.run_id,
            now=datetime.now(UTC),
            polled=polled,
            corrections=passing.corrections,
            map_confidence=passing.settings.extract.map_confidence,
            infer=infer,
        )


def watch(passing: Pass) -> tuple[Warned, ...]:
    """What the warehouse's history warns of: silence, collapse, lost yield."""
    with reading(passing.warehouse) as con:
        return warnings(con)


def without_effect(corrections: Corrections, catalogue: Catalogue, warehouse: Place) -> tuple[str, ...]:
    """What the corrections name that nobody knows: a slip, or a model that is still to come."""
    if not corrections.entries:
        return ()
    problems = check_corrections(corrections, catalogue, model_names(warehouse))
    return tuple(f"{problem}, so it has no effect" for problem in problems)


def draw_site(
    home: Home, settings: Settings, *, again: bool = True, plotting: Plotting | None = None
) -> Drawn:
    """Draw the site from the warehouse and swap it in; if not `again`, only if it would be another.

    Raises:
        ConfigurationError: the engine that the configuration names is missing or fails.
    """
    options = DrawOptions(
        engine=Path("dot") if settings.render.engine == "system" else None,
        site_url=settings.render.site_url or "",
    )
    try:
        return draw(
            warehouse_place(home, settings), home.site, options=options, again=again, plotting=plotting
        )
    except EngineError as error:
        raise ConfigurationError(
            f"the site could not be drawn, and stays as it is: {error}. "
            'For Graphviz, [render] engine is "bundled" or "system": put that one right, or choose the other'
        ) from error
