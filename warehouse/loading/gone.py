"""Loads what the Hub no longer gives under its name: repos that were deleted, made private, or renamed."""

from collections.abc import Sequence
from typing import Any

import duckdb
import orjson

from extractors.errors import UnreadableError
from extractors.hub.repo_id import is_repo_id
from extractors.records import Document, Rejected
from warehouse.database import transaction
from warehouse.loading.batch import Brought, Context, Inputs, Ledgered
from warehouse.loading.ledger import mark_loaded
from warehouse.rows import insert
from warehouse.statements import run


def load_gone(
    con: duckdb.DuckDBPyConnection, inputs: Inputs, documents: Sequence[Document], context: Context
) -> Brought:
    """Load documents of `hub:gone` (see `extractors.hub.recheck`) in one transaction."""
    read: list[Ledgered] = []
    rows: list[dict[str, Any]] = []
    for document in documents:
        try:
            records = orjson.loads(inputs.landing.read(document))
        except (UnreadableError, orjson.JSONDecodeError) as error:
            read.append(Ledgered(document, unreadable=str(error)))
            continue
        rejected: list[Rejected] = []
        if not isinstance(records, list):
            read.append(Ledgered(document, unreadable="not a list of names that are gone"))
            continue
        for number, record in enumerate(records, start=1):
            row = _row(record)
            if row is None:
                reason = "the record names no repo that is gone"
                rejected.append(Rejected(document.source_id, f"{document.name}#{number}", reason))
            else:
                rows.append(row | {"fetched_at": document.fetched_at})
        read.append(Ledgered(document, len(records), tuple(rejected)))
    con.execute(
        "CREATE OR REPLACE TEMP TABLE staged_gone (repo_id VARCHAR, now_id VARCHAR, fetched_at TIMESTAMPTZ)"
    )
    insert(con, "staged_gone", rows)
    with transaction(con):
        run(con, "staging/gone", context.parameters)
        refused = mark_loaded(con, read)
    return Brought(documents=len(documents), rejected=refused)


def _row(record: object) -> dict[str, Any] | None:
    if not isinstance(record, dict) or not isinstance(record.get("id"), str) or not is_repo_id(record["id"]):
        return None
    now_id = record.get("now")
    return {
        "repo_id": record["id"],
        "now_id": now_id if isinstance(now_id, str) and is_repo_id(now_id) else None,
    }
