"""Merges staged repos and their parents into the public tables."""

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb

from extractors.records import Parent
from warehouse.loading.batch import Context
from warehouse.statements import run


def merge_staged(con: duckdb.DuckDBPyConnection, context: Context) -> int:
    """Merge `staged_repos` and `staged_parents` within the caller's transaction. Returns how many are new."""
    added = merge_repos(con, context)
    merge_parents(con, context)
    return added


def merge_repos(con: duckdb.DuckDBPyConnection, context: Context) -> int:
    """Merge `staged_repos`, the first half of it. Returns how many are new."""
    run(con, "staging/repos", context.parameters)
    added = con.execute("SELECT count(*) FROM staged_repos ANTI JOIN known_ids USING (repo_id)").fetchone()
    return int(added[0]) if added else 0


def merge_parents(con: duckdb.DuckDBPyConnection, context: Context) -> None:
    """Merge `staged_parents` of the repos that were merged, the second half."""
    run(con, "staging/parents", context.parameters)


def parent_rows(repo_id: str, parents: Sequence[Parent]) -> Iterator[dict[str, Any]]:
    """Inferred parents of one repo, surest first, as rows of `staged_parents`."""
    for position, parent in enumerate(parents):
        yield {
            "repo_id": repo_id,
            "parent_id": parent.parent,
            "relation": parent.relation,
            "origin": parent.origin,
            "confidence": parent.confidence,
            "evidence": parent.evidence,
            "position": position,
        }
