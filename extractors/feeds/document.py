"""From the bytes of a feed to what feedparser makes of it, with the traps taken out first."""

import io
import re
import warnings
from dataclasses import dataclass
from html import escape
from html.entities import html5
from typing import Any

import feedparser

from extractors.errors import UnreadableError
from extractors.http.large import in_turn

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.IGNORECASE)
_DECLARED = re.compile(rb"^[^<]{0,8}<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,40})[\"']")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([A-Za-z0-9._:-]{1,40})", re.IGNORECASE)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(rss|feed|rdf|html|channel)\b", re.IGNORECASE)
_ITEM = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:[A-Za-z_][\w.-]*:)?(?:rss|feed|rdf)\s*>", re.IGNORECASE)
_ENTITY = re.compile(r"<!ENTITY\b", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{0,30});)?")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Parsed:
    """A feed as feedparser gives it.

    Attributes:
        feed: the feed's own fields.
        entries: its entries, in their order.
        faults: what was wrong with it although it could be read.
        whole: False when it ends before its end; its last entry is then not to be trusted.
    """

    feed: Any
    entries: list[Any]
    faults: tuple[str, ...]
    whole: bool


def parse(body: bytes, *, media_type: str) -> Parsed:
    """Parse RSS 0.9x to 2.0, RDF or Atom.

    Raises:
        UnreadableError: nothing in it, an HTML page, or not a feed.
    """
    with in_turn(body):
        return _parse(body, media_type)


def _parse(body: bytes, media_type: str) -> Parsed:
    if not body.strip(b"\0 \t\r\n"):
        raise UnreadableError("the body is empty")
    text, faults = _decoded(body, media_type)
    root = _ROOT.search(text, 0, 500_000)
    if root is None:
        raise UnreadableError(f"not a feed: it begins with {text.lstrip()[:60]!a}")
    if root[1].lower() == "html":
        raise UnreadableError("an HTML page instead of a feed")
    _refuse_the_absurd(text)
    prolog = text[: root.start()]
    if _ENTITY.search(prolog):
        faults.append("it declares XML entities; they were not expanded")
    # No prolog: no document type, so no entity that could grow and no encoding that contradicts us. A
    # control character would make the whole document malformed; no text needs one.
    content = _repaired(_CONTROL.sub(" ", text[root.start() :]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        parsed = feedparser.parse(
            io.BytesIO(content.encode("utf-8", "replace")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    whole = _CLOSED.search(text, max(root.start(), len(text) - 10_000)) is not None
    if not whole:
        faults.append("it is cut short")
    elif parsed.bozo:
        faults.append(f"malformed XML: {str(parsed.bozo_exception)[:120]!a}")
    if not parsed.entries and parsed.bozo:
        raise UnreadableError(f"no entry can be read: {'; '.join(faults)}")
    if not parsed.version and not parsed.entries:
        raise UnreadableError("not a feed of a known kind")
    return Parsed(parsed.feed, list(parsed.entries), tuple(faults), whole)


def _repaired(text: str) -> str:
    """Text whose ampersands are XML, so that the strict parser can read it.

    HTML's names for characters (`&nbsp;`) and bare ampersands are the commonest faults of feeds; names that
    the document declared itself stay as they are written. In CDATA an ampersand is one.
    """
    parts: list[str] = []
    at = 0
    while (start := text.find("<![CDATA[", at)) >= 0 and (end := text.find("]]>", start)) >= 0:
        parts += [_AMPERSAND.sub(_escaped, text[at:start]), text[start : end + 3]]
        at = end + 3
    return "".join([*parts, _AMPERSAND.sub(_escaped, text[at:])])


def _escaped(match: re.Match[str]) -> str:
    name = match[1]
    if name is None:
        return "&amp;"
    if name.startswith("#") or name in _XML_NAMES:
        return match[0]
    return escape(html5.get(f"{name};", match[0]))


def _refuse_the_absurd(text: str) -> None:
    """Refuse what was made to keep a parser busy: malformed XML is read slowly, 200 KB a second."""
    for what, mark, most in (("tags", "<", 500_000), ("entities", "&", 2_000_000), ("entries", None, 20_000)):
        number = len(_ITEM.findall(text)) if mark is None else text.count(mark)
        if number > most:
            raise UnreadableError(f"{number:,} {what}, more than any feed has; it was not read")


def _decoded(body: bytes, media_type: str) -> tuple[str, list[str]]:
    """The text, in the first encoding that fits.

    UTF-8 first whatever is declared: other encodings almost never look like valid UTF-8, while a declared
    one is often the template's. GB18030 covers what Chinese sites mean by gb2312 and gbk.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body.decode(encoding, "replace"), []
    in_header, in_body = _CHARSET.search(media_type), _DECLARED.match(body)
    declared = [in_header[1]] if in_header else []
    declared += [in_body[1].decode("ascii")] if in_body else []
    names = ["utf-8", *("gb18030" if name.lower().startswith("gb") else name for name in declared), "gb18030"]
    for name in names:
        try:
            return body.decode(name), []
        except (UnicodeDecodeError, LookupError):
            continue
    return body.decode("utf-8", "replace"), ["characters that fit no encoding were replaced"]
