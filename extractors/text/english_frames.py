"""The words around a name by which English says that something was made from it."""

import re
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from extractors.text.document import MARK, QUOTE
from extractors.text.makers import is_family
from extractors.text.name import Name
from extractors.text.tables import table
from extractors.words import Relation

_G = (
    rf"(?!\w)[\s:{MARK}{QUOTE}]*(?:(?:the|text-based|text-only|decoder-only|existing|frozen|same|a|an|"
    rf"its|their|our|original|existing|base|pre-?trained|pretrained|open[- ]?source|"
    rf"open[- ]weights?|open|powerful|large|small|"
    r"popular|recent|latest|newly|released|foundation|language|model|models|version|instruct|chat|"
    r"dense|multilingual|strong|base|\d[\d.]*[bm](?:-param(?:eter)?)?|state-of-the-art|checkpoint|checkpoints|of|family|backbone|"
    r"LLM|VLM|vision|both|either|[A-Z][\w.]+(?: AI| Labs?| Research| DeepMind| Face)?(?:'s|’s)|"
    rf"weights|from|architecture|(?-i:[A-Z])[\w.-]* (?:distillation|checkpoint))[\s:{MARK}{QUOTE}]+){{0,6}}"
    # Any adjective may stand before a name ("the performant Gemma 2"); a preposition changes the sense.
    rf"(?:(?!(?:{'|'.join(table('english_gap_ends'))})\b)(?-i:(?:\d+-)?[a-z][a-z-]*)[\s{MARK}{QUOTE}]+){{0,2}}"
)


class _Words(NamedTuple):
    """A frame whose words stand before the name."""

    pattern: re.Pattern[str]
    relation: Relation
    confidence: float
    names: str


_TABLE = tomllib.loads(Path(__file__).with_name("english_frames.toml").read_text(encoding="utf-8"))
_FRAMES = _TABLE["before"]
_BEFORE = tuple(
    _Words(
        re.compile(rf"(?P<said>{''.join(frame['words'])}){_G}$", re.IGNORECASE),
        Relation(frame["relation"]),
        float(frame["confidence"]),
        frame["names"],
    )
    for frame in _FRAMES
)
_STEM_FRAMES = tuple(place for place, frame in enumerate(_FRAMES) for _ in frame["stems"])
_LONGEST_LEAD = 60
"""How long before its stem a frame may begin: "a German, fully open and commercially usable version of"."""

_STEMS = AhoCorasick([stem for frame in _FRAMES for stem in frame["stems"]])
_AFTER = tuple(
    (
        tuple(frame["starts"]),
        re.compile(rf"^[\s{MARK}{QUOTE}]*(?:{''.join(frame['words'])})", re.IGNORECASE),
        Relation(frame["relation"]),
        float(frame["confidence"]),
    )
    for frame in _TABLE["after"]
)
_SPACE = f" \t{MARK}{QUOTE}"
_BEHIND = (*table("english_after_starts"), *{start for starts, *_ in _AFTER for start in starts})
"""How whatever may follow a parent begins: most names need no closer look."""

# "X is Y trained on …", "X: the Y model fine-tuned for …": what was worked on is the base.
_IS_THAT = re.compile(
    rf"(?:\b(?:is|are|was)|[:—–]|\s-)[\s{MARK}{QUOTE}]*"
    r"(?:essentially |basically |simply |just )?(?:an? |the )?$"
)
_WORKED_ON = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:(?:base|reasoning|chat|instruct|language|vision|coding) )?"
    r"(?:model |LLM )?(?:(?:that|which) (?:was|has been|is) )?"
    r"(?:further |additionally |continually |continuously |then |but )?(?:re-?trained|trained|post-trained|"
    r"pre-?trained|fine-?tuned|finetuned|tuned|distilled|quanti[sz]ed|adapted|optimi[sz]ed|pruned|"
    r"with removed|speciali[sz]ed)\b"
)
_BASED = re.compile(r"^-(?:based|derived)\b|^ based\b(?! on)")
_BASED_NOUN = re.compile(
    r"^(?:-| )(?:based|derived) (?:[\w-]+ ){0,5}(?:models?|LLMs?|VLMs?|chatbots?|assistants?|agents?|"
    r"encoders?|checkpoints?|embedd\w+|rerankers?|classifiers?|retrievers?|systems?|variants?|fine-?tun\w+|TTS|ASR|VLA)\b|"
    r"^(?:-| )(?:based|derived) [A-Z]"
)
_ARCH_AFTER = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:\w+ )?(?:architecture|backbone architecture)\b", re.IGNORECASE
)
_ADOPTS = re.compile(
    rf"\b(?:uses?|using|adopts?|adopting|follows?|following|shares?|sharing|with|employs?|retains?|"
    rf"inherits?|keeps?)[\s{MARK}{QUOTE}]+(?:(?:the|a|an|same|its|standard)[\s{MARK}{QUOTE}]+)*$",
    re.IGNORECASE,
)
NO_BASE_AFTER = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:-?(?!across|for|on|over|in|with|using|via|to|and|by|from)\w+ )?"
    r"(?:pricing|prices?|level|quality|speeds?|performance|costs?|"
    rf"dataset|data|corpus|corpora|benchmark|license|licence|modules?|layers?|blocks?|components?|"
    rf"style|styled|baselines?|subset|split|traces|samples|trajectories|pairs|examples|dialogues|"
    rf"gpus?|chips?|hardware|framework|library|platform|tokens|parameters?|leaderboard|scores?|"
    rf"evaluation|prompts?|outputs?|cluster|nodes|format|"
    r"paper|paradigm|objective|loss|algorithm|optimizer|embeddings?|tokenizer|encoder|score|"
    r"engine|sdk|api|runtime|conversations|responses|questions|problems|tasks|judge)\b",
    re.IGNORECASE,
)
COMPONENT = re.compile(
    r"\b(?:prompt enhancer|prompt rewriter|rewriter|enhancer|tokenizer|vision encoder|"
    r"image encoder|text encoder|audio encoder|encoder|vae|decoder|reward model|judge|retriever|"
    r"reranker|filter|classifier|guard|draft model|verifier|"
    r"captioner|projector|vocoder|embedder|router|safety model|synthetic data|datasets?|benchmark|"
    r"corpus|corpora|"
    r"samples?|traces?|examples?|trajectories|rationales|solutions|responses|demonstrations|conversations|"
    r"instructions|questions|"
    r"baseline|baselines|agents?|data)\b[^.;]{0,40}$",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    rf"(?:,|:|—|–|\bis|\bare)[\s{MARK}{QUOTE}]*(?:an?|[A-Z][\w.]*(?:'s|’s)) (?:[^,.;:]|\.\d){{0,40}}$",
    re.IGNORECASE,
)
NEGATED = re.compile(
    r"\b(?:not|never|without|rather than|instead of|unlike|than|outperform\w*|surpass\w*|beat\w*|"
    r"compar\w+|compet\w+|on par|gap|experiment\w*|combin\w+|versus|vs\.?|against)\b[^,.;]{0,30}$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:outperform|surpass|beat|exceed|compar|compet|on par|rival|match|than|versus|unlike)\w*\b"
    r"[^,.;]{0,50}$",
    re.IGNORECASE,
)
_FROM_PASSAGE = re.compile(
    r"\b(?:we evaluate|we test|experiments? (?:on|with)|evaluated|tested|results? on|across|"
    r"such as|including|e\.g\.)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_HINTS = ("ontinu", "ora", "oRA", "ORA", "dapter", "uanti", "guf", "GUF", "-bit", "istil", "erg")
"""Parts of words of which each pattern below holds one: looking for them is ten times as fast."""

_WORDS: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (re.compile(r"continu\w+ (?:\w+ )?pre-?train", re.IGNORECASE), Relation.CONTINUED_PRETRAINING),
    (re.compile(r"\bq?lora\b|\badapter", re.IGNORECASE), Relation.ADAPTER),
    (re.compile(r"\bquanti[sz]|\bgguf\b|\b[48]-bit\b", re.IGNORECASE), Relation.QUANTIZED),
    (re.compile(r"\bdistil", re.IGNORECASE), Relation.DISTILLED),
    (re.compile(r"\bmerg(?:e|ed|ing)\b", re.IGNORECASE), Relation.MERGE),
)


_CLAUSES = re.compile(r"[.;](?=\s)")


class Found(NamedTuple):
    """A frame around a name: where it begins, what it states, and whether any name may stand in it."""

    start: int
    relation: Relation
    confidence: float
    names: str = "model"


def stems_in(sentence: str) -> list[tuple[int, int]]:
    """Where the stems of frames stand in a sentence, and whose they are: one pass for all names in it."""
    lowered = sentence.lower()
    if len(lowered) != len(sentence):  # "İ" becomes two characters
        lowered = sentence
    return [
        (start, _STEM_FRAMES[which])
        for which, start, _ in _STEMS.find_matches_as_indexes(lowered, overlapping=True)
    ]


def around(
    sentence: str, name: Name, end: int, stems: Sequence[tuple[int, int]], *, brief: bool
) -> Found | None:
    """The frame around a name; what is joined to it ends at `end`."""
    behind = sentence[end : end + 24].lstrip(_SPACE).lower()
    followed = behind.startswith(_BEHIND) or "rchitecture" in behind
    if not followed and not any(start < name.start for start, _ in stems):
        return None
    offset = max(0, name.start - 110)
    clause = sentence[offset : name.start]
    cuts = [cut.end() for cut in _CLAUSES.finditer(clause)] if "." in clause or ";" in clause else []
    if cuts:
        offset += cuts[-1]
        clause = sentence[offset : name.start]
    after = sentence[end : end + 60]
    if followed and "rchitecture" in after and _ARCH_AFTER.match(after) and _ADOPTS.search(clause):
        return None if COMPONENT.search(clause) else Found(name.start, Relation.ARCHITECTURE, 0.75)
    if followed and (found := _words_after(sentence, name, clause, after, behind)):
        return found
    wanted: dict[int, int] = {}
    for start, which in stems:
        if offset <= start < name.start:
            wanted.setdefault(which, max(0, start - offset - _LONGEST_LEAD))
    return _words_before(sentence, name, clause, after, wanted, brief=brief) if wanted else None


def _words_after(sentence: str, name: Name, clause: str, after: str, behind: str) -> Found | None:
    """The frames whose words stand behind the name: "X-based", "X as its backbone", "is X trained on"."""
    if after.startswith(("-based", "-derived", " based")) and _BASED.match(after):
        against = _COMPARED.search(clause) or _FROM_PASSAGE.search(clause[-60:])
        if against or not (_BASED_NOUN.match(after) or not after[7:].strip(" .,)")):
            return None
        return Found(name.start, told(sentence, name, Relation.FINETUNE), 0.75)
    if _WORKED_ON.match(after) and _IS_THAT.search(clause) and not COMPONENT.search(clause[:-4]):
        return Found(name.start, told(sentence, name, Relation.FINETUNE), 0.75)
    for starts, pattern, relation, confidence in _AFTER:
        if not behind.startswith(starts) or not pattern.match(after):
            continue
        if not NEGATED.search(clause) and not _of_component(clause, opens=False):
            return Found(name.start, relation, confidence)
    return None


def _words_before(
    sentence: str, name: Name, clause: str, after: str, wanted: dict[int, int], *, brief: bool
) -> Found | None:
    """The frames whose words stand before the name: "fine-tuned from X".

    `wanted` says which frames have a stem in the clause, and from where to look for each.
    """
    for which in sorted(wanted):
        frame = _BEFORE[which]
        if not (found := frame.pattern.search(clause, wanted[which])):
            continue
        lead = clause[: found.start()]
        if (
            _COMPARED.search(lead)
            or _of_component(lead, opens=brief and name.start == len(clause))
            or NEGATED.search(clause[found.start() :])
            or _FROM_PASSAGE.search(lead[-60:])
            or _NO_MODEL.search(lead[-60:])
        ):
            return None
        start = name.start - len(clause) + found.start()
        if _ARCH_AFTER.match(after):
            return Found(start, Relation.ARCHITECTURE, 0.75)
        if _only_taught_by(name.text, found["said"]):
            return None
        if NO_BASE_AFTER.match(after) or (_MANY.search(found["said"]) and _ARE.match(after)):
            return None
        relation = told(sentence, name, frame.relation)
        return Found(start, relation, frame.confidence, _names_of(frame, found["said"]))
    return None


def _names_of(frame: _Words, said: str) -> str:
    """What may stand in the name's place: after "tuned from" any name, after "tuned on" only a model's."""
    if frame.names == "of":
        if said.lower().endswith((" model from", " models from")):
            return "model"  # "a fine-tuned model from Acme"
        return "any" if said.lower().endswith((" of", " from", " off", " between")) else "model"
    return frame.names


def _only_taught_by(name: str, said: str) -> bool:
    """Whether a model was tuned on what a name stands for: a data set, or what a closed model wrote."""
    if not said.lower().endswith((" on", " over", " using", " with")):
        return False
    return bool(_CLOSED.match(name)) or (bool(_DATASET.search(name)) and not is_family(name))


_CLOSED = re.compile(r"(?:claude|gpt-?[345]|gemini|grok|o[134]\b|chatgpt)", re.IGNORECASE)
_DATASET = re.compile(
    r"(?:^|[-_ ])(?:dpo|sft|rlhf|data|qa|traces|prompts|instructions|chats?|pairs|cot|\d+[km])(?=[-_. ]|$)|"
    r"(?<=[A-Za-z])(?:QA|Math)(?=[-_]|$)|\d[kK](?=[-_]|$)",
    re.IGNORECASE,
)
_NO_MODEL = re.compile(
    r"\b(?:applications?|apps?|plugins?|browser extensions?|RAG (?:systems?|pipelines?)|chat UIs?|websites?)"
    r"(?: that (?:is|are))? $"
)
"""An application built on a model is not made of it."""

_MANY = re.compile(
    r"(?:tunes|versions|variants|derivatives|quants|merges|adaptations|forks) of$", re.IGNORECASE
)
_ARE = re.compile(r" (?:are|were|tend|perform|outperform|run|have)\b")
"""Fine-tunes of X are slower: nothing is said to be one."""


def _of_component(lead: str, *, opens: bool) -> bool:
    """Whether a part is made from the name, and not the thing itself: "X, a verifier initialized from".

    `opens` says that `lead` opens the description of the thing: "A code agent fine-tuned from".
    """
    found = COMPONENT.search(lead)
    if found is None or _ITSELF.search(lead[: found.start()]):
        return False
    if (
        _WE.search(lead, found.start())
        or (lead.endswith(" to ") and _MATTER.match(found.group()))
        or _BACKBONE.search(lead)
    ):
        return False  # "use the data to fine-tune X", "an encoder and a language model initialized from X"
    if found.group().startswith("agent") and _DEFINITE.fullmatch(lead, 0, found.start()):
        return False
    return not (opens and _THING.match(found.group()) and _DESCRIBES.fullmatch(lead, 0, found.start()))


_WE = re.compile(r", (?:we|I|they|the (?:authors|team)) ")
_BACKBONE = re.compile(r"(?:language (?:decoder|model)|text decoder|LLM|backbone)\s*$")
_MATTER = re.compile(
    r"(?:synthetic )?(?:data|corp|samples?|traces|examples|trajector|demonstrations|instructions|responses)",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\W*(?:[Tt]he|[Tt]his|[Oo]ur) (?:[\w-]+ ){0,2}")
_THING = re.compile(
    r"(?:vision |image |text |audio )?(?:encoder|vae|retriever|reranker|filter|classifier|guard|judge|"
    r"verifier|captioner|vocoder|embedder|router|tokenizer|agent)|(?:safety|reward|draft) model",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(rf"[\s{MARK}{QUOTE}]*(?:[\w-]+[\s{MARK}{QUOTE}]+){{0,6}}")


def told(sentence: str, name: Name, relation: Relation) -> Relation:
    """A general frame takes its relation from the words around it: "a LoRA based on X"."""
    if relation is not Relation.FINETUNE:
        return relation
    near = f"{sentence[max(0, name.start - 70) : name.start]} {sentence[name.end : name.end + 50]}"
    if not any(hint in near for hint in _HINTS):
        return relation
    return next((each for pattern, each in _WORDS if pattern.search(near)), relation)
