"""What the prose of a card states about the model's parents."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from extractors.hub.mentions import Mentioned, mentioned
from extractors.names.grammar import tokens
from extractors.words import Relation

if TYPE_CHECKING:
    from extractors.names.known import KnownNames

_FOLDS = (
    ("fine-tun", "finetun"), ("fine tun", "finetun"), ("pre-train", "pretrain"), ("pre train", "pretrain"),
    ("quantis", "quantiz"), ("initialis", "initializ"), ("：", ":"), ("（", "("), ("）", ")"), ("‑", "-"), ("–", "-"),
    ("specialis", "specializ"), ("finetunned", "finetuned"), ("finetuned-", "finetuned "), ("base-model", "base model"),
    ("re-trained", "trained"), ("re-train", "train"), ("ⓘ", ""),
)  # fmt: skip
_SENTENCE_END = re.compile(r"[.!?。！？](?:\s|$)|[。！？\n]")
_WORD = re.compile(r"[\w.'’-]+")
_SHARE = 200
MAX_STATEMENTS = 200
"""Statements judged per card; a card that has more repeats itself."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A parent that the prose states. `relation` is None where the words leave it open."""

    parent: str
    named: bool
    relation: Relation | None
    confidence: float
    evidence: str
    position: int


@dataclass(frozen=True, slots=True)
class _Cue:
    words: str
    relation: Relation | None
    confidence: float
    reach: int
    strict: bool


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))


@cache
def _cues() -> tuple[_Cue, ...]:
    """Longest first: "finetuned version of" before "version of"."""
    cues = [
        _Cue(words, Relation(row["relation"]) if row["relation"] else None, row["confidence"], row["reach"], row.get("strict", False))
        for row in _table()["cue"]
        for words in row["after"]
    ]
    return tuple(sorted(cues, key=lambda cue: (-len(cue.words), cue.words)))


@cache
def _words(part: str) -> frozenset[str]:
    return frozenset(_table()[part]["words"].split())


def fold(text: str) -> str:
    """The spellings of the cues, with capitals kept: names are told by them."""
    for old, new in _FOLDS:
        if old in text or old.capitalize() in text or old.upper() in text:
            text = text.replace(old, new).replace(old.capitalize(), new.capitalize()).replace(old.upper(), new.upper())
    return text


def statements(text: str, names: "KnownNames | None") -> list[Statement]:
    """Every parent that the text states, in order of the text. `text` is `Card.text`."""
    text = fold(text)
    lower = text.lower()
    if len(lower) != len(text):
        lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    found: list[Statement] = []
    taken: list[tuple[int, int]] = []
    for cue in _cues():
        at = lower.find(cue.words)
        while at >= 0 and len(taken) < MAX_STATEMENTS:
            end = at + len(cue.words)
            if _word_bounded(lower, at, end) and not any(start <= at and end <= stop for start, stop in taken):
                taken.append((at, end))
                found.extend(_stated(text, lower, at, end, cue, names))
            at = lower.find(cue.words, end)
    found.extend(_chinese(text, names))
    return sorted(found, key=lambda s: s.position)


def _word_bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() and before < "⺀") and not (after.isalnum() and after < "⺀" and text[end - 1].isalnum())


def _stated(
    text: str, lower: str, start: int, end: int, cue: _Cue, names: "KnownNames | None"
) -> list[Statement]:
    window = text[end : end + cue.reach + _SHARE]
    if cue.relation is Relation.MERGE:
        return _listed(text, start, end, cue, names)
    stop = _SENTENCE_END.search(window)
    here = window[: stop.start()] if stop and stop.start() > 2 else window
    models = mentioned(here, names)
    if not models:
        return []
    first = models[0]
    if first.named and len(models) > 1 and models[1].start - first.end <= 4 and not models[1].named:
        first = models[1]  # "Phi2 (microsoft/phi-2)"
    gap = here[: models[0].start]
    if len(gap) > cue.reach or (cue.strict and not _filler(gap)) or _about_something_else(lower, start):
        return []
    confidence = cue.confidence - (0.04 if first.named else 0.0)
    if _weights_not_taken(here[first.end :]):
        if cue.relation is None or "architecture" not in here[first.end : first.end + 20]:
            return []
        confidence -= 0.3
    relation = cue.relation or _doing(lower[max(0, start - 120) : end + first.end + 60])
    return [Statement(first.parent, first.named, relation, confidence, _evidence(text, start, end + first.end), start)]


def _listed(text: str, start: int, end: int, cue: _Cue, names: "KnownNames | None") -> list[Statement]:
    """The models of a merge: those of the sentence, and of the list that follows it."""
    window = text[end : end + 6_000]
    lines = window.split("\n")
    models = mentioned(lines[0][:400], names)
    if models and models[0].start > cue.reach + 60:
        models = []
    offset = len(lines[0]) + 1
    for line in lines[1:60]:
        item = line.lstrip()
        if item and item[0] in "*-+•·|0123456789⟦":
            models += [Mentioned(m.start + offset, m.end + offset, m.parent, m.named) for m in mentioned(line[:300], names)[:1]]
        elif item or (models and not item and offset > len(lines[0]) + 1):
            break
        offset += len(line) + 1
    models = [m for m in models if not m.named or len(models) > 1]
    if len({m.parent.lower() for m in models}) < 2 and "merge" not in cue.words:
        return []
    return [
        Statement(m.parent, m.named, Relation.MERGE, cue.confidence, _evidence(text, start, end + m.end), start)
        for m in models[:40]
    ]


def _filler(gap: str) -> bool:
    return all(word.lower().rstrip(".") in _words("between") for word in _WORD.findall(gap))


def _about_something_else(lower: str, start: int) -> bool:
    before = lower[max(0, start - 60) : start]
    cut = max(before.rfind(mark) for mark in (". ", "\n", ";", ", and", "。"))
    words = _WORD.findall(before[cut + 1 :])[-6:]
    return any(word in _words("before") for word in words)


def _weights_not_taken(after: str) -> bool:
    words = _WORD.findall(after[:40])[:2]
    return any(word.lower().strip(".'") in _words("after") for word in words)


def _doing(sentence: str) -> Relation | None:
    for relation, words in _table()["doing"].items():
        if any(word in sentence for word in words):
            return Relation(relation)
    return None


def _evidence(text: str, start: int, end: int) -> str:
    return text[max(0, start - 20) : min(end, start + 300)].replace("⟦", "").replace("⟧", "").replace("\n", " ").strip()[:320]


@cache
def _chinese_patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = _table()["chinese"]
    one = {part: "|".join(table[part]) for part in ("strong", "weak", "done", "not")}
    return (
        re.compile(rf"(?:{one['strong']})(?:模型)?(?:对|于)?[\s:：是为了的“\"'(（|-]{{0,6}}$"),
        re.compile(rf"(?:{one['weak']})(?:模型)?[\s:：“\"'(（]{{0,4}}$"),
        re.compile(one["done"]),
        re.compile(rf"[\s”\"')）]{{0,4}}(?:的|模型|系列|大模型|的模型)?\s?(?:{one['not']})"),
    )


def _chinese(text: str, names: "KnownNames | None") -> list[Statement]:
    """基于 X 微调, 对 X 进行量化, X 的量化版, 基座模型：X."""
    strong, weak, done, denied = _chinese_patterns()
    found = []
    for start, sentence in _chinese_sentences(text):
        for model in mentioned(sentence, names)[:8]:
            before, after = sentence[max(0, model.start - 16) : model.start], sentence[model.end :]
            if denied.match(after[:16]):
                continue
            action = done.search(after[:30])
            if strong.search(before):
                confidence = 0.94 if done.search(sentence) or not model.named else 0.9
            elif (weak.search(before) and action) or (action and action.start() <= 6):
                confidence = 0.92
            else:
                continue
            found.append(
                Statement(model.parent, model.named, _doing(sentence), confidence - (0.04 if model.named else 0), _evidence(text, start, start + len(sentence)), start + model.start)
            )
    return found


def _chinese_sentences(text: str) -> list[tuple[int, str]]:
    """Sentences with Chinese in them that may speak of a parent."""
    _, _, done, _ = _chinese_patterns()
    strong = _table()["chinese"]["strong"]
    found, at = [], 0
    for piece in re.split(r"(?<=[。！？；\n])", text):
        if len(found) < MAX_STATEMENTS and (done.search(piece) or any(word in piece for word in strong)):
            found.append((at, piece[:1_000]))
        at += len(piece)
    return found


def name_words(name: str) -> frozenset[str]:
    """The words of a name, for comparing names."""
    return frozenset(tokens(name.rpartition("/")[2]))
