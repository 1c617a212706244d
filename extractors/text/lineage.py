"""To which release a stated parent belongs."""

import re
from collections.abc import Sequence

from extractors.records import StatedParent
from extractors.text.document import MARK, QUOTE, Sentence
from extractors.text.kinds import MODEL, TECHNIQUE
from extractors.text.makers import HOUSEHOLD, is_family
from extractors.text.name import Name, key
from extractors.text.parents import Claim, claims
from extractors.text.reading import Found, Reading
from extractors.text.shapes import names_in
from extractors.text.triggers import PARENT
from extractors.words import Relation

_QUANTISED_NAME = re.compile(
    r"(.{2,60}?)[- _](?:QAT|GGUF|AWQ|GPTQ|MLX|FP8|NVFP4|MXFP4|INT[48]|[Qq]\d_[\dK](?:_[MSL])?)"
    r"(?:[- _]\w{1,10})?"
)
_BOTH = re.compile(
    r"^[\s\x1e\x1f]*(?:这|该|上述|以上|此次)?[\s\x1e\x1f]*(?:[两三四五六]|多|几)"
    r"[款个种].{0,6}(?:模型|版本)|^[\s\x1e\x1f]*(?:两者|三者|它们)"
)
_ANOTHER = re.compile(r"\b(?:and|while) (?:an?|another) [^.,;]{3,80}\b(?:model|LLM|framework)\b")
_AGAIN = re.compile(
    r"\W*(?:(?P<all>Both|They|These|All (?:of them|models|three|four)|"
    r"The (?:two |three |four |new )?(?:models|family|series))|Its?|"
    r"This (?:\w+ )?(?:model|agent|version|release)|The (?:\w+ )?(?:model|agent))\b"
)
_VERSION = re.compile(
    r"\b(?:fine-?tuned|finetuned|quanti[sz]ed|instruction-tuned|distilled) (?:version|variant|"
    r"model)\b|微调版|量化版",
    re.IGNORECASE,
)


def read_parents(reading: Reading) -> None:
    """Gives every release found the parents that the text and its own name state."""
    if not reading.found:
        return
    for sentence, flag in zip(reading.sentences, reading.flags, strict=True):
        if flag & PARENT or (reading.bare and sentence.place == 1):
            mentioned = names_in(sentence.text, chinese=reading.chinese)
            for claim in claims(
                sentence,
                mentioned,
                reading.known,
                chinese=reading.chinese,
                brief=reading.bare and sentence.place == 1,
            ):
                for child in _children(reading, sentence, mentioned, claim):
                    _claim(reading, child, claim)
    _read_names(reading)
    _sharpen(reading)


def _children(reading: Reading, sentence: Sentence, mentioned: Sequence[Name], claim: Claim) -> list[Found]:
    """Whose parent is stated: the nearest release named in the sentence, else the text's first."""
    everything = list(reading.found.values())
    if len(everything) == 1:
        return everything if _speaks_of(reading, everything[0], sentence) else []
    if reading.chinese and _BOTH.match(sentence.text):
        return everything
    named = [name for name in mentioned if key(name.text) in reading.found]
    if not named:
        return _unnamed(reading, sentence, everything)
    before = [name for name in named if name.start < claim.place]
    if before:
        last = max(name.end for name in before)
        if _ANOTHER.search(sentence.text, last, max(last, claim.place)):
            return []
        return [reading.found[key(before[-1].text)]]
    after = [reading.found[key(name.text)] for name in _joined(sentence.text, named)]
    told = [reading.found[key(name.text)] for name in named]
    told = [found for found in told if found.evidence == sentence.text] or after
    titled = [found for found in everything if found.titled and reading.bare]
    return list({id(found): found for found in [*titled, *told]}.values())


_AND = re.compile(r"\s*(?:、|和|与|及|以及|,|and|&)\s*")


def _joined(sentence: str, named: Sequence[Name]) -> list[Name]:
    """The first name and those joined to it."""
    joined = [named[0]]
    for name in named[1:]:
        if not _AND.fullmatch(sentence[joined[-1].end : name.start].translate(_NO_MARKS)):
            break
        joined.append(name)
    return joined


_NO_MARKS = str.maketrans("", "", f"{MARK}{QUOTE}")


def _speaks_of(reading: Reading, lonely: Found, sentence: Sentence) -> bool:
    """Whether a sentence is near enough to the text's one release, which no title names, to be of it."""
    if lonely.titled or sentence.place <= lonely.place + 3:
        return True
    near = reading.sentences[max(0, sentence.place - 3) : sentence.place + 1]
    return any(lonely.name.text in each.text for each in near)


def _unnamed(reading: Reading, sentence: Sentence, everything: list[Found]) -> list[Found]:
    """Of which releases a sentence speaks that names none: "It is based on", "Both models are"."""
    titled = [found for found in everything if found.titled]
    earlier = [found for found in everything if found.place <= sentence.place]
    if not reading.chinese and earlier and (again := _AGAIN.match(sentence.text)):
        latest = max(found.place for found in earlier)
        together = [found for found in earlier if found.place == latest]
        return together if again["all"] else titled if len(titled) == 1 else together[-1:]
    if titled:
        return titled
    return earlier[-1:] if reading.chinese else []


def _claim(reading: Reading, child: Found, claim: Claim) -> None:
    which = key(claim.parent)
    if not which or which in {key(child.name.text), key(child.name.text.partition("_")[2])}:
        return
    vague = child.kind != MODEL or claim.confidence <= _VAGUE
    method = child.kind == TECHNIQUE or (reading.doc.paper and vague)
    if method and claim.relation is not Relation.TECHNIQUE and not _said_of_it(reading, child, claim):
        return  # what a method was tried on is not what it was made from
    relation = claim.relation
    if relation is Relation.TECHNIQUE and child.kind == MODEL and is_family(claim.parent):
        relation = Relation.FINETUNE
    if (
        relation is Relation.SUCCESSOR
        and not any(map(str.isdigit, which))
        and key(child.name.text).startswith(which)
    ):
        return  # "the upgraded Hunyuan" of HunyuanVideo names its own line
    old = child.parents.get(which)
    if old is None or old.confidence < claim.confidence:
        child.parents[which] = StatedParent(claim.parent, relation, claim.confidence)


def _said_of_it(reading: Reading, child: Found, claim: Claim) -> bool:
    """Whether a claim is made of the thing itself: "it is based on", "NAME, based on", "Initialized from"."""
    if reading.chinese:
        return False
    said = reading.sentences[claim.sentence].text[: claim.place]
    before = _IS.sub("", said).rstrip(f" ,({MARK}{QUOTE}")
    if not before or before.endswith((child.name.text, " it", "It", "which")):
        return True
    name = _SIZE.sub("", child.name.text)
    return name in said and bool(
        _APPOSED.fullmatch(said.rpartition(name)[2].removeprefix(child.name.text[len(name) :]))
    )


_VAGUE = 0.75
"""The confidence of frames that may speak of a part: in a paper they have to be said of the thing itself."""

_APPOSED = re.compile(
    rf"[{MARK}{QUOTE}]?(?:,| is| are| was|:) (?:an?|the|our) "
    r"(?:(?!that\b|which\b|with\b|using\b|to\b|and\b)[\w()/-]+,? ){0,12}"
)
_SIZE = re.compile(r"[- ]\d+(?:\.\d+)?[BM]$")
_IS = re.compile(r" (?:is|was)(?: \w+ly)? $")


def _read_names(reading: Reading) -> None:
    """A name may say what it was made from: "Gemma 3 QAT", or "Mistral-7B-x", a "finetuned version"."""
    for found in reading.found.values():
        if found.parents or found.kind != MODEL:
            continue
        name = found.name.text
        if cut := _QUANTISED_NAME.fullmatch(name):
            found.parents[key(cut[1])] = StatedParent(cut[1], Relation.QUANTIZED, 0.8)
        elif (
            found.titled
            and reading.doc.sentences
            and (told := _VERSION.search(reading.doc.sentences[0].text[:160]))
        ):
            line = re.match(r"[A-Za-z]+(?:-?\d(?:\.\d)?)?(?=-)", name)
            if (
                line
                and key(line.group()) != key(name)
                and key(line.group()).rstrip("0123456789") in HOUSEHOLD
            ):
                relation = (
                    Relation.QUANTIZED if told.group().lower().startswith("quanti") else Relation.FINETUNE
                )
                found.parents[key(line.group())] = StatedParent(line.group(), relation, 0.6)


def _sharpen(reading: Reading) -> None:
    """Of "Llama" and "Llama 3.1 8B", both stated, the longer name says more."""
    for found in reading.found.values():
        bare = {which: _squeezed(parent.name) for which, parent in found.parents.items()}
        for which, short in bare.items():
            if any(_says_more(long, short) for long in bare.values()):
                del found.parents[which]


def _says_more(long: str, short: str) -> bool:
    """Whether `long` is `short` with more said, and no other version: "llama3" of "llama318b" is one."""
    version = short[-1:].isdigit() and long[len(short) :][:1].isdigit()
    return len(long) > len(short) and long.startswith(short) and not version


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
