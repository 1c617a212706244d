"""Marks documents as loaded, moves their sources' watermarks, and quarantines what could not be read."""

from collections.abc import Sequence

import duckdb

from extractors.records import Document
from warehouse.loading.batch import CARDS_SOURCE, RECHECK_SOURCE, Ledgered
from warehouse.marts import mark_stale
from warehouse.rows import insert
from warehouse.statements import run


def loaded_names(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """Names of the documents that the ledger has."""
    return frozenset(name for (name,) in con.execute("SELECT document FROM facts.documents").fetchall())


def mark_listed(con: duckdb.DuckDBPyConnection, documents: Sequence[Document]) -> None:
    """Within the transaction that holds their rows: listings were loaded, so a closer look is due."""
    if any(document.source_id not in (CARDS_SOURCE, RECHECK_SOURCE) for document in documents):
        con.execute("DELETE FROM facts.state WHERE name = 'listed'")
        con.execute("INSERT INTO facts.state VALUES ('listed', '')")


def mark_loaded(con: duckdb.DuckDBPyConnection, read: Sequence[Ledgered]) -> int:
    """Within the transaction that holds the documents' rows. Returns how much was rejected."""
    con.execute("CREATE OR REPLACE TEMP TABLE ledgered AS FROM facts.documents LIMIT 0")
    insert(con, "ledgered", [_row(one) for one in read])
    con.execute(
        "CREATE OR REPLACE TEMP TABLE landed "
        "(turn INTEGER, source_id VARCHAR, url VARCHAR, watermark VARCHAR, fetched_at TIMESTAMPTZ)"
    )
    insert(
        con,
        "landed",
        [
            {
                "turn": turn,
                "source_id": one.document.source_id,
                "url": one.document.url,
                "watermark": one.document.watermark,
                "fetched_at": one.document.fetched_at,
            }
            for turn, one in enumerate(read)
        ],
    )
    con.execute("CREATE OR REPLACE TEMP TABLE rejects AS FROM quarantine LIMIT 0")
    rejected = [
        {
            "source_id": r.source_id,
            "document": r.document,
            "reason": r.reason,
            "seen_at": one.document.fetched_at,
        }
        for one in read
        for r in one.rejected
    ]
    rejected += [
        {
            "source_id": one.document.source_id,
            "document": one.document.name,
            "reason": one.unreadable,
            "seen_at": one.document.fetched_at,
        }
        for one in read
        if one.unreadable
    ]
    insert(con, "rejects", rejected)
    run(con, "staging/ledger")
    mark_stale(con)
    return len(rejected)


def _row(one: Ledgered) -> dict[str, object]:
    document = one.document
    return {
        "document": document.name,
        "source_id": document.source_id,
        "sha256": document.sha256,
        "fetched_at": document.fetched_at,
        "etag": document.etag,
        "last_modified": document.last_modified,
        "status": "quarantined" if one.unreadable else "loaded",
        "records": one.records,
        "rejected": len(one.rejected),
    }
