"""Make any name safe to draw and to say: one line, no control characters, http(s) links only."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

_ID = re.compile(r"[^A-Za-z0-9._-]")


@lru_cache(maxsize=1 << 16)  # a name is drawn, listed and told several times
def clean(text: str | None) -> str:
    """One line without control, format, surrogate or private characters (XML 1.0 forbids most of them)."""
    if not text:
        return ""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    kept = (
        " " if character in "\t\r\n\x0b\x0c\x85\u2028\u2029" else character
        for character in unicodedata.normalize("NFC", text)
        if character in "\t\r\n\x0b\x0c\x85\u2028\u2029" or unicodedata.category(character)[0] != "C"
    )
    return " ".join("".join(kept).split())


@lru_cache(maxsize=1 << 16)
def link(url: str | None) -> str | None:
    """The address, if it is plain http or https with a host; anything else is no link."""
    if not url or clean(url) != url or " " in url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


@lru_cache(maxsize=1 << 16)
def xml_id(text: str) -> str:
    """An id for XML and CSS: the model's own id, any other character written as its code point."""
    return _ID.sub(lambda found: f"_{ord(found[0]):x}_", text)
