"""Asking after single repos that no listing has shown for long: changed, renamed, deleted or private."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote, urlencode

import orjson

from extractors.errors import TerminalError, TransientError
from extractors.http import Client
from extractors.http.client import StatusError
from extractors.http.pace import HUB
from extractors.hub.listing import judge_record
from extractors.hub.repo_id import is_repo_id
from extractors.landing import Landing
from extractors.records import Document, Polled
from extractors.sources import EXPAND, PollOptions

RECORDS = "hub:recheck"
"""Source of the records found, arrays as a listing gives them."""
GONE = "hub:gone"
"""Source of what was not found: `[{"id": "org/old", "status": 404, "now": null}]`. A renamed repo has
status 307 and its new name in `now`; 401 is what the Hub says of private repos and of none at all."""

_FAILURES = 3
_MANY = 10


def recheck(repo_ids: Iterable[str], client: Client, landing: Landing, options: PollOptions) -> Polled:
    """Ask for single records, at most `options.rechecks`, and land what was found and what was not.

    Args:
        repo_ids: most important first.
        client: how to fetch; it follows the Hub's redirects from old names to new ones.
        landing: where to keep.
        options: how many.
    """
    attempted_at = client.now()
    endpoint = client.options.hub_endpoint.rstrip("/")
    query = urlencode([("expand", name) for name in EXPAND])
    found: list[bytes] = []
    gone: list[dict[str, Any]] = []
    failures: list[str] = []
    wanted = [repo_id for repo_id in dict.fromkeys(repo_ids) if is_repo_id(repo_id)]
    for repo_id in wanted[: options.rechecks]:
        try:
            fetched = client.get(f"{endpoint}/api/models/{quote(repo_id)}?{query}", lane=HUB)
        except StatusError as error:
            if error.status in (401, 403, 404, 410, 451):
                gone.append({"id": repo_id, "status": error.status, "now": None})
                continue
            failures.append(str(error))
        except (TransientError, TerminalError) as error:
            failures.append(str(error))
        else:
            name = judge_record(fetched.body)
            if name is None:
                failures.append(f"{repo_id}: what the Hub answered is no record.")
            else:
                found.append(fetched.body)
                if name != repo_id:
                    gone.append({"id": repo_id, "status": 307, "now": name})
        if len(failures) >= _FAILURES:
            break
    if len(gone) >= _MANY and len(gone) > len(found):
        # One wrong answer for all (a mirror without single records, a gateway's page) must not empty the map.
        asked = len(gone) + len(found)
        failures.insert(0, f"{endpoint}: knows {len(gone)} of {asked} repos no more; not believed.")
        gone.clear()
    documents: list[Document] = []
    for source_id, body in ((RECORDS, b"[" + b",\n".join(found) + b"]"), (GONE, orjson.dumps(gone))):
        if body != b"[]":
            document = landing.keep(
                source_id,
                body,
                url=f"{endpoint}/api/models",
                media_type="application/json",
                fetched_at=client.now(),
            )
            documents += [document] if document else []
    return Polled(RECORDS, attempted_at, tuple(documents), failures[0] if failures else None)
