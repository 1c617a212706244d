"""A model card as text that can be searched: front matter off, code apart, links turned into repo ids."""

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import Any

import yaml

from extractors.hub.references import repo_id

MAX_CARD = 400_000
"""Characters of a card that are read. Who was whose parent stands in the first pages, if anywhere."""
MAX_FRONT_MATTER = 65_536
MAX_CODE = 100_000
MAX_LINE = 4_000
"""Characters of one line; longer ones are data, or made to harm."""

_FENCE = re.compile(r"\s{0,12}(?:[-*]\s+)?(`{3,}|~{3,})\s*([\w.+-]{0,20})")
_BLOCK = re.compile(r"\s*(?:\*\*[^*\n]{1,40}(?::\*\*|\*\*\s?:)|[-*+•·]\s+|\d{1,3}[.)]\s+|#{1,6}\s|\||>|$)")
_BADGE = re.compile(
    r"\[!\[\s?(Base Model|Fine-?tuned from)\b[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)\]"
    r"\(([^()\s]{1,400})\)",
    re.IGNORECASE,
)
_HTML_BADGE = re.compile(
    r"<a\b[^<>]{0,200}?href\s?=\s?[\"']([^\"'\s<>]{1,400})[\"'][^<>]{0,200}>\s{0,20}<img\b[^<>]{0,400}?"
    r"alt\s?=\s?[\"'](Base Model|Fine-?tuned from)\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_ALT = re.compile(r"alt=[\"'](?:[Bb]ase|Fine)")
_ORIGINAL = re.compile(
    r"(?:the )?(?:original|base|parent|source|upstream) (?:model|repo|weights)(?: card)?", re.IGNORECASE
)
_HTML_LINK = re.compile(r"<a\b[^<>]{0,400}?href\s?=\s?[\"']?([^\"'\s<>]{1,400})[^<>]{0,400}>", re.IGNORECASE)
_CELL_END = re.compile(r"</t[dh]\s?>", re.IGNORECASE)
_ROW_END = re.compile(r"</tr\s?>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\)")
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\(\s?<?([^()\s<>]{1,400})>?[^()\n]{0,200}\)")
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,300})\]\[[^\[\]\n]{0,80}\]")
_CODE_SPAN = re.compile(r"`([A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{1,95})`", re.ASCII)
_URL = re.compile(r"(?:https?://|(?<![\w/.])(?=(?:www\.)?huggingface\.co/))[^\s<>()\[\]\"'`|⟦⟧]{4,400}")
_MARKS = re.compile(r"\*{1,3}|`{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)|\\")
_SPACES = re.compile(r"[ \t\xa0\r]{1,200}")
_ITEM = re.compile(r"[-?](?=[ \t])")
_YAML = re.compile(r"\s{0,40}(?:-\s{1,4})?[a-z_]{2,30}:(?:\s.{0,300})?|\s{0,40}-\s{1,4}[\w./\"'\[].{0,300}")
_BRACKET = re.compile(r"[\[\]{}]")
_DATASET = re.compile(
    r"huggingface\.co/(?:datasets|spaces|papers|collections|docs|blog|learn)/", re.IGNORECASE
)
_LOCAL = re.compile(r"\s?(?:[.~]{0,2}/|[A-Za-z]:[\\/])\S{3,200}$")
_HUB = re.compile(r"(?:huggingface\.co|hf\.co|hf-mirror\.com)/|modelscope\.(?:cn|com)/models/", re.IGNORECASE)
"""ModelScope has the Hub's models too, mostly under their ids."""


@dataclass(frozen=True, slots=True)
class Card:
    """A model card taken apart.

    `text` is prose in which every link to a Hub model reads `⟦org/name⟧`, one paragraph, list item, heading
    or table row per line. `code` are the fenced blocks as (language, text).
    """

    text: str
    code: tuple[tuple[str, str], ...]


def read_card(readme: str) -> Card:
    """Takes a card apart; any text gives a card, in time linear in what is read of it."""
    _, body = _split(readme)
    lines, code = _fences(_without_comments(body[:MAX_CARD]))
    return Card(_prose(lines), (*code, *_bare_blocks(lines)))


def front_matter(readme: str) -> dict[str, Any]:
    """The YAML between the first two `---` lines; empty where there is none, or it is no mapping."""
    yaml_text, _ = _split(readme)
    loaded = safe_yaml(yaml_text) if 0 < len(yaml_text) <= MAX_FRONT_MATTER else None
    return loaded if isinstance(loaded, dict) else {}


def _split(readme: str) -> tuple[str, str]:
    """Front matter and body."""
    if not readme[:200].lstrip("\ufeff \t\r\n").startswith("---"):
        return "", readme
    begin = readme.index("---") + 3
    end = readme.find("\n---", begin)
    if end < 0:
        return "", readme
    after = readme.find("\n", end + 4)
    return readme[begin:end], readme[after + 1 :] if after >= 0 else ""


def safe_yaml(text: str) -> Any:
    """YAML of a stranger: no tags, no anchors that grow without bound; None if it is none."""
    if (text.count("*") > 200 and text.count("&") > 8) or _too_deep(text):
        return None  # "billion laughs"; the C loader descends until the stack ends
    try:
        return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, in C where there is one
    except (yaml.YAMLError, ValueError, RecursionError, TypeError, AttributeError, KeyError):
        return None


def _too_deep(text: str) -> bool:
    depth = deepest = 0
    for mark in _BRACKET.finditer(text):
        depth += 1 if mark[0] in "[{" else -1
        deepest = max(deepest, depth)
    leads = (line[: len(line) - len(line.lstrip("-? \t"))] for line in text.split("\n"))
    return deepest > 100 or any(len(_ITEM.findall(lead)) > 60 for lead in leads)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _without_comments(text: str) -> str:
    if "<!--" not in text:
        return text
    kept, at = [], 0
    while (start := text.find("<!--", at)) >= 0:
        kept.append(text[at:start])
        end = text.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    kept.append(text[at:])
    return "".join(kept)


def _fences(text: str) -> tuple[list[str], list[tuple[str, str]]]:
    """Lines outside fenced blocks, and the blocks."""
    lines: list[str] = []
    code: list[tuple[str, str]] = []
    block: list[str] | None = None
    fence = language = ""
    taken = 0
    for whole in text.split("\n"):
        line = whole[:MAX_LINE]
        found = _FENCE.match(line)
        if block is None and found:
            fence, language, block = found[1], found[2].lower(), []
        elif block is not None and found and found[1][:3] == fence[:3]:
            code.append((language, "\n".join(block)))
            lines.append("")
            block = None
        elif block is None:
            lines.append(line)
        elif taken < MAX_CODE:
            block.append(line)
            taken += len(line)
    if block:
        code.append((language, "\n".join(block)))
    return lines, code


def _bare_blocks(lines: list[str]) -> list[tuple[str, str]]:
    """Examples and configurations that stand in no fence: indented, in HTML, or pasted as they are."""
    examples = [line for line in lines if ".from_pretrained(" in line]
    found = [("", "\n".join(examples)[:MAX_CODE])] if examples else []
    if not any("merge_method" in line or "gate_mode" in line for line in lines):
        return found
    blocks: list[list[str]] = []
    open_block = False
    for line in lines:
        bare = _TAG.sub("", line).rstrip()
        if _YAML.fullmatch(bare):
            if not open_block:
                blocks.append([])
            blocks[-1].append(bare)
            open_block = True
        elif bare.strip():
            open_block = False
    texts = [dedent("\n".join(block)) for block in blocks]
    return found + [
        ("yaml", text[:MAX_CODE]) for text in texts if "merge_method" in text or "gate_mode" in text
    ]


def _prose(lines: list[str]) -> str:
    paragraphs: list[str] = []
    current: list[str] = []
    for line in lines:
        if _BLOCK.match(line):
            if current:
                paragraphs.append(" ".join(current))
            current = [line.strip()] if line.strip() else []
            if line.lstrip().startswith("#"):
                paragraphs.extend(current)
                current = []
        else:
            current.append(line.strip())
    if current:
        paragraphs.append(" ".join(current))
    text = "\n".join(paragraphs)
    text = _BADGE.sub(r"\1: [model](\2)", text)
    if _ALT.search(text):
        text = _HTML_BADGE.sub(r"\n\2: [model](\1) ", text)
    text = _IMAGE.sub(" ", text)
    text = _HTML_LINK.sub(lambda m: f" {_model(m[1])} ", text)
    if "</t" in text:
        text = _ROW_END.sub("\n", _CELL_END.sub(" | ", text))
    text = _TAG.sub(" ", text)
    text = _LINK.sub(_link, text)
    text = _CODE_SPAN.sub(lambda m: f"⟦{m[1]}⟧" if repo_id(m[1]) else m[1], text)
    text = _REFERENCE.sub(r"\1", text)
    text = _URL.sub(lambda m: _model(m[0]), text)
    return _SPACES.sub(" ", _MARKS.sub("", text))


def _link(found: re.Match[str]) -> str:
    text, address = found[1], found[2]
    if _LOCAL.match(text) and _HUB.search(address[:40]):
        return text.rstrip("/").rpartition("/")[2]  # the trainer had the model in a folder
    if _ORIGINAL.fullmatch(text.strip("*_` ")) and (model := _model(address)):
        return f"{text} {model}"
    return _model(address) or ("⟦⟧" if _DATASET.search(address) else text)


def _model(address: str) -> str:
    """`⟦org/name⟧` for a link to a model; `⟦⟧` for another page of the Hub; nothing for other addresses."""
    if not _HUB.search(address[:40]):
        return ""
    repo = repo_id(address.rstrip(".,;:"))
    return f"⟦{repo}⟧" if repo else "⟦⟧"
