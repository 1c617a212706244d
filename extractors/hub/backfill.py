"""Reading the whole Hub listing once, a portion at a time."""

import httpx

from extractors.errors import TerminalError, TransientError
from extractors.http import Client
from extractors.http.headers import origin
from extractors.hub.poll import land, pages
from extractors.landing import Landing
from extractors.records import Document, Polled, Source, SourceState
from extractors.sources import backfill_source

END = "end"
"""The watermark of a listing that has been read to its end."""


def backfill(endpoint: str, state: SourceState, client: Client, landing: Landing, *, records: int) -> Polled:
    """Read the next portion of the listing and land its pages.

    Every page carries the address of the next one as its watermark, so that whatever stops us, the next
    portion begins where the last loaded page ended. Call it again with the state after loading, until
    `state.watermark` is `END`.

    Args:
        endpoint: the Hub's.
        state: of the source `hub:backfill`.
        client: how to fetch; the Hub's rate limit asks for waits of up to five minutes.
        landing: where to keep.
        records: stop at the end of the page that reaches so many.
    """
    source = backfill_source(endpoint)
    attempted_at = client.now()
    if state.watermark == END:
        return Polled(source.source_id, attempted_at, notes=("the whole listing has been read",))
    documents: list[Document] = []
    notes: list[str] = []
    read = 0
    error: str | None = None
    try:
        for page in pages(_resumed(source, state), client):
            documents += land(source, page, landing, watermark=page.fetched.next_url or END)
            read += len(page.ids)
            if page.fault:
                notes.append(f"passed over: {page.fault}")
            if read >= records:
                break
    except (TransientError, TerminalError) as failure:
        error = str(failure)
    return Polled(source.source_id, attempted_at, tuple(documents), error, tuple(notes))


def _resumed(source: Source, state: SourceState) -> str:
    """Where to go on; at the start when the watermark is of another Hub."""
    first = httpx.URL(source.url)
    try:
        reached = httpx.URL(state.watermark or source.url)
    except httpx.InvalidURL:
        return source.url
    return str(reached) if origin(reached) == origin(first) else source.url
