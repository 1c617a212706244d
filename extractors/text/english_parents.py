"""How English says what something was made from."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from extractors.text.document import MARK, QUOTE
from extractors.text.shapes import Name, is_maker
from extractors.text.tables import table
from extractors.words import Relation

PARENT_WORDS = table("english_parent_words")
"""Words that may state a parent."""

Frame = tuple[int, list[Name], Relation, float, bool]

_G = (
    rf"[\s:{MARK}{QUOTE}]*(?:(?:the|text-based|text-only|decoder-only|existing|frozen|same|a|an|"
    rf"its|their|our|original|existing|base|pre-?trained|pretrained|open[- ]?source|"
    rf"open[- ]weights?|open|powerful|large|small|"
    r"popular|recent|latest|newly|released|foundation|language|model|models|version|instruct|chat|"
    r"dense|multilingual|strong|state-of-the-art|checkpoint|checkpoints|of|family|backbone|"
    rf"LLM|VLM|vision|both|either|[A-Z][\w.]+(?:'s|’s)|weights|from|architecture)[\s:{MARK}{QUOTE}]+){{0,6}}"
)
_R = Relation
_FRAMES = tomllib.loads(Path(__file__).with_name("english_frames.toml").read_text(encoding="utf-8"))["before"]
_BEFORE: tuple[tuple[tuple[str, ...], re.Pattern[str], Relation, float, bool], ...] = tuple(
    (
        tuple(frame["stems"]),
        re.compile(rf"(?:{''.join(frame['words'])}){_G}$", re.IGNORECASE),
        Relation(frame["relation"]),
        float(frame["confidence"]),
        bool(frame["loose"]),
    )
    for frame in _FRAMES
)
_AFTER: tuple[tuple[re.Pattern[str], Relation, float], ...] = tuple(
    (re.compile(rf"^[\s{MARK}{QUOTE}]*(?:{words})", re.IGNORECASE), relation, confidence)
    for words, relation, confidence in (
        (
            (
                r"as (?:the |its |a |our |their )?(?:\w+ ){0,2}(?:base|backbone|foundation|"
                r"starting point|initiali[sz]ation|decoder|llm|language model)\b"
            ),
            _R.FINETUNE,
            0.85,
        ),
        (r"(?:base )?(?:model )?as (?:the )?(?:student)", _R.DISTILLED, 0.8),
        (r"as (?:the |its |a )?teacher", _R.DISTILLED, 0.8),
        (
            (
                r"(?:model )?(?:backbone|base)(?: model)? (?:distilled|fine-?tuned|finetuned|trained|"
                r"post-trained|quantized)"
            ),
            _R.FINETUNE,
            0.85,
        ),
        (
            r"(?:model )?(?:was |were |is )?(?:fine-?tuned|finetuned) (?:on|with|using|for|to)\b",
            _R.FINETUNE,
            0.6,
        ),
        (r"backbone\b", _R.FINETUNE, 0.7),
        (r"(?:model )?(?:fine-?tune|finetune|derivative|spin-?off|variant)\b(?!d)", _R.FINETUNE, 0.7),
        (r"(?:merge|frankenmerge)\b(?!d)", _R.MERGE, 0.7),
        (r"(?:lora|adapter)\b", _R.ADAPTER, 0.7),
        (
            r"(?:family )?models? (?:fine-?tuned|trained|adapted|specialized) (?:in|for|on)\b",
            _R.FINETUNE,
            0.6,
        ),
    )
)
_ANY_AFTER = re.compile(
    rf"^[\s{MARK}{QUOTE}]*"
    r"(?:as |base|model|family|was |were |is |fine|back|deriv|spin|vari|merge|frank|lora|adapt)",
    re.IGNORECASE,
)
_BASED = re.compile(r"^-based\b|^ based\b(?! on)")
_ARCH_AFTER = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:\w+ )?(?:architecture|backbone architecture)\b", re.IGNORECASE
)
_ADOPTS = re.compile(
    rf"\b(?:uses?|using|adopts?|adopting|follows?|following|shares?|sharing|with|employs?|retains?|"
    rf"inherits?|keeps?)[\s{MARK}{QUOTE}]+(?:(?:the|a|an|same|its|standard)[\s{MARK}{QUOTE}]+)*$",
    re.IGNORECASE,
)
_NO_BASE_AFTER = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:-?\w+ )?(?:pricing|prices?|level|quality|speeds?|performance|costs?|"
    rf"dataset|data|corpus|corpora|benchmark|license|licence|"
    rf"gpus?|chips?|hardware|framework|library|platform|tokens|parameters?|leaderboard|scores?|"
    rf"evaluation|prompts?|outputs?|cluster|nodes|format|"
    r"paper|paradigm|objective|loss|algorithm|optimizer|embeddings?|tokenizer|encoder|score|"
    r"engine|sdk|api|runtime|conversations|responses|questions|problems|tasks|judge)\b",
    re.IGNORECASE,
)
_COMPONENT = re.compile(
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
_ITSELF = re.compile(rf"(?:,|:|—|–|\bis|\bare)[\s{MARK}{QUOTE}]*an? (?:[^,.;:]|\.\d){{0,40}}$", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:not|never|without|rather than|instead of|unlike|than|outperform\w*|surpass\w*|beat\w*|"
    r"compar\w+|versus|vs\.?|against)\b[^,.;]{0,30}$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:outperform|surpass|beat|exceed|compar|rival|match|than|versus)\w*\b[^,.;]{0,50}$", re.IGNORECASE
)
_FROM_PASSAGE = re.compile(
    r"\b(?:we evaluate|we test|experiments? (?:on|with)|evaluated|tested|results? on|across|"
    r"such as|including|e\.g\.)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_AND = re.compile(
    rf"[\s{MARK}{QUOTE}]*(?:,|/|and|or|&|\+|, and|with)[\s{MARK}{QUOTE}]*(?:the |a |an )?[\s{MARK}{QUOTE}]*"
)
_WORDS: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (re.compile(r"continu\w+ (?:\w+ )?pre-?train", re.IGNORECASE), _R.CONTINUED_PRETRAINING),
    (re.compile(r"\bq?lora\b|\badapter", re.IGNORECASE), _R.ADAPTER),
    (re.compile(r"\bquanti[sz]|\bgguf\b|\b[48]-bit\b", re.IGNORECASE), _R.QUANTIZED),
    (re.compile(r"\bdistil", re.IGNORECASE), _R.DISTILLED),
    (re.compile(r"\bmerg(?:e|ed|ing)\b", re.IGNORECASE), _R.MERGE),
)


def frames(sentence: str, names: Sequence[Name], *, brief: bool = False) -> Iterator[Frame]:
    """Every frame of an English sentence that states a parent, with the relation its words tell."""
    taken: set[int] = set()
    for place, name in enumerate(names):
        if place in taken or is_maker(name.text) or _owner(sentence, names, place):
            continue
        found = _frame(sentence, name) or (_brief(sentence, name) if brief else None)
        if found is None:
            continue
        start, relation, confidence, loose = found
        listed = _listed(sentence, names, place)
        taken.update(range(place, place + len(listed)))
        yield start, listed, relation, confidence, loose


_OPENING = re.compile(rf"^[\s{MARK}{QUOTE}]*(?:A |An |The )?[\s{MARK}{QUOTE}]*$")
_OF_THAT = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:\d+(?:\.\d+)?[BM] )?(?:[Pp]aram(?:eter)?s? )?(?:base|model|fine-?tune|"
    rf"finetune|merge|fine-?tuned|finetuned|with)\b"
)
_USING = re.compile(rf"\b(?:uses?|using|with)[\s{MARK}{QUOTE}]+(?:the |a |an )?[\s{MARK}{QUOTE}]*$")


def _brief(sentence: str, name: Name) -> tuple[int, Relation, float, bool] | None:
    """In the line under a name: "DeepSeek-R1 671B model with …", "chatbot using llama with …"."""
    before, after = sentence[: name.start], sentence[name.end : name.end + 40]
    if _OPENING.match(before) and _OF_THAT.match(after):
        return 0, _told(sentence, name, _R.FINETUNE), 0.6, True
    if (
        _USING.search(before[-40:])
        and not _NEGATED.search(before[-60:])
        and not _NO_BASE_AFTER.match(after)
        and not _COMPONENT.search(before[-80:])
    ):
        return name.start, _told(sentence, name, _R.FINETUNE), 0.55, True
    return None


def _owner(sentence: str, names: Sequence[Name], place: int) -> bool:
    """Whether a name only owns the next one: "DeepSeek's R1"."""
    end = names[place].end
    return (
        sentence[end : end + 2] in {"'s", "’s"}
        and place + 1 < len(names)
        and names[place + 1].start - end < 12
    )


def _frame(sentence: str, name: Name) -> tuple[int, Relation, float, bool] | None:
    before = sentence[max(0, name.start - 110) : name.start]
    after = sentence[name.end : name.end + 60]
    clause = re.split(r"[.;](?=\s)", before)[-1]
    if _ARCH_AFTER.match(after) and _ADOPTS.search(clause) and not _COMPONENT.search(clause):
        return name.start, _R.ARCHITECTURE, 0.75, True
    if _BASED.match(after):
        return name.start, _R.FINETUNE, 0.75, True
    for pattern, relation, confidence in _AFTER if _ANY_AFTER.match(after) else ():
        if pattern.match(after) and not _NEGATED.search(clause) and not _COMPONENT.search(clause):
            return name.start, relation, confidence, True
    return _after_words(sentence, name, clause, after)


def _after_words(
    sentence: str, name: Name, clause: str, after: str
) -> tuple[int, Relation, float, bool] | None:
    """The frames whose words stand before the name: "fine-tuned from X"."""
    lowered = clause.lower()
    for stems, pattern, relation, confidence, loose in _BEFORE:
        if not any(stem in lowered for stem in stems) or not (found := pattern.search(clause)):
            continue
        lead = clause[: found.start()]
        if _COMPARED.search(lead):
            return None
        if (
            _of_component(lead)
            or _NEGATED.search(clause[found.start() :])
            or _FROM_PASSAGE.search(lead[-60:])
        ):
            return None
        if _ARCH_AFTER.match(after):
            return name.start - len(clause) + found.start(), _R.ARCHITECTURE, 0.75, loose
        if _NO_BASE_AFTER.match(after):
            return None
        return name.start - len(clause) + found.start(), _told(sentence, name, relation), confidence, loose
    return None


def _of_component(lead: str) -> bool:
    """Whether a part is made from the name, and not the thing itself: "X, a verifier initialized from"."""
    found = _COMPONENT.search(lead)
    return found is not None and not _ITSELF.search(lead[: found.start()])


def _told(sentence: str, name: Name, relation: Relation) -> Relation:
    """A general frame takes its relation from the words around it: "a LoRA based on X"."""
    if relation is not _R.FINETUNE:
        return relation
    around = sentence[max(0, name.start - 70) : name.end + 50]
    return next((told for pattern, told in _WORDS if pattern.search(around)), relation)


def _listed(sentence: str, names: Sequence[Name], place: int) -> list[Name]:
    listed = [names[place]]
    for name in names[place + 1 :]:
        gap = re.sub(r"\([^()]{0,60}\)", "", sentence[listed[-1].end : name.start])
        if len(gap) > 12 or not _AND.fullmatch(gap):
            break
        listed.append(name)
    return listed
