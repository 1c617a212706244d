"""What the prose of a card states about the model's parents, in English; chinese.py adds the Chinese."""

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick

from extractors.hub.cues import cues, doing, evidence, fold, lowered, preceding, words
from extractors.hub.mentions import Mentioned, mentioned
from extractors.hub.own_name import every_family, is_quantized
from extractors.hub.references import known_base
from extractors.hub.subjects import (
    NAME_ROOM,
    Hit,
    Sections,
    about_something_else,
    among_scores,
    in_news,
    of_another,
    of_children,
    of_older,
    weights_not_taken,
)
from extractors.names.grammar import FORMATS, parse, tokens
from extractors.words import Relation

if TYPE_CHECKING:
    from extractors.names.known import KnownNames

_SENTENCE_END = re.compile(r"[.!?。！？](?:\s|$)|[。！？\n]")
_WORD = re.compile(r"[\w.'’-]+")
_JOINING = frozenset(
    {
        "model", "base", "is", "was", "been", "has", "and", "then", "further", "that", "which", "reasoning",
        "chat", "instruct", "language", "checkpoint", "モデル", "というモデル",
    }
)  # fmt: skip
_ALONE = re.compile(r"merge (?:of|from|method)|merges of|merged (?:from|model of)|in (?:the|this) merge")
"""Cues that state a merge even where only one of its models is named."""
_ON = re.compile(
    r"\b(?:finetuned|finetuning|trained|lora|tuned|adapter|sft|dpo|grpo|orpo|cpt|rl)\b"
    r".{0,20}\bon(?: the| our| a)?$"
)
_AS_THE_LLM = re.compile(r"as (?:the |its |our |a )?(?:llm|language)\b")
_LABEL = re.compile(r"([^:\n]{0,24}?)[^\s:]{1,24}\s?:")
_PARENTHESIS = re.compile(r"\([^()⟦⟧]{0,60}\)")
_FROM = re.compile(r" from (?:the )?$")
_BESIDE = re.compile(r"[\s,&+x×/]|\band\b|\bwith\b|和|与|、")
_SUM_LINES = 400
_LIST_ROOM = 6_000
_LIST_LINES = 60
MAX_CUES = 4_000
"""Words looked at per card."""
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


def statements(
    text: str, names: "KnownNames | None", *, merge: bool = False, own: str = ""
) -> list[Statement]:
    """Every parent that the text states, in order of the text.

    `text` is `Card.text`; `merge` says that the repo is known to be a merge, whatever its card says; `own` is
    its id, lower case: of another model that a sentence is about, the parent is a grandparent.
    """
    folded = fold(text)
    hits = [
        hit
        for hit in _hits(folded, merge=merge)
        if not (of_another(hit, own) or in_news(hit, own) or among_scores(hit))
    ]
    found = [said for hit in hits for said in _stated(hit, names, own)]
    found += [*_preceded(folded, names), *_merged_before(folded, names), *_summed(folded, names, merge=merge)]
    sections = Sections(folded)
    kept = [s for s in found if s.relation is Relation.MERGE or not sections.aside(s.position)]
    return sorted(kept, key=lambda said: said.position)


def _hits(text: str, *, merge: bool) -> list[Hit]:
    lower = lowered(text)
    hits: list[Hit] = []
    allowed = {
        where: merge or not where or any(word in lower for word in where)
        for where in {cue.where for cue in cues()}
    }
    found = islice(_automaton().find_matches_as_indexes(lower, overlapping=True), MAX_CUES)
    for number, at, end in sorted(found):  # the longest cue first, as they are numbered
        cue = cues()[number]
        if len(hits) >= MAX_STATEMENTS:
            break
        if not allowed[cue.where] or not _word_bounded(lower, at, end):
            continue
        if not any(h.start <= at and end <= h.end for h in hits):
            hits.append(Hit(cue, text, lower, at, end))
    return hits


@cache
def _automaton() -> AhoCorasick:
    return AhoCorasick([cue.words for cue in cues()])


def _preceded(text: str, names: "KnownNames | None") -> list[Statement]:
    """Parents that stand before their cue, with next to nothing between: "phi-2 finetuned on SQL"."""
    lower = lowered(text)
    found: list[Statement] = []
    matches = islice(_preceding_automaton().find_matches_as_indexes(lower, overlapping=True), MAX_CUES)
    for number, at, end in sorted(matches):
        cue = preceding()[number]
        after = lower[end : end + 60].partition("\n")[0]
        if not _word_bounded(lower, at, end) or (cue.then and not any(w in after for w in cue.then)):
            continue
        model = _just_before(text, lower, at, names)
        if model:
            relation = doing(lower[at:end] + after)
            linked = text[model.start] == "⟦" and cue.words.startswith("finetuned")
            sure = 0.94 if linked else cue.confidence
            shown = evidence(text, model.start, end)
            found.append(Statement(model.parent, model.named, relation, sure, shown, model.start))
        if len(found) >= MAX_STATEMENTS:
            break
    return found


@cache
def _preceding_automaton() -> AhoCorasick:
    return AhoCorasick([cue.words for cue in preceding()])


def _merged_before(text: str, names: "KnownNames | None") -> list[Statement]:
    """Models of a merge that stand before the word: "a/one + b/two merged with DARE"."""
    lower = lowered(text)
    found: list[Statement] = []
    at = lower.find("merged")
    for _ in range(MAX_STATEMENTS):
        if at < 0:
            break
        begin = max(0, at - 2 * NAME_ROOM, text.rfind("\n", 0, at) + 1)
        run: list[Mentioned] = []
        edge = at
        for model in reversed(mentioned(text[begin:at], names)):
            gap = text[begin + model.end : edge]
            room = _BESIDE.sub("", gap) if run else " ".join(_WORD.findall(gap))
            if len(room) > 0 and room not in {"were", "are", "have been", "was", "is"}:
                break
            run.append(model)
            edge = begin + model.start
        if len({model.parent.lower() for model in run}) > 1:
            shown = evidence(text, edge, at + 6)
            found += [
                Statement(m.parent, m.named, Relation.MERGE, 0.9 if m.named else 0.93, shown, edge)
                for m in reversed(run)
            ]
        at = lower.find("merged", at + 6)
    return found


def _summed(text: str, names: "KnownNames | None", *, merge: bool) -> list[Statement]:
    """Models of a merge that are written as a sum: "a/one + b/two"."""
    if " + " not in text or not (merge or "merg" in text.lower()):
        return []
    found: list[Statement] = []
    at = 0
    for line in text.split("\n")[:_SUM_LINES]:
        models = mentioned(line[:1_000], names) if " + " in line else []
        for one, other in pairwise(models):
            if line[one.end : other.start].strip(" ()⟦⟧0123456789.*×%") == "+" and not (
                one.named or other.named
            ):
                shown = " ".join(line[one.start : other.end].replace("⟦", "").replace("⟧", "").split())[:320]
                found += [
                    Statement(m.parent, m.named, Relation.MERGE, 0.9, shown, at + m.start)
                    for m in (one, other)
                ]
        at += len(line) + 1
    return found[:MAX_STATEMENTS]


def _just_before(text: str, lower: str, at: int, names: "KnownNames | None") -> Mentioned | None:
    """The model that ends right before `at`, if the sentence is of it and nothing else."""
    begin = max(0, at - NAME_ROOM, text.rfind("\n", 0, at) + 1)
    models = mentioned(text[begin:at], names)
    if not models or models[-1].named:
        return None
    last = models[-1]
    model = Mentioned(begin + last.start, begin + last.end, last.parent, last.named)
    gap = _PARENTHESIS.sub("", text[model.end : at])
    joined = len(gap) <= 24 and ". " not in gap and all(_joins(word.lower()) for word in _WORD.findall(gap))
    first = model.start == 0 or text[model.start - 1] == "\n"
    if not joined and first and len(gap) <= 60:
        joined = gap.startswith(" with ")  # "[X] with a context of 1680 tokens finetuned on"
    written = text[model.start : model.end]
    told = "⟦" in written or "-" in written or any(c.isdigit() for c in model.parent)
    if not joined or not told:
        return None
    beside = _AS_THE_LLM.match(lower, at)  # "joins a vision encoder with X as the language model"
    return model if beside or not about_something_else(lower, model.start) else None


def _joins(word: str) -> bool:
    return word in _JOINING or all(token in FORMATS for token in tokens(word))


def _word_bounded(text: str, start: int, end: int) -> bool:
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return not (before.isalnum() and before < "⺀" and text[start] < "⺀") and not (
        after.isalnum() and after < "⺀" and text[end - 1].isalnum()
    )


def _stated(hit: Hit, names: "KnownNames | None", own: str) -> list[Statement]:
    if about_something_else(hit.lower, hit.start, own.rpartition("/")[2]) or of_older(hit):
        return []
    if hit.cue.relation is Relation.MERGE:
        return _listed(hit, names)
    window = hit.text[hit.end : hit.end + hit.cue.reach + NAME_ROOM]
    stop = _SENTENCE_END.search(window, 0 if hit.cue.words.endswith("|") else 2)
    here = window[: stop.start()] if stop else window
    asked = stop is not None and stop[0].startswith("?")  # "Is it based on X?"
    models = [] if asked else mentioned(here, names)
    if not models:
        return []
    first, gap = models[0], here[: models[0].start]
    if first.named and len(models) > 1 and models[1].start - first.end <= 4 and not models[1].named:
        first = models[1]  # "Phi2 (microsoft/phi-2)"
    if len(gap) > hit.cue.reach or not _clear(hit, first, gap):
        return []
    confidence = hit.cue.confidence - (0.28 if _vague(first) else 0.04 if first.named else 0.0)
    if not first.named and first.parent.lower() not in here[first.start : first.end].lower():
        confidence -= 0.04  # a name: where the card writes an id elsewhere, that is surer
    after = here[first.end :]
    if hit.cue.words.endswith(":") and (label := _LABEL.match(after)):
        after = label[1]  # "Base: X Method: SFT"
    if weights_not_taken(after):
        if hit.cue.relation is None or "architecture" not in after[:20]:
            return []
        confidence -= 0.3
    end = hit.end + first.end
    around = hit.lower[max(0, hit.start - 120) : hit.end + first.start] + " " + hit.lower[end : end + 60]
    relation = hit.cue.relation or doing(around)
    shown = evidence(hit.text, hit.start, end)
    return [Statement(first.parent, first.named, relation, confidence, shown, hit.start)]


def _of_a_family(parent: str) -> bool:
    """Whether a name has a size, or begins as well-known bases do."""
    parsed = parse(parent)
    return known_base(parent) is not None or bool(parsed.sizes) or parsed.family in every_family()


def _clear(hit: Hit, model: Mentioned, gap: str) -> bool:
    """Whether the cue can mean this model: filler between, and a version or size in the name."""
    if hit.cue.linked and model.named:
        return False
    on = hit.cue.words != "weights trained on" and _ON.search(hit.cue.words + gap.rstrip(" `(⟦"))
    if on and not _of_a_family(model.parent):
        return False  # "finetuned on org/poems": data, unless the name is a model's
    written = hit.text[hit.end + model.start : hit.end + model.end]
    if hit.cue.strict and not all(
        word.lower().rstrip(".") in words("between") for word in _WORD.findall(gap)
    ):
        # such as: finetuned for ten days on 8 GPUs from [X]
        return written[:1] == "⟦" and hit.cue.words == "finetuned" and _FROM.search(gap) is not None
    if of_children(hit, gap):
        return False
    linked = not model.named and model.parent.lower() in written.lower()
    after = hit.lower[hit.end + model.end : hit.end + model.end + 12]
    return linked or not _vague(model) or not hit.cue.strict or after.startswith((" weights", " checkpoint"))


def _vague(model: Mentioned) -> bool:
    """Whether the name says neither version nor size: "LLaMA", "Gemma"."""
    return model.named and not any(c.isdigit() for c in model.parent)


def _listed(hit: Hit, names: "KnownNames | None") -> list[Statement]:
    """The models of a merge: those of the sentence, and of the list that follows it."""
    lines = hit.text[hit.end : hit.end + _LIST_ROOM].split("\n")
    stop = _SENTENCE_END.search(lines[0])
    models = mentioned(lines[0][: min(stop.start() if stop else 400, 400)], names)
    if models and models[0].start > hit.cue.reach + 60:
        models = []
    for line in lines[1:_LIST_LINES]:
        item = line.lstrip()
        if not item and not models:
            continue
        if item[:1] not in set("*-+•·|0123456789⟦") and line[:1] != " ":  # a bullet that was taken for a mark
            break
        models += mentioned(line[:300], names)[:1]
    models = [m for m in models if not m.named or any(c.isdigit() for c in m.parent)]
    models = [m for m in models if not is_quantized(m.parent)][:40]  # links to conversions of the merge
    if len({m.parent.lower() for m in models}) < 2 and not _ALONE.search(hit.cue.words):
        return []
    return [
        Statement(
            m.parent,
            m.named,
            Relation.MERGE,
            hit.cue.confidence - (0.015 if m.named else 0.0),  # one statement is of all of them
            f"{evidence(hit.text, hit.start, hit.end)} … {m.parent}",
            hit.start,
        )
        for m in models
    ]
