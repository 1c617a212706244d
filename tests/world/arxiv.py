"""arXiv: the API with date windows and pages, and the RSS of each category."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from world.answers import Answer
from world.server import Request, World, conditional

_WINDOW = re.compile(r"submittedDate:\[(\d{12}) TO (\d{12})\]")


@dataclass(frozen=True)
class Paper:
    paper_id: str
    title: str
    abstract: str
    submitted: datetime
    category: str = "cs.CL"
    announce: str = "new"
    version: int = 1


class Arxiv:
    """`/api/query` and `/rss/{category}`. `today` is what the RSS announces; empty at weekends."""

    def __init__(self, world: World, papers: list[Paper] | None = None) -> None:
        self.papers = papers if papers is not None else []
        self.today: list[Paper] = []
        self.endpoint = world.route("/api/query", self._api)
        self.rss = world.route("/rss", self._rss)

    def _api(self, request: Request) -> Answer:
        chosen = sorted(self.papers, key=lambda paper: paper.submitted)
        window = _WINDOW.search(request.one("search_query"))
        if window:
            first, last = (
                datetime.strptime(part, "%Y%m%d%H%M").replace(tzinfo=UTC) for part in window.groups()
            )
            chosen = [paper for paper in chosen if first <= paper.submitted <= last]
        if request.one("sortOrder") == "descending":
            chosen.reverse()
        start, size = int(request.one("start", "0")), int(request.one("max_results", "10"))
        entries = "".join(map(_entry, chosen[start : start + size]))
        return Answer(body=api_page(entries, total=len(chosen), start=start), headers=_ATOM)

    def _rss(self, request: Request) -> Answer:
        category = request.path.removeprefix("/rss/")
        items = "".join(
            f"<item><title>{escape(paper.title)}</title><link>https://arxiv.org/abs/{paper.paper_id}</link>"
            f"<description>arXiv:{paper.paper_id}v{paper.version} Announce Type: {paper.announce} \n"
            f"Abstract: {escape(paper.abstract)}</description>"
            f"<guid isPermaLink='false'>oai:arXiv.org:{paper.paper_id}v{paper.version}</guid>"
            f"<pubDate>{format_datetime(paper.submitted)}</pubDate>"
            f"<arxiv:announce_type>{paper.announce}</arxiv:announce_type></item>"
            for paper in self.today
            if paper.category == category
        )
        body = (
            "<?xml version='1.0' encoding='UTF-8'?>"
            "<rss xmlns:arxiv='http://arxiv.org/schemas/atom' version='2.0'>"
            f"<channel><title>{category} updates on arXiv.org</title><language>en-us</language>"
            f"<skipDays><day>Sunday</day><day>Saturday</day></skipDays>{items}</channel></rss>"
        )
        return conditional(request, Answer(body=body.encode(), headers={"Content-Type": "text/xml"}))


_ATOM = {"Content-Type": "application/atom+xml; charset=utf-8"}


def api_page(entries: str, *, total: int, start: int) -> bytes:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom'"
        " xmlns:opensearch='http://a9.com/-/spec/opensearch/1.1/' xmlns:arxiv='http://arxiv.org/schemas/atom'>"
        "<id>https://arxiv.org/</id><title>arXiv Search Results</title>"
        f"<updated>{datetime.now(UTC):%FT%TZ}</updated>"
        f"<opensearch:totalResults>{total}</opensearch:totalResults>"
        f"<opensearch:startIndex>{start}</opensearch:startIndex>{entries}</feed>"
    ).encode()


def api_error(message: str) -> bytes:
    """How the API says that it did not understand: status 200 and one entry."""
    entry = (
        "<entry><id>https://arxiv.org/api/errors#sorry</id><title>Error</title>"
        f"<summary>{escape(message)}</summary></entry>"
    )
    return api_page(entry, total=1, start=0)


def _entry(paper: Paper) -> str:
    when = paper.submitted.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return (
        f"<entry><id>http://arxiv.org/abs/{paper.paper_id}v{paper.version}</id><title>{escape(paper.title)}</title>"
        f"<updated>{when}</updated><published>{when}</published><summary>{escape(paper.abstract)}</summary>"
        f"<author><name>A. Author</name></author><category term='{paper.category}'/></entry>"
    )
