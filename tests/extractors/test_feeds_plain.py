"""Text from outside, made plain."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.feeds.plain import plain_prose, plain_text, plain_title, safe_url


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
