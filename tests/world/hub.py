"""The Hub: listings of models with cursors, single records, files of repos, rate-limit headers."""

import base64
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from world.answers import Answer, redirect
from world.server import Request, World


def hub_record(repo_id: str, created: datetime, **fields: Any) -> dict[str, Any]:
    """A record as the Hub's listings give it."""
    base = fields.pop("base_model", None)
    relation = fields.pop("relation", "finetune")
    tags = ["transformers", "safetensors", "text-generation"]
    card: dict[str, Any] = {"license": "apache-2.0"}
    if base:
        tags += [f"base_model:{base}", f"base_model:{relation}:{base}"]
        card["base_model"] = base
    return {
        "_id": f"{abs(hash(repo_id)):024x}"[:24],
        "id": repo_id,
        "modelId": repo_id,
        "author": repo_id.split("/", maxsplit=1)[0],
        "sha": "0" * 40,
        "createdAt": stamp(created),
        "lastModified": stamp(created),
        "private": False,
        "gated": False,
        "disabled": False,
        "downloads": 0,
        "likes": 0,
        "trendingScore": 0,
        "library_name": "transformers",
        "pipeline_tag": "text-generation",
        "tags": [*tags, "license:apache-2.0"],
        "cardData": card,
    } | fields


def stamp(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


class Hub:
    """`/api/models` with `sort`, `author`, `limit` (at most `page_size`) and cursors; files of repos.

    Cursors name the place behind the last record given, as the Hub's do, so that new records do not shift
    the pages that follow. `rate_limit` is what the `RateLimit` header says.
    """

    def __init__(
        self, world: World, records: list[dict[str, Any]] | None = None, *, page_size: int = 100
    ) -> None:
        self.world = world
        self.records = records if records is not None else []
        self.renamed: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.page_size = page_size
        self.rate_limit: tuple[int, int] | None = None
        world.route("/api/models", self._listing)
        world.route("/", self._file)

    @property
    def endpoint(self) -> str:
        return self.world.root

    def _listing(self, request: Request) -> Answer:
        if request.path != "/api/models":
            return self._single(request.path.removeprefix("/api/models/"))
        key = request.one("sort", "trendingScore")
        author = request.one("author")
        chosen = [record for record in self.records if not author or record.get("author") == author]
        chosen.sort(key=lambda record: (_rank(record.get(key)), str(record.get("id"))), reverse=True)
        size = min(int(request.one("limit", "1000")), self.page_size)
        after = _cursor(request.one("cursor"))
        if after is not None:
            chosen = [r for r in chosen if [_rank(r.get(key)), str(r.get("id"))] < after]
        page, more = chosen[:size], len(chosen) > size
        headers = {"Content-Type": "application/json; charset=utf-8"} | self._limits()
        if more:
            query = {name: values for name, values in request.query.items() if name != "cursor"}
            place = json.dumps([_rank(page[-1].get(key)), str(page[-1].get("id"))]).encode()
            query["cursor"] = [base64.urlsafe_b64encode(place).decode()]
            headers["Link"] = f'<{self.endpoint}/api/models?{urlencode(query, doseq=True)}>; rel="next"'
        return Answer(body=json.dumps(page).encode(), headers=headers)

    def _single(self, repo_id: str) -> Answer:
        if repo_id in self.renamed:
            return redirect(f"/api/models/{self.renamed[repo_id]}", 307)
        for record in self.records:
            if record.get("id") == repo_id:
                return Answer(body=json.dumps(record).encode(), headers={"Content-Type": "application/json"})
        return Answer(404, b'{"error":"Repository not found"}', {"Content-Type": "application/json"})

    def _file(self, request: Request) -> Answer:
        body = self.files.get(request.path.lstrip("/"))
        return Answer(404, b"Entry not found") if body is None else Answer(body=body, headers=self._limits())

    def _limits(self) -> dict[str, str]:
        if self.rate_limit is None:
            return {}
        left, seconds = self.rate_limit
        return {
            "RateLimit": f'"api";r={left};t={seconds}',
            "RateLimit-Policy": '"fixed window";"api";q=500;w=300',
        }


def _rank(value: Any) -> Any:
    return value if isinstance(value, str) else f"{value:020}" if isinstance(value, int) else ""


def _cursor(value: str) -> list[str] | None:
    return json.loads(base64.urlsafe_b64decode(value)) if value else None
