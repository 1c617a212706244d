"""What a statement is about: the repo itself, or another model, a part, a rival, a plan, a child."""

import re
from bisect import bisect_right
from dataclasses import dataclass

from extractors.hub.cues import Cue, words
from extractors.words import Relation

_WORD = re.compile(r"[\w.'’-]+")
_ITSELF = re.compile(
    r"\bth(?:is|e present) (?:(?:model|repo|repository|checkpoint|version) )?(?:is|was|contains|has)\b"
    r"|\bas an? "
)
_ONE = re.compile(r"(?:#{1,4} |[-*] )?an? ", re.IGNORECASE)
_KINDS = frozenset({"reward", "judge", "encoder", "retriever", "reranker", "classifier", "enhancer", "demo"})
"""What this very model may be, as well as a part of it or its helper."""
_TUNED_ON = re.compile(r"(?:finetuned|trained) on (?:the |an? )?[^.,;\n⟦]{0,100}$")
_WHAT_ON = frozenset({"dataset", "datasets", "data", "work"})
"""What a model was tuned on, said before what it was tuned from."""
_COMPARED = re.compile(r"\bbaselines?\b[^.\n]{0,140}$")
_CUTS = (
    ". ",
    "\n",
    ";",
    ", and",
    "。",
    " and is ",
    " and was ",
    " and has been ",
    " it is ",
    ", this ",
    ", it ",
    ", we ",
    ", our ",
)
"""Where a clause of its own begins, of which the sentence's other subject says nothing."""
_CHILDREN = re.compile(
    r"\b(?:versions|variants|finetunes|quants|quantizations|adapters|derivatives)\s?:?\s?$"
)
_OF_THIS = re.compile(r"\b(?:this|our) (?:model|repo|checkpoint)\b")
_SCORED = re.compile(r"\|\s{0,8}\W?\d{1,3}(?:[.,]\d{1,3})?\s?%?\W{0,2}\s{0,8}\|")
_SUBJECT = re.compile(r"(?:^|[.!?。\n] ?)(?:the )?⟦([^⟦⟧/]{1,96}/[^⟦⟧]{1,96})⟧ (?:is|was) (?:\w+ ){0,2}$")
_OTHERS = re.compile(r"(?:⟦([^⟦⟧]{3,200})⟧|(?<![\w/])([\w.-]{1,96}/[\w.-]{1,96})) ?[(:–-] ?$", re.ASCII)
_APPOSED = re.compile(r"⟦([^⟦⟧]{3,200})⟧\)?(?:[,:]| [—–-]) (?:an?|our|the|its) (?:[\w/-]+,? ){0,7}$")
_RELATIVE = re.compile(r"(?:⟧\)?,?|\d\w{0,8}[,)]) (?:which|itself|in turn)\b[^.\n]{0,30}$")
"""Said of a model that was just named: "a quant of A, itself a merge of B and C"."""
_ORIGINAL = re.compile(
    r"(?:^|[.!?;。\n|(]\s?|[-*] )(?:the |its )?(?:original|upstream|source|unquantized|full-precision)"
    r" (?:[\w-]{1,30} )?(?:model|checkpoint|weights|release) (?:is|was|were|has been) (?:[\w-]+ ){0,3}$"
)
"""The subject is what this repo was made from: "the original model was", and then its own parent."""
_OF_ORIGINAL = re.compile(r"(?:original|upstream|source) .{0,20}\bis$")
_MADE_FROM = re.compile(
    r"\b(?:based|built|\w*tuned?|\w*tuning|trained|derived|distilled|merge|version|from)\b"
)
_PLANNED = re.compile(r"[-*+] \[ \]")
_PUNCTUATION = re.compile(r"[,;:(]|\.\s")
_OLDER = re.compile(r"\b(?:old|older|previous|earlier|newer|next|later)\s[\w ]{0,12}version of$")
"""A cue that speaks of another version of the very model."""
_NEWS = re.compile(
    r"\W{0,8}(?:20\d\d[-./年]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]20\d\d|[a-z]{3,9}\.? \d{1,2}\w{0,2},? 20\d\d)"
    r"[^\n]{0,60}(?:releas|launch|add(?:s|ed)\b|support|available|publish|发布|支持|开源)",
    re.IGNORECASE,
)
"""A line of a project's news: what it tells was made from what is seldom the card's own model."""
_ELSEWHERE = re.compile(r"\b(?:here|this model|the model|available|found|released?)\b$")
"""Between "version of" and a name: a pointer to what was made from the model."""
_HEADING = re.compile(r"^#{1,6} ([^\n]{0,120})", re.MULTILINE)
_ASIDE = re.compile(
    r"\b(?:ablation|compar|related|evaluat|benchmark|baseline|acknowledg|faq|frequently asked|future|roadmap"
    r"|limitation|other (?:model|size|version|variant)|see also|safety)"
    r"|消融|对比|评测|致谢|相关模型",
    re.IGNORECASE,
)
"""Headings of sections in which other models are spoken of."""
NAME_ROOM = 200
"""Characters that the name itself may take after it began within reach."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a text: `text[start:end]`."""

    cue: Cue
    text: str
    lower: str
    start: int
    end: int


class Sections:
    """The sections of a card, by their headings."""

    def __init__(self, text: str) -> None:
        """Finds the headings of a text."""
        found = list(_HEADING.finditer(text))
        self._starts = [heading.start() for heading in found]
        self._aside = [_ASIDE.search(heading[1]) is not None for heading in found]

    def aside(self, position: int) -> bool:
        """Whether a place is in a section on other models: an evaluation, an ablation, thanks, plans."""
        number = bisect_right(self._starts, position) - 1
        return number > 0 and self._aside[number]  # the first is the card's title


def of_another(hit: Hit, own: str) -> bool:
    """Whether it is said of another: "[X] was finetuned from [Y]", "a quant of [X], itself based on [Y]"."""
    before = hit.lower[max(0, hit.start - 140) : hit.start]
    if _RELATIVE.search(before) or _ORIGINAL.search(before):
        return True
    for found in (_SUBJECT.search(before), _OTHERS.search(before), _APPOSED.search(before)):
        subject = found and (found[1] or found[found.re.groups])
        if subject and subject != own and hit.cue.relation is not Relation.MERGE:
            return True
    return False


def in_news(hit: Hit, own: str) -> bool:
    """Whether the line is a plan, or begins with a date and tells of a release of something else."""
    line = hit.text.rfind("\n", 0, hit.start) + 1
    if _PLANNED.match(hit.text, line):
        return True
    if hit.start - line > 1_000 or not _NEWS.match(hit.text, line, hit.start + 60):
        return False
    line_text = hit.lower[line : hit.end + NAME_ROOM]
    return not own or not re.search(rf"{re.escape(own.rpartition('/')[2])}(?![\w-])", line_text)


def among_scores(hit: Hit) -> bool:
    """Whether the cue stands in a row with a score: "| fine-tuned X | 61.5 |" is one of those compared."""
    line = hit.text.rfind("\n", 0, hit.start) + 1
    if hit.text[line : line + 1] != "|" or not hit.cue.strict:
        return False
    end = hit.text.find("\n", hit.end)
    return (
        _SCORED.search(hit.text, hit.end, min(end if end >= 0 else len(hit.text), hit.end + 1_000))
        is not None
    )


def of_older(hit: Hit) -> bool:
    """Whether the cue speaks of another version of the very model: "the previous version of"."""
    return _OLDER.search(hit.lower[max(0, hit.start - 16) : hit.end]) is not None


def of_children(hit: Hit, gap: str) -> bool:
    """Whether it says that the model was made from the card's: "quantized versions: …".

    Or what the original of a converted repo was made from: "the original model is a fine-tune of …".
    """
    lower = gap.lower()
    if _OF_ORIGINAL.fullmatch(hit.cue.words) and _MADE_FROM.search(lower):
        return True
    if ":" in gap and (
        _OF_THIS.search(lower)
        or _CHILDREN.search((hit.text[hit.start : hit.end] + gap).lower().rstrip("(⟦ "))
    ):
        return True
    return hit.cue.words.endswith("version of") and _ELSEWHERE.search(lower.rstrip(" (⟦:")) is not None


def about_something_else(lower: str, start: int, own: str = "") -> bool:
    """Whether the sentence is of a tokenizer, a data set, another model, or denies the parent."""
    before = lower[max(0, start - 60) : start]
    cut = max(before.rfind(mark) for mark in _CUTS)
    clause = before[cut + 1 :]
    begins = before[cut] == "\n" if cut >= 0 else start <= 60
    about = set(_WORD.findall(clause)[-6:]) & words("before")
    if about and (_ITSELF.search(clause) or (begins and _ONE.match(clause)) or (own and own in clause)):
        about -= _KINDS
    if about and _TUNED_ON.search(lower[max(0, start - 140) : start]):
        about -= _WHAT_ON  # "finetuned on the Blossom dataset based on X"
    return bool(about) or _COMPARED.search(lower[max(0, start - 160) : start]) is not None


def weights_not_taken(after: str) -> bool:
    """Whether what follows the name says that its design or its outputs were used ("X architecture")."""
    directly = _PUNCTUATION.split(after[:40], maxsplit=1)[0]
    following = [word.lower().strip(".'") for word in _WORD.findall(directly)[:2]]
    if following[:1] == ["generated"] and following[1:] in (["by"], ["with"], ["using"]):
        return False  # by a tool: the model itself is meant
    return any(word in words("after") for word in following)
