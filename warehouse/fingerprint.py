"""One hash over all facts: equal when nothing that the site shows has changed."""

import hashlib

import duckdb

from warehouse.publics import FACTS, IGNORED


def fingerprint(con: duckdb.DuckDBPyConnection) -> str:
    """A hash of the contents of the fact tables, whatever order their rows are in.

    `runs` and `sources` are left out, and when a repo or announcement was last seen: they change on every
    run, and nothing new is learnt by it.
    """
    digest = hashlib.sha256()
    for table in FACTS:
        ignored = IGNORED.get(table, ())
        columns = f"* EXCLUDE ({', '.join(ignored)})" if ignored else "*"
        row = con.execute(
            f"SELECT count(*), sum(CAST(hash(t) AS HUGEINT)) FROM (SELECT {columns} FROM main.{table}) AS t"  # noqa: S608  our own tables
        ).fetchone()
        digest.update(f"{table}:{row}\n".encode())
    return digest.hexdigest()
