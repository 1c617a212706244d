"""Fetching the model card and the configs of repos that are worth a closer look."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import orjson

from extractors.errors import TerminalError, TransientError
from extractors.http import Client
from extractors.http.client import StatusError
from extractors.http.pace import HUB
from extractors.hub.repo_id import is_repo_id
from extractors.landing import Landing
from extractors.records import Document, Polled
from extractors.sources import PollOptions

SOURCE_ID = "hub:cards"
_LONGEST_CARD = 400_000
_FRESH = timedelta(days=30)
_FAILURES = 3


def poll_cards(repo_ids: Iterable[str], client: Client, landing: Landing, options: PollOptions) -> Polled:
    """Land `{"id", "readme", "config_json", "adapter_config_json"}` for each repo, what is missing as null.

    A repo asked within the last 30 days is passed over, so that a repo without a card is not asked for
    it every day; at most `options.cards` repos are asked in one run.

    Args:
        repo_ids: most important first.
        client: how to fetch.
        landing: where to keep.
        options: how many.
    """
    attempted_at = client.now()
    recent = {document.url for document in landing.documents(SOURCE_ID, since=attempted_at - _FRESH)}
    endpoint = client.options.hub_endpoint.rstrip("/")
    wanted = [
        repo_id
        for repo_id in dict.fromkeys(repo_ids)
        if is_repo_id(repo_id) and f"{endpoint}/{repo_id}" not in recent
    ]
    documents: list[Document] = []
    failures: list[str] = []
    for repo_id in wanted[: options.cards]:
        try:
            card = _card(f"{endpoint}/{quote(repo_id)}", repo_id, client)
        except (TransientError, TerminalError) as error:
            failures.append(str(error))
            if len(failures) >= _FAILURES:
                break
            continue
        document = landing.keep(
            SOURCE_ID,
            orjson.dumps(card, option=orjson.OPT_SORT_KEYS),
            url=f"{endpoint}/{repo_id}",
            media_type="application/json",
            fetched_at=client.now(),
        )
        documents += [document] if document else []
    return Polled(SOURCE_ID, attempted_at, tuple(documents), failures[0] if failures else None)


def _card(url: str, repo_id: str, client: Client) -> dict[str, Any]:
    readme = _file(f"{url}/raw/main/README.md", client)
    return {
        "id": repo_id,
        "readme": None if readme is None else readme[:_LONGEST_CARD].decode("utf-8", "replace"),
        "config_json": _json(_file(f"{url}/raw/main/config.json", client)),
        "adapter_config_json": _json(_file(f"{url}/raw/main/adapter_config.json", client)),
    }


def _file(url: str, client: Client) -> bytes | None:
    """A file of a repo; None where there is none, or none for us (gated, private, gone)."""
    try:
        return client.get(url, lane=HUB).body
    except StatusError as error:
        if error.status in (401, 403, 404, 410, 451):
            return None
        raise


def _json(body: bytes | None) -> dict[str, Any] | None:
    try:
        parsed = orjson.loads(body or b"null")
    except orjson.JSONDecodeError:
        return None
    return parsed if isinstance(parsed, dict) else None
