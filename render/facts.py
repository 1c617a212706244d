"""Read what is drawn from the warehouse's public views, once, into frozen records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import duckdb

NEW_FOR = timedelta(days=7)
"""How long a model is marked as new, counted back from the map's as-of date (contract, section 5)."""

DERIVATIONS = (
    "finetune",
    "adapter",
    "quantized",
    "merge",
    "distilled",
    "continued_pretraining",
    "reproduction",
)
OTHER_RELATIONS = ("successor", "architecture", "technique")
RELATIONS = DERIVATIONS + OTHER_RELATIONS
QUADRANTS = ("foreign", "llama", "chinese", "training")


@dataclass(frozen=True, slots=True)
class Model:
    """One row of `models`, with what its repos and descendants add up to."""

    model_id: str
    name: str
    kind: str
    quadrant: str
    name_zh: str | None = None
    org_id: str | None = None
    org: str | None = None
    org_zh: str | None = None
    org_aliases: tuple[str, ...] = ()
    country: str | None = None
    released_on: date | None = None
    released_precision: str | None = None
    parameters_min: int | None = None
    parameters_max: int | None = None
    architecture: str | None = None
    license: str | None = None
    openness: str | None = None
    commercial_use: bool | None = None
    languages: tuple[str, ...] = ()
    rlhf_stages: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source_url: str | None = None
    url: str | None = None
    hub_repo: str | None = None
    origin: str | None = None
    confidence: float | None = None
    first_seen_at: datetime | None = None
    on_map: bool = True
    likes: int = 0
    downloads: int = 0
    descendants: int = 0

    @property
    def released(self) -> str:
        """The release date as far as it is known: `2023-02-24`, `2022-12` or `2021`; empty when unknown."""
        if self.released_on is None:
            return ""
        text = self.released_on.isoformat()
        return {"year": text[:4], "month": text[:7]}.get(self.released_precision or "day", text)


@dataclass(frozen=True, slots=True)
class Edge:
    """One row of `lineage`."""

    child: str
    parent: str
    relation: str
    origin: str | None = None
    confidence: float | None = None
    evidence: str | None = None
    evidence_url: str | None = None
    first_seen_at: datetime | None = None

    @property
    def derived(self) -> bool:
        """Whether licence and ancestry follow this edge."""
        return self.relation in DERIVATIONS


@dataclass(frozen=True, slots=True)
class Change:
    """One row of `changes`."""

    run_id: str
    changed_at: datetime
    change: str
    about: str
    subject: str
    field: str | None
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Base:
    """What the view `bases` says of a model to build on: is commercial use allowed, who decides, and why."""

    commercial_use: bool | None
    decided_by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the site shows. Models and edges are in the order of their ids, bases best first."""

    models: Mapping[str, Model]
    edges: tuple[Edge, ...]
    changes: tuple[Change, ...] = ()
    sources: tuple[Mapping[str, Any], ...] = ()
    bases: Mapping[str, Base] = field(default_factory=dict)
    as_of: datetime | None = None
    children: Mapping[str, tuple[Edge, ...]] = field(default_factory=dict)
    parents: Mapping[str, tuple[Edge, ...]] = field(default_factory=dict)

    def is_new(self, model: Model) -> bool:
        """First seen within seven days of the newest fact."""
        return (
            self.as_of is not None
            and model.first_seen_at is not None
            and self.as_of - model.first_seen_at < NEW_FOR
        )

    def is_base(self, model: Model) -> bool:
        """A model that is derived from nothing."""
        return model.kind in {"model", "product"} and not any(
            edge.derived for edge in self.parents.get(model.model_id, ())
        )


@cache
def sql(name: str) -> str:
    """A statement of `render/sql`, by its file's name."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def read(con: duckdb.DuckDBPyConnection) -> Facts:
    """Read the facts through an open connection; nothing is written."""
    con.execute("SET TimeZone = 'UTC'")
    models = {row["model_id"]: _model(row) for row in _rows(con, "models")}
    edges = tuple(
        Edge(
            child=row["child_id"],
            parent=row["parent_id"],
            relation=row["relation"],
            origin=row["origin"],
            confidence=row["confidence"],
            evidence=row["evidence"],
            evidence_url=row["evidence_url"],
            first_seen_at=_utc(row["first_seen_at"]),
        )
        for row in _rows(con, "lineage")
        if row["child_id"] in models and row["parent_id"] in models and row["child_id"] != row["parent_id"]
    )
    changes = tuple(
        Change(**{**row, "run_id": str(row["run_id"]), "changed_at": _utc(row["changed_at"])})
        for row in _rows(con, "changes")
    )
    newest = con.execute(sql("as_of")).fetchone()
    sources = tuple(_rows(con, "sources"))
    bases = {
        row["model_id"]: Base(
            row["commercial_use"], row["decided_by"] or row["model_id"], row["reason"] or ""
        )
        for row in _rows(con, "bases")
        if row["model_id"] in models
    }
    return gather(
        models,
        edges,
        changes=changes,
        sources=sources,
        bases=bases,
        as_of=_utc(newest[0]) if newest else None,
    )


def gather(
    models: Mapping[str, Model],
    edges: tuple[Edge, ...],
    *,
    changes: tuple[Change, ...] = (),
    sources: tuple[Mapping[str, Any], ...] = (),
    bases: Mapping[str, Base] | None = None,
    as_of: datetime | None = None,
) -> Facts:
    """Index the edges by both ends."""
    children: dict[str, list[Edge]] = {}
    parents: dict[str, list[Edge]] = {}
    for edge in edges:
        children.setdefault(edge.parent, []).append(edge)
        parents.setdefault(edge.child, []).append(edge)
    return Facts(
        models=models,
        edges=edges,
        changes=changes,
        sources=sources,
        bases=bases or {},
        as_of=as_of,
        children={key: tuple(value) for key, value in children.items()},
        parents={key: tuple(value) for key, value in parents.items()},
    )


def _rows(con: duckdb.DuckDBPyConnection, name: str) -> list[dict[str, Any]]:
    found = con.execute(sql(name))
    columns = [column[0] for column in found.description or ()]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def _model(row: dict[str, Any]) -> Model:
    lists = {
        key: tuple(row[key] or ())
        for key in ("languages", "rlhf_stages", "aliases", "sizes", "notes", "org_aliases")
    }
    return Model(
        **{**row, **lists, "first_seen_at": _utc(row["first_seen_at"]), "on_map": bool(row["on_map"])}
    )


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment is not None else None
