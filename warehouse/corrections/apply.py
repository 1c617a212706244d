"""Brings the user's corrections to bear: on the catalogue's names in Python, on everything else in SQL."""

import hashlib
from datetime import datetime
from functools import lru_cache
from typing import Any

import duckdb

from warehouse.catalogue.read import Catalogue
from warehouse.catalogue.shape import ModelEntry
from warehouse.corrections.shape import Corrections
from warehouse.naming import named
from warehouse.rows import insert
from warehouse.statements import run


@lru_cache(maxsize=4)
def _catalogued(models: tuple[tuple[str, tuple[str, ...]], ...]) -> dict[str, str]:
    known = {model_id: model_id for model_id, _ in models}
    for model_id, names in models:
        for name in names:
            known.setdefault(name.casefold(), model_id)
    return known


def catalogued(catalogue: Catalogue) -> dict[str, str]:
    """Ids by id, name, Chinese name or alias, in lower case."""
    return _catalogued(
        tuple((m.id, tuple(n for n in (m.name, m.name_zh, *m.aliases) if n)) for m in catalogue.models)
    )


def corrected(catalogue: Catalogue, corrections: Corrections) -> Catalogue:
    """The catalogue with every `same_as` in it: a name or repo goes to its model, and from any other.

    Where the name is another entry's own, the two entries become one: names and repos move, that entry's
    own parents are dropped, and its children get the model as parent.
    """
    models = {entry.id: entry for entry in catalogue.models}
    for entry in corrections.entries:
        if entry.same_as is None:
            continue
        known = catalogued(replaced(catalogue, models))
        into = known.get(entry.same_as.model.casefold())
        if into is not None:
            _same(models, known, entry.same_as.name, into)
    return replaced(catalogue, models)


def replaced(catalogue: Catalogue, models: dict[str, ModelEntry]) -> Catalogue:
    """The catalogue with these models."""
    return Catalogue(
        tuple(models.values()), catalogue.orgs, catalogue.licenses, catalogue.feeds, catalogue.places
    )


def _same(models: dict[str, ModelEntry], known: dict[str, str], name: str, into: str) -> None:
    names: tuple[str, ...] = () if "/" in name else (name,)
    repos: tuple[str, ...] = (name,) if "/" in name else ()
    other = known.get(name.casefold()) if names else None
    if other is not None and other != into and name.casefold() in (other, models[other].name.casefold()):
        gone = models.pop(other)
        names = (gone.name, *((gone.name_zh,) if gone.name_zh else ()), *gone.aliases)
        repos = tuple(repo for repo in (gone.hub_repo, *gone.repos) if repo)
        for child in models.values():
            if any(parent.id == other for parent in child.parents):
                models[child.id] = _reparented(child, other, into)
    for model in list(models.values()):
        models[model.id] = _without(model, names, repos) if model.id != into else _with(model, names, repos)


def _reparented(child: ModelEntry, other: str, into: str) -> ModelEntry:
    parents = [p.model_copy(update={"id": into}) if p.id == other else p for p in child.parents]
    seen = {(p.id, p.relation): p for p in reversed(parents) if p.id != child.id}
    return child.model_copy(
        update={"parents": tuple(p for p in parents if seen.get((p.id, p.relation)) is p)}
    )


def _with(model: ModelEntry, names: tuple[str, ...], repos: tuple[str, ...]) -> ModelEntry:
    own = {name.casefold() for name in (model.name, model.name_zh, *model.aliases) if name}
    had = {repo.casefold() for repo in (model.hub_repo, *model.repos) if repo}
    return model.model_copy(
        update={
            "aliases": (*model.aliases, *(name for name in names if name.casefold() not in own)),
            "repos": (*model.repos, *(repo for repo in repos if repo.casefold() not in had)),
        }
    )


def _without(model: ModelEntry, names: tuple[str, ...], repos: tuple[str, ...]) -> ModelEntry:
    moved = {one.casefold() for one in (*names, *repos)}
    return model.model_copy(
        update={
            "aliases": tuple(alias for alias in model.aliases if alias.casefold() not in moved),
            "repos": tuple(repo for repo in model.repos if repo.casefold() not in moved),
            "hub_repo": None if model.hub_repo and model.hub_repo.casefold() in moved else model.hub_repo,
        }
    )


def load_corrections(
    con: duckdb.DuckDBPyConnection,
    catalogue: Catalogue,
    corrections: Corrections,
    *,
    run_id: str,
    now: datetime,
    record: bool,
) -> bool:
    """Replace the corrections within the caller's transaction. False if they are loaded already.

    What that changes between repos is written down in `changes`; what it changes on the map, deriving finds.
    """
    rows = _rows(catalogue, corrections)
    digest = hashlib.sha256(repr(rows).encode()).hexdigest() if rows else ""
    loaded = con.execute("SELECT value FROM facts.state WHERE name = 'corrections'").fetchone()
    if (loaded[0] if loaded else "") == digest:
        return False
    con.execute("CREATE OR REPLACE TEMP TABLE next_corrections AS FROM facts.corrections LIMIT 0")
    insert(con, "next_corrections", rows)
    run(con, "corrections/before")
    run(con, "corrections/after", {"run_id": run_id, "now": now, "record": record})
    con.execute("DELETE FROM facts.state WHERE name = 'corrections'")
    con.execute("INSERT INTO facts.state VALUES ('corrections', ?)", [digest])
    return True


def _rows(catalogue: Catalogue, corrections: Corrections) -> list[dict[str, Any]]:
    """Entries as rows, models by their ids where the catalogue knows them."""
    known = catalogued(catalogue)

    def reference(name: str) -> str:
        return name if "/" in name else known.get(name.casefold(), name.casefold())

    rows: list[dict[str, Any]] = []
    for position, entry in enumerate(corrections.entries):
        common = {"position": position, "evidence": entry.evidence, "relation": None, "name_key": None}
        if pair := entry.parent or entry.not_parent:
            row = {"on_repos": "/" in pair.child, "child": reference(pair.child)}
            row["parent"] = reference(pair.parent)
            if entry.parent:
                rows.append({**common, "kind": "parent", **row, "relation": entry.parent.relation})
            else:
                rows.append({**common, "kind": "not_parent", **row})
        elif naming := entry.same_as or entry.different:
            row = {"on_repos": "/" in naming.name, "child": naming.name.casefold()}
            row |= {"parent": reference(naming.model), "name_key": named(naming.name).keys[0]}
            rows.append({**common, "kind": "same_as" if entry.same_as else "different", **row})
    return rows
