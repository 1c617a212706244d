"""Reading a feed's entries: kinds of feeds, dates, links, ids, languages."""

from datetime import datetime, timedelta

import pytest
from feed_bodies import DAY, ITEM, document, entries, rss
from world import Feed, Item, World

from extractors.feeds.read import read


@pytest.mark.parametrize(
    "body",
    [
        rss(ITEM),
        "\ufeff" + rss(ITEM),
        "\n\n  " + rss(ITEM),
        rss(ITEM, head=""),
        rss(ITEM, head="<?xml version='1.0' encoding='utf-16'?>"),
        rss(ITEM, head="<?xml version='1.0' encoding='no-such-thing'?>"),
        rss(
            ITEM,
            head="<!DOCTYPE rss PUBLIC '-//Netscape//DTD RSS 0.91//EN' 'http://my.netscape.com/rss-0.91.dtd'>",
        ),
        rss(ITEM, head="<!-- a remark --><?xml-stylesheet href='x.xsl'?>"),
        rss(ITEM.replace("Text", "a \x00\x0b\x1f b")),
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
        "<channel/>" + ITEM + "</rdf:RDF>",
        (
            "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>Qwen3 is here</title>"
            "<link href='https://news.example/1'/><summary>Text</summary></entry></feed>"
        ),
        (
            "<a:feed xmlns:a='http://www.w3.org/2005/Atom'><a:entry><a:title>Qwen3 is here</a:title>"
            "<a:link href='https://news.example/1'/></a:entry></a:feed>"
        ),
    ],
)
def test_kinds_of_feeds(body: str) -> None:
    (entry,), _ = entries(body)
    assert (entry.title, entry.url) == ("Qwen3 is here", "https://news.example/1")


def test_an_empty_feed_is_no_fault() -> None:
    assert entries(rss("<skipDays><day>Sunday</day></skipDays>")) == ([], [])


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("<pubDate>Thu, 30 Jul 2026 08:00:00 GMT</pubDate>", DAY),
        ("<pubDate>Thu, 30 Jul 2026 16:00:00 +0800</pubDate>", DAY),
        ("<pubDate>2026-07-30T08:00:00Z</pubDate>", DAY),
        ("<pubDate>2026-07-30</pubDate>", DAY.replace(hour=0)),
        ("", None),
        ("<pubDate>soon</pubDate>", None),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
        ("<pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate>", None),
        ("<pubDate>Thu, 99 Foo 99999 00:00:00 GMT</pubDate>", None),
    ],
)
def test_dates(fields: str, published: datetime | None) -> None:
    (entry,), _ = entries(rss(ITEM.replace("</item>", fields + "</item>")))
    assert entry.published_at == published


@pytest.mark.parametrize(
    ("link", "url"),
    [
        ("https://news.example/a?b=1&amp;c=2", "https://news.example/a?b=1&c=2"),
        ("/blog/1", "https://news.example/blog/1"),
        ("javascript:alert(1)", None),
        ("JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("https://user:pw@news.example/", None),
        ("https://news.example/&quot;onload=x", "https://news.example/%22onload=x"),
        ("https://news.example/&lt;script&gt;", "https://news.example/%3Cscript%3E"),
        ("https://news.example/\u202egpj.exe", "https://news.example/gpj.exe"),
        ("https://news.example/" + "a" * 3000, None),
        ("http://[bad", None),
        ("", None),
    ],
)
def test_links(link: str, url: str | None) -> None:
    (entry,), _ = entries(rss(ITEM.replace("https://news.example/1", link)))
    assert entry.url == url


def test_duplicate_ids_and_ids_for_all() -> None:
    same = ITEM.replace("</item>", "<guid>7</guid></item>")
    other = same.replace("/1", "/2").replace("Qwen3", "GLM-5")
    found, _ = entries(rss(same + same + other))
    assert [(entry.entry_id, entry.title) for entry in found] == [
        ("7", "Qwen3 is here"),
        ("https://news.example/2", "GLM-5 is here"),
    ]


def test_an_entry_without_id_or_link_has_the_same_id_every_day() -> None:
    bare = "<item><title>Qwen3</title></item>"
    (one,), _ = entries(rss(bare))
    (other,), _ = entries(rss(ITEM + bare).replace(ITEM, ""))
    assert one.entry_id == other.entry_id
    assert one.entry_id.startswith("sha256:")


@pytest.mark.parametrize(
    ("declared", "given", "language"),
    [
        ("zh-CN", None, "zh"),
        ("en_US", None, "en"),
        ("", None, None),
        ("zh", "en", "en"),
        ("<b>x</b>", None, None),
    ],
)
def test_language(declared: str, given: str | None, language: str | None) -> None:
    body = rss(f"<language>{declared}</language>{ITEM}")
    (entry,), _ = read(document(), body.encode(), language=given)
    assert entry.language == language


@pytest.fixture
def feed(world: World) -> Feed:
    return Feed(
        world,
        "/feed.xml",
        [Item(f"News {n}", f"https://a.example/{n}", DAY + timedelta(hours=n)) for n in range(5)],
    )
