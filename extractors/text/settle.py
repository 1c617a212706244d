"""What remains of the names found: no data sets and products, no variants, no bases."""

import re

from extractors.records import StatedParent
from extractors.text.kinds import FRAMEWORK, MODEL, NO_MODEL_ENGLISH, OTHER, TECHNIQUE, named_other
from extractors.text.makers import HOUSEHOLD
from extractors.text.name import GRADES, is_variant, key
from extractors.text.parents import claims
from extractors.text.reading import IS, Found, Reading, chinese_told, speaks_of_models
from extractors.text.shapes import names_in
from extractors.text.triggers import PARENT
from extractors.words import Relation

_WORK = re.compile(
    r"(?i:tuned|tuning|distill|merge|trained|version of|extends|adds|quanti)|-based|"
    r"微调|精调|训练|蒸馏|量化|合并|初始化"
)
_AGENT = re.compile(r"智能体|[Aa]gents?\b")
"""What may be a product, or a model trained to act."""

_SUGGESTS_A_MODEL = re.compile(
    r"\b(?:multilingual|multimodal|reasoning|vision|speech|voice|text-to-|open[- ](?:source|"
    r"weights?)|frontier|image|video|"
    r"superintelligence|\d+B)\b",
    re.IGNORECASE,
)


_SUGGESTS_CODE = re.compile(
    r"\b(?:open[- ]?sourc\w*|framework|library|toolkit|codebase|GitHub|repository|kernels?|compiler|"
    r"runtime|trains|training)\b|开源|框架",
    re.IGNORECASE,
)


def settle(reading: Reading) -> None:
    """Drops what is no model, framework or technique, and what only names a variant of another."""
    for found in reading.found.values():
        if found.kind is None:
            found.kind = _guess(reading, found)
        elif found.kind == OTHER and (
            (_AGENT.search(found.evidence) and _derived(reading, found))
            or (found.titled and reading.chinese and _said_to_be_a_model(reading, found.name.text))
        ):
            found.kind = MODEL
    reading.found = {
        which: found for which, found in reading.found.items() if found.kind in {MODEL, FRAMEWORK, TECHNIQUE}
    }
    _drop_slogans(reading)
    _drop_bases(reading)
    names = list(reading.found.values())
    for found in names:
        if any(_covers(reading, other, found) for other in names if other is not found):
            reading.found.pop(key(found.name.text), None)


def _drop_slogans(reading: Reading) -> None:
    """A title of ordinary words that the body never speaks of is no name if the body announces one."""
    said = [found for found in reading.found.values() if not found.titled and found.confidence > 0.8]
    for which, found in list(reading.found.items()):
        words = found.name.text.split()
        slogan = said and reading.bare and found.titled and found.name.plain and len(words) > 1
        if slogan and not any(found.name.text in sentence.text for sentence in reading.doc.sentences[:20]):
            del reading.found[which]


def _drop_bases(reading: Reading) -> None:
    """A household line named beside the title's release is what it was made from: 开源了…LLaMA 模型."""
    titled = [found for found in reading.found.values() if found.titled]
    for which, found in list(reading.found.items()):
        if reading.bare and titled and not found.titled and which.rstrip("0123456789") in HOUSEHOLD:
            del reading.found[which]
            if not reading.chinese:
                continue
            titled[0].parents[which] = StatedParent(found.name.text, Relation.FINETUNE, 0.6)


def _guess(reading: Reading, found: Found) -> str:
    told = reading.told_of(found.name)
    if told:
        return told
    if found.name.plain:
        found.confidence = min(found.confidence, 0.7)
    if speaks_of_models(reading) or not found.name.plain or _derived(reading, found):
        return MODEL
    if not found.titled or NO_MODEL_ENGLISH.search(reading.doc.title):
        return OTHER
    if _SUGGESTS_A_MODEL.search(reading.doc.title):
        found.confidence = min(found.confidence, 0.6)
        return MODEL
    text = f"{reading.doc.title}\n{reading.doc.body[:3000]}"
    return FRAMEWORK if _SUGGESTS_CODE.search(text) and reading.mentions(found.name) else OTHER


def _said_to_be_a_model(reading: Reading, name: str) -> bool:
    """Whether a Chinese text defines a name as a model somewhere: X 是一款…模型, X 是…的微调版本."""
    if named_other(name):
        return False
    for sentence in reading.doc.sentences[:40]:
        _, found, after = sentence.text.partition(name)
        if found and IS.match(after) and chinese_told(after) == MODEL:
            return True
    return False


def _derived(reading: Reading, found: Found) -> bool:
    """Whether the text states from what a name was made: only a model is tuned from another."""
    for sentence, flag in zip(reading.sentences, reading.flags, strict=True):
        if flag & PARENT and found.name.text in sentence.text and _WORK.search(sentence.text):
            mentioned = names_in(sentence.text, chinese=reading.chinese)
            if any(claims(sentence, mentioned, reading.known, chinese=reading.chinese)):
                return True
    return False


def _covers(reading: Reading, other: Found, found: Found) -> bool:
    """Whether `other` is the model of which `found` is a variant, or a grade named only in the body."""
    mine, base = found.name.text, other.name.text
    if is_variant(mine, base) and not (found.titled and not other.titled):
        return True
    words, bases = mine.casefold().replace("-", " ").split(), base.casefold().replace("-", " ").split()
    if len(words) < len(bases) and bases[: len(words)] == words:
        return (other.titled and not found.titled) or (
            found.titled and not other.titled and _only_line(reading, found)
        )
    if _ends_so(other.name.text, mine) and found.titled and not other.titled:
        return True
    if found.titled or found.member or not other.titled:
        return False
    return len(words) > len(bases) and words[: len(bases)] == bases and set(words[len(bases) :]) <= GRADES


def _only_line(reading: Reading, found: Found) -> bool:
    """Whether the title names a line and the body the two or more models of it that came out."""
    start = f"{found.name.text.casefold()} "
    return (
        sum(
            other.name.text.casefold().startswith(start)
            for other in reading.found.values()
            if not other.titled
        )
        > 1
    )


def _ends_so(whole: str, short: str) -> bool:
    """Whether `short` is but the last word of `whole`, too short for a name: "Mk1" of "Perceptron Mk1"."""
    mine, theirs = key(short), key(whole)
    return len(short) <= 4 and len(theirs) > len(mine) and theirs.endswith(mine)
