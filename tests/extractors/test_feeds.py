"""Feeds: polling them, and reading what is really out there."""

import string
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polling import Polling
from world import Answer, Feed, Item, World, gzip_bomb, html_page, redirect, status, truncated

from extractors.errors import UnreadableError
from extractors.feeds.archive import resting
from extractors.feeds.document import parse
from extractors.feeds.plain import plain_prose, plain_text, plain_title, safe_url
from extractors.feeds.poll import poll
from extractors.feeds.read import read
from extractors.http import Client, HttpOptions
from extractors.landing import Landing
from extractors.records import Document, Entry, Polled, Rejected, Source, SourceState
from extractors.sources import PollOptions, feed_sources

NOW = datetime(2026, 8, 1, 12, tzinfo=UTC)
DAY = datetime(2026, 7, 30, 8, tzinfo=UTC)


def document(media_type: str = "application/rss+xml", url: str = "https://news.example/feed.xml") -> Document:
    return Document("feed:a", Path("feed_a/x.xml.gz"), url, NOW, "0", media_type)


def entries(body: str | bytes, **more: str) -> tuple[list[Entry], list[Rejected]]:
    return read(document(**more), body.encode() if isinstance(body, str) else body)


def rss(items: str, head: str = "<?xml version='1.0' encoding='UTF-8'?>") -> str:
    return f"{head}<rss version='2.0'><channel><title>News</title>{items}</channel></rss>"


ITEM = "<item><title>Qwen3 is here</title><link>https://news.example/1</link><description>Text</description></item>"


# --- reading -----------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("encoding", "declared", "header"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "gb2312", "text/xml; charset=iso-8859-1"),
        ("gbk", "gb2312", "text/xml"),
        ("gb18030", "utf-8", "text/xml; charset=utf-8"),
        ("gbk", "", "application/rss+xml; charset=GBK"),
        ("utf-16", "utf-16", "text/xml"),
        ("big5", "big5", "text/xml"),
    ],
)
def test_wrong_charsets(encoding: str, declared: str, header: str) -> None:
    title = "通義千問發布新模型" if encoding == "big5" else "通义千问发布新模型"
    head = f"<?xml version='1.0' encoding='{declared}'?>" if declared else "<?xml version='1.0'?>"
    body = rss(ITEM.replace("Qwen3 is here", title), head).encode(encoding)
    (entry,), rejected = entries(body, media_type=header)
    assert (entry.title, rejected) == (title, [])


def test_bytes_of_no_encoding_cost_only_themselves() -> None:
    body = rss(ITEM.replace("Text", "Te\udcffxt")).encode("utf-8", "surrogateescape")
    (entry,), _ = entries(body)
    assert entry.title == "Qwen3 is here"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "empty"),
        ("  \n\0 ", "empty"),
        ("<!DOCTYPE html><html><body>" + ITEM + "</body></html>", "HTML page"),
        ("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "HTML page"),
        ('{"error": "no"}', "not a feed"),
        ("plain words", "not a feed"),
        ("<svg/>", "not a feed"),
        ("\x89PNG\r\n", "not a feed"),
        ("<rss version='2.0'><channel><it", "no entry can be read"),
    ],
)
def test_what_is_no_feed(body: str, reason: str) -> None:
    found, (rejected,) = entries(body)
    assert found == []
    assert reason in rejected.reason
    assert rejected.document == "feed_a/x.xml.gz"


def test_an_empty_feed_is_no_fault() -> None:
    assert entries(rss("<skipDays><day>Sunday</day></skipDays>")) == ([], [])


def test_a_feed_cut_short_gives_all_but_the_entry_that_was_cut() -> None:
    items = "".join(ITEM.replace("/1", f"/{n}").replace("Qwen3", f"Qwen{n}") for n in range(5))
    whole = rss(items)
    found, rejected = entries(whole[: whole.index("Qwen4 is") + 5])
    assert [entry.title for entry in found] == [f"Qwen{n} is here" for n in range(4)]
    assert "cut short" in rejected[0].reason


def test_one_bad_entry_does_not_cost_the_others() -> None:
    found, rejected = entries(
        rss(ITEM + "<item></item>" + ITEM.replace("/1", "/2").replace("Qwen3", "GLM-5"))
    )
    assert [entry.title for entry in found] == ["Qwen3 is here", "GLM-5 is here"]
    assert [one.reason for one in rejected] == ["entry 2: it has neither a title nor a text"]


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("AT&T", "AT&T"),
        ("AT&amp;T", "AT&T"),
        ("a&nbsp;b &mdash; &eacute;", "a b — é"),
        ("&#20320;&#x597D;", "你好"),
        ("<![CDATA[Q&A]]>", "Q&A"),
        ("<![CDATA[a]]>&<![CDATA[b]]>", "a&b"),
        ("&unknown; x", "&unknown; x"),
        ("&LT;b&GT; &AMP;amp;", "&"),
        ("&lt;b&gt;bold&lt;/b&gt;", "bold"),
    ],
)
def test_ampersands_as_they_are_written(written: str, title: str) -> None:
    link = "<link><![CDATA[https://news.example/?a=1&b=2]]></link>"
    (entry,), rejected = entries(rss(f"<item><title>{written}</title>{link}</item>"))
    assert (entry.title, entry.url, rejected) == (title, "https://news.example/?a=1&b=2", [])


def test_malformed_xml_gives_what_can_be_read_and_says_so() -> None:
    found, rejected = entries(rss("<item><title>AT&T & <b>Qwen</title></item>" + ITEM))
    assert "Qwen3 is here" in [entry.title for entry in found]
    assert "malformed XML" in rejected[0].reason


LAUGHS = (
    "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY lol 'lol'>"
    + "".join(f"<!ENTITY lol{n} '{f'&lol{n - 1};' * 10}'>" for n in range(1, 10)).replace("&lol0;", "&lol;")
    + "]>"
)


@pytest.mark.parametrize(
    ("head", "entity"),
    [
        (LAUGHS, "&lol9;"),
        ("<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>", "&x;"),
        ("<!DOCTYPE rss [<!ENTITY x '" + "A" * 100_000 + "'>]>", "&x;" * 10_000),
        ("<!DOCTYPE rss [<!ENTITY % x SYSTEM 'http://169.254.169.254/'> %x;]>", "plain"),
    ],
    ids=["billion laughs", "external", "quadratic", "parameter"],
)
def test_entities_are_not_expanded_and_the_rest_is_used(head: str, entity: str) -> None:
    found, rejected = entries(rss(ITEM + ITEM.replace("Text", entity).replace("/1", "/2"), head))
    assert len(found) == 2
    assert found[0].text == "Text"
    assert len(found[1].text) < 200_000
    assert "root:" not in found[1].text
    assert "entities" in rejected[0].reason


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


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One</p><p>Two <b>bold</b>ly</p>", "One\nTwo boldly"),
        ("a<br/>b<br>c", "a\nb\nc"),
        ("Qwen&amp;nbsp;3 &amp;amp; co", "Qwen 3 & co"),
        ("<script>alert(1)</script>x<style>p{}</style>", "x"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;x", "x"),
        ("<img src=x onerror=alert(1)>x", "x"),
        (
            "<a href='https://huggingface.co/Qwen/Qwen3-8B'>weights</a>.",
            "weights (https://huggingface.co/Qwen/Qwen3-8B).",
        ),
        ("<a href='https://elsewhere.example/'>there</a>", "there"),
        ("<a href='javascript:alert(1)'>there</a>", "there"),
        ("a\u202eb\u2066c\u200bd\u00ade\ufefff", "abcdef"),
        ("a\x00b\x07c\x1b[31md", "a b c [31md"),
        ("e\u0301", "\u00e9"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("<unclosed", ""),
        ("", ""),
    ],
)
def test_plain_text(markup: str, text: str) -> None:
    assert plain_text(markup) == text


def test_prose_keeps_its_mathematics() -> None:
    assert plain_prose("for $a<b$ and $c>d$, x <i>n</i>", 99) == "for $a<b$ and $c>d$, x n"
    assert plain_prose("<script>alert(1)</script>A\u202e", 99) == "A"


@given(st.text(alphabet=string.printable + "<>&;/\u202e\0量\ud800", max_size=300))
def test_titles_are_one_inert_line(markup: str) -> None:
    title = plain_title(markup)
    assert len(title.splitlines()) <= 1
    assert not any(ord(char) < 32 or "\u202a" <= char <= "\u202e" for char in title)
    assert "<script" not in title.lower()
    title.encode()


@given(st.text(max_size=100))
def test_urls_are_safe_or_none(address: str) -> None:
    url = safe_url(address)
    assert url is None or (url.startswith(("http://", "https://")) and not set(url) & set(" <>\"'\n"))


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_bytes_break_the_reader(data: st.DataObject) -> None:
    body = bytearray(rss(ITEM * 3).encode())
    for _ in range(data.draw(st.integers(0, 6))):
        at = data.draw(st.integers(0, len(body) - 1))
        junk = data.draw(
            st.one_of(st.binary(max_size=8), st.sampled_from([b"<", b"&", b"]]>", b"<![CDATA[", b"</rss>"]))
        )
        body[at : at + data.draw(st.integers(0, 5))] = junk
    for entry in read(document(), bytes(body))[0]:
        assert entry.title
        assert entry.entry_id
        (entry.title + entry.text + entry.entry_id).encode()


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_random_bytes_are_rejected_quietly(body: bytes) -> None:
    found, rejected = read(document(), body)
    assert bool(found) or bool(rejected)


@pytest.mark.parametrize(
    "body",
    [
        "<rss>" + "<item>" * 1_000_000,
        "<rss>" + "<item>" * 15_000,
        "<rss><channel>" + "<a " * 4_000_000,
        "<rss><channel><item><title>" + "&" * 4_000_000,
        "<rss><channel><item><title>" + "<" * 60_000,
        "<rss><channel>" + "<!-- " * 60_000,
        "<rss><channel><item><description>" + "<![CDATA[" * 40_000,
        "<rss" + " a='b'" * 60_000 + ">",
    ],
    ids=["many entries", "nested", "open tags", "ampersands", "brackets", "comments", "cdata", "attributes"],
)
def test_hostile_xml_takes_no_time(body: str) -> None:
    started = datetime.now(UTC)
    entries(body)
    assert datetime.now(UTC) - started < timedelta(seconds=5)


# --- polling -----------------------------------------------------------------------------------------------

OPTIONS = PollOptions()


class Runs(Polling):
    def __init__(self, client: Client, landing: Landing, source: Source) -> None:
        super().__init__(poll, client, landing, OPTIONS)
        self.source = source

    def again(self) -> Polled:
        return self(self.source)

    def titles(self) -> set[str]:
        found: set[str] = set()
        for document in self.landing.documents():
            found.update(entry.title for entry in read(document, self.landing.read(document))[0])
        return found


@pytest.fixture
def feed(world: World) -> Feed:
    return Feed(
        world,
        "/feed.xml",
        [Item(f"News {n}", f"https://a.example/{n}", DAY + timedelta(hours=n)) for n in range(5)],
    )


@pytest.fixture
def client(options: HttpOptions) -> Iterator[Client]:
    with Client(options, sleep=lambda _seconds: None, now=lambda: NOW) as made:
        yield made


@pytest.fixture
def run(client: Client, landing: Landing, feed: Feed) -> Runs:
    return Runs(client, landing, feed_sources([{"name": "A blog", "url": feed.url}])[0])


@pytest.mark.parametrize("validators", [True, False])
@pytest.mark.parametrize("atom", [True, False])
def test_an_unchanged_feed_costs_one_request_and_lands_once(
    feed: Feed, run: Runs, atom: bool, validators: bool
) -> None:
    feed.atom, feed.validators = atom, validators
    first = run.again()
    assert first.error is None
    assert [document.watermark for document in first.documents] == [(DAY + timedelta(hours=4)).isoformat()]
    feed_requests = [run.again() for _ in range(3)]
    assert [polled.documents for polled in feed_requests] == [(), (), ()]
    assert len(run.titles()) == 5


def test_conditional_requests(feed: Feed, run: Runs, world: World) -> None:
    run.again()
    run.again()
    assert world.requests[1].headers["if-none-match"].startswith('W/"')
    assert world.requests[1].headers["if-modified-since"] == "Thu, 30 Jul 2026 12:00:00 GMT"
    feed.items.insert(0, Item("New", "https://a.example/new", DAY + timedelta(hours=9)))
    assert len(run.again().documents) == 1
    assert "New" in run.titles()


def test_a_head_that_changes_every_time_is_no_news(feed: Feed, run: Runs, world: World) -> None:
    world.route(
        "/feed.xml",
        lambda _r: Answer(body=rss(f"<lastBuildDate>{datetime.now(UTC)}</lastBuildDate>" + ITEM).encode()),
    )
    assert len(run.again().documents) == 1
    assert run.again().documents == ()


@pytest.mark.parametrize(
    ("fault", "says", "lands"),
    [
        (status(503), "503", False),
        (status(404), "404", False),
        (status(406), "406", False),
        (status(429, retry_after="86400"), "86400", False),
        (truncated(b"<rss>" * 99), "connection failed", False),
        (gzip_bomb(8), "longer than", False),
        (redirect("file:///etc/passwd"), "only http", False),
        (html_page(), "HTML page", True),
        (Answer(body=b""), "empty", True),
        (Answer(body=rss(ITEM * 3).encode()[:-40]), "cut short", True),
        (Answer(body=b"<rss><channel"), "no entry can be read", True),
    ],
)
def test_faults_are_reported_and_healed(
    feed: Feed, run: Runs, world: World, fault: Answer, says: str, lands: bool
) -> None:
    world.fault("/feed.xml", fault.with_headers(ETag='"bad"'), forever=True)
    polled = run.again()
    assert says in (polled.error or "")
    assert bool(polled.documents) is lands
    assert run.again().documents == ()  # the same rubbish does not pile up
    assert all("if-none-match" not in request.headers for request in world.requests)
    world.heal()
    assert run.again().error is None
    assert {f"News {n}" for n in range(5)} <= run.titles()


def test_a_feed_that_has_moved_for_good_says_where(feed: Feed, run: Runs, world: World) -> None:
    world.route("/old.xml", redirect("/feed.xml", 308))
    run.source = replace(run.source, url=world.root + "/old.xml")
    assert run.again().notes == (f"it has moved to {feed.url}",)


def test_an_empty_feed_is_a_success(feed: Feed, run: Runs) -> None:
    feed.items, feed.validators = [], False
    polled = run.again()
    assert (polled.error, len(polled.documents)) == (None, 1)
    feed.title = "The time of day is in the title"
    assert run.again().documents == ()


def test_a_gap_is_closed_from_archive_pages_or_told(feed: Feed, run: Runs, world: World) -> None:
    run.again()
    later = [
        Item(f"Later {n}", f"https://a.example/later/{n}", DAY + timedelta(hours=10 + n)) for n in range(9)
    ]

    def page(items: list[Item], older: str) -> Answer:
        entries = "".join(
            f"<entry><id>{one.link}</id><title>{one.title}</title><published>{one.published:%FT%TZ}</published>"
            f"</entry>"
            for one in items
        )
        link = f"<link rel='next' href='{older}'/>" if older else ""
        return Answer(body=f"<feed xmlns='http://www.w3.org/2005/Atom'>{link}{entries}</feed>".encode())

    world.route("/feed.xml", page(later[6:], "/feed/2"))
    world.route("/feed/2", page(later[3:6], "/feed/3"))
    world.route("/feed/3", page(later[:3] + feed.items[-1:], "/feed/4"))
    world.forget()
    polled = run.again()
    assert (polled.error, polled.notes, len(world.requests)) == (None, (), 3)
    assert [document.watermark for document in polled.documents][:2] == [None, None]
    assert {f"Later {n}" for n in range(9)} <= run.titles()

    far = [Item("Far", "https://a.example/far", DAY + timedelta(hours=40))]
    world.route("/feed.xml", page(far, "https://elsewhere.example/feed/2"))
    assert run.again().gaps == ("nothing is known of the time from 2026-07-31 to 2026-08-01",)


@pytest.mark.parametrize(
    ("last", "today", "rests"),
    [
        ("2026-07-31T06:00", "2026-08-01T06:00", False),  # Friday, Saturday: once, for Friday's late news
        ("2026-08-01T06:00", "2026-08-01T18:00", True),
        ("2026-08-01T06:00", "2026-08-02T06:00", True),  # Sunday
        ("2026-08-02T06:00", "2026-08-03T06:00", False),  # Monday
        ("2026-07-25T06:00", "2026-08-01T06:00", False),  # a week ago, a Saturday too
        (None, "2026-08-01T06:00", False),
        ("2026-08-02T06:00", "2026-08-01T06:00", False),
    ],
)
def test_skip_days(last: str | None, today: str, rests: bool) -> None:
    body = rss("<skipDays><day>Sunday</day><day> saturday </day></skipDays>").encode()
    before = datetime.fromisoformat(last + "+00:00") if last else None
    now = datetime.fromisoformat(today + "+00:00")
    assert resting(body, before, now) is rests
    assert not resting(rss("").encode(), before, now)


def test_a_feed_at_rest_is_not_asked(
    feed: Feed, landing: Landing, world: World, options: HttpOptions
) -> None:
    saturday = datetime(2026, 8, 1, 6, tzinfo=UTC)
    world.route("/feed.xml", Answer(body=rss("<skipDays><day>Saturday</day></skipDays>").encode()))
    source = feed_sources([{"name": "A", "url": feed.url}])[0]
    with Client(options, now=lambda: saturday) as client:
        assert len(poll(source, SourceState(), client, landing, OPTIONS).documents) == 1
        rested = poll(source, SourceState(last_success_at=saturday), client, landing, OPTIONS)
    assert "skipDays" in rested.notes[0]
    assert len(world.requests) == 1


@pytest.mark.parametrize(
    ("days_between", "quiet_days", "told"),
    [(1, 5, False), (1, 29, False), (1, 31, True), (20, 60, False), (20, 90, True)],
)
def test_a_feed_that_has_fallen_silent_is_told_of(
    feed: Feed, run: Runs, days_between: int, quiet_days: int, told: bool
) -> None:
    newest = NOW - timedelta(days=quiet_days)
    feed.items = [
        Item(f"News {n}", f"https://a.example/{n}", newest - timedelta(days=n * days_between))
        for n in range(6)
    ]
    for polled in (run.again(), run.again()):  # the second is answered with 304
        assert polled.error is None
        assert ("newest entry is" in "".join(polled.notes)) is told


def test_a_date_in_the_future_does_not_become_the_watermark(feed: Feed, run: Runs) -> None:
    feed.items.append(Item("Later", "https://a.example/later", NOW + timedelta(days=1)))
    assert run.again().documents[0].watermark == (DAY + timedelta(hours=4)).isoformat()


def test_feed_sources() -> None:
    rows: list[dict[str, object]] = [
        {"name": "Qwen blog", "url": "https://a.example/1", "org": "qwen", "language": "en"},
        {"name": "Qwen blog", "url": "https://a.example/2"},
        {"name": "量子位", "url": "https://a.example/3", "id": ""},
        {"name": "!!!", "url": "https://a.example/4"},
        {"name": "again", "url": "https://a.example/1"},
        {"name": "named", "url": "https://a.example/5", "id": "given-id"},
    ]
    sources = feed_sources(rows)
    assert [source.source_id for source in sources] == [
        "feed:qwen-blog",
        "feed:qwen-blog-2",
        "feed:量子位",
        "feed:feed",
        "feed:given-id",
    ]
    assert (sources[0].org, sources[0].language, sources[1].org) == ("qwen", "en", None)


def test_parse_says_why() -> None:
    with pytest.raises(UnreadableError, match="HTML"):
        parse(b"<html>", media_type="text/html")
