"""Which sources there are, and how far a poll of one may go."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote, urlencode

from extractors.arxiv.query import search_query
from extractors.records import Source

EXPAND = (
    "author",
    "cardData",
    "config",
    "createdAt",
    "disabled",
    "downloads",
    "gated",
    "lastModified",
    "library_name",
    "likes",
    "pipeline_tag",
    "private",
    "safetensors",
    "sha",
    "tags",
    "trendingScore",
)
"""Properties asked of the Hub's listings: `ExpandModelProperty_T` of huggingface_hub, as far as we read it.

`expand` cannot be combined with `full`, `cardData` or `config`.
"""


@dataclass(frozen=True, slots=True)
class PollOptions:
    """How far a poll goes.

    Attributes:
        first_records: records that the first pass over the Hub's listing reads at most.
        pass_records: records that a later pass reads at most, however long we were away.
        overlap: how far behind the watermark a pass over the Hub's listing reads again, for repos that
            appear late.
        author_records: records read at most of one author's listing.
        cards: repos at most whose card and configs one run fetches.
        rechecks: repos at most that one run asks after singly.
        arxiv_first_days: days that the first poll of arXiv's API looks back.
        arxiv_overlap: how far behind the watermark arXiv's API is asked again: a paper is announced up
            to four days after its submission, and its date is the submission's.
        arxiv_page: papers a page.
        arxiv_records: papers at most in one pass.
    """

    first_records: int = 20_000
    pass_records: int = 200_000
    overlap: timedelta = timedelta(days=2)
    author_records: int = 5_000
    cards: int = 50
    rechecks: int = 50
    arxiv_first_days: int = 3
    arxiv_overlap: timedelta = timedelta(days=5)
    arxiv_page: int = 200
    arxiv_records: int = 4_000


def hub_sources(endpoint: str, authors: Iterable[str]) -> tuple[Source, ...]:
    """The Hub's listings: new repos, trending, most liked and most downloaded, and each watched author.

    `createdAt` finds everything, mostly noise; the other three find what matters, old repos included,
    and read its changed metadata again.
    """
    listings = (
        ("created", "new repos", {"sort": "createdAt"}, 1000),
        ("trending", "trending", {"sort": "trendingScore"}, 200),
        ("liked", "most liked", {"sort": "likes"}, 1000),
        ("downloaded", "most downloaded", {"sort": "downloads"}, 1000),
    )
    watched = sorted(set(authors), key=lambda name: (name.lower(), name))
    return (
        *(_hub(endpoint, name, label, query, limit) for name, label, query, limit in listings),
        *(
            _hub(endpoint, f"author:{author}", author, {"author": author, "sort": "createdAt"}, 1000)
            for author in watched
        ),
    )


def backfill_source(endpoint: str) -> Source:
    """The whole listing, newest first, for `modelmap backfill`."""
    return _hub(endpoint, "backfill", "the whole listing", {"sort": "createdAt"}, 1000)


def _hub(endpoint: str, name: str, label: str, query: Mapping[str, str], limit: int) -> Source:
    fields = [
        *query.items(),
        ("direction", "-1"),
        ("limit", str(limit)),
        *(("expand", one) for one in EXPAND),
    ]
    return Source(
        source_id=f"hub:{name}",
        kind="hub",
        url=f"{endpoint.rstrip('/')}/api/models?{urlencode(fields)}",
        name=f"Hugging Face Hub: {label}",
    )


def arxiv_sources(endpoint: str, rss: str, categories: Iterable[str]) -> tuple[Source, ...]:
    """ArXiv's API, one query over all categories, and the daily RSS of each category."""
    names = tuple(dict.fromkeys(categories))
    if not names:
        return ()
    api = Source(
        source_id="arxiv:api",
        kind="arxiv",
        url=f"{endpoint}?{urlencode({'search_query': search_query(names)})}",
        name="arXiv API",
        language="en",
    )
    feeds = (
        Source(
            source_id=f"arxiv:rss:{name}",
            kind="arxiv",
            url=f"{rss.rstrip('/')}/{quote(name)}",
            name=f"arXiv {name}",
            language="en",
        )
        for name in names
    )
    return (api, *feeds)


def feed_sources(rows: Iterable[Mapping[str, object]]) -> tuple[Source, ...]:
    """One source for each configured feed: `name` and `url`, and `id`, `org`, `language` where given.

    Two feeds of one name get different ids; the same feed given twice is polled once.
    """
    sources: list[Source] = []
    taken: set[str] = set()
    urls: set[str] = set()
    for row in rows:
        name, url = str(row["name"]), str(row["url"])
        if url in urls:
            continue
        urls.add(url)
        slug = _slug(str(row.get("id") or name))
        number = 1
        unique = slug
        while unique in taken:
            number += 1
            unique = f"{slug}-{number}"
        taken.add(unique)
        sources.append(
            Source(
                source_id=f"feed:{unique}",
                kind="feed",
                url=url,
                name=name,
                org=_text(row.get("org")),
                language=_text(row.get("language")),
            )
        )
    return tuple(sources)


def _slug(name: str) -> str:
    """`Qwen blog` → `qwen-blog`; letters of any script stay, so that 量子位 keeps its name."""
    return re.sub(r"[\W_]+", "-", name.lower()).strip("-") or "feed"


def _text(value: object) -> str | None:
    return str(value) if value else None
