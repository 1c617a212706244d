"""Which repos are asked after singly: for their card, or because no listing has shown them for long."""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from warehouse.database import transaction
from warehouse.loading.batch import CARDS_SOURCE, RECHECK_SOURCE
from warehouse.marts import RULES
from warehouse.statements import run
from warehouse.undeclared import undeclared_repos


@dataclass(frozen=True, slots=True)
class CloserLook:
    """Repo ids, most important first."""

    cards: tuple[str, ...] = ()
    rechecks: tuple[str, ...] = ()


def closer_look(con: duckdb.DuckDBPyConnection, *, cards: int, rechecks: int, now: datetime) -> CloserLook:
    """The repos to ask after now.

    They are chosen once for each time that listings brought something new, and stay chosen until they
    have been asked after: a run that was killed is made up for, and an unchanged day asks after none.

    Args:
        con: a writing connection.
        cards: how many cards at most.
        rechecks: how many records at most.
        now: what counts as long ago is measured from here.
    """
    if con.execute("SELECT 1 FROM facts.state WHERE name = 'listed'").fetchone():
        with transaction(con):
            con.execute("DELETE FROM facts.state WHERE name = 'listed'")
            con.execute("DELETE FROM facts.closer_look")
            chosen = {
                CARDS_SOURCE: undeclared_repos(con, cards),
                RECHECK_SOURCE: _unseen(con, now, rechecks),
            }
            for asks, repo_ids in chosen.items():
                con.execute(
                    "INSERT INTO facts.closer_look "
                    "SELECT unnest($ids::VARCHAR[]), $asks, generate_subscripts($ids::VARCHAR[], 1)",
                    {"ids": repo_ids, "asks": asks},
                )
    found = con.execute("SELECT asks, list(repo_id ORDER BY position) FROM facts.closer_look GROUP BY asks")
    waiting = {asks: tuple(repo_ids) for asks, repo_ids in found.fetchall()}
    return CloserLook(waiting.get(CARDS_SOURCE, ()), waiting.get(RECHECK_SOURCE, ()))


def _unseen(con: duckdb.DuckDBPyConnection, now: datetime, limit: int) -> list[str]:
    parameters = {"notable_likes": RULES["notable_likes"], "now": now, "n": limit}
    return [repo_id for (repo_id,) in run(con, "recheck", parameters).fetchall()]
