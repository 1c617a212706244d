"""Loads landed pages of the Hub, many in one transaction."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass

import duckdb

from extractors.hub.read import stage
from extractors.records import Document, Rejected
from warehouse.database import transaction, use_all_cores
from warehouse.loading.batch import CARDS_SOURCE, Brought, Context, Inputs, Ledgered
from warehouse.loading.ledger import mark_listed, mark_loaded
from warehouse.loading.repos import merge_parents, merge_repos
from warehouse.loading.silent import Told, infer_all, listed, listed_rows, whole
from warehouse.loading.unpacking import unpacked
from warehouse.rows import insert
from warehouse.statements import run

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


def merge_pages(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, pages: Pages, context: Context, *, beside: bool = False
) -> Brought:
    """Infer what a batch does not declare, and merge it in one transaction. `con` is what read it.

    Repos can be merged before it is known what is inferred: with `beside`, a thread infers meanwhile.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="infer") as thread:
        telling = _infer(con, inputs, pages, thread if beside else None)
        with transaction(con):
            added = merge_repos(con, context)
            told = telling()
            insert(con, "staged_parents", told.rows())
            merge_parents(con, context)
            mark_listed(con, pages.documents)
            read = {one.document.name: one for one in [*pages.damaged, *_read(con, pages, told.rejected)]}
            rejected = mark_loaded(con, [read[document.name] for document in pages.documents])
    return Brought(documents=len(pages.documents), repos=added, rejected=rejected)


def _infer(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, pages: Pages, thread: Executor | None
) -> Callable[[], Told]:
    """Infer parents of repos that declare none, and no other passes through Python. How to get them."""
    if _with_cards(pages.documents):
        names = None if inputs.infer else inputs.names()
        records = whole(con, inputs.landing, pages.sound)
    else:
        names, records = None, listed(listed_rows(con))
        if thread and not inputs.infer:
            return thread.submit(infer_all, records, pages.sound, names=None, infer=None).result
    told = infer_all(records, pages.sound, names=names, infer=inputs.infer)
    return lambda: told


def _with_cards(documents: Sequence[Document]) -> bool:
    """Whether they are single records, whose cards and configs are read as well."""
    return documents[0].source_id == CARDS_SOURCE


def _read(con: duckdb.DuckDBPyConnection, pages: Pages, failed: Sequence[Rejected]) -> Iterator[Ledgered]:
    """How each page was read."""
    records = dict(con.execute("SELECT file, count(*) FROM hub_read GROUP BY file").fetchall())
    rejects: dict[str, list[tuple[int | None, str]]] = {}
    for file, record, reason in con.execute("SELECT file, record, reason FROM hub_rejects").fetchall():
        rejects.setdefault(file, []).append((record, reason))
    for file, document in pages.sound.items():
        yield _ledgered(document, records.get(file, 0), rejects.get(file, []), failed)


def _ledgered(
    document: Document, records: int, rejects: list[tuple[int | None, str]], failed: Sequence[Rejected]
) -> Ledgered:
    whole = next((reason for record, reason in rejects if record is None), None)
    single = [
        Rejected(document.source_id, f"{document.name}#{record}", reason)
        for record, reason in rejects
        if record is not None
    ]
    single += [one for one in failed if one.document.startswith(f"{document.name}#")]
    return Ledgered(document, records, tuple(single), unreadable=whole)
