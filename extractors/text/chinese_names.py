"""Names of Chinese characters: by their version, their line, or what stands around them."""

import re
from collections.abc import Iterable

from extractors.text.document import MARK, QUOTE
from extractors.text.makers import CHINESE_FAMILIES, CHINESE_ORGS
from extractors.text.name import Name
from extractors.text.tables import table

_CHINESE = re.compile(
    r"[\u4e00-\u9fff]{2,10}-\d{1,3}(?:\.\d{1,2})?[Bb](?![A-Za-z])(?:-[A-Za-z][A-Za-z0-9.]{0,20}){0,4}|"
    r"[\u4e00-\u9fff][\u4e00-\u9fff·]{0,14}(?:[-·]?[A-Za-z]{0,4})?[- ]?[vV]?\d{1,3}(?:\.\d{1,3})"
    r"{0,2}(?![\d/+]|,\d)(?![\d.,]*\s?(?:亿|万|个|种|年|月|日|倍|天|项|款|次|位|名|元|%|美元|小时|分|秒|条|份|组|类|页|段|句|轮|步|层|张|块|台|家|国|篇|人|"
    r"[kKwW](?![A-Za-z])|[BbMT](?![A-Za-z])|[dD](?![A-Za-z])|-?[bB]its?|比特|万?[tT]okens?))(?:[-.A-Za-z0-9]{0,40})"
)
_CJK = re.compile(r"[\u4e00-\u9fff·]")
_LINE = "|".join(CHINESE_FAMILIES)
_LINE_SAID = re.compile(
    rf"(?:发布|推出|开源|上线)了?[ {MARK}{QUOTE}]*({_LINE})"
    rf"(?=大模型|模型|[ {MARK}{QUOTE}]*\d+(?:\.\d+)?[ {MARK}{QUOTE}]*[B亿])"
)
_LINE_3D = re.compile(rf"((?:{_LINE})(?:大模型)?[- ]?3D(?:[- ]?[vV]?\d(?:\.\d)?)?)")
_SERIES_SAID = re.compile(
    r"(?:发布|推出|开源)了?([\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){1,5})(?:等系列|系列等?)(?:大)?模型"
)
_DESCRIBES = frozenset(table("chinese_descriptors"))
_NOUN_AFTER = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:系列)?(?:大语言模型|大模型|模型|系列)$")
_NO_QUOTED = re.compile(r"[的了是吗吧在]|模式|功能|(?:框架|平台|计划|行动|战略|生态|时代|库)$")
_VERSION_AFTER = re.compile(r"[\u4e00-\u9fff][·-]?[A-Za-z]{0,4}[- ]?[vV]?\d")
_QUOTED = re.compile(rf"{QUOTE}\s*([^{QUOTE}{MARK}，。！？、]{{2,16}})\s*{QUOTE}")
_HEAD = re.compile(r"[\u4e00-\u9fff·]{1,10}")
_IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
_BARE_VERSION = re.compile(r"[A-Za-z]?\d{1,3}(?:\.\d)?[A-Za-z]?")
_BARE_GRADE = re.compile(
    r"(?:(?:Pro|Max|Plus|Ultra|Turbo|Lite|Mini|Large|MoE|3D|VL|Coder|Embedded)(?: |-|$))+", re.IGNORECASE
)
_LINE_BEFORE = re.compile(rf"(?:{'|'.join(CHINESE_FAMILIES)})(?:大模型)?[- ]?$")
_NOUN_END = re.compile(
    r".*(?:模型|系列|框架|工具|引擎|平台|版本|团队|公司|家族|基座|底座|骨干|主干|宣布|宣称|表示|透露|确认|[是由从对把]|智能体|助手|发布|推出|开源|上线|"
    r"公布|亮相|首发|带来|名为|基于|采用|使用|选用|选择|(?:微调|精调|蒸馏|剪枝|量化)(?:[自出得]|(?![自出得]))|得到|的|(?:我们|团队|模型|站|均|直接)[在从用以由对将把]|超越|优于|媲美|对标|融合|合并|整合|结合|沿用|复用|借助|依托|[源改衍继蒸量微来脱始]\w{0,3}自|脱胎于|构建于|建立在)了?(?=[\u4e00-\u9fff])"
)
_DESCRIPTOR = re.compile(
    r"^(?:了|的|其|旗下|新一代|下一代|全新|最新|首个|首款|国产|自研|开源|正式|一款|一个|两款|三款|"
    r"多款|和|与|及|以及|并|或|为|是|在|对|将|由|至|到|从|以|用(?!友)|把|等|"
    r"第[一二三四五六七八九十]代|[一二两三四五六七八九十]+[个款种])+"
)


_NO_CHINESE = re.compile(
    r"^(?:正式|全面|宣布)?(?:发布|推出|开源|上线|更新|升级|公布|放出|新增|引入)了?$|"
    r"^(?:世界|基础|语言|多模态|视频|图像|语音|推理|大)?(?:模型|版本|参数|版)$|(?:第|约|近|超|"
    r"超过|达|达到|为|至|于|前|仅|共|等|到|比|分|高达|低至|提升|下降|增长|得分|的|了|在|和|与)$|"
    r"^(?:次数|数量)|^(?:微调|训练|蒸馏|量化|生成|构建)出?|^仅?(?:使用|采用|包含|覆盖|处理|支持|提供|涉及|收录|总计|超出|绝对)|排名|位列|全球|榜|得分|价格|用户|融资|美元|今天|昨天|上午|下午|截至|至少|最多|大约|超过|不足"
)


def chinese_names(text: str) -> Iterable[Name]:
    """The Chinese names of a sentence: those that end in a version, and those told by what is around them."""
    end = 0
    for version in _VERSION_AFTER.finditer(text):
        start = version.start()
        while start > end and version.start() - start < 14 and _CJK.match(text, start - 1):
            start -= 1
        found = _CHINESE.match(text, start)
        if version.start() < end or not found:
            continue
        start, name, end = found.start(), found.group(), found.end()
        if cut := _NOUN_END.match(name):
            start, name = start + cut.end(), name[cut.end() :]
        while (prefix := _DESCRIPTOR.match(name)) or (
            org := next((o for o in CHINESE_ORGS if name.startswith(o)), "")
        ):
            length = prefix.end() if prefix else len(org)
            start, name = start + length, name[length:]
        if (head := _HEAD.match(name)) and not _NO_CHINESE.search(head.group()):
            yield Name(name, start, found.end())
    yield from _said_so(text)


def _said_so(text: str) -> Iterable[Name]:
    """Chinese names without a version, by what is around them: a line, a series, quotation marks."""
    for pattern in (_LINE_SAID, _LINE_3D) if "3D" in text else (_LINE_SAID,):
        for found in pattern.finditer(text):
            yield Name(found[1], found.start(1), found.end(1))
    for found in _SERIES_SAID.finditer(text) if "系列" in text else ():
        parts = found[1].split("、")
        if _DESCRIBES.isdisjoint(parts):
            place = found.start(1)
            for part in parts:
                yield Name(part, place, place + len(part), None, "系列模型", False)
                place += len(part) + 1
    for found in _QUOTED.finditer(text) if QUOTE in text else ():
        name = _NOUN_AFTER.sub("", found[1])
        if _IDEOGRAPH.search(name) and not _NO_QUOTED.search(name):
            yield Name(name.strip(), found.start(1), found.end(1), None, "", True)


def with_line(text: str, name: Name) -> Name:
    """文心大模型 X2, 混元-A20B: a bare version belongs to the Chinese line before it."""
    if not (len(name.text) <= 5 and _BARE_VERSION.fullmatch(name.text)) and not _BARE_GRADE.fullmatch(
        name.text
    ):
        return name
    found = _LINE_BEFORE.search(text, max(0, name.start - 12), name.start)
    return (
        Name(text[found.start() : name.end], found.start(), name.end, name.org, name.tail) if found else name
    )
