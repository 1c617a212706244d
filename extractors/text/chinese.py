"""How Chinese says that something was released."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from ahocorasick_rs import AhoCorasick

from extractors.text.announced import MOST_VERBS, Announced
from extractors.text.chinese_subjects import AND, BRACKETS, OPENS, STRONG, SUBJECT_VERB, subjects
from extractors.text.document import MARK, QUOTE
from extractors.text.kinds import MODEL, OTHER, chinese_kind, named_other, named_product
from extractors.text.makers import CHINESE_ORGS
from extractors.text.name import Name
from extractors.text.shapes import is_maker, names_in
from extractors.text.tables import table

RELEASE_WORDS = table("chinese_release_words")
"""Words that may announce a release; which of them do is decided by what stands around them."""

_VERB = re.compile(
    rf"(?:{STRONG})(?:[并和及与、](?:{STRONG}))?|(?:名为|命名为)|(?:研发|开发|打造|构建|训练|升级|"
    rf"更新|开放|上传)(?=了)|(?:微调|精调|训练|蒸馏|量化|续训|预训练|合并|融合)(?:而|所)?(?:得到|得出|出|"
    rf"而成)(?=了?)|(?:开发|训练|构建)(?=基于[^，。]{{2,30}}的)|"
    rf"开放(?=[^，。的]{{2,24}}(?:权重|源代码|源码))|{OPENS}(?=$|[，。！])|"
    rf"(?:开放|开启|启动)(?=[^，。]{{0,40}}(?:测试|公测|内测|体验|下载))|来了|公测|"
    rf"全新(?:升级|登场)"
)
_VERB_STEMS = AhoCorasick(
    [
        *STRONG.split("|"),
        *table("chinese_verb_stems"),
    ]
)
_USED = re.compile(r"(?:应用|使用|采用|利用|借助|部署|接入|集成)了?$")  # 使用开源框架 X
# 基于某公司的开源模型 X 进行后训练: X is not what was released.
_WORKED_ON = re.compile(
    r"[^，。；的]{0,40}?(?:进行|上|为)[^，。；]{0,8}?(?:微调|精调|训练|蒸馏|优化|基础|底座|基座)"
)

_NOT_YET = re.compile(
    r"(?:(?:即将|将于|将在|将会|计划|预计|有望|传闻|准备|筹备|考虑|可能|尚未|暂未|暂不|不会|拒绝|"
    r"推迟|延期|延后|定于|预告|正在|何时|如果|能否|是否|期待|"
    r"呼吁|禁止|阻止|被迫|未能|即可|不再|没有|无法|曾经|或将|此前|之前|去年|上周|上月|早前|"
    r"早些时候|已于此前)[^，。]{0,8}|(?:将|拟|或|传|曝|未|不|曾|可)(?:于|在|会|被|再|正式|全面|"
    r"对外|首次|同步|陆续|逐步)?)$"
)
# 使用中国开源模型 X: no one releases anything.
_ADJECTIVE = re.compile(r"开源(?:大|权重|视觉|语言|推理|基础|代码|多模态)*(?:模型|版本|版|实现|平替|替代)")
_DETERMINED = re.compile(
    r"(?:中国|国产|国内|使用|采用|接入|支持|基于|调用|部署|运行|最强|顶级|主流|热门|流行|现有|其他|其它|同类|同尺寸|在|"
    r"与|和|对|将|把|被|从|等)$"
)
_HEARSAY = re.compile(r"传闻|爆料|知情人士|泄露|疑似|网传|小道消息|被曝|据传|尚未正式|尚未发布|灰度测试")
_CLAUSE = re.compile(
    r"[，,；：:！!？?]|(?<![A-Za-z0-9.]) (?=[\u4e00-\u9fff])|并(?=携手|宣布|计划|上线|开放|提供|"
    r"将|支持|同步|采用|在|于|表示|称)"
)
_BLANK = re.compile(rf"[\s{MARK}{QUOTE}（）()]+")
_LED = re.compile(
    r"(?:基于|采用|使用|利用|借助|面向|针对|支持|兼容|适配|对标|媲美|超越|优于|结合|集成(?!模型)|"
    r"接入)[^，。；、的]{0,20}$|(?:从|由)\s*$"
)
_ASIDE = re.compile(rf"^[\s{MARK}{QUOTE}]*(?:模型)?[\s{MARK}{QUOTE}]*(?:之后|以来|之前|前后|后不久|前夕|所)")
_TOLD_AFTER = re.compile(
    rf"^(?:[（(][^（）()]{{0,60}}[）)])?[\s{MARK}{QUOTE}]*(?:系列|大|语言|多模态)*(?:模型)"
    rf"?[\s{MARK}{QUOTE}]*(?:是|为|乃|，是|，一款|，该|。|$)"
)
_APPOSED = re.compile(
    rf"[\s{MARK}{QUOTE}]*[^，。；、]{{0,12}}(?:模型|框架|系列|引擎|工具|库|平台|系统|算法|"
    rf"方法)[\s{MARK}{QUOTE}]*"
)
_TRIAL = re.compile(
    rf"的[\s{MARK}{QUOTE}]*(?:限时|邀请|小范围|大规模)?(?:测试|公测|内测|邀测|早期体验|抢先体验|"
    rf"预览|下载|试用|正式版|预览版|测试版|权重|模型权重|开源)"
)
_ALREADY = re.compile(rf"(?:已|现已|均已|模型|全量|全面|正式)[\s{MARK}{QUOTE}]*(?:正式|全面|全量|同步)?$")
_LIST = re.compile(r"(?:包括|包含|分别为|分别是|涵盖)了?(?![^，。]{0,4}(?:自|于))")
_LIST_GAP = re.compile(rf"(?:[\s{MARK}{QUOTE}：:]|[^，。；、]{{0,24}}?(?:模型|版本|版|的))*")
_LIST_AND = re.compile(
    rf"[\s{MARK}{QUOTE}]*(?:、|，|和|与|及|以及|,|；)"
    rf"[\s{MARK}{QUOTE}]*(?:[^，。；、]{{0,24}}?(?:模型|版本|版|的|框架|系统|大脑|引擎|平台|"
    rf"工具)[\u4e00-\u9fff]{{0,4}})?[\s{MARK}{QUOTE}]*"
)
_COMPARED = re.compile(r"(?:优于|超越|超过|媲美|对标|领先于?|相比于?|击败|战胜|不逊于|逼近)[^，。；]{0,20}$")
_MODIFIES = re.compile(
    rf"[\s{MARK}{QUOTE}]*(?!系列|家族|版|预览|正式|全|将|已|现|在|并|且|以|支持|可|来|登|首|同|是|为|"
    rf"等|和|与|及|作|用|对|让|能|新|大|免|突|终|——)"
    rf"[\u4e00-\u9fff]{{2}}"
)
_SERIES = re.compile(
    r"(?:系列|多款|[两三四五六七八九十\d]+款)[^，。；]{0,6}(?:大)?模型[^，。；]{0,6}，?(?:包括|包含|"
    r"分别为|分别是|涵盖)了?$"
)
_RELATIVE = re.compile(rf"[了\s{MARK}{QUOTE}]*的")
_MADE_INTO = re.compile(r"(?:微调|精调|训练|蒸馏|量化|续训|预训练|合并|融合)(?:而|所)?(?:得到|得出|出|而成)")
_NAMED = re.compile(rf"(?:名为|叫做|代号为?)[\s{MARK}{QUOTE}]*$")
_DEFINED = re.compile(rf"[，,][\s{MARK}{QUOTE}]*(?:这|它)?是(?:[一首我其目]|迄今)([^，。；]{{2,60}}?模型)")
_COUNTED = re.compile(r"[两三四五六七八九十几多]款")
_WEAK = frozenset(["上传", "开发", "研发", "打造", "构建", "训练", "升级", "更新", "开放", "带来", "提出"])


def announced(sentence: str) -> Iterator[Announced]:
    """Every release that a Chinese sentence announces.

    Two frames: verb and object (某某发布了 X), and subject and verb (X 正式发布). A relative clause before
    the object is no object (基于 Y 架构的模型 X); what the head noun names decides the kind (X 的快速模式).
    """
    verbs, listings = list(islice(_verbs(sentence), MOST_VERBS)), list(_LIST.finditer(sentence))
    if not (verbs or listings) or _HEARSAY.search(sentence):
        return
    names = [name for name in names_in(sentence, chinese=True) if len(name.text) <= 60]
    if not names:
        return
    for verb in verbs:
        if verb.group() == "开源" and (
            sentence.startswith("权重的", verb.end()) or _USED.search(sentence, 0, verb.start())
        ):
            continue
        if (noun := _ADJECTIVE.match(sentence, verb.start())) and (
            _DETERMINED.search(sentence, 0, verb.start())
            or (sentence.endswith("的", 0, verb.start()) and _WORKED_ON.match(sentence, noun.end()))
        ):
            continue
        if _NOT_YET.search(
            sentence[max(0, verb.start() - 14) : verb.start()].rpartition("，")[2].rstrip(f" {MARK}{QUOTE}")
        ):
            continue
        if _COMPARED.search(sentence[max(0, verb.start() - 30) : verb.start()]):
            continue
        found = []
        if verb.group().startswith("上线") and _ALREADY.search(sentence[: verb.start()]):
            found = list(subjects(sentence, verb, names))
        found = found or list(_objects(sentence, verb, names))
        if not found and SUBJECT_VERB.match(verb.group()):
            found = list(subjects(sentence, verb, names))
        yield from found
    for listing in listings:
        yield from _members(
            sentence, listing.end(), names, said=bool(_VERB.search(sentence[: listing.start()]))
        )


def _verbs(sentence: str) -> Iterator[re.Match[str]]:
    """The verbs of a sentence, found by how they begin: trying all at every place is slow."""
    end = 0
    starts = {start for _, start, _ in _VERB_STEMS.find_matches_as_indexes(sentence, overlapping=True)}
    for start in sorted(starts):
        if start >= end and (found := _VERB.match(sentence, start)):
            end = found.end()
            yield found


def _members(sentence: str, start: int, names: Sequence[Name], *, said: bool) -> Iterator[Announced]:
    """The members of a series: 该系列包含旗舰模型 X 与轻量模型 Y；包括 X，Y 与 Z 等模型."""
    listed: list[Name] = []
    for name in names:
        if name.start < start or _in_brackets(sentence, start, name):
            continue
        gap = BRACKETS.sub("", sentence[listed[-1].end if listed else start : name.start])
        if not (_LIST_AND if listed else _LIST_GAP).fullmatch(gap):
            break
        listed.append(name)
    if not listed:
        return
    called = bool(_SERIES.search(_BLANK.sub("", sentence[max(0, start - 30) : start]))) or bool(
        re.match(
            rf"[\s{MARK}{QUOTE}]*等?[^，。；、]{{0,6}}(?:模型|系列|版本|版)",
            BRACKETS.sub("", sentence[listed[-1].end :]),
        )
    )
    for name in listed:
        if not is_maker(name.text) and not named_other(name.text):
            yield Announced(
                name, MODEL if called and said and len(listed) > 1 else None, 0.75, sentence, member=True
            )


def _objects(sentence: str, verb: re.Match[str], names: Sequence[Name]) -> Iterator[Announced]:
    start = verb.end()
    while sentence[start : start + 1] in {"了", "的", " ", MARK, QUOTE} and start < len(sentence):
        start += 1
    if sentence.startswith(("在", "到", "至"), start):
        return  # 发布在某处: where, not what
    end = _clause_end(sentence, start)
    inside = _named_in(sentence, start, end, names)
    if not inside and sentence[end : end + 1] in {"：", ":"} and chinese_kind(sentence[start:end], last=True):
        start, end = end + 1, _clause_end(sentence, end + 1)
        inside = _named_in(sentence, start, end, names)
        if inside and _BLANK.sub("", sentence[start : inside[0].start]):
            return
    named = bool(inside) and _NAMED.search(sentence, start, inside[0].start)
    head = start if named else _head_start(sentence, start, end, inside) if inside else end
    inside = [name for name in inside if name.start >= head]
    if not inside:
        return
    if (
        len(inside) > 1
        and _common(inside[0])
        and _APPOSED.fullmatch(sentence, inside[0].end, inside[1].start)
    ):
        inside = inside[1:]
    listed = _coordinated(sentence, inside)
    before = sentence[head : listed[0].start]
    after = BRACKETS.sub("", sentence[listed[-1].end : end])
    kind = _object_kind(listed, before, after) or _kind_behind(sentence, end, after, listed[-1])
    if _MADE_INTO.fullmatch(verb.group()):
        kind = kind or MODEL
    if verb.group().startswith(("开放", "开启", "启动")) and kind != MODEL:
        return
    if _far(before, kind) or _only_of_which_kind(listed, before) or _ASIDE.match(sentence[listed[-1].end :]):
        return
    strength = 0.6 if verb.group() in _WEAK else 0.9
    if _RELATIVE.match(sentence, verb.end()) and not _TOLD_AFTER.match(sentence[listed[-1].end :]):
        strength = min(strength, 0.5)
    place = verb.group().startswith(("上线", "开放", "公开", "更新", "升级"))
    yield from _each(listed, kind, strength, sentence, place=place)


def _named_in(sentence: str, start: int, end: int, names: Sequence[Name]) -> list[Name]:
    """The names of a stretch that a verb may be about: not in brackets, not led by 基于 and the like."""
    inside = [
        name
        for name in names
        if start <= name.start
        and name.end <= end
        and not _in_brackets(sentence, start, name)
        and not _LED.search(sentence[max(start, name.start - 24) : name.start])
    ]
    return [name for name in inside if not is_maker(name.text) or name is inside[-1]]


def _each(
    listed: list[Name], kind: str | None, strength: float, sentence: str, *, place: bool
) -> Iterator[Announced]:
    for name in listed:
        foreign = name.plain and not name.text.isascii()
        if is_maker(name.text) or (kind is None and (foreign or (strength < 0.7 and name.text.islower()))):
            continue
        none = named_other(name.text) or (kind is None and named_product(name.text))
        yield Announced(name, OTHER if none else kind, strength, sentence, place)


def _common(name: Name) -> bool:
    """Whether a name may be but a description of the next: ordinary words, or an acronym."""
    return name.plain or (name.text.isupper() and name.text.isalnum() and len(name.text) <= 5)


def _head_start(sentence: str, start: int, end: int, inside: list[Name]) -> int:
    """Where the head of the object begins: after its last 的 that a name still follows.

    If no name follows the last 的, but a noun does ("GLM-5 的技术报告"), the object is that noun: no name.
    """
    place = sentence.rfind("的", start, end)
    while place > start:
        if _in_name(place, inside) or sentence[place - 1] in "目标":
            place = sentence.rfind("的", start, place)
            continue
        if any(name.start > place for name in inside):
            return place + 1
        if _TRIAL.match(sentence, place):
            place = sentence.rfind("的", start, place)
            continue
        if chinese_kind(sentence[place:end], last=True) != MODEL or sentence[place + 1 : place + 3] in {
            "全新",
            "新模",
        }:
            return end
        place = sentence.rfind("的", start, place)
    return start


def _in_name(place: int, names: Sequence[Name]) -> bool:
    return any(name.start <= place < name.end for name in names)


def _in_brackets(sentence: str, start: int, name: Name) -> bool:
    before = sentence[start : name.start]
    return before.count("（") + before.count("(") > before.count("）") + before.count(")")


def _coordinated(sentence: str, inside: list[Name]) -> list[Name]:
    """The first name and those joined to it by 和, 与, 及 or 、."""
    listed = [inside[0]]
    for name in inside[1:]:
        gap = BRACKETS.sub("", sentence[listed[-1].end : name.start])
        if not gap.strip(f" {MARK}{QUOTE}") or not AND.fullmatch(gap):
            break
        listed.append(name)
    return listed


def _object_kind(listed: list[Name], before: str, after: str) -> str | None:
    tail = _CLAUSE.split(after.lstrip(f" {MARK}{QUOTE}"), maxsplit=1)[0]
    tail = re.split(
        r"(?:等(?!模型|系列|多款|两款|版)|并|且|以|含|附|连同|支持|可|在|，|实现|提升|达到|性能|效果)",
        tail,
        maxsplit=1,
    )[0]
    if (org := next((org for org in CHINESE_ORGS if org in tail), None)) and _VERB.search(
        tail, tail.index(org)
    ):
        tail = tail.partition(org)[0]  # digests run a headline and its text together
    if re.search(r"模型(?:的)?(?:支持|接入|服务|API|接口|卡|库|商店)|系统卡", tail):
        return OTHER
    if listed[-1].tail:
        tail = f"{listed[-1].tail} {tail}"
    return chinese_kind(tail, last=True) or chinese_kind(before, last=True)


def _kind_behind(sentence: str, end: int, after: str, last: Name) -> str | None:
    """What the next clause says that the object is, or that its name modifies a noun that is no model."""
    if defined := _DEFINED.match(sentence, end):  # 推出了某某，这是一个…模型
        return chinese_kind(defined[1], last=True)
    if _MODIFIES.match(after) and not any(map(str.isdigit, last.text)):
        return OTHER  # 新的 ChatGPT 视觉广告形式
    return None


def _only_of_which_kind(listed: Sequence[Name], before: str) -> bool:
    """Whether a name only says of which kind several new things are: 六款全新的 Cross Encoder 重排序模型."""
    name = listed[0]
    return (
        len(listed) == 1
        and " " in name.text
        and not any(map(str.isdigit, name.text))
        and bool(_COUNTED.search(before))
    )


def _far(before: str, kind: str | None) -> bool:
    """Whether too much stands between verb and name for the name to be its object."""
    bare = _BLANK.sub("", before)
    if re.search(
        r"[。；]|包含|包括|通过|支持|使用|采用|利用|结合|对标|超越|优于|相比|超过|以及?(?:在|其)|用于|针对|"
        r"适配|驱动|背后|之后|以来",
        bare,
    ):
        return True
    return len(bare) > (60 if kind else 24)


def _clause_end(sentence: str, start: int) -> int:
    """The end of the clause; commas within brackets do not end it."""
    depth = 0
    for place in range(start, min(len(sentence), start + 300)):
        letter = sentence[place]
        if letter in "（(":
            depth += 1
        elif letter in "）)":
            depth -= 1
        elif depth <= 0 and letter in "，,；：:！!？?。\n":
            if letter in ":：" and sentence[place + 1 : place + 2].isdigit():
                continue
            return place
        elif depth <= 0 and letter == "并" and _CLAUSE.match(sentence, place):
            return place
    return min(len(sentence), start + 300)
