"""Which repos are worth a closer look, because they say nothing of their parents."""

import duckdb

from warehouse.marts import RULES
from warehouse.statements import run


def undeclared_repos(con: duckdb.DuckDBPyConnection, limit: int) -> list[str]:
    """Notable repos without a declared parent whose card has not been read since they last changed.

    Those that most people look at come first; at most `limit`.
    """
    rows = run(con, "undeclared", {"notable_likes": RULES["notable_likes"], "n": limit}).fetchall()
    return [repo_id for (repo_id,) in rows]
