"""Derives the public tables from the facts, and writes down what changed."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

import duckdb

from extractors.words import Origin
from warehouse.keys import fill_keys
from warehouse.statements import run, text

RULES: dict[str, Any] = {
    "origins": [str(origin) for origin in Origin],
    "notable_likes": 200,  # a repo that many people like is a model worth naming, whoever made it
    "notable_trending": 20.0,  # likewise one that many look at now
    "drawn_likes": 500,  # a candidate is drawn from here, whoever made it,
    "drawn_org_likes": 50,  # or from here if its makers are catalogued, or when a text announces it
    "drawn_days": 365,  # and only while it is new: what is old and worth drawing, the catalogue has
}
"""Thresholds of the derivation, all in one place, but for the one that users set."""

MAP_CONFIDENCE = 0.7
"""Edges and candidates from here are drawn, what is below waits; `[extract] map_confidence` changes it."""

_MANY = 50_000
"""Repos; up to here what was touched is looked at by itself, however few the others are."""
_DEEPEST = 50
"""Copies of copies are followed this far."""
_MARTS = (
    "names", "all", "near", "unkeyed", "near_edges", "widen", "keyed_repos", "near_repos", "keyed",
    "candidates", "moved", "copies", "wave", "assign", "near_assign", "lineage", "ancestry", "models",
    "publish", "changes",
)  # fmt: skip


def stale(
    con: duckdb.DuckDBPyConnection, map_confidence: float
) -> Literal["nothing", "touched", "everything"]:
    """What is to be derived anew: what facts were touched; or everything, if the way of deriving changed.

    Everything also where most repos were touched, as after a backfill: that is less work then.
    """
    state = dict(con.execute("SELECT name, value FROM facts.state").fetchall())
    if state.get("marts") != _version() or state.get("map_confidence") != repr(map_confidence):
        return "everything"
    if "stale" not in state:
        return "nothing"
    touched, repos = con.execute(
        "SELECT (SELECT count(*) FROM facts.pending), (SELECT count(*) FROM repos)"
    ).fetchone() or (0, 0)
    return "everything" if touched > max(_MANY, repos // 2) else "touched"


def mark_stale(con: duckdb.DuckDBPyConnection) -> None:
    """Within the transaction that changes facts: whoever comes next, even after a crash, derives anew."""
    con.execute("DELETE FROM facts.state WHERE name = 'stale'")
    con.execute("INSERT INTO facts.state VALUES ('stale', '')")


@cache
def _version() -> str:
    """Changes with the SQL and the thresholds, so that an upgraded modelmap derives anew."""
    parts = [text(f"marts/{mart}") for mart in _MARTS] + [repr(RULES)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Derived:
    """How many models were gained, and how many changes written."""

    models_added: int
    changes: int


def derive(
    con: duckdb.DuckDBPyConnection,
    run_id: str,
    now: datetime,
    *,
    everything: bool,
    first: bool,
    map_confidence: float = MAP_CONFIDENCE,
) -> Derived:
    """Derive all public tables within the caller's transaction.

    Args:
        con: a writing connection.
        run_id: the run that changes are written under.
        now: when.
        everything: resolve every repo again, not only those that were touched; needed when names changed.
        first: the warehouse had nothing before, so the catalogue counts as one change, not one per fact.
        map_confidence: what is less sure is not drawn.
    """
    rules = RULES | {"map_confidence": map_confidence}
    run(con, "marts/names", rules)
    run(con, "marts/all" if everything else "marts/near")
    fill_keys(con, notable_likes=RULES["notable_likes"], notable_trending=RULES["notable_trending"])
    if everything:
        run(con, "marts/keyed_repos")
    else:
        run(con, "marts/near_edges")
        _widen(con)
        run(con, "marts/near_repos")
    for mart in ("keyed", "candidates"):
        run(con, f"marts/{mart}", rules)
    if not everything:
        run(con, "marts/moved")
        _widen(con)
        run(con, "marts/near_repos")
    _resolve(con, rules)
    if not everything:
        run(con, "marts/near_assign")
    for mart in ("lineage", "ancestry", "models", "publish"):
        run(con, f"marts/{mart}", rules)
    con.execute("DELETE FROM facts.pending")
    _mark_derived(con, map_confidence)
    run(con, "marts/changes", {"run_id": run_id, "now": now, "first": first})
    added, changes = con.execute(
        "SELECT count(*) FILTER (change = 'added' AND about = 'model'), count(*) FROM differences"
    ).fetchone() or (0, 0)
    return Derived(int(added), int(changes))


def _mark_derived(con: duckdb.DuckDBPyConnection, map_confidence: float) -> None:
    (turn,) = con.execute(
        "SELECT coalesce(max(CAST(value AS INTEGER)), 0) + 1 FROM facts.state WHERE name = 'turn'"
    ).fetchone() or (1,)
    con.execute("DELETE FROM facts.state WHERE name IN ('marts', 'map_confidence', 'stale', 'turn')")
    con.execute(
        "INSERT INTO facts.state VALUES ('marts', ?), ('map_confidence', ?), ('turn', ?)",
        [_version(), repr(map_confidence), str(turn)],
    )


def _widen(con: duckdb.DuckDBPyConnection) -> None:
    """Look at what was touched, its copies, their copies, until there are no more."""
    while con.execute("SELECT 1 FROM (SELECT repo_id FROM found UNION ALL FROM above) LIMIT 1").fetchone():
        run(con, "marts/widen")


def _resolve(con: duckdb.DuckDBPyConnection, rules: dict[str, Any]) -> None:
    """Assign repos to models: those placed by themselves, then their copies, nearest first."""
    run(con, "marts/copies", rules)
    for depth in range(1, _DEEPEST + 1):
        run(con, "marts/wave", {"depth": depth})
        if not con.execute("SELECT 1 FROM next_copies LIMIT 1").fetchone():
            break
    run(con, "marts/assign")
