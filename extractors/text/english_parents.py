"""How English says what something was made from."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from extractors.text.document import MARK, QUOTE
from extractors.text.name import GRADES, Name
from extractors.text.shapes import is_maker
from extractors.text.tables import table
from extractors.words import Relation

PARENT_WORDS = table("english_parent_words")
"""Words that may state a parent."""

Frame = tuple[int, list[Name], Relation, float, bool]
"""Where the frame starts, the parents, the relation, its confidence, whether each must look like a model."""

_G = (
    rf"(?!\w)[\s:{MARK}{QUOTE}]*(?:(?:the|text-based|text-only|decoder-only|existing|frozen|same|a|an|"
    rf"its|their|our|original|existing|base|pre-?trained|pretrained|open[- ]?source|"
    rf"open[- ]weights?|open|powerful|large|small|"
    r"popular|recent|latest|newly|released|foundation|language|model|models|version|instruct|chat|"
    r"dense|multilingual|strong|state-of-the-art|checkpoint|checkpoints|of|family|backbone|"
    rf"LLM|VLM|vision|both|either|[A-Z][\w.]+(?:'s|’s)|weights|from|architecture)[\s:{MARK}{QUOTE}]+){{0,6}}"
    # Any adjective may stand before a name ("the performant Gemma 2"), but a preposition or data changes the sense.
    rf"(?:(?!(?:{'|'.join(table('english_gap_ends'))})\b)[a-z][a-z-]*[\s{MARK}{QUOTE}]+){{0,2}}"
)
_R = Relation


class _Words(NamedTuple):
    """A frame whose words stand before the name."""

    pattern: re.Pattern[str]
    relation: Relation
    confidence: float
    names: str


_FRAMES = tomllib.loads(Path(__file__).with_name("english_frames.toml").read_text(encoding="utf-8"))["before"]
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
    rf"[\s{MARK}{QUOTE}]*(?:-?based|as |base|model|famil|was |were |is |fine|back|deriv|spin|vari|merge|frank|lora|"
    r"adapt|llm|that |which |further|addition|contin|then |but |re-?train|train|post|pre|tun|distil|quanti|optimi|"
    r"prun|with removed|speciali|(?:\w+ )?architecture)",
    re.IGNORECASE,
)
"""How whatever may follow a parent begins: most names need no closer look."""

# "X is Y trained on …", "X: the Y model fine-tuned for …": what was worked on is the base.
_IS_THAT = re.compile(
    rf"(?:\b(?:is|are|was)|[:—–]|\s-)[\s{MARK}{QUOTE}]*(?:essentially |basically |simply |just )?(?:an? |the )?$"
)
_WORKED_ON = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:base )?(?:model |LLM )?(?:that (?:was|has been|is) |which (?:was|has been|is) )?"
    r"(?:further |additionally |continually |continuously |then |but )?(?:re-?trained|trained|post-trained|"
    r"pre-?trained|fine-?tuned|finetuned|tuned|distilled|quanti[sz]ed|adapted|optimi[sz]ed|pruned|with removed|"
    r"specialized|specialised)\b"
)
_BASED = re.compile(r"^-based\b|^ based\b(?! on)")
_BASED_NOUN = re.compile(
    r"^(?:-| )based (?:[\w-]+ ){0,5}(?:models?|LLMs?|VLMs?|chatbots?|assistants?|agents?|encoders?|checkpoints?|"
    r"embedd\w+|rerankers?|classifiers?|retrievers?|systems?|variants?|fine-?tun\w+|TTS|ASR|VLA)\b|"
    r"^(?:-| )based [A-Z]"
)
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
    r"\b(?:outperform|surpass|beat|exceed|compar|rival|match|than|versus|unlike)\w*\b[^,.;]{0,50}$",
    re.IGNORECASE,
)
_FROM_PASSAGE = re.compile(
    r"\b(?:we evaluate|we test|experiments? (?:on|with)|evaluated|tested|results? on|across|"
    r"such as|including|e\.g\.)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_AND = re.compile(
    rf"[\s{MARK}{QUOTE}]*(?:,|/|and|or|&|\+|, and)[\s{MARK}{QUOTE}]*(?:the |a |an )?[\s{MARK}{QUOTE}]*"
)
_AND_WITH = re.compile(rf"{_AND.pattern}|[\s{MARK}{QUOTE}]*with[\s{MARK}{QUOTE}]*")
_HINTS = ("ontinu", "ora", "oRA", "ORA", "dapter", "uanti", "guf", "GUF", "-bit", "istil", "erg")
"""Parts of words of which each pattern below holds one: looking for them is ten times as fast."""

_WORDS: tuple[tuple[re.Pattern[str], Relation], ...] = (
    (re.compile(r"continu\w+ (?:\w+ )?pre-?train", re.IGNORECASE), _R.CONTINUED_PRETRAINING),
    (re.compile(r"\bq?lora\b|\badapter", re.IGNORECASE), _R.ADAPTER),
    (re.compile(r"\bquanti[sz]|\bgguf\b|\b[48]-bit\b", re.IGNORECASE), _R.QUANTIZED),
    (re.compile(r"\bdistil", re.IGNORECASE), _R.DISTILLED),
    (re.compile(r"\bmerg(?:e|ed|ing)\b", re.IGNORECASE), _R.MERGE),
)


_CLAUSES = re.compile(r"[.;](?=\s)")
_DATA = frozenset(table("english_no_base_tails"))
_NO_BASES = frozenset(table("no_bases"))
_PART_OF_NAME = re.compile(r"[ -](?:ViT|VAE|Encoder|Tokenizer|Decoder|Projector)$")
_MODEL_TAIL = re.compile(r"\b(?:models?|LLMs?|VLMs?|family|series|weights|checkpoints?)\b", re.IGNORECASE)
_CALLED_MODEL = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:\d+(?:\.\d+)?[BM] )?(?:base |foundation |language |chat |open )*(?:models?|LLMs?|VLMs?|"
    rf"checkpoints?|weights|family)\b",
    re.IGNORECASE,
)
_MODEL_BEFORE = re.compile(
    rf"\b(?:model|LLM|VLM|checkpoint|backbone|weights of)[\s:{MARK}{QUOTE}]+$", re.IGNORECASE
)


_VERSIONED = re.compile(r"\d")


class _Found(NamedTuple):
    """A frame around a name: where it begins, what it states, and whether any name may stand in it."""

    start: int
    relation: Relation
    confidence: float
    names: str = "model"


def frames(sentence: str, names: Sequence[Name], *, brief: bool = False) -> Iterator[Frame]:
    """Every frame of an English sentence that states a parent, with the relation its words tell."""
    lowered = sentence.lower()
    if len(lowered) != len(sentence):  # "İ" becomes two characters
        lowered = sentence
    stems = [
        (start, _STEM_FRAMES[which])
        for which, start, _ in _STEMS.find_matches_as_indexes(lowered, overlapping=True)
    ]
    taken: set[int] = set()
    for place, name in enumerate(names):
        if place in taken or _no_base(name) or _owner(sentence, names, place):
            continue
        if place and _VERSIONED.search(names[place - 1].text) and not _owner(sentence, names, place - 1):
            stems = [stem for stem in stems if stem[0] > names[place - 1].start]  # those led to that name
        listed = _listed(sentence, names, place, _AND_WITH if "merg" in lowered else _AND)
        found = _frame(sentence, name, listed[-1].end, stems, brief=brief)
        if found is None and brief:
            found = _brief(sentence, name)
        if found is None:
            continue
        taken.update(range(place, place + len(listed)))
        if found.names != "model" or _said_to_be_a_model(sentence, listed):
            sure = [name for name in listed if _may_name_a_model(sentence, name)]
            if sure:
                yield found.start, sure, found.relation, found.confidence, False
            listed = [name for name in listed if name not in sure]
        if listed:
            yield found.start, listed, found.relation, found.confidence, True


def _no_base(name: Name) -> bool:
    """Whether a name is that of a maker, of data, of a tool, or of a part."""
    return (
        is_maker(name.text)
        or name.text.lower() in _NO_BASES
        or (bool(name.tail) and not _DATA.isdisjoint(name.tail.lower().split()))
        or bool(_PART_OF_NAME.search(name.text))
    )


def _said_to_be_a_model(sentence: str, listed: Sequence[Name]) -> bool:
    """Whether the words beside a name call it a model: "built on the Harrier model", "the base model Harrier"."""
    first, last = listed[0], listed[-1]
    return (
        bool(_MODEL_TAIL.search(last.tail))
        or bool(_CALLED_MODEL.match(sentence[last.end : last.end + 40]))
        or bool(_MODEL_BEFORE.search(sentence[max(0, first.start - 24) : first.start]))
    )


def _may_name_a_model(sentence: str, name: Name) -> bool:
    """Whether an unknown name may be a model's: no acronym, and no ordinary word that opens a sentence."""
    word, _, grade = name.text.partition(" ")
    if word.isupper() and word.isalpha() and len(word) < 6:
        return False
    if not name.plain:
        return True
    return (
        (not grade or grade.lower() in GRADES)
        and len(word) > 2
        and bool(_LETTER.search(sentence, 0, name.start))
        and word.lower() not in _ORDINARY
    )


_LETTER = re.compile(r"[a-z]")
_ORDINARY = frozenset(table("ordinary_adjectives"))
_OPENING = re.compile(rf"^[\s{MARK}{QUOTE}]*(?:A |An |The )?[\s{MARK}{QUOTE}]*$")
_OF_THAT = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:\d+(?:\.\d+)?[BM] )?(?:[Pp]aram(?:eter)?s? )?(?:base|model|fine-?tune|"
    rf"finetune|merge|fine-?tuned|finetuned|trained|further|post-trained|tuned|distilled|quanti[sz]ed|with)\b"
)
_USING = re.compile(rf"\b(?:uses?|using|with)[\s{MARK}{QUOTE}]+(?:the |a |an )?[\s{MARK}{QUOTE}]*$")


def _brief(sentence: str, name: Name) -> _Found | None:
    """In the line under a name: "DeepSeek-R1 671B model with …", "chatbot using llama with …"."""
    before, after = sentence[: name.start], sentence[name.end : name.end + 40]
    if _OPENING.match(before) and _OF_THAT.match(after):
        return _Found(0, _told(sentence, name, _R.FINETUNE), 0.6)
    if (
        _USING.search(before[-40:])
        and not _NEGATED.search(before[-60:])
        and not _NO_BASE_AFTER.match(after)
        and not _COMPONENT.search(before[-80:])
    ):
        return _Found(name.start, _told(sentence, name, _R.FINETUNE), 0.55)
    return None


def _owner(sentence: str, names: Sequence[Name], place: int) -> bool:
    """Whether a name only owns the next one: "DeepSeek's R1"."""
    end = names[place].end
    return (
        sentence[end : end + 2] in {"'s", "’s"}
        and place + 1 < len(names)
        and names[place + 1].start - end < 12
    )


def _frame(
    sentence: str, name: Name, end: int, stems: Sequence[tuple[int, int]], *, brief: bool
) -> _Found | None:
    """The frame around a name; what is joined to it ends at `end`."""
    followed = _ANY_AFTER.match(sentence, end) is not None
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
        return None if _COMPONENT.search(clause) else _Found(name.start, _R.ARCHITECTURE, 0.75)
    if followed and (found := _words_after(sentence, name, clause, after)):
        return found
    wanted: dict[int, int] = {}
    for start, which in stems:
        if offset <= start < name.start:
            wanted.setdefault(which, max(0, start - offset - _LONGEST_LEAD))
    return _words_before(sentence, name, clause, after, wanted, brief=brief) if wanted else None


def _words_after(sentence: str, name: Name, clause: str, after: str) -> _Found | None:
    """The frames whose words stand behind the name: "X-based", "X as its backbone", "is X trained on"."""
    if after.startswith(("-based", " based")) and _BASED.match(after):
        against = _COMPARED.search(clause) or _FROM_PASSAGE.search(clause[-60:])
        if against or not (_BASED_NOUN.match(after) or not after[7:].strip(" .,)")):
            return None
        return _Found(name.start, _told(sentence, name, _R.FINETUNE), 0.75)
    if _WORKED_ON.match(after) and _IS_THAT.search(clause) and not _COMPONENT.search(clause[:-4]):
        return _Found(name.start, _told(sentence, name, _R.FINETUNE), 0.75)
    for pattern, relation, confidence in _AFTER:
        if pattern.match(after) and not _NEGATED.search(clause) and not _COMPONENT.search(clause):
            return _Found(name.start, relation, confidence)
    return None


def _words_before(
    sentence: str, name: Name, clause: str, after: str, wanted: dict[int, int], *, brief: bool
) -> _Found | None:
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
            or _NEGATED.search(clause[found.start() :])
            or _FROM_PASSAGE.search(lead[-60:])
        ):
            return None
        start = name.start - len(clause) + found.start()
        if _ARCH_AFTER.match(after):
            return _Found(start, _R.ARCHITECTURE, 0.75)
        if _NO_BASE_AFTER.match(after):
            return None
        told = _told(sentence, name, frame.relation)
        return _Found(start, told, frame.confidence, _names_of(frame, found["said"]))
    return None


def _names_of(frame: _Words, said: str) -> str:
    """What may stand in the name's place: after "tuned from" any name, after "tuned on" only a model's."""
    if frame.names == "of":
        return "any" if said.lower().endswith((" of", " from", " off", " between")) else "model"
    return frame.names


def _of_component(lead: str, *, opens: bool) -> bool:
    """Whether a part is made from the name, and not the thing itself: "X, a verifier initialized from".

    `opens` says that `lead` opens the description of the thing: "A code agent fine-tuned from".
    """
    found = _COMPONENT.search(lead)
    if found is None or _ITSELF.search(lead[: found.start()]):
        return False
    if found.group().startswith("agent") and _DEFINITE.fullmatch(lead, 0, found.start()):
        return False
    return not (opens and _THING.match(found.group()) and _DESCRIBES.fullmatch(lead, 0, found.start()))


_DEFINITE = re.compile(r"\W*(?:[Tt]he|[Tt]his|[Oo]ur) (?:[\w-]+ ){0,2}")
_THING = re.compile(
    r"(?:vision |image |text |audio )?(?:encoder|vae|retriever|reranker|filter|classifier|guard|judge|verifier|"
    r"captioner|vocoder|embedder|router|tokenizer|agent)|(?:safety|reward|draft) model",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(rf"[\s{MARK}{QUOTE}]*(?:[\w-]+[\s{MARK}{QUOTE}]+){{0,6}}")


def _told(sentence: str, name: Name, relation: Relation) -> Relation:
    """A general frame takes its relation from the words around it: "a LoRA based on X"."""
    if relation is not _R.FINETUNE:
        return relation
    around = sentence[max(0, name.start - 70) : name.end + 50]
    if not any(hint in around for hint in _HINTS):
        return relation
    return next((told for pattern, told in _WORDS if pattern.search(around)), relation)


_ASIDE = re.compile(r"\([^()]{0,60}\)")


def _listed(sentence: str, names: Sequence[Name], place: int, joined: re.Pattern[str]) -> list[Name]:
    listed = [names[place]]
    for name in names[place + 1 :]:
        gap = _ASIDE.sub("", sentence[listed[-1].end : name.start])
        if len(gap) > 12 or not joined.fullmatch(gap) or _no_base(name):
            break
        listed.append(name)
    return listed
