"""The frame of a subject and a Chinese verb: X 正式发布."""

import re
from collections.abc import Iterator, Sequence

from extractors.text.announced import Announced
from extractors.text.document import MARK, QUOTE
from extractors.text.kinds import OTHER, chinese_kind, named_other, named_product
from extractors.text.name import Name
from extractors.text.shapes import is_maker

STRONG = "发布|推出|开源|上线|公布|亮相|面世|问世|登场|首发|上新|放出|官宣|揭晓|带来|公开|释出|提出"
"""Verbs that announce by themselves."""

OPENS = "开放(?:模型)?(?:权重|源代码|源码)"
"""Weights or code are opened."""

SUBJECT_VERB = re.compile(rf"(?:{STRONG}|来了|开放下载|{OPENS}|公测)")
"""Verbs whose subject may be what is released."""

AND = re.compile(rf"[\s{MARK}{QUOTE}]*(?:、|和|与|及|以及|/|&|\+|,)?[\s{MARK}{QUOTE}]*")
"""What joins two names."""

BRACKETS = re.compile(r"[（(][^（）()]{0,120}[）)]")
"""An aside in brackets."""

_SUBJECT_GAP = re.compile(
    rf"(?:[\s{MARK}{QUOTE}]|医疗|医学|法律|金融|教育|代码|数学|科学|视频|图像|音频|音乐|生成|理解|"
    rf"世界|具身|翻译|对话|通用|行业|端侧|嵌入|向量|系列|大模型|语言|基础|多模态|视觉|语音|推理|"
    rf"编程|旗舰|模型|完整|全部|同日|双双|先后|相继|接连|一同|一并|现已|已|正式|全面|全量|今日|今天|昨日|近日|日前|终于|刚刚|重磅|宣布|同步|"
    rf"完全|正式版|预览版|测试版|版本|版|技术报告与|权重|代码|"
    r"均|也|又|再|首次|同时|全球|对外|框架|工具|突然|深夜|凌晨|在[^，]{1,12}?|面向[^，]{1,10}?)*"
)
_PLACE_BEFORE = re.compile(
    rf"(?:在|于|通过|登陆|接入|对|向|与|和|从|基于|为|由|被|经|集成|支持|兼容)[\s{MARK}{QUOTE}]*$"
)
_NO_OBJECT = re.compile(
    r"(?!\d[\d.]*\s?(?:[BM]|亿|万亿)\s?参数[^，。]{0,16}模型)"
    r"(?:$|[，,。！!；;：:、（(\d|\-—]|并|于|在|至|到|及|以|后|[-–]|采用|支持|面向|，|！)"
)


def subjects(sentence: str, verb: re.Match[str], names: Sequence[Name]) -> Iterator[Announced]:
    """X 正式发布: the name that ends right before the verb, but for adverbs and 模型."""
    clause = max(sentence.rfind(mark, 0, verb.start()) for mark in "，。；：！？,\n") + 1
    before = [name for name in names if clause <= name.start and name.end <= verb.start()]
    if not before or is_maker(before[-1].text):
        return
    last = before[-1]
    gap = sentence[last.end : verb.start()]
    if not _SUBJECT_GAP.fullmatch(BRACKETS.sub("", gap)):
        return
    listed = [last]
    for name in reversed(before[:-1]):
        between = sentence[name.end : listed[0].start]
        if not between.strip(f" {MARK}{QUOTE}") or not AND.fullmatch(between):
            break
        listed.insert(0, name)
    if _PLACE_BEFORE.search(sentence[clause : listed[0].start]):
        return
    rest = sentence[verb.end() :].lstrip(f"了 {MARK}{QUOTE}")
    if not verb.group().startswith("上线") and not _NO_OBJECT.match(rest):
        return
    if sentence.startswith("了面向", verb.end()):
        return  # DeepSeek 开源了面向…的组件
    kind = chinese_kind(f"{last.tail} {gap}", last=True) or chinese_kind(
        sentence[clause : listed[0].start], last=True
    )
    for name in listed:
        yield Announced(
            name,
            OTHER if named_other(name.text) or (kind is None and named_product(name.text)) else kind,
            0.85,
            sentence,
            verb.group().startswith(("上线", "公开")),
        )
