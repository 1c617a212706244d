"""From what a text says something was made, and how."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.names.known import KnownNames
from extractors.text import chinese_parents, english_parents
from extractors.text.document import Sentence
from extractors.text.makers import is_family
from extractors.text.name import Name, key
from extractors.text.tables import table
from extractors.words import Relation


@dataclass(frozen=True, slots=True)
class Claim:
    """A parent stated in a sentence, for what stands before `place` there."""

    parent: str
    relation: Relation
    confidence: float
    sentence: int
    place: int


def claims(
    sentence: Sentence, names: Sequence[Name], known: KnownNames, *, chinese: bool, brief: bool = False
) -> Iterator[Claim]:
    """Every parent that a sentence states; `brief` says that it describes the name in the title."""
    stated = (
        chinese_parents.frames(sentence.text, names)
        if chinese
        else english_parents.frames(sentence.text, names, brief=brief)
    )
    mentioned = None
    for start, found, relation, confidence, loose in stated:
        for name in found:
            if loose and not (
                is_family(name.text) if relation is Relation.ARCHITECTURE else model_like(name)
            ):
                mentioned = known.find(sentence.text) if mentioned is None else mentioned
                if not any(m.start <= name.start < m.end and m.known.kind == "model" for m in mentioned):
                    continue
            text = _NOUN_PHRASE.sub("", name.text) if name.tail else name.text
            if key(text) and text.lower() not in _ORDINARY:
                yield Claim(text, relation, confidence, sentence.place, start)


_ORDINARY = frozenset(table("ordinary_adjectives"))


def model_like(name: Name) -> bool:
    """Whether a name looks like that of a model rather than of a library, a method or a chip."""
    return is_family(name.text) or (bool(_VERSIONED.search(name.text)) and not _DEVICE.search(name.text))


_NOUN_PHRASE = re.compile(r"(?<=\w)(?: (?:Large|Small|Vision))?[ -](?:Language|Foundation)$")
"""What is left of "Large Language Model" when its noun is cut: "the Yi Large Language Model"."""

_VERSIONED = re.compile(r"^[\u4e00-\u9fff·]{2,5}[ -]?\d|[A-Za-z][\w ]*[- ]?v?\d+(?:\.\d+)?|\d[bB]\b")
_DEVICE = re.compile(
    r"^(?:[AHBVLGT]\d{2,4}|[LFQ]\d$|(?:rs|q|do)?lora\b|Next\.js|RTX|GTX|TPU|M\d|Xeon|EPYC|WSE|Trainium|Inferentia|Ascend|GB\d|DGX|HGX|"
    r"Python|CUDA|ROCm|Apache|CC|GPL|C\+\+|Wikipedia|Common|Fine|(?:ACL|EMNLP|NAACL|ICLR|ICML|"
    r"NeurIPS|CVPR|ICCV|ECCV|AAAI|IJCAI|COLM)\b|iOS|Windows|Python)",
    re.IGNORECASE,
)
