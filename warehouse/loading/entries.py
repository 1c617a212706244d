"""Loads feed items and papers: the releases that they announce, and the parents that they state."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from extractors.arxiv.read import read as read_arxiv
from extractors.errors import UnreadableError
from extractors.feeds.read import read as read_feed
from extractors.records import Document, Entry, Rejected, Release, Source
from extractors.text.releases import releases
from warehouse.loading.batch import Context, Inputs, Ledgered
from warehouse.naming import named
from warehouse.rows import insert
from warehouse.statements import run

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Announced:
    """One document's entries, the releases that they announce, and what could not be read."""

    ledgered: Ledgered
    entries: tuple[Entry, ...] = ()
    releases: tuple[tuple[Entry, Release], ...] = ()


def read_entries(document: Document, inputs: Inputs) -> Announced:
    """Read one landed document; nothing that it holds raises."""
    source = inputs.feeds.get(document.source_id)
    read = read_arxiv if document.source_id.startswith("arxiv:") else read_feed
    try:
        entries, rejected = read(
            document, inputs.landing.read(document), language=source.language if source else None
        )
    except UnreadableError as error:
        return Announced(Ledgered(document, unreadable=str(error)))
    found: list[tuple[Entry, Release]] = []
    for entry in entries:
        try:
            stated = releases(
                entry.title, entry.text, names=inputs.names(), language=entry.language, url=entry.url
            )
        except Exception as error:  # noqa: BLE001  one text that trips an extractor must not lose the others
            log.warning("%s: %s could not be read: %s", document.name, entry.entry_id, error)
            where = f"{document.name}#{entry.entry_id}"
            rejected = [*rejected, Rejected(document.source_id, where, f"not understood: {error}")]
        else:
            found.extend((entry, _with_org(release, source)) for release in stated)
    return Announced(Ledgered(document, len(entries), tuple(rejected)), tuple(entries), tuple(found))


def _with_org(release: Release, source: Source | None) -> Release:
    """What an organisation announces without naming itself is its own."""
    return replace(release, org=source.org) if source and source.org and not release.org else release


def merge_entries(con: duckdb.DuckDBPyConnection, announced: Announced, context: Context) -> int:
    """Merge what a document announces, within the caller's transaction. Returns the announcements added."""
    fetched_at = announced.ledgered.document.fetched_at
    con.execute("CREATE OR REPLACE TEMP TABLE staged_announcements AS FROM announcements LIMIT 0")
    con.execute("CREATE OR REPLACE TEMP TABLE staged_stated AS FROM facts.announced_parents LIMIT 0")
    con.execute(
        "CREATE OR REPLACE TEMP TABLE staged_entries "
        "(source_id VARCHAR, entry_id VARCHAR, fetched_at TIMESTAMPTZ)"
    )
    insert(
        con,
        "staged_entries",
        [
            {"source_id": entry.source_id, "entry_id": entry.entry_id, "fetched_at": fetched_at}
            for entry in announced.entries
        ],
    )
    rows: dict[str, dict[str, Any]] = {}
    parents: list[dict[str, Any]] = []
    for entry, release in announced.releases:
        row = _announcement(entry, release) | {"first_seen_at": fetched_at, "last_seen_at": fetched_at}
        if rows.setdefault(row["announcement_id"], row) is row:
            parents.extend(_parents(row["announcement_id"], release))
    insert(con, "staged_announcements", rows.values())
    insert(con, "staged_stated", parents)
    added = run(con, "staging/announcements", context.parameters).fetchone()
    return int(added[0]) if added else 0


def _announcement(entry: Entry, release: Release) -> dict[str, Any]:
    name = named(release.name)
    feed = "arxiv" if entry.source_id.startswith("arxiv:") else entry.source_id  # its ids are the same in all
    identity = f"{feed}\n{entry.entry_id}\n{name.key}"
    return {
        "announcement_id": hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:20],
        "source_id": entry.source_id,
        "entry_id": entry.entry_id,
        "url": entry.url,
        "title": entry.title,
        "published_at": entry.published_at,
        "name": release.name,
        "name_key": name.key,
        "name_keys": name.keys,
        "slug": name.slug,
        "kind": release.kind,
        "org": release.org,
        "sizes": release.sizes,
        "license": release.license,
        "hf_ids": release.hf_ids,
        "confidence": release.confidence,
        "evidence": release.evidence,
    }


def _parents(announcement_id: str, release: Release) -> Iterator[dict[str, Any]]:
    for position, parent in enumerate(release.parents):
        yield {
            "announcement_id": announcement_id,
            "position": position,
            "name": parent.name,
            "name_key": named(parent.name).key,
            "name_keys": named(parent.name).keys,
            "relation": parent.relation,
            "confidence": parent.confidence,
        }
