"""Loads the bundled snapshot of the Hub, which gives the map a start without any polling."""

import hashlib
from pathlib import Path

import duckdb

from extractors.errors import ConfigurationError
from extractors.hub.hints import define as define_hints
from extractors.hub.infer import infer
from extractors.licenses import normalise
from warehouse.loading.batch import Context
from warehouse.loading.repos import merge_staged, parent_rows
from warehouse.rows import insert
from warehouse.statements import run


def load_snapshot(con: duckdb.DuckDBPyConnection, folder: Path, context: Context) -> int | None:
    """Load the CSV files of `folder` within the caller's transaction, unless they are loaded already.

    Returns how many repos were new, or None if nothing was done.

    Raises:
        ConfigurationError: a file is not in the snapshot's format.
    """
    files = sorted(folder.glob("*.csv"))
    digest = hashlib.sha256(
        b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)
    ).hexdigest()
    known = con.execute("SELECT value FROM facts.state WHERE name = 'snapshot'").fetchone()
    if not files or known == (digest,):
        return None
    con.execute("SET VARIABLE snapshot_files = ?", [[str(file) for file in files]])
    try:
        run(con, "staging/snapshot", context.parameters)
    except (duckdb.ConversionException, duckdb.InvalidInputException, duckdb.BinderException) as error:
        raise ConfigurationError(
            f"the snapshot in {folder} cannot be read: {str(error).splitlines()[0]}. "
            "Reinstall modelmap, or put the file right."
        ) from error
    _name_licences(con)
    _infer(con)
    added = merge_staged(con, context)
    con.execute("DELETE FROM facts.state WHERE name = 'snapshot'")
    con.execute("INSERT INTO facts.state VALUES ('snapshot', ?)", [digest])
    return added


def _infer(con: duckdb.DuckDBPyConnection) -> None:
    """Add parents that the names of undeclared repos tell, as for repos that a listing brings."""
    define_hints(con)
    silent = [repo_id for (repo_id,) in run(con, "staging/undeclared_snapshot").fetchall()]
    rows = [row for repo_id in silent for row in parent_rows(repo_id, infer({"id": repo_id}, None))]
    insert(con, "staged_parents", rows)


def _name_licences(con: duckdb.DuckDBPyConnection) -> None:
    """As the Hub's own records have them, so that the first poll changes nothing that is the same."""
    stated = [text for (text,) in con.execute("SELECT DISTINCT license FROM staged_repos").fetchall() if text]
    named = {text: found.spdx for text in stated if (found := normalise(text))}
    con.execute(
        "UPDATE staged_repos SET license = coalesce(MAP(?::VARCHAR[], ?::VARCHAR[])[license], license)",
        [list(named), list(named.values())],
    )
