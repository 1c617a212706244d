"""Loads landed pages of the Hub, many in one transaction."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import duckdb
import orjson

from extractors.hub.hints import define as define_hints
from extractors.hub.read import stage
from extractors.landing import Landing
from extractors.records import Document, Parent, Rejected
from warehouse.database import transaction, use_all_cores
from warehouse.loading.batch import CARDS_SOURCE, Brought, Context, Inputs, Ledgered
from warehouse.loading.inferring import infer_each
from warehouse.loading.ledger import mark_listed, mark_loaded
from warehouse.loading.repos import merge_staged, parent_rows
from warehouse.loading.unpacking import unpacked
from warehouse.rows import insert
from warehouse.statements import run

_CHUNK = 10_000
_FEW = 100
"""Records parsed at once in this process: some bring megabytes."""
_MANY = 1_000_000
"""Bytes as landed, some 5,000 records, from which several threads are faster than one."""


def are_many(documents: Sequence[Document]) -> bool:
    """Whether they are so many that several threads are faster than one."""
    return sum(document.path.stat().st_size for document in documents if document.path.exists()) > _MANY


@dataclass(frozen=True, slots=True)
class Pages:
    """A batch whose records are in the temporary tables of a connection.

    Attributes:
        documents: all of it, in their order.
        sound: those that could be read, by the file that the tables name.
        damaged: the others.
    """

    documents: Sequence[Document]
    sound: Mapping[str, Document]
    damaged: Sequence[Ledgered]


def load_pages(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, documents: Sequence[Document], context: Context
) -> Brought:
    """Load a batch in one transaction: rows, ledger and watermarks. What cannot be read is quarantined."""
    return merge_pages(con, inputs, read_pages(con, inputs, documents, context), context)


def read_pages(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, documents: Sequence[Document], context: Context
) -> Pages:
    """Read a batch into temporary tables; the warehouse itself is neither read nor changed."""
    if are_many(documents):
        use_all_cores(con)
    with unpacked(inputs.landing, documents, keep=_with_cards(documents)) as (sound, damaged):
        con.execute(
            "CREATE OR REPLACE TEMP TABLE batch (file VARCHAR, source_id VARCHAR, fetched_at TIMESTAMPTZ)"
        )
        rows = [
            {"file": str(file), "source_id": document.source_id, "fetched_at": document.fetched_at}
            for file, document in sound
        ]
        insert(con, "batch", rows)
        stage(con, [file for file, _ in sound])
    run(con, "staging/hub", context.parameters)
    return Pages(documents, {str(file): document for file, document in sound}, damaged)


def merge_pages(con: duckdb.DuckDBPyConnection, inputs: Inputs, pages: Pages, context: Context) -> Brought:
    """Infer what a batch does not declare, and merge it in one transaction. `con` is what read it."""
    failed = _infer(con, inputs, pages)
    read = {one.document.name: one for one in [*pages.damaged, *_read(con, pages, failed)]}
    with transaction(con):
        added = merge_staged(con, context)
        mark_listed(con, pages.documents)
        rejected = mark_loaded(con, [read[document.name] for document in pages.documents])
    return Brought(documents=len(pages.documents), repos=added, rejected=rejected)


def _with_cards(documents: Sequence[Document]) -> bool:
    """Whether they are single records, whose cards and configs are read as well."""
    return documents[0].source_id == CARDS_SOURCE


def _read(con: duckdb.DuckDBPyConnection, pages: Pages, failed: list[Rejected]) -> Iterator[Ledgered]:
    """How each page was read."""
    records = dict(con.execute("SELECT file, count(*) FROM hub_read GROUP BY file").fetchall())
    rejects: dict[str, list[tuple[int | None, str]]] = {}
    for file, record, reason in con.execute("SELECT file, record, reason FROM hub_rejects").fetchall():
        rejects.setdefault(file, []).append((record, reason))
    for file, document in pages.sound.items():
        yield _ledgered(document, records.get(file, 0), rejects.get(file, []), failed)


def _ledgered(
    document: Document, records: int, rejects: list[tuple[int | None, str]], failed: list[Rejected]
) -> Ledgered:
    whole = next((reason for record, reason in rejects if record is None), None)
    single = [
        Rejected(document.source_id, f"{document.name}#{record}", reason)
        for record, reason in rejects
        if record is not None
    ]
    single += [one for one in failed if one.document.startswith(f"{document.name}#")]
    return Ledgered(document, records, tuple(single), unreadable=whole)


def _infer(con: duckdb.DuckDBPyConnection, inputs: Inputs, pages: Pages) -> list[Rejected]:
    """Add inferred parents for repos that declare none; only these rows pass through Python."""
    rejected: list[Rejected] = []
    found: list[tuple[str, Sequence[Parent]]] = []
    whole = _with_cards(pages.documents)
    records = _undeclared(con, inputs.landing, pages) if whole else _listed(con)
    names = inputs.names() if whole and not inputs.infer else None
    while portion := list(islice(records, _CHUNK if inputs.infer else _FEW)):
        told = [record for _, _, record in portion]
        results = inputs.infer(told) if inputs.infer else infer_each(told, names)
        for (file, repo_id, _), parents in zip(portion, results, strict=True):
            if isinstance(parents, str):
                document = pages.sound[file]
                rejected.append(Rejected(document.source_id, f"{document.name}#{repo_id}", parents))
            elif parents:
                found.append((repo_id, parents))
    rows = (row for repo_id, parents in found for row in parent_rows(repo_id, parents))
    insert(con, "staged_parents", rows)
    return rejected


def _listed(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """File, repo id and what a listing tells of staged repos that declare no parent but may tell of one."""
    define_hints(con)
    rows = run(con, "staging/undeclared_listed")
    # Not all at once: Python would look through all that it holds for garbage among them, again and again.
    while some := rows.fetchmany(_FEW):
        for file, repo_id, tags, library, siblings in some:
            files = orjson.loads(siblings) if siblings else None
            yield file, repo_id, {"id": repo_id, "tags": tags, "library_name": library, "siblings": files}


def _undeclared(
    con: duckdb.DuckDBPyConnection, landing: Landing, pages: Pages
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """File, repo id and record of every staged repo that declares no parent."""
    try:
        rows = run(con, "staging/undeclared").fetchall()
    except duckdb.Error:
        # A page that DuckDB refuses was salvaged record by record while it was staged; do so here too.
        wanted = set(con.execute("SELECT repo_id, file FROM undeclared").fetchall())
        for file, document in pages.sound.items():
            for record in _records(landing.read(document)):
                repo_id = record.get("id") or record.get("modelId")
                if isinstance(repo_id, str) and (repo_id, file) in wanted:
                    yield file, repo_id, record
        return
    for file, repo_id, text in rows:
        yield file, repo_id, orjson.loads(text)


def _records(body: bytes) -> Iterable[Mapping[str, Any]]:
    try:
        page = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return []
    return [one for one in (page if isinstance(page, list) else [page]) if isinstance(one, dict)]
