"""Text from outside, made plain: no markup, no control characters, nothing that reorders what is shown."""

import re
import unicodedata
from urllib.parse import urlsplit

import httpx
from selectolax.lexbor import LexborHTMLParser

LONGEST_TITLE = 500
LONGEST_TEXT = 100_000
LONGEST_URL = 2_000

_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_MARKUP = re.compile(r"</?[a-zA-Z!]|&(?:[a-zA-Z]{2,31}|#x?[0-9a-fA-F]{1,6});")
_BLOCK = re.compile(
    r"(?i)<(?=/?(?:address|article|blockquote|br|dd|div|dl|dt|figcaption|figure|footer|h[1-6]|header|hr|li|main"
    r"|nav|ol|p|pre|section|table|tbody|td|th|thead|tr|ul)\b)"
)
_UNSEEN = re.compile(
    "[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff0-\uffff\U000e0000-\U000e007f"
    "\ud800-\udfff]"
)
"""Soft hyphens, zero-width spaces, bidi marks and overrides, tags, noncharacters and stray surrogates. The
zero-width joiners U+200C and U+200D stay: several scripts and emoji need them."""
_HOST = re.compile(rb"[a-zA-Z0-9._-]+|[0-9a-fA-F:.]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_HTML_DEAD = re.compile(r"(?is)<(script|style|iframe|svg|object)(?:\s[^<>]*)?>.*?</\1\s*>")
_HTML_TAG = re.compile(
    r"(?i)</?(?:a|b|body|br|code|div|em|embed|font|form|h[1-6]|html|i|iframe|img|input|li|link|meta|object|ol|p|pre"
    r"|script|small|span|strong|style|sub|sup|svg|table|td|tr|tt|u|ul|video)(?:\s[^<>]*)?/?>"
)
_TOLD_BY_ADDRESS = ("huggingface.co", "hf.co", "modelscope.cn", "github.com", "arxiv.org")


def plain_title(markup: str) -> str:
    """One line, at most `LONGEST_TITLE` characters."""
    return " ".join(_without_markup(markup[: LONGEST_TITLE * 20]).split())[:LONGEST_TITLE].strip()


def plain_text(markup: str) -> str:
    """Paragraphs as lines. A link to a model, its code or its paper keeps its address, in brackets."""
    lines = (" ".join(line.split()) for line in _without_markup(markup, links=True).split("\n"))
    return "\n".join(line for line in lines if line)[:LONGEST_TEXT].strip()


def plain_line(text: str, longest: int) -> str:
    """Text that is not markup, such as an id: one line without control characters."""
    return " ".join(_visible(text).split())[:longest].strip()


def plain_prose(text: str, longest: int) -> str:
    """Text that is meant as it stands, such as an abstract with `a<b`: only what is surely a tag goes."""
    return plain_line(_HTML_TAG.sub(" ", _HTML_DEAD.sub(" ", text)), longest)


def safe_url(address: str | None, *, base: str | None = None) -> str | None:
    """The address, normalised and escaped, when it is http or https without a password; else None."""
    if not address or len(address) > LONGEST_URL:
        return None
    try:
        url = httpx.URL(_visible(address).strip())
        if base and url.is_relative_url:
            url = httpx.URL(base).join(url)
    except (httpx.InvalidURL, ValueError, TypeError):
        return None
    if url.scheme not in ("http", "https") or url.userinfo or not _HOST.fullmatch(url.raw_host):
        return None
    text = str(url)
    return text if not re.search(r"[\s<>\"'\\`]", text) else None


def _without_markup(markup: str, *, links: bool = False) -> str:
    text = markup.replace("\r\n", "\n").replace("\r", "\n")
    # Twice: many feeds escape their HTML once too often. What is left after that is markup to nobody.
    for _ in range(2):
        if _MARKUP.search(text):
            text = _parsed(text, links=links)
    return _visible(_TAG.sub(" ", text))


def _parsed(markup: str, *, links: bool) -> str:
    tree = LexborHTMLParser("<body>" + _BLOCK.sub("\n<", markup))
    if tree.body is None:
        return ""
    for dead in tree.css("script,style,template,noscript,iframe,object,svg,math"):
        dead.decompose()
    if links:
        for anchor in tree.css("a[href]"):
            address = safe_url(anchor.attributes.get("href"))
            told = address and (urlsplit(address).hostname or "").removeprefix("www.") in _TOLD_BY_ADDRESS
            if address and told and address not in anchor.text():
                anchor.insert_after(f" ({address})")
    return tree.body.text(separator="")


def _visible(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROL.sub(" ", _UNSEEN.sub("", text)))
