"""Loads the curated catalogue, if it or the way it is read has changed."""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import orjson

from extractors.names import grammar
from warehouse import naming
from warehouse.catalogue.read import Catalogue
from warehouse.catalogue.shape import ModelEntry
from warehouse.naming import named
from warehouse.rows import insert

_SIZE = re.compile(r"(?:(\d+)x)?(\d+(?:\.\d+)?)([KMBT])")
_UNITS = {"K": 10**3, "M": 10**6, "B": 10**9, "T": 10**12}
_NOT_KNOWN = frozenset({"LicenseRef-other", "LicenseRef-unknown"})
"""Licences that no one has read: the catalogue writes false, but what is not known is not forbidden."""
Rows = dict[str, list[dict[str, Any]]]


def load_catalogue(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> bool:
    """Replace the curated facts within the caller's transaction. False if they are loaded already.

    Folded names of repos are forgotten with them: they may be folded otherwise now.
    """
    digest = _digest(catalogue)
    if con.execute("SELECT 1 FROM facts.state WHERE name = 'catalogue' AND value = ?", [digest]).fetchone():
        return False
    con.execute("DELETE FROM facts.repo_keys")
    for table, entries in catalogue_rows(catalogue).items():
        con.execute(f"DELETE FROM {table}")  # noqa: S608  a name from catalogue_rows
        insert(con, table, entries)
    con.execute("DELETE FROM facts.state WHERE name = 'catalogue'")
    con.execute("INSERT INTO facts.state VALUES ('catalogue', ?)", [digest])
    return True


def _digest(catalogue: Catalogue) -> str:
    """Changes with the entries, and with the code that reads and folds them."""
    digest = hashlib.sha256(_code())
    for section in (catalogue.models, catalogue.orgs, catalogue.licenses):
        digest.update(orjson.dumps([entry.model_dump() for entry in section]))
    return digest.hexdigest()


@cache
def _code() -> bytes:
    return b"".join(Path(file).read_bytes() for file in (__file__, naming.__file__, grammar.__file__))


def catalogue_rows(catalogue: Catalogue) -> Rows:
    """The catalogue as rows, by table; the same entries give the same rows."""
    models = catalogue.models
    return {
        "orgs": [
            {"org_id": org.id, **org.model_dump(exclude={"id", "source", "notes"})}
            for org in sorted(catalogue.orgs, key=lambda entry: entry.id)
        ],
        "licenses": [
            {
                "license": entry.id,
                "commercial_use": None if entry.id in _NOT_KNOWN else entry.commercial_use,
                "source_url": entry.source,
                **entry.model_dump(include={"name", "openness", "condition"}),
            }
            for entry in sorted(catalogue.licenses, key=lambda entry: entry.id)
        ],
        "facts.licenses": [
            {
                "license": entry.id,
                "openness": entry.openness,
                "commercial_use": entry.commercial_use,
                "spelling": s,
            }
            for entry in sorted(catalogue.licenses, key=lambda entry: entry.id)
            for s in sorted({name.lower() for name in (entry.id, entry.name, *entry.hub_ids, *entry.aliases)})
        ],
        "facts.catalogue_models": [_model(position, entry) for position, entry in enumerate(models)],
        "facts.catalogue_parents": [row for entry in models for row in _parents(entry)],
        "facts.model_repos": [
            {"repo_id": repo, "model_id": entry.id}
            for entry in models
            for repo in sorted({repo.lower() for repo in (entry.hub_repo, *entry.repos) if repo})
        ],
        "facts.model_keys": list(_keys(models)),
    }


def parameters(size: str) -> int:
    """Parameters of a size as the catalogue writes it: 7B, 235B-A22B (all experts), 8x7B (8 times 7)."""
    found = _SIZE.match(size)
    if not found:
        raise ValueError(f"{size!r} is no size")
    return round(int(found[1] or 1) * float(found[2]) * _UNITS[found[3]])


def _model(position: int, entry: ModelEntry) -> dict[str, Any]:
    sizes = [parameters(size) for size in entry.sizes]
    precision = {4: "year", 7: "month", 10: "day"}[len(entry.released_on)] if entry.released_on else None
    kept = entry.model_dump(
        include={
            "name", "name_zh", "kind", "architecture", "license", "openness", "url", "hub_repo", "quadrant",
            "on_map", "sizes", "languages", "aliases",
        }
    )  # fmt: skip
    return kept | {
        "position": position,
        "model_id": entry.id,
        "org_id": entry.org,
        "released_on": f"{entry.released_on}-01-01"[:10] if entry.released_on else None,
        "released_precision": precision,
        "parameters_min": min(sizes, default=None),
        "parameters_max": max(sizes, default=None),
        "rlhf_stages": entry.stages,
        "notes": [
            *entry.notes,
            *(f"The article of 2023 gives {claim.field}: {claim.says}" for claim in entry.article),
            *(f"{claim.source} gives {claim.field}: {claim.value}. {claim.why}" for claim in entry.disputes),
        ],
        "source_url": entry.source,
    }


def _parents(entry: ModelEntry) -> Iterator[dict[str, Any]]:
    for position, parent in enumerate(entry.parents):
        yield {
            "child_id": entry.id,
            "parent_id": parent.id,
            "relation": parent.relation,
            "position": position,
            "evidence": parent.note,
            "evidence_url": parent.source or entry.sources.get("parents") or entry.source,
        }


def _keys(models: tuple[ModelEntry, ...]) -> Iterator[dict[str, Any]]:
    """Keys of all names, by organisation and over all (`*`); a key that several models claim alike has none.

    A model's own name beats another's alias, and that a repo's; for a folded name, one from which nothing
    was dropped comes first: "Yi" is the family, "Yi-9B" one of it.
    """
    claims: dict[tuple[str, str], dict[str, int]] = {}
    for entry in models:
        ranked = [
            (0, entry.name),
            (0, entry.id),
            (1, entry.name_zh),
            *((1, alias) for alias in entry.aliases),
        ]
        ranked += [(2, repo.rpartition("/")[2]) for repo in (entry.hub_repo, *entry.repos) if repo]
        for rank, text in ranked:
            if not text:
                continue
            name = named(text)
            for key in dict.fromkeys(name.keys) if name.key else ():
                grade = rank + (3 if key.startswith("name:") and not name.is_bare else 0)
                for org in (entry.org, "*"):
                    if org is not None:
                        owners = claims.setdefault((org, key), {})
                        owners[entry.id] = min(grade, owners.get(entry.id, grade))
    for (org, key), owners in sorted(claims.items()):
        best = min(owners.values())
        first = [model for model, rank in owners.items() if rank == best]
        yield {"org_id": org, "name_key": key, "model_id": first[0] if len(first) == 1 else None}
