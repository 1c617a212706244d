import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text.clean import plain


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a  b \t c", "a b c"),
        ("one\r\n\r\n two", "one\ntwo"),
        ("a < b and List<int> > c", "a < b and List<int> > c"),
        ("AT&amp;T &#8217;s", "AT&T \u2019s"),
        ("<p>Hi <b>Llama</b>\n3 &amp; more</p><ul><li>x</li><li>y</li></ul>", "Hi Llama 3 & more\nx\ny"),
        ("<p class='a>b' onclick=\"x\">kept</p>", "kept"),
        ("a<br/>b<BR>c", "a\nb\nc"),
        ("<script>alert(1)</script><style>p{}</style>text<p>", "text"),
        ("safe\u202eevil\u2066\u200b\ufeff\x00\x1b[31m", "safeevil[31m"),
        ("bad \ud800 surrogate", "bad surrogate"),
        ("基于 <code>Qwen3-8B</code> 微调", "基于 Qwen3-8B 微调"),
        ("<!-- hidden -->shown", "shown"),
        ("", ""),
    ],
)
def test_plain(text: str, wanted: str) -> None:
    assert plain(text) == wanted


def test_limit() -> None:
    assert plain("word " * 100, limit=11) == "word word w"


@pytest.mark.parametrize(
    "unit",
    ["<div><p>", "<b", "<p a=' ", "&lt;", "<!--", "<b><i></p>", "\n<p> ", "<a href='", '<p x="<'],
)
def test_ten_megabytes_cost_bounded_time(unit: str) -> None:
    started = time.process_time()
    plain(unit * (10_000_000 // len(unit)))
    assert time.process_time() - started < 5


def test_many_attributes_cost_bounded_time() -> None:
    started = time.process_time()
    plain("<p " + " ".join(f"a{n}=1" for n in range(300_000)) + ">x")
    assert time.process_time() - started < 5


@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    cleaned = plain(text)
    cleaned.encode()
    assert not any(ord(letter) < 32 and letter != "\n" for letter in cleaned)
    assert "  " not in cleaned
