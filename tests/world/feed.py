"""A news feed: RSS 2.0 or Atom, with validators."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape, quoteattr

from world.answers import Answer
from world.server import Request, World, conditional


@dataclass(frozen=True)
class Item:
    title: str
    link: str
    published: datetime | None = None
    text: str = ""
    guid: str | None = None


class Feed:
    """One feed at one path; change `items` and its ETag changes."""

    def __init__(
        self,
        world: World,
        path: str,
        items: list[Item] | None = None,
        *,
        title: str = "News",
        atom: bool = False,
        validators: bool = True,
        language: str = "en",
    ) -> None:
        self.items = items if items is not None else []
        self.path, self.title, self.atom, self.language = path, title, atom, language
        self.validators = validators
        self.url = world.route(path, self._answer)

    def body(self) -> bytes:
        return (self._atom() if self.atom else self._rss()).encode()

    def _answer(self, request: Request) -> Answer:
        kind = "application/atom+xml" if self.atom else "application/rss+xml"
        answer = Answer(body=self.body(), headers={"Content-Type": f"{kind}; charset=utf-8"})
        if not self.validators:
            return answer
        dated = [item.published for item in self.items if item.published]
        return conditional(
            request,
            answer,
            last_modified=format_datetime(max(dated).astimezone(UTC), usegmt=True) if dated else None,
        )

    def _rss(self) -> str:
        items = "".join(
            f"<item><title>{escape(item.title)}</title><link>{escape(item.link)}</link>"
            f"<guid isPermaLink='false'>{escape(item.guid or item.link)}</guid>"
            + (f"<pubDate>{format_datetime(item.published)}</pubDate>" if item.published else "")
            + f"<description>{escape(item.text)}</description></item>"
            for item in self.items
        )
        return (
            "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel>"
            f"<title>{escape(self.title)}</title>"
            f"<language>{self.language}</language>{items}</channel></rss>"
        )

    def _atom(self) -> str:
        entries = "".join(
            f"<entry><id>{escape(item.guid or item.link)}</id><title>{escape(item.title)}</title>"
            f"<link href={quoteattr(item.link)}/>"
            + (f"<published>{item.published.isoformat()}</published>" if item.published else "")
            + f"<content type='html'>{escape(item.text)}</content></entry>"
            for item in self.items
        )
        return (
            "<?xml version='1.0' encoding='utf-8'?><feed xmlns='http://www.w3.org/2005/Atom'>"
            f"<title>{escape(self.title)}</title>{entries}</feed>"
        )
