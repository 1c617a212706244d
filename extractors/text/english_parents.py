"""How English says what something was made from."""

import re
from collections.abc import Iterator, Sequence

from extractors.text.document import MARK, QUOTE
from extractors.text.english_frames import COMPONENT, NEGATED, NO_BASE_AFTER, Found, around, stems_in, told
from extractors.text.kinds import named_other
from extractors.text.name import GRADES, Name
from extractors.text.shapes import is_maker
from extractors.text.tables import table
from extractors.words import Relation

PARENT_WORDS = table("english_parent_words")
"""Words that may state a parent."""

Frame = tuple[int, list[Name], Relation, float, bool]
"""Where the frame starts, the parents, the relation, its confidence, whether each must look like a model."""

_AND = re.compile(
    rf"[\s{MARK}{QUOTE}]*(?:,|/|and|or|&|\+|, and)[\s{MARK}{QUOTE}]*(?:the |a |an )?[\s{MARK}{QUOTE}]*"
)
_AND_WITH = re.compile(rf"{_AND.pattern}|[\s{MARK}{QUOTE}]*with[\s{MARK}{QUOTE}]*")
_DATA = frozenset(table("english_no_base_tails"))
_NO_BASES = frozenset(table("no_bases"))
_PART_OF_NAME = re.compile(r"[ -](?:ViT|VAE|Encoder|Tokenizer|Decoder|Projector|Attention|Residuals?)$")
_MODEL_TAIL = re.compile(r"\b(?:models?|LLMs?|VLMs?|family|series|weights|checkpoints?)\b", re.IGNORECASE)
_CALLED_MODEL = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:\d+(?:\.\d+)?[BM] )?(?:base |foundation |language |chat |open )*"
    r"(?:models?|LLMs?|VLMs?|checkpoints?|weights|family)\b",
    re.IGNORECASE,
)
_MODEL_BEFORE = re.compile(
    rf"\b(?:model|LLM|VLM|checkpoint|backbone|weights of)[\s:{MARK}{QUOTE}]+$", re.IGNORECASE
)


_VERSIONED = re.compile(r"\d")


def frames(sentence: str, names: Sequence[Name], *, brief: bool = False) -> Iterator[Frame]:
    """Every frame of an English sentence that states a parent, with the relation its words tell."""
    stems = stems_in(sentence)
    joined = _AND_WITH if "erg" in sentence else _AND
    taken: set[int] = set()
    for place, name in enumerate(names):
        if place in taken or _no_base(name) or _owner(sentence, names, place):
            continue
        if _apposed(sentence, names, place):
            continue
        if (
            place
            and _VERSIONED.search(names[place - 1].text)
            and not (_owner(sentence, names, place - 1) or _apposed(sentence, names, place - 1))
        ):
            stems = [stem for stem in stems if stem[0] > names[place - 1].start]  # those led to that name
        listed = _listed(sentence, names, place, joined)
        found = around(sentence, name, _end(listed[-1]), stems, brief=brief)
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
        or named_other(name.text)
        or name.text.lower() in _NO_BASES
        or (bool(name.tail) and not _DATA.isdisjoint(name.tail.lower().split()))
        or bool(_PART_OF_NAME.search(name.text))
    )


def _said_to_be_a_model(sentence: str, listed: Sequence[Name]) -> bool:
    """Whether the words beside a name call it a model: "built on the Harrier model", "base model Harrier"."""
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
    rf"^[\s{MARK}{QUOTE}]*(?:\d+(?:\.\d+)?[BM] )?(?:[Pp]aram(?:eter)?s? )?(?:base|merge|"
    rf"model(?! family| is| was| has| can| exists)|fine-?tune|finetune|fine-?tuned|finetuned|"
    rf"trained|further|post-trained|tuned|distilled|quanti[sz]ed|with)\b"
)
_LONGEST_LINE = 160
_USING = re.compile(rf"\b(?:uses?|using|with)[\s{MARK}{QUOTE}]+(?:the |a |an )?[\s{MARK}{QUOTE}]*$")


def _brief(sentence: str, name: Name) -> Found | None:
    """In the line under a name: "DeepSeek-R1 671B model with …", "chatbot using llama with …"."""
    before, after = sentence[: name.start], sentence[name.end : name.end + 40]
    if _OPENING.match(before) and _OF_THAT.match(after):
        return Found(0, told(sentence, name, Relation.FINETUNE), 0.6)
    if (
        len(sentence) <= _LONGEST_LINE
        and _USING.search(before[-40:])
        and not NEGATED.search(before[-60:])
        and not NO_BASE_AFTER.match(after)
        and not COMPONENT.search(before[-80:])
    ):
        return Found(name.start, told(sentence, name, Relation.FINETUNE), 0.55)
    return None


def _owner(sentence: str, names: Sequence[Name], place: int) -> bool:
    """Whether a name only owns the next one: "DeepSeek's R1"."""
    end = names[place].end
    return (
        sentence[end : end + 2] in {"'s", "’s"}
        and place + 1 < len(names)
        and names[place + 1].start - end < 12
    )


_NOUN = re.compile(rf"[\s{MARK}{QUOTE}]+(?:distillation|model|checkpoint|LLM)[\s{MARK}{QUOTE}]+")


def _apposed(sentence: str, names: Sequence[Name], place: int) -> bool:
    """Whether a name only describes the next one: "the R1 distillation R1-Distill-7B"."""
    return place + 1 < len(names) and bool(
        _NOUN.fullmatch(sentence, names[place].end, names[place + 1].start)
    )


def _end(name: Name) -> int:
    """Where a name ends: "a Mistral Fine-tune" says of Mistral what it is."""
    cut = name.tail.lower().startswith(("fine-tune", "finetune"))
    return name.end - len(name.tail) - 1 if cut else name.end


_ASIDE = re.compile(r"\([^()]{0,60}\)")
_LOOSELY = re.compile(rf"[\s{MARK}{QUOTE}]*,[\s{MARK}{QUOTE}]*")


def _listed(sentence: str, names: Sequence[Name], place: int, joined: re.Pattern[str]) -> list[Name]:
    listed = [names[place]]
    loosely: list[bool] = []
    for name in names[place + 1 :]:
        gap = _ASIDE.sub("", sentence[listed[-1].end : name.start])
        if len(gap) > 12 or not joined.fullmatch(gap) or _no_base(name):
            break
        listed.append(name)
        loosely.append(bool(_LOOSELY.fullmatch(gap)))
    while loosely and loosely.pop() and listed[-1].plain:
        listed.pop()  # "based on GLM-5, Bolt says"
    return listed
