"""Loads what is curated and what has landed, then derives the public tables from it."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass, replace
from datetime import datetime, timedelta
from functools import cache, partial
from itertools import groupby
from pathlib import Path

import duckdb

from extractors.landing import Landing
from extractors.records import Document, Polled
from extractors.sources import feed_sources
from warehouse.catalogue.read import BUNDLED, Catalogue
from warehouse.corrections.apply import corrected, load_corrections
from warehouse.corrections.shape import NONE, Corrections
from warehouse.database import transaction
from warehouse.lake import is_lake
from warehouse.loading.ahead import quick_turns, read_ahead
from warehouse.loading.batch import CARDS_SOURCE, GONE_SOURCE, Brought, Context, Inputs
from warehouse.loading.catalogue import load_catalogue
from warehouse.loading.gone import load_gone
from warehouse.loading.inferring import Infer
from warehouse.loading.ledger import loaded_names, mark_loaded
from warehouse.loading.pages import Pages, are_many, load_pages, merge_pages, read_pages
from warehouse.loading.polled import record_polled
from warehouse.loading.snapshot import load_snapshot
from warehouse.marts import MAP_CONFIDENCE, Derived, derive, stale
from warehouse.names import known_names

SNAPSHOT = BUNDLED / "snapshot"
_BATCH = 200
"""Pages in one transaction: each transaction reads the repo ids of the warehouse once."""
_BATCH_BYTES = 64 << 20
"""Bytes of them as they lie on disk, packed to a tenth; two hundred pages of the Hub have 30 MB."""
_PASS = timedelta(minutes=30)
"""Pages that were fetched closer together than this belong to one pass."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load came to; the counts are of things met for the first time."""

    documents: int = 0
    repos_added: int = 0
    announcements_added: int = 0
    models_added: int = 0
    rejected: int = 0
    changes: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        """What two loads of one run came to."""
        return Loaded(*(one + more for one, more in zip(astuple(self), astuple(other), strict=True)))


@dataclass(frozen=True, slots=True)
class Curated:
    """What people say: the catalogue, the user's corrections, and how sure the map must be."""

    catalogue: Catalogue
    corrections: Corrections = NONE
    map_confidence: float = MAP_CONFIDENCE

    def load(self, con: duckdb.DuckDBPyConnection, context: Context) -> bool:
        """Within the caller's transaction. False if all of it is loaded already."""
        names = load_catalogue(con, corrected(self.catalogue, self.corrections))
        edges = load_corrections(
            con,
            self.catalogue,
            self.corrections,
            run_id=context.run_id,
            now=context.now,
            record=context.record,
        )
        return names or edges


def load(
    con: duckdb.DuckDBPyConnection,
    *,
    landing: Landing | None,
    catalogue: Catalogue,
    run_id: str,
    now: datetime,
    polled: Sequence[Polled] = (),
    snapshot: Path = SNAPSHOT,
    corrections: Corrections = NONE,
    map_confidence: float = MAP_CONFIDENCE,
    infer: Infer | None = None,
) -> Loaded:
    """Load the catalogue, the snapshot and every landed document that is not loaded yet; derive anew.

    A document's rows, its place in the ledger and its source's watermark are one transaction, and so are
    the public tables and `changes`: whenever the process dies, the next load goes on from there. Nothing
    new leaves every table of facts as it is.

    Args:
        con: a writing connection.
        landing: where documents have landed; None loads only what is bundled.
        catalogue: the curated entries.
        run_id: the run that changes are written under.
        now: when; only `changes.changed_at` shows it.
        polled: how polling went, for `sources`.
        snapshot: folder with the bundled snapshot's CSV files; it need not exist.
        corrections: what the user knows better than any source.
        map_confidence: edges and candidates that are less sure wait, and are not drawn.
        infer: infers undeclared parents, if not in this process.

    Raises:
        ConfigurationError: the snapshot is malformed.
    """
    changes = _changes(con, run_id)
    context = Context(run_id, now, record=True)
    curated = Curated(catalogue, corrections, map_confidence)
    bundled = _load_bundled(con, curated, snapshot, run_id, now)
    brought = load_documents(con, landing, catalogue, context, infer) if landing else Brought()
    with transaction(con):
        record_polled(con, polled)
        derived = Derived(0, 0)
        if (what := stale(con, map_confidence)) != "nothing":
            everything = what == "everything"
            derived = derive(
                con, run_id, now, everything=everything, first=False, map_confidence=map_confidence
            )
    _forget(con)
    return Loaded(
        documents=brought.documents,
        repos_added=bundled.repos_added + brought.repos,
        announcements_added=brought.announcements,
        models_added=bundled.models_added + derived.models_added,
        rejected=brought.rejected,
        changes=_changes(con, run_id) - changes,
    )


def _changes(con: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """How many changes a run has written so far; it may load more than once."""
    (count,) = con.execute("SELECT count(*) FROM changes WHERE run_id = ?", [run_id]).fetchone() or (0,)
    return int(count)


def load_documents(
    con: duckdb.DuckDBPyConnection,
    landing: Landing,
    catalogue: Catalogue,
    context: Context,
    infer: Infer | None = None,
) -> Brought:
    """Load every landed document that the ledger does not have, oldest first, without deriving anything."""
    makers = {org.id: org.name for org in catalogue.orgs}
    feeds = {
        feed.source_id: replace(feed, org=makers.get(feed.org or ""))
        for feed in feed_sources([feed.model_dump() for feed in catalogue.feeds])
    }
    inputs = Inputs(landing, cache(lambda: known_names(catalogue)), feeds, infer)
    brought = Brought()
    found = batches(landing.documents(known=loaded_names(con)))
    for large, some in groupby(found, partial(_is_large, con)):
        if large:
            brought += _load_large(con, inputs, list(some), context)
            continue
        for batch in some:
            brought += _load_batch(con, inputs, batch, context)
            _forget(con)
    return brought


def _is_large(con: duckdb.DuckDBPyConnection, batch: Sequence[Document]) -> bool:
    """Whether a second connection is worth it; to a lake there is one."""
    return _kind(batch[0]) == "pages" and are_many(batch) and not is_lake(con)


def _load_large(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, found: Sequence[Sequence[Document]], context: Context
) -> Brought:
    def read(using: duckdb.DuckDBPyConnection, batch: Sequence[Document]) -> Pages:
        return read_pages(using, inputs, batch, context)

    brought = Brought()
    with quick_turns(), closing(read_ahead(con, found, read)) as ready:
        for using, pages in ready:
            brought += merge_pages(using, inputs, pages, context, beside=True)
            _forget(using)
    return brought


def _forget(con: duckdb.DuckDBPyConnection) -> None:
    """Drop what a transaction has staged; DuckDB would hold it, 50 MB at least, as long as it is open."""
    staged = con.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()
    con.execute("".join(f'DROP TABLE temp."{name}";' for (name,) in staged) or "SELECT 0")


def batches(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """Documents that are loaded in one transaction, in their order.

    Pages of the Hub go together, as long as one pass brought them: a record of a later pass has to meet
    what the earlier one left. Feeds and papers go one by one.
    """
    batch: list[Document] = []
    held = 0
    for document in documents:
        size = _size(document)
        if batch and not (
            len(batch) < _BATCH
            and held + size <= _BATCH_BYTES
            and _kind(batch[-1]) == _kind(document) != "text"
            and document.fetched_at - batch[-1].fetched_at < _PASS
        ):
            yield batch
            batch, held = [], 0
        batch.append(document)
        held += size
    if batch:
        yield batch


def _size(document: Document) -> int:
    try:
        return document.path.stat().st_size
    except OSError:
        return 0  # it is gone; reading it tells


def _kind(document: Document) -> str:
    single = {CARDS_SOURCE: "cards", GONE_SOURCE: "gone"}
    if document.source_id in single:
        return single[document.source_id]
    return "pages" if document.source_id.startswith("hub:") else "text"


def _load_bundled(
    con: duckdb.DuckDBPyConnection, curated: "Curated", snapshot: Path, run_id: str, now: datetime
) -> Loaded:
    """The catalogue and the snapshot; on an empty warehouse they are one change each, not one per fact."""
    first = con.execute("SELECT count(*) FROM models").fetchone() == (0,)
    context = Context(run_id, now, record=not first)
    with transaction(con):
        changed = curated.load(con, context)
        added = load_snapshot(con, snapshot, context)
        if not changed and added is None:
            return Loaded()
        derived = derive(
            con, run_id, now, everything=changed, first=first, map_confidence=curated.map_confidence
        )
    _forget(con)
    return Loaded(repos_added=added or 0, models_added=derived.models_added)


def _load_batch(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, batch: Sequence[Document], context: Context
) -> Brought:
    if _kind(batch[0]) == "gone":
        return load_gone(con, inputs, batch, context)
    if _kind(batch[0]) != "text":
        return load_pages(con, inputs, batch, context)
    # What reads texts takes a third of a second to import; a build without any needs none of it.
    from warehouse.loading.entries import merge_entries, read_entries  # noqa: PLC0415

    announced = read_entries(batch[0], inputs)
    with transaction(con):
        added = merge_entries(con, announced, context)
        rejected = mark_loaded(con, [announced.ledgered])
    return Brought(documents=1, announcements=added, rejected=rejected)
