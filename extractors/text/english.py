"""How English says that something was released."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ahocorasick_rs import AhoCorasick

from extractors.text.announced import MOST_VERBS, Announced
from extractors.text.document import MARK, QUOTE
from extractors.text.english_subjects import joined, passive_stems, subjects
from extractors.text.english_time import not_yet, to_come
from extractors.text.kinds import MODEL, OTHER, english_kind, head_kind, named_other, named_product
from extractors.text.name import Name
from extractors.text.shapes import is_maker, names_in
from extractors.text.tables import table

RELEASE_WORDS = table("english_release_words")
"""Stems that may announce a release; which of them do is decided by what stands around them."""

_ACTIVE = re.compile(
    r"\b(?P<strong>release of|launch of|availability of|introduction of|debut of|arrival of|"
    r"releas(?:es|ed|ing|e)|launch(?:es|ed|ing)?|unveil(?:s|ed|ing)?|introduc(?:es|ed|ing|e)|"
    r"announc(?:es|ed|ing|e)|"
    r"welcom(?:es?|ing)|open[- ]?sourc(?:es|ed|ing|e)|debut(?:s|ed)|dropped|drops|shipped|ships|"
    r"open(?:s|ed|ing)(?= (?:up )?(?:the |its )?[\w.-]+(?: [\w.-]+){0,2} weights\b)|roll(?:s|ed|ing)"
    r" out|publish(?:es|ed)|present(?:s|ed|ing)?|meet)\b|"
    r"\b(?P<weak>propos(?:e|es|ed|ing)|develop(?:s|ed|ing)?|design(?:ed)?|describ(?:e|es|ed)|"
    r"built|build|trained|train|created|create|call it|called|named(?!-)|dubbed|termed|shar(?:es|"
    r"ed|ing)|share|made)\b",
    re.IGNORECASE,
)
_ACTIVE_STEMS = AhoCorasick(list(table("english_verb_stems")))
_ADJECTIVE = re.compile(
    r" (?:(?:re)?implementations?|reproductions?|alternatives?|approaches|methods|results|work|papers?|"
    r"models?|versions?|by|in|under)\b"
)
_SOON = re.compile(
    r"\b(?:upcoming|rumou?red|unreleased|forthcoming|planned|alleged|leaked|speculated)\b", re.IGNORECASE
)
_US = re.compile(
    r"\b(?:we|this (?:paper|work|report|study|article|technical report)|(?:the|our) authors)\b[^.;]{0,200}$",
    re.IGNORECASE,
)
_GAP_WORDS = re.compile(
    r"(?<!-)\b(?:that|which|who|for|in|on|with|by|to|from|at|where|as|using|via|about|against|"
    r"than|because|while|through|into|over|between|but|so|support|access|changes?|updates?|"
    r"integrat\w+|partnership|plans?|pricing|fine-?tuning of)\b(?!-)",
    re.IGNORECASE,
)
_OF = re.compile(
    r"\b(?:family|series|suite|set|collection|version|versions|preview|generation|line|lineup|"
    r"member|members|pair|trio|class|weights|batch|part|iteration|one|first|variant)\s+of\b|"
    r"\brelease of\b|\blaunch of\b|\bavailability of\b|\bintroduction of\b|\bdebut of\b|"
    r"\barrival of\b",
    re.IGNORECASE,
)
_OF_LEFT = re.compile(r"\bof\b")
_PAUSE = re.compile(r"[,.](?!\d)")
_CLAUSE_END = re.compile(
    r"[;:!?\n]| [-–—] |\.(?=\s|$)|,? (?:that|which|who|where|while|because|although|after|before|"
    r"outperform\w*|surpass\w*|beat\w*|compar\w+|achiev\w+|rival\w*|match\w*|unlike|thanks)\b"
)
_FRESH = ("new", "latest", "fresh", "recent")
_NEW_ONES = re.compile(
    r"\b(?:new|latest|newly released|fresh|recent)(?: \w+){0,2} (?:models?|releases?|checkpoints?|"
    r"LLMs?)(?: are (?:now |also )*(?:available|out|here)[^:.]{0,30}:| like| such as| including|:| are| is|,)"
    r"(?= )",
    re.IGNORECASE,
)
_APPOSED = re.compile(
    rf"[\s{MARK}{QUOTE}]+(?:\w+ )?(?:models?|LLM|framework|library|method|toolkit|engine)[\s{MARK}{QUOTE}]+"
)
_DOES = re.compile(
    r"(?:\b(?:we|they|to|will|also|now|today|and|officially|researchers|labs?|team|AI)|'ll|[a-z]{3,}s) $",
    re.IGNORECASE,
)
_OPENED = re.compile(r"(?<=ing): (?=[A-Z])")
_UPON = re.compile(r" (?:up)?on\b| (?:from|atop|off|with)\b")
"""Built upon a name made something of it, and did not announce it."""

_BRING = re.compile(r"\bpartner(?:s|ed|ing)? with [^.;]{2,80}?(?P<verb>to bring) (?:the (?:latest )?)?")
_TO = re.compile(r"(?: [\w-]+){0,3}? to [A-Z]\w+")
_MEASURES = re.compile(
    r",? (?:which|that) (?:measures?|quantif(?:y|ies)|evaluates?|assess(?:es)?|benchmarks?|"
    r"contains?|consists?)\b"
)
_ACTS = re.compile(
    rf"[\s{MARK}{QUOTE}]+(?:\w+ly |also |just )?(?:has|have|is|was|will|plans|says|said|cut|cuts|"
    rf"published|publishes|released|releases|announced|announces|launched|launches|introduced|"
    rf"introduces|unveiled|unveils|open-sourced|added|adds|raised|raises|shared|dropped|debuted|"
    rf"updated)\b"
)
_NAMING = frozenset(["called", "call it", "named", "dubbed", "termed"])
_MAKING = frozenset(["developed", "trained", "created", "built", "shared"])
_BY_ANYONE = _NAMING | _MAKING
_ACRONYM = re.compile(
    rf"[^(A-Za-z]{{0,3}}(?:[a-z]+ )?[{MARK}{QUOTE}]*\(([A-Za-z][\w.+-]{{1,30}}(?: ?[\w.-]{{1,8}})?)\)"
)
_PHRASE_ACRONYM = re.compile(
    rf"[\s{MARK}{QUOTE}]+(?:an? |the |our )?(?:(?!with\b|using\b|via\b|by\b)[a-zA-Z][\w-]*[ {MARK}{QUOTE}]+)"
    rf"{{1,12}}?\(([A-Za-z][\w.+-]{{1,30}})\)"
)
_GENERIC_ACRONYM = re.compile(
    r"[A-Z]{2,4}s|LLMs?|VLMs?|MLLMs?|MoE|RLHF|RL|RAG|SFT|KD|API|LoRA|AI|NLP|CoT|GUI|QA|ICL|KV|PRM|"
    r"MCP|GPU|SLMs?|LRMs?|DPO|PPO|GRPO|MDP|RLVR|VLA|LM"
)
_APPOSITIVE = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:\([^()]{{0,120}}\))?[\s{MARK}{QUOTE}]*(?:,|--|—|–|-|:|is|are|as)"
    rf"?\s*(?:both |essentially |basically )?(?P<det>an? |the |our |its |their |your |new |two |"
    rf"three |first |(?:[A-Z][\w.&-]*(?:'s|’s) ))",
    re.IGNORECASE,
)


def announced(sentence: str, *, headline: bool, paper: bool) -> Iterator[Announced]:
    """Every release that an English sentence announces.

    Three frames: verb and object (released X), name and passive or "is here" (X was released), and a name
    given (a model called X). What is only planned, rumoured or denied is none.
    """
    lowered = sentence.lower()
    verbs, stems = list(_announcing(sentence, lowered, headline=headline)), passive_stems(lowered)
    fresh = any(word in lowered for word in _FRESH)
    if not (verbs or stems or fresh or "bring" in sentence):
        return
    names = [name for name in names_in(sentence, chinese=False) if len(name.text) <= 80]
    if not names:
        return
    for verb, ours in verbs:
        yield from _objects(sentence, verb, names, ours=ours, paper=paper)
    yield from subjects(sentence, names, stems, headline=headline)
    yield from _brought(sentence, names)
    for listing in _NEW_ONES.finditer(sentence) if fresh else ():
        if not_yet(sentence[max(0, listing.start() - 60) : listing.start()]):
            continue
        inside = [name for name in names if name.start >= listing.end()]
        if inside and not sentence[listing.end() : inside[0].start].strip(f" {MARK}{QUOTE}"):
            for name in _coordinated(sentence, inside):
                if not is_maker(name.text) and not named_other(name.text):
                    yield Announced(name, MODEL, 0.65, sentence)


def _announcing(sentence: str, lowered: str, *, headline: bool) -> Iterator[tuple[re.Match[str], bool]]:
    """The verbs of a sentence that may announce something, and whether the authors say it of themselves."""
    for verb in islice(_verbs(sentence, lowered), MOST_VERBS):
        before = sentence[max(0, verb.start() - 60) : verb.start()]
        if not_yet(before) or (headline and to_come(sentence, verb, before)):
            continue
        ours = not verb.start() or _ours(sentence[max(0, verb.start() - 240) : verb.start()])
        if verb["weak"] and not ours and verb.group().lower() not in _BY_ANYONE:
            continue
        if not _no_verb(sentence, verb, before) and not _UPON.match(sentence, verb.end()):
            yield verb, ours


def _no_verb(sentence: str, verb: re.Match[str], before: str) -> bool:
    """Whether what looks like a verb describes a noun: "our open source models", "an open-sourced model"."""
    word = verb.group().lower()
    if word.startswith("open") and word.endswith("ce") and not _DOES.search(before):
        return True
    if word.endswith("ed") and before.endswith((" a ", " an ", " fully ")):
        return True
    described = word in {"published", "released", "launched", "open-sourced", "opensourced", "open sourced"}
    return described and _ADJECTIVE.match(sentence, verb.end()) is not None


def _brought(sentence: str, names: Sequence[Name]) -> Iterator[Announced]:
    """A maker's models brought to a place: "partners with Meta to bring Llama 3.2 to Ollama"."""
    if "bring" not in sentence:
        return
    for found in _BRING.finditer(sentence):
        for name in names:
            if name.start == found.end() and not name.plain and not not_yet(sentence[: found.start("verb")]):
                kind = MODEL if name.tail or _TO.match(sentence, name.end) else None
                if _TO.match(sentence, name.end) and not named_other(name.text):
                    yield Announced(name, kind, 0.6, sentence, names_place=True)


def _ours(before: str) -> bool:
    """Whether the authors say it of themselves: "we", "this paper"."""
    lower = before.lower()
    return any(word in lower for word in ("we ", "this ", "authors")) and bool(_US.search(before))


def _verbs(sentence: str, lowered: str) -> Iterator[re.Match[str]]:
    """The verbs of a sentence, found by their stems: trying fifty verbs at every place is slow."""
    end = 0
    for _, start, _ in _ACTIVE_STEMS.find_matches_as_indexes(lowered):
        if start >= end and sentence[start - 1 : start] != "-" and (found := _ACTIVE.match(sentence, start)):
            end = found.end()
            yield found


def _objects(
    sentence: str, verb: re.Match[str], names: Sequence[Name], *, ours: bool, paper: bool
) -> Iterator[Announced]:
    opened = _OPENED.match(sentence, verb.end())  # "Introducing: X"
    start = opened.end() if opened else verb.end()
    stop = _CLAUSE_END.search(sentence, start)
    end = min(stop.start() if stop else len(sentence), start + 400)
    inside = [name for name in names if start <= name.start < end]
    short = _acronym_of_phrase(sentence, start)
    if short and (paper or not inside or inside[0].start > start + 5 or inside[0].end > short.end - 2):
        inside = [short, *(name for name in inside if name.start >= short.end)]
    while inside and (
        is_maker(inside[0].text) and sentence[inside[0].end : inside[0].end + 2] in {"'s", "’s"}
    ):
        inside.pop(0)
    if not inside:
        return
    if len(inside) > 1 and inside[0].plain and _APPOSED.fullmatch(sentence[inside[0].end : inside[1].start]):
        inside = inside[1:]
        start = inside[0].start - 1
    first = inside[0]
    gap = sentence[start : first.start]
    word = verb.group().lower()
    if word.endswith(" of") and re.search(r"\d", gap):
        return
    if len(gap) > 160 or (gap.strip() and _far(gap, ours=ours)) or _only_of_which_kind(sentence, first, gap):
        return
    if word in _MAKING and not ours and (gap.strip(f" {MARK}{QUOTE}") or is_maker(first.text)):
        return
    if word in _NAMING:
        gap = sentence[max(0, verb.start() - 60) : verb.start()]
    listed = _coordinated(sentence, inside)
    after = sentence[listed[-1].end : listed[-1].end + 200]
    kind = _kind(listed, gap, after)
    strength = 0.9 if verb["strong"] else 0.8 if ours else 0.7
    for name in listed:
        called = _short(sentence, name) if paper or ours else name
        if not is_maker(called.text):
            yield Announced(
                called,
                OTHER if _no_model(called, kind) else kind,
                strength,
                sentence,
                ours=ours,
            )


def _only_of_which_kind(sentence: str, name: Name, gap: str) -> bool:
    """Whether a name only says of which kind several things are: "six new Cross Encoder rerankers"."""
    return (
        " " in name.text
        and not any(map(str.isdigit, name.text))
        and bool(_COUNTED.search(gap))
        and bool(_NOUNS.match(sentence, name.end))
    )


_COUNTED = re.compile(r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|\d{1,2})\b", re.IGNORECASE)
_NOUNS = re.compile(r" [a-z][a-z-]+s\b")


def _far(gap: str, *, ours: bool) -> bool:
    """Whether the words between a verb and a name make it the object of something else."""
    bare = _OF.sub(" ", gap) if "of" in gap.lower() else gap
    return bool(
        _GAP_WORDS.search(bare)
        or _OF_LEFT.search(bare)
        or _SOON.search(gap)
        or (not ours and _PAUSE.search(gap))
    )


def _sold(name: Name) -> bool:
    """Whether what follows a name makes a product of it: "Orchid Shell CLI"."""
    return name.tail in {"CLI", "API", "APIs", "SDK", "App", "IDE"}


def _no_model(name: Name, kind: str | None) -> bool:
    return named_other(name.text) or _sold(name) or (kind is None and named_product(name.text))


def _acronym_of_phrase(sentence: str, start: int) -> Name | None:
    """What a phrase is called: "introduce a personality-aware user simulation (PerCRS)"."""
    if "(" not in sentence[start : start + 400]:
        return None
    found = _PHRASE_ACRONYM.match(sentence, start)
    if not found or sum(map(str.isupper, found[1])) < 2 or _GENERIC_ACRONYM.fullmatch(found[1]):
        return None
    return Name(found[1], start + 1, found.end())


def _coordinated(sentence: str, inside: list[Name]) -> list[Name]:
    listed = [inside[0]]
    for name in inside[1:]:
        if not joined(sentence, listed[-1].end, name.start) or _ACTS.match(sentence, name.end):
            break
        listed.append(name)
    return listed


def _kind(listed: list[Name], gap: str, after: str) -> str | None:
    """What the nouns say: after the name ("X model", ", a new model for"), else before it ("the model X")."""
    if (
        listed[-1].tail
        and not (len(listed) > 1 and _sold(listed[-1]))
        and (kind := english_kind(listed[-1].tail, last=True))
    ):
        return kind
    if _MEASURES.match(after):
        return OTHER
    bare = after.lstrip(f" {MARK}{QUOTE}")
    if (
        bare[:1].isalpha()
        and (kind := head_kind(bare))
        and not bare.startswith(("is ", "are ", "as ", "with ", "for ", "and ", "to ", "that ", "which "))
    ):
        return kind
    if (found := _APPOSITIVE.match(after)) and (kind := head_kind(after[found.end() :])):
        return kind
    return english_kind(gap, last=True)


def _short(sentence: str, name: Name) -> Name:
    """For "Neural Parameter Search (NPS-Pruning)" the short name in brackets, which papers go by."""
    found = _ACRONYM.match(sentence, name.end)
    if not found or not name.plain or found[1].islower() or not any(map(str.isupper, found[1])):
        return name
    return Name(found[1], name.start, found.end(), name.org, name.tail)
