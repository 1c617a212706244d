"""A small catalogue, landed documents as they would be fetched, and a warehouse to load them into."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import duckdb

from extractors.landing import Landing
from extractors.records import Document
from warehouse.catalogue.read import Catalogue
from warehouse.catalogue.shape import FeedEntry, LicenseEntry, ModelEntry, OrgEntry
from warehouse.database import Place, writing
from warehouse.load import Loaded, load

DAY = datetime(2025, 6, 1, 6, tzinfo=UTC)
NO_SNAPSHOT = Path(__file__).parent / "no-snapshot"

ORGS = [
    {"id": "meta", "name": "Meta", "country": "US", "hub_authors": ["meta-llama"], "watched": True},
    {"id": "alibaba", "name": "Alibaba", "name_zh": "阿里巴巴", "country": "CN", "hub_authors": ["Qwen"], "watched": True},
    {"id": "tii", "name": "TII", "country": "AE", "hub_authors": ["tiiuae"]},
    {"id": "openbuddy", "name": "OpenBuddy", "country": "CN", "kind": "community", "hub_authors": ["OpenBuddy"]},
    {"id": "lmsys", "name": "LMSYS", "country": "US", "kind": "university", "hub_authors": ["lmsys"]},
    {"id": "openlm", "name": "OpenLM Research", "country": "US", "hub_authors": ["openlm-research"]},
]  # fmt: skip
LICENSES = [
    {"id": "Apache-2.0", "name": "Apache License 2.0", "openness": "open", "commercial_use": True, "hub_ids": ["apache-2.0"]},
    {"id": "LicenseRef-llama-1", "name": "LLaMA licence", "openness": "semi-open", "commercial_use": False},
]  # fmt: skip
MODELS: list[dict[str, Any]] = [
    {"id": "llama", "name": "LLaMA", "org": "meta", "released_on": "2023-02-24", "sizes": ["7B", "65B"],
     "license": "LicenseRef-llama-1", "aliases": ["LLaMA 1"]},
    {"id": "llama-2", "name": "Llama 2", "org": "meta", "released_on": "2023-07-18", "hub_repo": "meta-llama/Llama-2-7b",
     "parents": [{"id": "llama", "relation": "successor"}]},
    {"id": "llama-3.1", "name": "Llama 3.1", "org": "meta", "released_on": "2024-07-23", "hub_repo": "meta-llama/Llama-3.1-8B",
     "parents": [{"id": "llama-2", "relation": "successor"}]},
    {"id": "vicuna", "name": "Vicuna", "name_zh": "小羊驼", "org": "lmsys", "released_on": "2023-03-30", "license": "Apache-2.0",
     "hub_repo": "lmsys/vicuna-7b-v1.5", "parents": [{"id": "llama", "relation": "finetune"}]},
    {"id": "open-llama", "name": "OpenLLaMA", "org": "openlm", "released_on": "2023-05",
     "parents": [{"id": "llama", "relation": "reproduction"}]},
    {"id": "falcon", "name": "Falcon", "org": "tii", "released_on": "2023-05-25", "license": "Apache-2.0"},
    {"id": "openbuddy-falcon", "name": "OpenBuddy-Falcon", "org": "openbuddy", "released_on": "2023-06-09",
     "parents": [{"id": "falcon", "relation": "finetune"}]},
    {"id": "qwen2.5", "name": "Qwen2.5", "org": "alibaba", "released_on": "2024-09-19", "hub_repo": "Qwen/Qwen2.5-7B",
     "sizes": ["0.5B", "72B"]},
    {"id": "lora", "name": "LoRA", "kind": "technique", "released_on": "2021"},
    {"id": "trl", "name": "TRL", "kind": "framework", "released_on": "2020-03", "stages": ["SFT", "RM", "PPO"]},
]  # fmt: skip


def catalogue(
    models: Iterable[dict[str, Any]] = MODELS,
    orgs: Iterable[dict[str, Any]] = ORGS,
    feeds: Iterable[dict[str, Any]] = (),
) -> Catalogue:
    """A catalogue of entries as a person would write them, with what all of them have in common filled in."""
    source = "https://example.org/source"
    return Catalogue(
        models=tuple(
            ModelEntry.model_validate({"kind": "model", "source": source} | model) for model in models
        ),
        orgs=tuple(OrgEntry.model_validate({"kind": "company", "source": source} | org) for org in orgs),
        licenses=tuple(LicenseEntry.model_validate({"source": source} | entry) for entry in LICENSES),
        feeds=tuple(
            FeedEntry.model_validate({"language": "en", "good_for": "tests", "source": source} | feed)
            for feed in feeds
        ),
        places={},
    )


def record(repo_id: str, *parents: str, relation: str | None = "finetune", **fields: Any) -> dict[str, Any]:
    """A Hub record as a listing gives it."""
    tags = ["transformers", "text-generation"]
    for parent in parents:
        tags += [f"base_model:{parent}", *([f"base_model:{relation}:{parent}"] if relation else [])]
    return {
        "id": repo_id,
        "author": repo_id.partition("/")[0],
        "createdAt": "2025-05-30T10:00:00.000Z",
        "lastModified": "2025-05-30T10:00:00.000Z",
        "downloads": 10,
        "likes": 1,
        "library_name": "transformers",
        "pipeline_tag": "text-generation",
        "tags": tags,
        "cardData": {"license": "apache-2.0"},
    } | fields


class Home:
    """A home with a landing and a warehouse, a file of its own unless another is given."""

    def __init__(self, root: Path, place: Place | None = None) -> None:
        self.root = root
        self.path = place or root / "warehouse.duckdb"
        self.landing = Landing(root / "landing")
        self.catalogue = catalogue()
        self.runs = 0

    def copied(self, root: Path) -> Home:
        """The same again in another folder, to be changed by one test."""
        shutil.copytree(self.root, root, dirs_exist_ok=True)
        copy = Home(root)
        copy.catalogue, copy.runs = self.catalogue, self.runs
        return copy

    def land_page(
        self,
        *records: dict[str, Any],
        day: float = 0,
        source: str = "hub:created",
        watermark: str | None = None,
    ) -> Document | None:
        return self.land_bytes(json.dumps(records).encode(), day=day, source=source, watermark=watermark)

    def land_bytes(
        self, body: bytes, *, day: float = 0, source: str = "hub:created", watermark: str | None = None,
        media_type: str = "application/json",
    ) -> Document | None:  # fmt: skip
        return self.landing.keep(
            source, body, url=f"https://example.org/{source}", media_type=media_type,
            fetched_at=DAY + timedelta(days=day), etag=f'"{day}"', watermark=watermark,
        )  # fmt: skip

    def land_feed(
        self, *items: tuple[str, str, str], day: float = 0, source: str = "feed:blog"
    ) -> Document | None:
        """Items as (id, title, text)."""
        entries = "".join(
            f"<item><guid>{escape(key)}</guid><title>{escape(title)}</title><description>{escape(text)}</description>"
            f"<link>https://example.org/{key}</link><pubDate>Fri, 30 May 2025 09:00:00 GMT</pubDate></item>"
            for key, title, text in items
        )
        body = f'<rss version="2.0"><channel><title>Blog</title>{entries}</channel></rss>'
        return self.land_bytes(body.encode(), day=day, source=source, media_type="application/rss+xml")

    def load(self, **given: Any) -> Loaded:
        self.runs += 1
        with writing(self.path) as con:
            return load(
                con, landing=self.landing, catalogue=self.catalogue, run_id=given.pop("run_id", f"run-{self.runs}"),
                now=given.pop("now", DAY + timedelta(days=self.runs)), snapshot=given.pop("snapshot", NO_SNAPSHOT), **given,
            )  # fmt: skip

    @contextmanager
    def open(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with writing(self.path) as con:
            yield con

    def ask(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        with self.open() as con:
            return con.execute(sql, list(parameters)).fetchall()

    def facts(self, *, without: Iterable[str] = ()) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table of facts, for comparing."""
        from warehouse.publics import FACTS  # noqa: PLC0415  names of tables only

        with self.open() as con:
            return {
                table: con.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()
                for table in FACTS
                if table not in set(without)
            }
