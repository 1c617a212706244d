"""The steps of a pass as plain functions: what to poll, polling, loading, drawing. No Prefect here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import assert_never

from extractors.arxiv.poll import poll as poll_arxiv
from extractors.due import due
from extractors.errors import ConfigurationError
from extractors.feeds.poll import poll as poll_feed
from extractors.http.client import Client, HttpOptions
from extractors.hub.cards import poll_cards
from extractors.hub.poll import poll as poll_hub
from extractors.landing import Landing
from extractors.records import Polled, Source, SourceState
from extractors.sources import PollOptions, arxiv_sources, feed_sources, hub_sources
from flows.home import Home
from flows.settings import Settings
from render.site import Drawn, DrawOptions, draw
from warehouse import runs
from warehouse.catalogue.check import check
from warehouse.catalogue.read import Catalogue, bundled
from warehouse.database import reading, writing
from warehouse.load import Loaded, load
from warehouse.states import source_states
from warehouse.undeclared import undeclared_repos


@dataclass(frozen=True, slots=True)
class Pass:
    """What the steps of one run share."""

    home: Home
    settings: Settings
    catalogue: Catalogue
    landing: Landing
    run_id: str
    started_at: datetime

    @property
    def warehouse(self) -> Path:
        """Where the warehouse is."""
        return warehouse_path(self.home, self.settings)


def begin(home: Home, settings: Settings) -> tuple[Pass, dict[str, SourceState]]:
    """Open a run: check the catalogue, bring the warehouse up to date, record the start."""
    now = datetime.now(UTC)
    passing = Pass(
        home=home,
        settings=settings,
        catalogue=checked_catalogue(now),
        landing=Landing(home.landing),
        run_id=f"{now:%Y%m%dT%H%M%S.%fZ}",
        started_at=now,
    )
    with writing(passing.warehouse) as con:
        runs.start(con, passing.run_id, now)
        return passing, source_states(con)


def checked_catalogue(now: datetime) -> Catalogue:
    """The bundled catalogue.

    Raises:
        ConfigurationError: something in it is wrong; every problem is listed.
    """
    catalogue = bundled()
    if problems := check(catalogue, now.date()):
        raise ConfigurationError("the catalogue is wrong:\n" + "\n".join(map(str, problems)))
    return catalogue


def warehouse_path(home: Home, settings: Settings) -> Path:
    """The warehouse's file; `[warehouse] url` is relative to the home."""
    return home.root / settings.warehouse.url


def sources(passing: Pass) -> tuple[Source, ...]:
    """Everything that can be polled: the Hub's listings and watched authors, arXiv, the feeds."""
    settings, catalogue = passing.settings, passing.catalogue
    authors = [author for org in catalogue.orgs if org.watched for author in org.hub_authors]
    feeds = catalogue.feeds if settings.feeds is None else settings.feeds
    return (
        *hub_sources(settings.hub.endpoint, authors),
        *arxiv_sources(settings.arxiv.endpoint, settings.arxiv.rss, settings.arxiv.categories),
        *feed_sources([feed.model_dump() for feed in feeds]),
    )


def split_due(
    every: Sequence[Source], states: dict[str, SourceState], now: datetime
) -> tuple[list[tuple[Source, SourceState]], dict[str, str]]:
    """The sources to ask now with what is known of them, and why the others are not asked."""
    asked, skipped = [], {}
    for source in every:
        state = states.get(source.source_id, SourceState())
        reason = due(source, state, now)
        if reason is None:
            asked.append((source, state))
        else:
            skipped[source.source_id] = reason
    return asked, skipped


def client(settings: Settings) -> Client:
    """The one HTTP client of a run."""
    return Client(
        HttpOptions(
            max_bytes=settings.http.max_bytes,
            timeout_seconds=settings.http.timeout_seconds,
            allow_private_hosts=settings.http.allow_private_hosts,
            arxiv_interval_seconds=settings.arxiv.interval_seconds,
            hub_endpoint=settings.hub.endpoint,
        )
    )


def poll(passing: Pass, source: Source, state: SourceState, http: Client) -> Polled:
    """Ask one source and land what is new. A failure is in the result, not raised."""
    options = _poll_options(passing.settings)
    match source.kind:
        case "hub":
            return poll_hub(source, state, http, passing.landing, options)
        case "feed":
            return poll_feed(source, state, http, passing.landing, options)
        case "arxiv":
            return poll_arxiv(source, state, http, passing.landing, options)
        case _:
            assert_never(source.kind)


def poll_undeclared(passing: Pass, http: Client) -> Polled:
    """Fetch cards and configs of notable repos that declare no parent."""
    with reading(passing.warehouse) as con:
        wanted = undeclared_repos(con, limit=passing.settings.hub.cards_per_run)
    return poll_cards(wanted, http, passing.landing, _poll_options(passing.settings))


def load_landed(passing: Pass, polled: Sequence[Polled] = ()) -> Loaded:
    """Load whatever has landed and is not loaded; the warehouse is open for no longer than that."""
    with writing(passing.warehouse) as con:
        return load(
            con,
            landing=passing.landing,
            catalogue=passing.catalogue,
            run_id=passing.run_id,
            now=datetime.now(UTC),
            polled=polled,
        )


def draw_site(home: Home, settings: Settings) -> Drawn:
    """Draw the site from the warehouse and swap it in."""
    return draw(
        warehouse_path(home, settings),
        home.site,
        options=DrawOptions(engine=Path("dot") if settings.render.engine == "system" else None),
    )


def _poll_options(settings: Settings) -> PollOptions:
    return PollOptions(first_records=settings.hub.first_records, cards=settings.hub.cards_per_run)
