"""Feeds as they should not be: wrong charsets, malformed and hostile XML, half of one."""

from datetime import UTC, datetime, timedelta

import pytest
from feed_bodies import DAY, ITEM, document, entries, rss
from hypothesis import given, settings
from hypothesis import strategies as st
from world import Feed, Item, World

from extractors.errors import UnreadableError
from extractors.feeds.document import parse
from extractors.feeds.read import read


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


@pytest.fixture
def feed(world: World) -> Feed:
    return Feed(
        world,
        "/feed.xml",
        [Item(f"News {n}", f"https://a.example/{n}", DAY + timedelta(hours=n)) for n in range(5)],
    )


def test_parse_says_why() -> None:
    with pytest.raises(UnreadableError, match="HTML"):
        parse(b"<html>", media_type="text/html")
