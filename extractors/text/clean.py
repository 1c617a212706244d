"""HTML, or what may be HTML, as plain text that is safe to read, store and draw."""

import html
import re

from selectolax.lexbor import LexborHTMLParser

_BLOCKS = (
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol option p pre section summary table tbody "
    "td tfoot th thead tr ul"
)
_INLINE = (
    "a abbr b big body button center cite code del em font head html i iframe img input ins kbd "
    "label link mark meta noscript q s samp script small source span strike strong style sub sup svg "
    "template title tt u var video"
)
_HIDDEN = ["script", "style", "template", "noscript", "iframe", "svg", "head"]

_BLOCK = "|".join(_BLOCKS.split())
_MARKUP = re.compile(rf"<(?:!--|!doctype|/?(?:{_BLOCK}|{'|'.join(_INLINE.split())})[\s/>])", re.IGNORECASE)
_BLOCK_EDGE = re.compile(rf"(?=</?(?:{_BLOCK})[\s/>])", re.IGNORECASE)
# Attributes hold no words, and the parser takes quadratic time over many of them.
_ATTRIBUTES = re.compile(r"""<(/?[A-Za-z][A-Za-z0-9]*)[\s/](?:[^>=]+|=\s*"[^"]*"|=\s*'[^']*'|=)*""")
_MOST_TAGS = 30_000  # deep nesting costs the parser quadratic time: 0.4 s at this many, minutes at a million
_SOURCE_SPACE = re.compile(r"\s+")
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")  # a lone space may stay, and most are
_ODD_SPACES = (
    "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
"""Spaces that are left when control characters are gone, beside the ordinary one."""

_BREAKS = re.compile(r" ?\n[ \n]*")

_CONTROLS = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0)]),
    **dict.fromkeys(range(0xD800, 0xE000)),  # lone surrogates cannot be written as UTF-8
    **dict.fromkeys([0xAD, 0x61C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F)]),
    **dict.fromkeys([*range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF]),
    **dict.fromkeys([0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029], "\n"),
    0x09: " ",
}
_UNWANTED = re.compile(f"[{''.join(re.escape(chr(c)) for c in _CONTROLS if c != 0x0A)}]")


def plain(text: str, *, limit: int = 200_000) -> str:
    """The words of `text` without markup, for titles, feed items, cards and papers.

    Markup is read only where there is some, so that "a < b" and "List<int>" survive. Blocks end lines;
    scripts and styles go with their content. Control characters, bidirectional overrides, zero-width
    characters and lone surrogates are dropped: they hide words from readers and break the SVG's XML.

    Args:
        text: HTML or plain text of any size.
        limit: the most characters given back. Ten times as many are read, and of markup the first 30,000
            tags, so the cost is bounded.

    Returns:
        Lines separated by one newline each, single spaces within them.
    """
    text = text[: limit * 10]
    if "<" in text and _MARKUP.search(text):
        text = _stripped(text)
    elif "&" in text:
        text = html.unescape(text)
    if not text.isprintable() and _UNWANTED.search(text):
        text = text.translate(_CONTROLS)
    if "  " in text or (not text.isascii() and any(space in text for space in _ODD_SPACES)):
        text = _SPACES.sub(" ", text)
    if "\n\n" in text or "\n " in text or " \n" in text:
        text = _BREAKS.sub("\n", text)
    return text.strip()[:limit].rstrip()


def _stripped(markup: str) -> str:
    if markup.count("<") > _MOST_TAGS:
        markup = "<".join(markup.split("<", _MOST_TAGS)[:_MOST_TAGS])
    markup = _ATTRIBUTES.sub(r"<\1", _SOURCE_SPACE.sub(" ", markup))
    tree = LexborHTMLParser(_BLOCK_EDGE.sub("\u2029", markup))
    tree.strip_tags(_HIDDEN)
    return tree.text().replace("\u2029", "\n")
