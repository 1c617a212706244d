"""Folds the names of repos that could name a model: of catalogued organisations, and notable ones."""

import duckdb

from warehouse.naming import named
from warehouse.rows import insert
from warehouse.statements import run


def fill_keys(con: duckdb.DuckDBPyConnection, *, notable_likes: int, notable_trending: float) -> int:
    """Give every such repo, and every parent named by one, its key. Returns how many were new."""
    rows = run(
        con, "marts/unkeyed", {"notable_likes": notable_likes, "notable_trending": notable_trending}
    ).fetchall()
    keyed = [(repo, repo.partition("/")[0] if "/" in repo else "", named(repo)) for (repo,) in rows]
    return insert(
        con,
        "facts.repo_keys",
        [
            {"repo_id": r, "author": a, "name_key": n.key, "keys": n.keys, "name": n.name, "slug": n.slug}
            for r, a, n in keyed
        ],
    )
