"""A small warehouse to draw from, and a generated large one, with the warehouse's own schema."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Sequence, Sized
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from warehouse.database import transaction, writing

HERE = Path(__file__).parent
_RELATIONS = ["finetune"] * 6 + ["adapter", "quantized", "merge", "distilled", "continued_pretraining"]
_COMMON: dict[str, object] = {
    "name_zh": None,
    "kind": "model",
    "org_id": None,
    "org": None,
    "country": None,
    "released_on": None,
    "released_precision": "day",
    "sizes": [],
    "parameters_min": None,
    "parameters_max": None,
    "license": None,
    "openness": None,
    "commercial_use": None,
    "url": None,
    "aliases": [],
    "languages": ["en"],
    "origin": "curated",
    "confidence": 1.0,
    "on_map": True,
}
_ANCESTRY = """
INSERT INTO ancestry
WITH RECURSIVE derived AS (
    FROM lineage WHERE relation NOT IN ('successor', 'architecture', 'technique')
), up AS (
    SELECT child_id, parent_id, 1 AS depth FROM derived
    UNION
    SELECT up.child_id, derived.parent_id, up.depth + 1
    FROM up JOIN derived ON derived.child_id = up.parent_id
    WHERE up.depth < 20
)
SELECT child_id, parent_id, min(depth) FROM up GROUP BY ALL
"""


def small(path: Path) -> Path:
    """Sixty models that a person knows, with their true edges."""
    with (HERE / "small_models.csv").open(encoding="utf-8", newline="") as file:
        rows = [_typed(row) for row in csv.DictReader(file)]
    with (HERE / "small_lineage.csv").open(encoding="utf-8", newline="") as file:
        edges = [(row["child_id"], row["parent_id"], row["relation"]) for row in csv.DictReader(file)]
    return write(path, rows, edges)


def _typed(row: dict[str, str]) -> dict[str, object]:
    known: dict[str, object] = {key: value or None for key, value in row.items()}
    sizes = [size for size in row["sizes"].split("/") if size]
    known["sizes"] = sizes
    plain = (re.fullmatch(r"([\d.]+)([MB])", size) for size in sizes)
    counts = sorted(round(float(one[1]) * {"M": 1e6, "B": 1e9}[one[2]]) for one in plain if one)
    known["parameters_min"], known["parameters_max"] = (counts[0], counts[-1]) if counts else (None, None)
    known["released_on"] = date.fromisoformat(row["released_on"]) if row["released_on"] else None
    known["commercial_use"] = {"true": True, "false": False}.get(row["commercial_use"])
    known["url"] = f"https://example.org/{row['model_id']}"
    known["aliases"] = ["小羊驼模型", "FastChat Vicuna"] if row["model_id"] == "vicuna" else []
    return known


def large(path: Path, count: int = 600, *, seed: int = 7) -> Path:
    """A generated crowd: bases, lines of successors, many derivatives, in the proportions of the Hub."""
    rng = random.Random(seed)
    rows: list[dict[str, object]] = []
    edges: list[tuple[str, str, str]] = []
    for quadrant, part in (("foreign", 0.27), ("llama", 0.33), ("chinese", 0.28), ("training", 0.12)):
        days = sorted(
            date(2019, 1, 1) + timedelta(days=round(1870 * rng.betavariate(4, 1.3)))
            for _ in range(round(count * part))
        )
        bases: list[str] = []
        for number, day in enumerate(days):
            key = f"{quadrant}-{number}"
            rows.append(_anyone(rng, key, quadrant, day, number))
            if not bases or rng.random() < 0.22:
                if bases and rng.random() < 0.5:
                    edges.append((key, rng.choice(bases[-4:]), "successor"))
                bases.append(key)
            elif quadrant == "training":
                edges.append((key, rng.choice(bases[-6:]), "technique"))
            else:
                edges.append((key, rng.choice(bases[-6:]), rng.choice(_RELATIONS)))
            if quadrant == "llama" and rng.random() < 0.06:
                edges.append((key, f"training-{rng.randrange(20)}", "technique"))
    return write(path, rows, edges)


def _anyone(rng: random.Random, key: str, quadrant: str, day: date, number: int) -> dict[str, object]:
    return {
        "model_id": key,
        "name": f"{rng.choice(['Aster', 'Birch', 'Cedar', 'Dahlia-Instruct', 'Elm', 'Fir-Chat'])}-{number}",
        "name_zh": "模型" if rng.random() < 0.3 else None,
        "kind": "model" if quadrant != "training" else rng.choice(["framework", "technique"]),
        "org_id": (org := f"org-{rng.randrange(40)}"),
        "org": org.title(),
        "released_on": day,
        "sizes": [f"{rng.choice([1, 3, 7, 13, 70])}B"],
        "license": rng.choice(["Apache-2.0", "MIT", "LicenseRef-llama-2", None]),
        "openness": rng.choice(["open", "semi-open", "closed"]),
        "commercial_use": rng.choice([True, False, None]),
        "quadrant": quadrant,
        "origin": rng.choice(["curated", "hub_tag"]),
    }


def write(path: Path, rows: list[dict[str, object]], edges: list[tuple[str, str, str]]) -> Path:
    """A warehouse with these models and edges; what a row leaves out is filled in."""
    full = [{**_COMMON, **row, "first_seen_at": _seen(row)} for row in rows]
    seen = {row["model_id"]: row["first_seen_at"] for row in full}
    columns = sorted(full[0])
    claims = [
        [*edge, "curated", 1.0, "stated by its makers", "https://example.org/source", 0, seen.get(edge[0])]
        for edge in edges
    ]
    with writing(path) as con, transaction(con):
        con.execute(
            f"INSERT INTO models ({', '.join(columns)}) VALUES {_places(full)}",
            [row[column] for row in full for column in columns],
        )
        if claims:
            con.execute(
                f"INSERT INTO lineage VALUES {_places(claims)}", [cell for row in claims for cell in row]
            )
        con.execute(_ANCESTRY)
        con.execute(
            "INSERT INTO changes VALUES"
            " ('r1', TIMESTAMPTZ '2024-03-01 06:00:00+00', 'added', 'model', ?, NULL, NULL, NULL)",
            [full[-1]["model_id"]],
        )
    return path


def _places(rows: Sequence[Sized]) -> str:
    """One statement for all rows: a hundred times as fast as one for each."""
    return ", ".join(f"({', '.join('?' * len(row))})" for row in rows)


def _seen(row: dict[str, object]) -> datetime | None:
    day = row.get("released_on")
    return datetime(day.year, day.month, day.day, tzinfo=UTC) if isinstance(day, date) else None
