"""Records that declare no parent: as they are staged, and what is inferred from them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import duckdb
import orjson

from extractors.hub.hints import define as define_hints
from extractors.landing import Landing
from extractors.names.known import KnownNames
from extractors.records import Document, Parent, Rejected
from warehouse.loading.inferring import Infer, Record, infer_each
from warehouse.loading.repos import parent_rows
from warehouse.statements import run

_CHUNK = 10_000
"""Records sent elsewhere at once."""
_FEW = 100
"""Records parsed at once in this process: some bring megabytes."""

Silent = tuple[str, str, Record]
"""File, repo id, and the record."""
Listed = tuple[str, str, str | None, str | None, str | None]
"""File, repo id, tags as JSON, library, and siblings as JSON."""


@dataclass(frozen=True, slots=True)
class Told:
    """Parents of repos that declare none, and the records that could not be understood."""

    parents: Sequence[tuple[str, Sequence[Parent]]]
    rejected: Sequence[Rejected]

    def rows(self) -> Iterator[dict[str, Any]]:
        """As `staged_parents` has them."""
        return (row for repo_id, parents in self.parents for row in parent_rows(repo_id, parents))


def infer_all(
    records: Iterable[Silent],
    documents: Mapping[str, Document],
    *,
    names: KnownNames | None,
    infer: Infer | None,
) -> Told:
    """Infer here, or with `infer`. `documents` are those of the files that the records are from."""
    rejected: list[Rejected] = []
    found: list[tuple[str, Sequence[Parent]]] = []
    waiting = iter(records)
    while portion := list(islice(waiting, _CHUNK if infer else _FEW)):
        told = [record for _, _, record in portion]
        results = infer(told) if infer else infer_each(told, names)
        for (file, repo_id, _), parents in zip(portion, results, strict=True):
            if isinstance(parents, str):
                document = documents[file]
                rejected.append(Rejected(document.source_id, f"{document.name}#{repo_id}", parents))
            elif parents:
                found.append((repo_id, parents))
    return Told(found, rejected)


def listed_rows(con: duckdb.DuckDBPyConnection) -> list[Listed]:
    """What a listing tells of staged repos that declare no parent but may tell of one.

    Text alone: among thousands of lists Python would look for garbage, again and again.
    """
    define_hints(con)
    rows: list[Listed] = run(con, "staging/undeclared_listed").fetchall()
    return rows


def listed(rows: Iterable[Listed]) -> Iterator[Silent]:
    """The same as records."""
    for file, repo_id, tags, library, siblings in rows:
        yield file, repo_id, {
            "id": repo_id,
            "tags": orjson.loads(tags) if tags else None,
            "library_name": library,
            "siblings": orjson.loads(siblings) if siblings else None,
        }  # fmt: skip


def whole(
    con: duckdb.DuckDBPyConnection, landing: Landing, documents: Mapping[str, Document]
) -> Iterator[Silent]:
    """The whole record, with card and configs, of every staged repo that declares no parent."""
    try:
        rows = run(con, "staging/undeclared").fetchall()
    except duckdb.Error:
        # A page that DuckDB refuses was salvaged record by record while it was staged; do so here too.
        wanted = set(con.execute("SELECT repo_id, file FROM undeclared").fetchall())
        for file, document in documents.items():
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
