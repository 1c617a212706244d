"""The words of cues.toml, ready for searching, and the spellings that they are searched in."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extractors.words import Relation

_FOLDS = (
    ("fine-tun", "finetun"), ("fine tun", "finetun"), ("pre-train", "pretrain"), ("pre train", "pretrain"),
    ("quantis", "quantiz"), ("initialis", "initializ"), ("specialis", "specializ"),
    ("finetunned", "finetuned"), ("finetuned-", "finetuned "), ("base-model", "base model"),
    ("re-train", "train"), ("up-scal", "upscal"),
    ("：", ":"), ("（", "("), ("）", ")"), ("‑", "-"), ("–", "-"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cue:
    """Words after which a parent stands; see cues.toml for what the fields mean."""

    words: str
    relation: Relation | None
    confidence: float
    reach: int
    strict: bool
    linked: bool
    where: tuple[str, ...]


@cache
def table() -> dict[str, Any]:
    """The file as it is."""
    return tomllib.loads(Path(__file__).with_name("cues.toml").read_text(encoding="utf-8"))


@cache
def cues() -> tuple[Cue, ...]:
    """Every cue, longest first: "finetuned version of" is tried before "version of"."""
    found = [
        Cue(
            words=words,
            relation=Relation(row["relation"]) if row["relation"] else None,
            confidence=row["confidence"],
            reach=row["reach"],
            strict=row.get("strict", False),
            linked=row.get("linked", False),
            where=tuple(row.get("where", ())),
        )
        for row in table()["cue"]
        for words in row["after"]
    ]
    return tuple(sorted(found, key=lambda cue: (-len(cue.words), cue.words)))


@dataclass(frozen=True, slots=True)
class Following:
    """Words before which a parent stands; one of `then` follows in the sentence, if there are any."""

    words: str
    confidence: float
    then: tuple[str, ...]


@cache
def preceding() -> tuple[Following, ...]:
    """The cues that follow the parent, longest first."""
    found = [
        Following(words, row["confidence"], tuple(row.get("then", ())))
        for row in table()["preceding"]
        for words in row["before"]
    ]
    return tuple(sorted(found, key=lambda cue: (-len(cue.words), cue.words)))


@cache
def words(part: str) -> frozenset[str]:
    """The words of one of the word lists: between, after, before."""
    return frozenset(table()[part]["words"].split())


_ASIDE = re.compile(r" \([^()\n⟦⟧]{2,60}\)(?= (?:of|from|version|model|variant|on|de|von|di|da|do|van)\b)")
"""What stands between the words of a cue: "a fine-tune (DPO) of"."""


_NAMED = re.compile(r"⟦[^⟦⟧\n]{1,200}⟧|(?<![\w./-])[\w.-]{1,96}/[\w.-]{1,96}", re.ASCII)
_KEPT = re.compile("\ue000(\\d{1,6})\ue001")


@lru_cache(maxsize=1)
def fold(text: str) -> str:
    """The spellings of the cues, with capitals kept: names are told by them. Repo ids stay as they are."""
    if "\ue000" in text:  # for private use; nobody writes it but to do harm
        return _spelled(text)
    kept: list[str] = []

    def put_aside(found: re.Match[str]) -> str:
        if _spelled(found[0]) == found[0]:
            return found[0]
        kept.append(found[0])
        return f"\ue000{len(kept) - 1}\ue001"

    folded = _spelled(_ASIDE.sub("", _NAMED.sub(put_aside, text)))
    return _KEPT.sub(lambda found: kept[int(found[1])], folded) if kept else folded


def _spelled(text: str) -> str:
    for new, spellings in _spellings():
        for spelled in spellings:
            if spelled in text:
                text = text.replace(spelled, new.capitalize() if spelled[:1].isupper() else new)
    return text


@cache
def _spellings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What is written instead of what."""
    return tuple(
        (new, tuple(sorted({old, old.capitalize(), old.title(), old.upper()}))) for old, new in _FOLDS
    )


def lowered(text: str) -> str:
    """Lower case with every character still at its place ("İ" would become two)."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def doing(sentence: str) -> Relation | None:
    """What a sentence, in lower case, says was done; None where it leaves that open."""
    for relation, stems in table()["doing"].items():
        if any(stem in sentence for stem in stems):
            return Relation(relation)
    return None


def evidence(text: str, start: int, end: int) -> str:
    """The words that state a parent, as one line."""
    piece = text[max(0, start - 20) : min(end, start + 300)]
    return " ".join(piece.replace("⟦", "").replace("⟧", "").split())[:320]
