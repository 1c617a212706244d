"""What is gathered while one document is read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractors.names.known import KnownNames
from extractors.records import StatedParent
from extractors.text import chinese, chinese_parents, english, english_parents
from extractors.text.announced import Announced
from extractors.text.document import MARK, QUOTE, Document, Sentence
from extractors.text.kinds import (
    MODEL,
    OTHER,
    chinese_kind,
    chinese_kind_at_end,
    chinese_kind_beside,
    head_kind,
)
from extractors.text.name import Name, key
from extractors.text.triggers import Triggers

_ENGLISH = Triggers(english.RELEASE_WORDS, english_parents.PARENT_WORDS)
_CHINESE = Triggers(chinese.RELEASE_WORDS, chinese_parents.PARENT_WORDS)
_TOLD = re.compile(
    rf"^[\s{MARK}{QUOTE}]*(?:\([^()]{{0,60}}\))?[\s{MARK}{QUOTE}]*(?:,|is|are|:|--|—|-)?\s*(?:an?|"
    rf"the|our|its)\s+",
    re.IGNORECASE,
)

_CLAUSE_END = re.compile(r"[，。；]")
_VERSION_OF = re.compile(r"(?:微调|精调|蒸馏|量化|剪枝|训练|合并|衍生)(?:版本?|变体)$")
IS = re.compile(rf"[\s{MARK}{QUOTE}]*(?:（[^（）]{{0,60}}）)?[\s{MARK}{QUOTE}]*(?:是|为|作为|系列是)")


@dataclass(slots=True)
class Found:
    """A release while its evidence is gathered: `titled` if the title names it, `member` if a series does."""

    name: Name
    kind: str | None
    confidence: float
    evidence: str
    place: int
    titled: bool
    member: bool = False
    parents: dict[str, StatedParent] = field(default_factory=dict)


class Reading:
    """One document, what is known, and what was found so far, by the key of its name.

    `bare` says that the title is nothing but a name, as in lists and trackers.
    """

    __slots__ = ("bare", "chinese", "doc", "flags", "found", "known", "sentences")

    def __init__(self, doc: Document, known: KnownNames) -> None:
        self.doc = doc
        self.known = known
        self.chinese = doc.language == "zh"
        self.sentences = [Sentence(doc.title, 0), *doc.sentences]
        triggers = _CHINESE if self.chinese else _ENGLISH
        self.flags = triggers.flags([s.text if self.chinese else s.text.lower() for s in self.sentences])
        self.found: dict[str, Found] = {}
        self.bare = False

    def announced(self, sentence: Sentence) -> list[Announced]:
        """What the frames of the document's language read out of a sentence."""
        if self.chinese:
            return list(chinese.announced(sentence.text))
        return list(
            english.announced(
                sentence.text, headline=sentence.place == 0 or len(sentence.text) < 60, paper=self.doc.paper
            )
        )

    def add(
        self,
        name: Name,
        kind: str | None,
        confidence: float,
        evidence: str,
        place: int,
        *,
        member: bool = False,
    ) -> None:
        """Notes a release; of two mentions the surer confidence and the more telling kind stay."""
        if (text := " ".join(name.text.split())) != name.text:
            name = name._replace(text=text)  # emphasis within a name counts as a space
        which = key(name.text)
        if not which:
            return
        old = self.found.get(which)
        if old is None:
            self.found[which] = Found(
                name, kind, confidence, evidence, place, titled=place == 0, member=member
            )
            return
        if old.kind is None or (
            old.kind == OTHER and kind not in {None, OTHER} and (kind == MODEL or not old.titled)
        ):
            old.kind = kind
        old.confidence = max(old.confidence, confidence)

    def told_of(self, name: Name) -> str | None:
        """What the body says a name is: "NAME is a …", "NAME, a …", "the NAME model"."""
        beside = None
        for sentence in self.doc.sentences[:40]:
            for start in _places(name.text.lower(), sentence.text.lower()):
                end = start + len(name.text)
                after = sentence.text[end : end + 160]
                if _GOES_ON.match(after):
                    continue
                if not self.chinese:
                    kind = english_told(after)
                else:
                    kind = chinese_told(after) or chinese_kind_at_end(sentence.text[:start])
                if self.chinese and kind == OTHER and not IS.match(after):
                    beside = kind  # a later sentence may define it
                elif kind:
                    return kind
        return beside

    def mentions(self, name: Name) -> bool:
        """Whether the body speaks of a name that the title gives."""
        sentences = self.doc.sentences[:40]
        if self.doc.paper and name.plain:
            introduced = re.compile(
                rf"(?:introduc|present|propos|releas|describ)\w* {re.escape(name.text)}\b"
            )
            return any(introduced.search(sentence.text) for sentence in sentences)
        if name.plain and " " in name.text:
            return False
        return any(name.text in s.text and s.text[:40] not in self.doc.title for s in sentences)


_GOES_ON = re.compile(r"[A-Za-z0-9]|-[A-Za-z]")
"""What goes on with a name: told of "Wren-Bench" is nothing of "Wren"."""


def _places(name: str, text: str) -> Iterator[int]:
    """Where a name stands in a text, both in lower case."""
    start = text.find(name)
    while start >= 0:
        yield start
        start = text.find(name, start + len(name))


_SPEAKS_OF_MODELS = re.compile(
    r"\b(?:[Mm]odels?|[LVMS]LMs?|MLLMs?|parameters?|weights|checkpoints?|LoRAs?|GGUF)\b|模型|参数|微调|蒸馏|量化|基座|"
    r"\b[Ff]ine-?[Tt]un|\b(?:[Pp]re|[Pp]ost)-?train|\b[Dd]istilled|\b[Qq]uanti[sz]|(?<![\w.])\d+(?:\.\d+)?B\b"
)


def speaks_of_models(reading: Reading) -> bool:
    """Whether the title or the beginning of the body uses a word of those who make models."""
    return bool(_SPEAKS_OF_MODELS.search(f"{reading.doc.title}\n{reading.doc.body[:3000]}"))


def english_told(after: str) -> str | None:
    """The kind that the words after a name tell: "NAME, a … model", "NAME is our … framework"."""
    found = _TOLD.match(after)
    return head_kind(after[found.end() :]) if found else None


def chinese_told(after: str) -> str | None:
    """The kind that the words after a name tell: NAME 是一款…模型, NAME 语音模型."""
    clause = _CLAUSE_END.split(after, maxsplit=1)[0]
    if IS.match(clause):
        return MODEL if _VERSION_OF.search(clause) else chinese_kind(clause, last=True)
    return chinese_kind_beside(clause)
