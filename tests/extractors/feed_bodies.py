"""Bodies of feeds, and reading them."""

from datetime import UTC, datetime
from pathlib import Path

from extractors.feeds.read import read
from extractors.records import Document, Entry, Rejected

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
DAY = datetime(2026, 7, 30, 8, tzinfo=UTC)


def document(media_type: str = "application/rss+xml", url: str = "https://news.example/feed.xml") -> Document:
    return Document("feed:a", Path("feed_a/x.xml.gz"), url, NOW, "0", media_type)


def entries(body: str | bytes, **more: str) -> tuple[list[Entry], list[Rejected]]:
    return read(document(**more), body.encode() if isinstance(body, str) else body)


def rss(items: str, head: str = "<?xml version='1.0' encoding='UTF-8'?>") -> str:
    return f"{head}<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"


ITEM = "<item><title>Qwen3 is here</title><link>https://news.example/1</link><description>Text</description></item>"
