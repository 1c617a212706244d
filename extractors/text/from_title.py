"""What a title announces: in a sentence, as a bare name, or as "Name: what it is"."""

import re

from extractors.text import titles
from extractors.text.kinds import (
    FRAMEWORK,
    MODEL,
    NO_MODEL,
    NO_MODEL_ENGLISH,
    OTHER,
    TECHNIQUE,
    chinese_kind,
    english_kind,
    head_kind,
    named_other,
    named_product,
    noun_kind,
)
from extractors.text.makers import is_family
from extractors.text.name import Name
from extractors.text.reading import Reading, english_told, speaks_of_models
from extractors.text.shapes import names_in
from extractors.text.triggers import RELEASE

_SAYS_OF_IT = re.compile(r"(?:It|This|They|We|You|Our \w+|The model)\b(?= )")
_SIZED = re.compile(
    r"(?<![A-Za-z0-9.])\d+(?:\.\d+)?[BbMm]\b|[-_ ](?:GGUF|AWQ|GPTQ|EXL[23]|MLX|FP8|NVFP4|MXFP4|INT[48])\b"
)
_PRODUCT_TAIL = re.compile(r"\b(?:API|APIs|SDK|CLI|App|IDE|Blog|Paper|Report)\b", re.IGNORECASE)
_FOR = re.compile(r" for (?!(?:beginners|dummies|everyone|free)\b)")
_QUALIFIED = re.compile(r" (?:with|for|in|on|by|from|at)\b")
_MODEL_NOUN = re.compile(r"模型|LLM|基座")
_CLAUSES = re.compile(r"[，,。；：:]")
_RUMOUR = re.compile(r"[（(\[](?:rumou?rs?|unconfirmed|leaked|传闻|爆料|未证实)[）)\]]", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(?:The latest )?((?:[A-Z][\w.-]* ){1,3})(?:now |also |just )?"
    r"(?:has|have|can|will|is|are|supports?|lets?|allows?|includes?|added|adds)\b"
)
_COUNTED = re.compile(
    r"(?:(?:type|task|library|pipeline|language|license|downloads?|likes?|stars?|forks?|upvotes?|updated|"
    r"作者|点赞|下载|星标|语言)\b[^:：]{0,20}[:：][^:：，。]{0,40})+",
    re.IGNORECASE,
)
_YOURS = re.compile(r"\b[Yy]our\b|\b[Ll]aunching today\b|[你您]的")
_OF_THE_TRADE = re.compile(
    r"\b(?:[LV]LMs?|[Mm]odels?|[Ii]nference|[Tt]raining|[Ff]ine-?tun\w+)\b|模型|训练|推理|微调"
)
_BY_MEANS_OF = re.compile(
    r"[\s\x1e\x1f]*(?:(?:该|本|此)项目)?(?:利用|基于|采用|使用|沿用|通过)(?![^，。]*(?:框架|工具|库|引擎|系统|模型|大脑)$)"
)
_COLLECTS = re.compile(r"总结|归纳|整理|收集(?!数据|了)|汇总|梳理|盘点|收录|指南|列表|教程|学习笔记")
_COLLECTS_ENGLISH = re.compile(
    r"(?:a |an |the )?(?:curated|collection of|list of|awesome|repository (?:of|for)|collects|"
    r"papers|resources|tutorials?|course|guide)\b",
    re.IGNORECASE,
)


def read_title(reading: Reading) -> None:
    """Notes what the title announces: what its sentence says, else what it names."""
    title = reading.doc.title
    if not title or _RUMOUR.search(title):
        return
    said = list(reading.announced(reading.sentences[0])) if reading.flags[0] & RELEASE else []
    for each in said:
        reading.add(each.name, each.kind, min(0.95, each.strength + 0.03), title, 0)
    if said:
        return
    if repo := titles.repo(title):
        _add_repo(reading, repo)
        return
    for titled in titles.bare_names(title):
        _add_bare(reading, titled)
    if not reading.found:
        _add_qualified(reading)
    if not reading.found and (named := titles.subtitled(title, chinese=reading.chinese)):
        _add_titled(reading, named, 0.88)


def _add_qualified(reading: Reading) -> None:
    """A title "NAME for X" without a verb, if the body repeats it, or says that this new name is a model."""
    title = reading.doc.title
    name = next(iter(names_in(title, chinese=True)), None)
    if name is None or name.start or name.plain or not _QUALIFIED.match(title, name.end):
        return
    if reading.doc.sentences and reading.doc.sentences[0].text.startswith(title):
        reading.add(name, MODEL, 0.8, title, 0)
    elif _FOR.match(title, name.end) and not is_family(name.text) and reading.told_of(name) == MODEL:
        reading.add(name, MODEL, 0.65, title, 0)


def _add_titled(reading: Reading, titled: titles.Titled, confidence: float) -> None:
    kind = titled.kind
    if reading.chinese and kind == TECHNIQUE and titled.subtitle.isascii():
        kind = reading.told_of(titled.name) or kind  # "An Open Recipe for …" of a paper told in Chinese
    if kind is None or titled.needs:
        told = reading.told_of(titled.name)
        if (
            titled.needs
            and told is None
            and reading.doc.sentences
            and not (titled.subtitle and reading.mentions(titled.name))
        ):
            return
        kind = kind or told
    reading.add(titled.name, kind, confidence, reading.doc.title, 0)


def _add_bare(reading: Reading, titled: titles.Titled) -> None:
    """A title that is a name, as in lists, trackers and makers' feeds: what follows says what it is."""
    if named_other(titled.name.text) or _PRODUCT_TAIL.search(titled.name.tail):
        return
    kind = titled.kind or reading.told_of(titled.name)
    described = _description(reading)
    opening = reading.doc.body[:60]
    versioned = (
        any(map(str.isdigit, titled.name.text))
        and kind == OTHER
        and not titled.name.tail
        and not (NO_MODEL_ENGLISH.search(opening) or NO_MODEL.search(_CLAUSES.split(opening)[0]))
    )
    line = is_family(titled.name.text) and any(map(str.isdigit, titled.name.text))
    if kind in {FRAMEWORK, TECHNIQUE, None} and (line or _SIZED.search(titled.name.text)):
        kind = described = MODEL
    if kind is None or versioned or (kind == OTHER and described not in {None, OTHER}):
        kind = described
    if kind is None and titled.name.plain and not is_family(titled.name.text):
        first = reading.sentences[1].text if reading.doc.sentences else ""
        if titled.needs or not first:
            return
    if kind is None and not is_family(titled.name.text) and _sells(reading):
        return
    loose = reading.doc.paper or titled.kind or (reading.chinese and not titled.name.text.isascii())
    if kind != MODEL and titled.name.plain and named_product(titled.name.text):
        return
    if titled.name.plain and not is_family(titled.name.text) and _another_subject(reading, titled.name.text):
        return
    if titled.name.plain and len(titled.name.text) > 5 and loose and not reading.mentions(titled.name):
        return
    reading.bare = True
    reading.add(titled.name, kind or MODEL, 0.9, reading.doc.title, 0)


def _sells(reading: Reading) -> bool:
    """Whether the body speaks to a buyer and of no model: "Kept", "Your chats, saved locally"."""
    return bool(_YOURS.search(reading.doc.body[:400])) and not speaks_of_models(reading)


def _add_repo(reading: Reading, repo: Name) -> None:
    """A listed repo is a mention; what its description says it is makes it a release, though no sure one.

    Repos trend for years after their release, and a list says of none that it is new.
    """
    described = [s.text for s in reading.doc.sentences[:3] if not _COUNTED.fullmatch(s.text)]
    if not described or named_other(repo.text):
        return
    first = described[0].partition(": ")[2] if described[0].startswith(repo.text) else described[0]
    kind = (_chinese_description(reading, first) if reading.chinese else noun_kind(first)) or reading.told_of(
        repo
    )
    if kind in {FRAMEWORK, TECHNIQUE} and not _OF_THE_TRADE.search(reading.doc.body[:600]):
        return
    if _SIZED.search(repo.text) and kind in {FRAMEWORK, TECHNIQUE, None}:
        kind = MODEL
    if kind not in {None, OTHER}:
        reading.bare = True
        reading.add(repo, kind, 0.6, f"{reading.doc.title}: {described[0]}", 0)


def _another_subject(reading: Reading, name: str) -> bool:
    """Whether the body opens with a clause about something else: "Ollama now has …" under "Thinking"."""
    found = _SUBJECT.match(reading.sentences[1].text) if reading.doc.sentences else None
    return found is not None and name.casefold() not in found[1].casefold()


def _description(reading: Reading) -> str | None:
    """What the body's first words say something is: "A large language model by …", 一个…的推理框架."""
    if not reading.doc.sentences:
        return None
    first = reading.doc.sentences[0].text
    return _chinese_description(reading, first) if reading.chinese else _english_description(first)


def _english_description(first: str) -> str | None:
    if _COLLECTS_ENGLISH.match(first):
        return OTHER
    if said := _SAYS_OF_IT.match(first):
        return english_told(first[said.end() :])
    kind = head_kind(first) or english_kind(first)
    return kind if kind != OTHER or NO_MODEL_ENGLISH.search(first[:60]) else None


def _chinese_description(reading: Reading, first: str) -> str | None:
    if _COLLECTS.search(first[:40]):
        return OTHER
    for clause in _CLAUSES.split(first)[:3]:
        if _BY_MEANS_OF.match(clause):
            continue  # 利用…构建的数据集, 基于…架构: how it was made, not what it is
        if NO_MODEL.search(clause.rstrip("）) ")):
            return MODEL if re.search(r"模型[与和及、]", clause) else OTHER
        if (kind := chinese_kind(clause, last=True)) and kind != OTHER:
            return kind
    return MODEL if _MODEL_NOUN.search(reading.doc.body[:600]) else None
