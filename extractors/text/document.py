"""A text made ready for reading: markup gone, emphasis and links kept, cut into sentences."""

import re
from dataclasses import dataclass
from typing import NamedTuple

from extractors.text.clean import plain
from extractors.text.tables import table

MARK = "\x1f"
"""Stands where emphasis began or ended. It is white space to a pattern, and no name crosses it."""

QUOTE = "\x1e"
"""The same for a quotation: in Chinese a name without Latin letters is often known by it alone."""

LONGEST_BODY = 60_000
"""Characters of a body that are read. News says what it announces at its beginning."""

_LONGEST_TITLE = 600
_LONGEST_SENTENCE = 1_200

_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\((https?://[^()\s]{1,500})\)")
_KICKER = re.compile(
    r"^(?:(?:Show|Ask|Launch) HN|Sources?|Exclusive|Report|Breaking|News|Update|r/\w+|"
    r"\[[^\]]{1,20}\])\s*[:：]?\s+",
    re.IGNORECASE,
)
_MOST_LISTED = 60
_LONGEST_HEADING = 100
_HEADS = ("模型", "model", "release", "checkpoint", "weights")
_RELEASES = re.compile(
    r"(?i)[\s#*>\-]*(?:\d{1,2}[.、] *)?[^\w\n]{0,4}(?:(?:new|open|latest|"
    r"released)[ -](?:open[ -]?)?(?:source[ -]|weights?[ -])?"
    r"(?:models?|releases?|checkpoints?|weights)|models? releases?|model updates?|"
    r"[^\n]{0,80}\bfollowing (?:\w+ )?models|"
    r"新?模型(?:发布|上新|更新|速递|动态|列表)(?:/更新)?|新模型|新发布(?:的)?模型|"
    r"[^。\n]{0,60}(?:开源|发布|推出)了?(?:以下|如下|下列)"
    r"[^，。\n]{0,8}(?:模型|版本|权重)[^，。\n]{0,4})\s*[:：*]*\s*$"
)
_HEADING = re.compile(r"#{1,6} |\*\*[^*\n]{1,40}\*\*\s*[:：]?\s*$")
_ITEM = re.compile(r"(?:[-*+•·]|\d{1,2}[.、)]|\*\*|[\u2460-\u2473]) ?\S")
_URL = re.compile(r"https?://[^\s()<>\"'，。；、）】」]{1,500}")
_LATEX = re.compile(r"\\(?:textbf|textit|textsc|texttt|emph|mathbf|underline)\{([^{}]{0,200})\}")
_FORMULA = re.compile(r"\$([^$\s\d]{1,12})\$(?=\w)")
_EMPHASIS = ("***", "**", "*", "__", "```", "`", "''")
_QUOTES = "“”「」『』《》"
_LINE_START = re.compile(r"^(?:[>#•·●▪◆★☆✅⭐🔥🚀\s]|[-*+] )+")
_STOPS = "。！？；"
_BREAK = re.compile(r"[.!?;](?=\s+[\"'(\[]*[A-Z0-9])")
_LISTED = re.compile(r"(?<![A-Za-z0-9.-])\d{1,2}、")
_COUNTED = re.compile(r"\d、")
_LISTED_BREAK = re.compile(rf"{_BREAK.pattern}|(?<=[^\sA-Za-z0-9.-])(?=\d{{1,2}}、)")
_HUB = re.compile(r"(?:huggingface\.co|hf\.co)/(?:models/)?([A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95})")
_NOT_MODELS = frozenset(table("not_models"))
_CJK = re.compile(r"[\u3400-\u9fff]")


class Sentence(NamedTuple):
    """One sentence and where it stands: `place` 0 is the title, 1 the first of the body."""

    text: str
    place: int


@dataclass(frozen=True, slots=True)
class Document:
    """A title and its sentences."""

    title: str
    sentences: tuple[Sentence, ...]
    language: str
    hf_ids: tuple[str, ...]
    paper: bool
    listed: tuple[str, ...] = ()
    """The lines of lists that stand under a heading such as "New models"."""

    @property
    def body(self) -> str:
        """The sentences, one a line."""
        return "\n".join(sentence.text for sentence in self.sentences)


def document(title: str, text: str, *, language: str | None, url: str | None) -> Document:
    """Reads `title` and `text` into a document; costs bounded time whatever they hold."""
    head = plain(title[: _LONGEST_TITLE * 8], limit=_LONGEST_TITLE)
    body = _unwrapped(plain(text, limit=LONGEST_BODY))
    links: list[str] = [url] if url else []
    head = _unmarked(_KICKER.sub("", head), links).replace("\n", " ").strip(" ")
    listed = _listed(body)
    body = _unmarked(body, links)
    if "相关链接" in body:
        body = body.partition("相关链接")[0]
    if language not in {"en", "zh"}:
        language = _language(head, body[:2000])
    return Document(
        title=head,
        sentences=tuple(_sentences(body)),
        language=language,
        hf_ids=tuple(dict.fromkeys(_hub_ids(links))),
        paper=_is_paper(body, url, language),
        listed=tuple(_unmarked(line, []).strip(f" {MARK}{QUOTE}") for line in listed),
    )


def _unwrapped(body: str) -> str:
    """`body` without the breaks of lines wrapped at a width: such a line is long and the next goes on."""
    if "\n" not in body:
        return body
    lines = body.split("\n")
    for place in range(len(lines) - 1, 0, -1):
        before, after = lines[place - 1], lines[place]
        if _WRAPPED <= len(before) <= _WIDEST and (
            (before[-1].islower() and after[:1].islower()) or before.endswith(_GO_ON)
        ):
            lines[place - 1] = f"{before} {lines.pop(place)}"
    return "\n".join(lines)


_WRAPPED, _WIDEST = 50, 120
_GO_ON = (
    ",",
    " of",
    " from",
    " the",
    " a",
    " an",
    " on",
    " and",
    " or",
    " with",
    " for",
    " to",
    " in",
    " by",
    " is",
)
"""How a wrapped line ends, whatever follows."""


def _language(title: str, body: str) -> str:
    """Chinese where the title has two Chinese characters, or a twelfth of the text is Chinese."""
    if len(_CJK.findall(title)) > 1:
        return "zh"
    return "zh" if len(_CJK.findall(body)) * 12 > len(body) else "en"


def _unmarked(text: str, links: list[str]) -> str:
    """`text` with emphasis as marks and without links; their addresses are appended to `links`."""
    if "](" in text:
        text = _LINK.sub(lambda found: _noted(found[2], links, found[1]), text)
    if "http" in text:
        text = _URL.sub(lambda found: _noted(found[0], links, " "), text)
    if "\\" in text:
        text = _LATEX.sub(r"\1", text).replace("\\_", "_").replace("\\%", "%")
    if "$" in text:
        text = _FORMULA.sub(r"\1", text)
    for mark in _QUOTES if not text.isascii() else "":
        text = text.replace(mark, QUOTE)
    for mark in _EMPHASIS:
        text = text.replace(mark, MARK)
    return "\n".join(
        line if line[:1].isalnum() else _LINE_START.sub("", line, count=1) for line in text.split("\n")
    )


def _listed(body: str) -> list[str]:
    """The lines under headings of releases, up to the next heading: news digests list products so."""
    lines: list[str] = []
    under = False
    for line in body.split("\n") if "\n" in body else ():
        if len(line) <= _LONGEST_HEADING and _may_head(line) and _RELEASES.match(line):
            under = True
        elif _HEADING.match(line) or not (bare := line.strip()):
            under = under and not _HEADING.match(line)
        elif under and len(lines) < _MOST_LISTED:
            if not _ITEM.match(bare) and not lines:
                under = False
                continue
            lines.append(bare)
    return lines


def _may_head(line: str) -> bool:
    lowered = line.lower()
    return any(word in lowered for word in _HEADS)


def _noted(link: str, links: list[str], label: str) -> str:
    if len(links) < 50:
        links.append(link)
    return " " if label.startswith("http") else label


def _hub_ids(links: list[str]) -> list[str]:
    found = (match[1] for link in links for match in _HUB.finditer(link))
    return [repo.rstrip(".") for repo in found if repo.split("/")[0].lower() not in _NOT_MODELS]


def _sentences(body: str) -> list[Sentence]:
    for mark in _STOPS if not body.isascii() else "":
        body = body.replace(mark, f"{mark}\n")
    breaks = _LISTED_BREAK if _COUNTED.search(body) and _LISTED.search(body) else _BREAK
    parts: list[str] = []
    for line in body.split("\n"):
        start = 0
        for found in breaks.finditer(line):
            parts.append(line[start : found.end()])
            start = found.end()
        parts.append(line[start:] if start else line)
    kept = [part.strip(" 。") for part in parts]
    return [Sentence(part[:_LONGEST_SENTENCE], place) for place, part in enumerate(filter(None, kept), 1)]


_ABSTRACT = re.compile(
    r"\b(?:[Ii]n this|[Tt]his) (?:paper|work|report|study)\b|"
    r"\b[Ww]e (?:propose|study|show|investigate|evaluate|present|find|introduce|develop|demonstrate)\b"
)
_AUTHORS = ("We ", "we ", "his ", "Our ", "our ")
_PAPER = re.compile(
    r"\b(?:[Ww]e|[Tt]his (?:paper|work|report|study|article)|[Oo]ur (?:method|approach|framework|model))\b"
)


def _is_paper(body: str, url: str | None, language: str) -> bool:
    """Whether the text is an abstract: from arXiv, or long and told by its authors."""
    if url and "arxiv.org" in url:
        return True
    head = body[:3000]
    return (
        language == "en"
        and len(body) > 450
        and sum(map(head.count, _AUTHORS)) >= 2
        and len(_PAPER.findall(head)) >= 2
        and bool(_ABSTRACT.search(body[:3000]))
    )
