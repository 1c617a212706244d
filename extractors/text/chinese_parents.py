"""How Chinese says what something was made from."""

import re
from collections.abc import Iterator, Sequence

from extractors.text.chinese_frames import around
from extractors.text.chinese_leads import SPACE
from extractors.text.document import MARK, QUOTE
from extractors.text.makers import CHINESE_FAMILIES
from extractors.text.name import Name
from extractors.text.shapes import is_maker
from extractors.text.tables import table
from extractors.words import Relation

PARENT_WORDS = table("chinese_parent_words")
"""Words that may state a parent."""

Frame = tuple[int, list[Name], Relation, float, bool]
"""Where the frame starts, the parents, the relation, its confidence, whether each must look like a model."""

# Only a model is tuned, distilled and quantised: what stands before these words needs no version to be one.
_TUNED = re.compile(
    rf"{SPACE}(?:大|语言)?(?:模型)?{SPACE}(?:进行|做|上|经|经过)?(?:了)?[^，。；、的数语框平工库]{{0,6}}?"
    r"(?:微调|精调|续训|继续预训练|增量预训练|二次预训练|蒸馏|量化|后训练|初始化|合并|剪枝)"
    r"(?!方法|技术|框架|工具|数据|算法|策略|脚本|代码|库|范式|流程|方案|管线|阶段|机制)"
    rf"|{SPACE}(?:大|语言|基础|开源|预训练|基座|底座)*模型(?![库的架结并优选服]|训练框架|平台|压缩)"
    rf"|{SPACE}(?:模型)?{SPACE}的?基础(?:之)?上[^，。；]{{0,12}}?(?:微调|精调|续训|训练|蒸馏|量化|强化学习)"
    rf"|{SPACE}(?:模型)?的{SPACE}[^，。；、的]{{0,10}}?(?:微调|精调|量化|蒸馏|后训练|合并|衍生|增强)(?:版本?|模型|变体)"
    rf"|{SPACE}的(?:权重|检查点)(?![衰比共])"
    rf"|{SPACE}在[^，。；]{{2,30}}?[上中下][^，。；的]{{0,12}}?(?:微调|精调|续训|继续预训练)(?:而[成得来]|得到)"
)
# What these words lead to is a model, too: 底座模型为 X, 微调自 X.
_MODEL_SAID = re.compile(
    rf"(?:(?:底座|基座|母)模型|基模|底模){SPACE}(?:采用|选用|使用|是|为|：|:|\||来自|源自){SPACE}(?:了|的是)?{SPACE}$"
    rf"|(?:微调|蒸馏|量化|初始化){SPACE}自{SPACE}$"
)
# Models and data are trained on (在 X 上), but only models are built on (在 X 的基础上).
_ON_TOP = re.compile(rf"{SPACE}(?:模型)?{SPACE}的?基础(?:之)?上")
_NO_BASES = frozenset(table("no_bases"))
_ASIDE = re.compile(r"[（(][^（）()]{0,60}[）)]")
_AND = re.compile(rf"{SPACE}(?:、|和|与|及|以及|/|,|，|\+)?{SPACE}")
_PARTED = re.compile("[与和及、，。；]")
_FAMILY = re.compile("|".join(map(re.escape, sorted(CHINESE_FAMILIES, key=len, reverse=True))))


def frames(sentence: str, names: Sequence[Name]) -> Iterator[Frame]:
    """Every frame of a Chinese sentence that states a parent, with the relation its words tell."""
    names = _with_families(sentence, names)
    taken: set[int] = set()
    for place, name in enumerate(names):
        if place in taken or is_maker(name.text) or name.text.lower() in _NO_BASES:
            continue
        if _owner(sentence, names, place):
            continue
        listed = _listed(sentence, names, place)
        found = around(sentence, listed)
        if found is None:
            continue
        start, relation, confidence, loose = found
        end = listed[-1].end
        taken.update(range(place, place + len(listed)))
        on = sentence.startswith("在", start) and not _ON_TOP.match(sentence, end)
        if (
            loose
            and not on
            and (
                _TUNED.match(sentence, end)
                or _MODEL_SAID.search(sentence, max(0, listed[0].start - 16), listed[0].start)
            )
        ):
            sure = [each for each in listed if _may_name_a_model(each)]
            if sure:
                yield start, sure, relation, confidence, False
            listed = [each for each in listed if each not in sure]
        if listed:
            yield start, listed, relation, confidence, loose


_LEADS = ("基于", "以", "用", "由", "从", "对", "在", "将", "把")


def _owner(sentence: str, names: Sequence[Name], place: int) -> bool:
    """Whether a name only owns the next one: Acme 的 H3 模型."""
    name = names[place]
    if any(map(str.isdigit, name.text)) or place + 1 == len(names):
        return False
    led = sentence[: name.start].rstrip(f" {MARK}{QUOTE}").endswith(_LEADS)
    return not led and sentence[name.end : names[place + 1].start].strip(f" {MARK}{QUOTE}") == "的"


def _may_name_a_model(name: Name) -> bool:
    """Whether an unknown Latin name may be a model's: no acronym, no tool, no word written small."""
    word = name.text
    return (
        not word.islower()
        and " " not in word
        and not (word.isupper() and len(word) < 6)
        and word.lower() not in _NO_BASES
    )


def _with_families(sentence: str, names: Sequence[Name]) -> Sequence[Name]:
    extra = [
        Name(found.group(), found.start(), found.end())
        for found in _FAMILY.finditer(sentence)
        if not any(
            name.start < found.end() + 12
            and found.start() < name.end
            and not _PARTED.search(sentence, found.end(), name.start)
            for name in names
        )
    ]
    return sorted([*names, *extra], key=lambda name: name.start) if extra else names


def _listed(sentence: str, names: Sequence[Name], place: int) -> list[Name]:
    listed = [names[place]]
    for name in names[place + 1 :]:
        gap = _ASIDE.sub("", sentence[listed[-1].end : name.start])
        if len(gap) > 6 or not gap.strip(f" {MARK}{QUOTE}") or not _AND.fullmatch(gap):
            break
        listed.append(name)
    return listed
