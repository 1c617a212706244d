"""Polling arXiv's API and its daily RSS."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import httpx

from extractors.arxiv.query import with_window
from extractors.arxiv.read import paper_id, usable
from extractors.errors import TerminalError, TransientError, UnreadableError
from extractors.feeds.document import parse
from extractors.feeds.poll import ACCEPT, newest, poll_feed
from extractors.http import Client, Fetched
from extractors.http.headers import shown
from extractors.http.pace import ARXIV
from extractors.landing import Landing
from extractors.records import Document, Polled, Source, SourceState
from extractors.sources import PollOptions

_REMEMBERED = timedelta(days=30)
_QUIET = timedelta(days=10)
"""Longer than any of arXiv's holidays."""
_LANDED_ID = re.compile(rb"<id>\s*https?://arxiv\.org/abs/([^<\s]+?)(?:v\d+)?\s*</id>")


@dataclass(frozen=True, slots=True)
class _Page:
    """One page of the API. `fault` says what is wrong with it; nothing comes after such a page."""

    fetched: Fetched
    papers: frozenset[str] = frozenset()
    newest: str | None = None
    last: bool = False
    fault: str | None = None
    notes: tuple[str, ...] = ()


def poll(
    source: Source, state: SourceState, client: Client, landing: Landing, options: PollOptions
) -> Polled:
    """Fetch new papers: by date window from the API, or a category's RSS of the day.

    All of arXiv's sources share one lane of the client: one connection, three seconds between requests
    (https://info.arxiv.org/help/api/tou.html).
    """
    if source.source_id.startswith("arxiv:rss:"):
        return poll_feed(source, state, client, landing, lane=ARXIV, archives=False)
    return _poll_api(source, state, client, landing, options)


def _poll_api(
    source: Source, state: SourceState, client: Client, landing: Landing, options: PollOptions
) -> Polled:
    """Page through what was submitted since the watermark, less an overlap, oldest first.

    A page whose papers have all landed before is not landed again, so that a day without new papers
    leaves nothing behind. Only the last page of a whole pass carries the watermark.
    """
    attempted_at = client.now()
    known = _landed_papers(landing, source, since=attempted_at - _REMEMBERED)
    documents: list[Document] = []
    watermark = state.watermark
    error: str | None = None
    notes: tuple[str, ...] = ()
    try:
        for page in _pages(source, _window_start(state, attempted_at, options), client, options):
            watermark = max(filter(None, (watermark, page.newest)), default=None)
            moved = watermark if page.last and watermark != state.watermark else None
            if page.fault or moved or not page.papers <= known:
                document = landing.keep(
                    source.source_id,
                    page.fetched.body,
                    url=page.fetched.url,
                    media_type=page.fetched.media_type or "application/atom+xml",
                    fetched_at=page.fetched.fetched_at,
                    watermark=moved,
                )
                documents += [document] if document else []
            known |= page.papers
            notes += page.notes
            error = page.fault
    except (TransientError, TerminalError) as failure:
        error = str(failure)
    reached = _when(watermark)
    if reached and attempted_at - reached > _QUIET:
        notes += (f"it answers, but its newest paper is of {reached:%Y-%m-%d}",)
    return Polled(source.source_id, attempted_at, tuple(documents), error, notes)


def _window_start(state: SourceState, now: datetime, options: PollOptions) -> datetime:
    reached = _when(state.watermark)
    if reached is None:
        return now - timedelta(days=options.arxiv_first_days)
    return min(reached, now) - options.arxiv_overlap


def _when(watermark: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(watermark or "")
    except ValueError:
        return None


def _pages(source: Source, start: datetime, client: Client, options: PollOptions) -> Iterator[_Page]:
    # The end is in the future and the same all day: what is asked twice on one day has one URL.
    end = (client.now() + timedelta(days=2)).replace(hour=0, minute=0, second=0, microsecond=0)
    base = httpx.URL(source.url)
    query = with_window(base.params.get("search_query", ""), start, end)
    seen: frozenset[str] = frozenset()
    offset = 0
    while True:
        url = base.copy_merge_params(
            {
                "search_query": query,
                "start": str(offset),
                "max_results": str(options.arxiv_page),
                "sortBy": "submittedDate",
                "sortOrder": "ascending",
            }
        )
        page = _page(client.get(str(url), accept=ACCEPT, lane=ARXIV), offset, options)
        if page.fault:
            # An empty or broken page is a known mood of the API, and often gone a moment later.
            page = _page(client.get(str(url), accept=ACCEPT, lane=ARXIV), offset, options)
        if page.papers and page.papers <= seen:
            yield _Page(page.fetched, fault=f"{source.source_id}: the listing repeats itself at {offset}.")
            return
        yield page
        if page.last or page.fault:
            return
        seen |= page.papers
        offset += len(page.papers)


def _page(fetched: Fetched, offset: int, options: PollOptions) -> _Page:
    """Judge one page: which papers, whether it is the last, whether it is one at all."""
    try:
        parsed = parse(fetched.body, media_type=fetched.media_type)
    except UnreadableError as error:
        return _Page(fetched, fault=f"{shown(fetched.url)}: {error}.")
    papers: set[str] = set()
    faults: list[str] = []
    for item in usable(parsed):
        try:
            papers.add(paper_id(item)[0])
        except UnreadableError as error:
            faults.append(str(error))
    total = str(parsed.feed.get("opensearch_totalresults") or "")
    expected = int(total) if re.fullmatch(r"\d{1,9}", total) else 0
    reached = offset + len(parsed.entries)
    if not parsed.whole:
        fault = f"{shown(fetched.url)}: it is cut short."
    elif faults and not papers:
        fault = f"{shown(fetched.url)}: {faults[0]}."
    elif not papers and offset < expected:
        fault = f"{shown(fetched.url)}: an empty page where {expected:,} results are promised."
    else:
        fault = None
    enough = reached >= options.arxiv_records
    notes = (f"stopped after {reached:,} of {expected:,} papers; the next run goes on",)
    return _Page(
        fetched=fetched,
        papers=frozenset(papers),
        newest=newest(parsed, fetched.fetched_at, None),
        last=fault is None and (reached >= expected or enough),
        fault=fault,
        notes=notes if enough and reached < expected else (),
    )


def _landed_papers(landing: Landing, source: Source, *, since: datetime) -> frozenset[str]:
    """Ids of the papers that this source's documents brought lately."""
    found: set[str] = set()
    for document in landing.documents(source.source_id, since=since):
        try:
            body = landing.read(document)
        except UnreadableError:
            continue  # loading it tells of the damage; here it only means to fetch again
        found.update(match.decode("ascii", "replace") for match in _LANDED_ID.findall(body))
    return frozenset(found)
