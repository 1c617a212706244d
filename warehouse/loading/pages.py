"""Loads landed pages of the Hub, many in one transaction."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import islice
from typing import Any

import duckdb
import orjson

from extractors.errors import UnreadableError
from extractors.hub.hints import define as define_hints
from extractors.hub.listing import overcrowded
from extractors.hub.read import stage
from extractors.landing import Landing
from extractors.records import Document, Rejected
from warehouse.database import transaction, use_all_cores
from warehouse.loading.batch import CARDS_SOURCE, Brought, Context, Inputs, Ledgered
from warehouse.loading.inferring import infer_each
from warehouse.loading.ledger import mark_listed, mark_loaded
from warehouse.loading.repos import merge_staged, parent_rows
from warehouse.rows import insert
from warehouse.statements import run

_CHUNK = 10_000
_FEW = 100
"""Records parsed at once in this process: some bring megabytes."""
_READERS = 4
"""Documents that are unpacked and hashed at once; both let go of Python's lock."""
_MANY = 1_000_000
"""Bytes as landed, some 5,000 records, from which several threads are faster than one."""


def load_pages(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, documents: Sequence[Document], context: Context
) -> Brought:
    """Load a batch in one transaction: rows, ledger and watermarks. What cannot be read is quarantined."""
    if sum(document.path.stat().st_size for document in documents if document.path.exists()) > _MANY:
        use_all_cores(con)
    sound, damaged = [], []
    with ThreadPoolExecutor(max_workers=_READERS) as pool:
        for document, unreadable in zip(
            documents, pool.map(partial(_unreadable, inputs.landing), documents), strict=True
        ):
            if unreadable:
                damaged.append(Ledgered(document, unreadable=unreadable))
            else:
                sound.append(document)
    read = [*damaged, *_stage(con, inputs, sound, context)]
    order = {document.name: turn for turn, document in enumerate(documents)}
    with transaction(con):
        added = merge_staged(con, context)
        mark_listed(con, documents)
        rejected = mark_loaded(con, sorted(read, key=lambda one: order[one.document.name]))
    return Brought(documents=len(documents), repos=added, rejected=rejected)


def _unreadable(landing: Landing, document: Document) -> str | None:
    """Why a document is not the bytes that were landed, or holds more than any page, if so."""
    try:
        return overcrowded(landing.read(document))
    except UnreadableError as error:
        return str(error)


def _stage(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, documents: Sequence[Document], context: Context
) -> list[Ledgered]:
    con.execute(
        "CREATE OR REPLACE TEMP TABLE batch (file VARCHAR, source_id VARCHAR, fetched_at TIMESTAMPTZ)"
    )
    rows = [{"file": str(d.path), "source_id": d.source_id, "fetched_at": d.fetched_at} for d in documents]
    insert(con, "batch", rows)
    stage(con, [document.path for document in documents])
    run(con, "staging/hub", context.parameters)
    failed = _infer(con, inputs, documents)
    records = dict(con.execute("SELECT file, count(*) FROM hub_read GROUP BY file").fetchall())
    rejects: dict[str, list[tuple[int | None, str]]] = {}
    for file, record, reason in con.execute("SELECT file, record, reason FROM hub_rejects").fetchall():
        rejects.setdefault(file, []).append((record, reason))
    return [
        _ledgered(d, records.get(str(d.path), 0), rejects.get(str(d.path), []), failed) for d in documents
    ]


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


def _infer(con: duckdb.DuckDBPyConnection, inputs: Inputs, documents: Sequence[Document]) -> list[Rejected]:
    """Add inferred parents for repos that declare none; only these rows pass through Python."""
    rejected: list[Rejected] = []
    found: list[dict[str, Any]] = []
    by_file = {str(document.path): document for document in documents}
    whole = documents and documents[0].source_id == CARDS_SOURCE
    records = _undeclared(con, inputs.landing, documents) if whole else _listed(con)
    while portion := list(islice(records, _CHUNK if inputs.infer else _FEW)):
        told = [record for _, _, record in portion]
        results = inputs.infer(told) if inputs.infer else infer_each(told, inputs.names())
        for (file, repo_id, _), parents in zip(portion, results, strict=True):
            if isinstance(parents, str):
                document = by_file[file]
                rejected.append(Rejected(document.source_id, f"{document.name}#{repo_id}", parents))
            else:
                found.extend(parent_rows(repo_id, parents))
        if len(found) >= _CHUNK:
            insert(con, "staged_parents", found)
            found.clear()
    insert(con, "staged_parents", found)
    return rejected


def _listed(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """File, repo id and what a listing tells of staged repos that declare no parent but may tell of one."""
    define_hints(con)
    for file, repo_id, tags, library, siblings in run(con, "staging/undeclared_listed").fetchall():
        files = orjson.loads(siblings) if siblings else None
        yield file, repo_id, {"id": repo_id, "tags": tags, "library_name": library, "siblings": files}


def _undeclared(
    con: duckdb.DuckDBPyConnection, landing: Landing, documents: Sequence[Document]
) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """File, repo id and record of every staged repo that declares no parent."""
    try:
        rows = run(con, "staging/undeclared").fetchall()
    except duckdb.Error:
        # A page that DuckDB refuses was salvaged record by record while it was staged; do so here too.
        wanted = set(con.execute("SELECT repo_id, file FROM undeclared").fetchall())
        for document in documents:
            for record in _records(landing.read(document)):
                repo_id = record.get("id") or record.get("modelId")
                if isinstance(repo_id, str) and (repo_id, str(document.path)) in wanted:
                    yield str(document.path), repo_id, record
        return
    for file, repo_id, text in rows:
        yield file, repo_id, orjson.loads(text)


def _records(body: bytes) -> Iterable[Mapping[str, Any]]:
    try:
        page = json.loads(body.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return []
    return [one for one in (page if isinstance(page, list) else [page]) if isinstance(one, dict)]
