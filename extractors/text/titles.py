"""What a title alone announces: a bare name, a list of names, or "Name: what it is"."""

import re
from dataclasses import dataclass

from extractors.text.document import MARK, QUOTE
from extractors.text.kinds import (
    FRAMEWORK,
    MODEL,
    OTHER,
    TECHNIQUE,
    chinese_kind,
    chinese_kind_at_end,
    english_kind,
    named_other,
)
from extractors.text.makers import CHINESE_ORGS, is_family
from extractors.text.name import Name
from extractors.text.shapes import GENERIC, OPENERS, is_maker, names_in

_BRACKETS = re.compile(r"\s*[（(\[【]([^（）()\[\]【】]{0,160})[）)\]】]\s*")
_LEADING = re.compile(rf"^[^\w「『《{MARK}{QUOTE}]+")
_SEPARATOR = re.compile(r"\s+/\s+|\s*[、，;；]\s*|,\s+|\s+\+\s+|\s+&\s+|\s+and\s+(?=[A-Z])")
_BY = re.compile(r"\s+(?:by|from)\s+[A-Z][\w .&-]{1,40}$")
_END = re.compile(
    r"\s+(?:models?|model family|family|series|embeddings)$|系列$|(?:大|语言)?模型$", re.IGNORECASE
)
_SUBTITLE = re.compile(r"^([^:：]{1,70}?)\s*(?:[:：]|\s[-–—|]\s)\s*(.{2,})$")
_DESCRIBED = re.compile(r"([A-Za-z][A-Za-z0-9_.+ -]{1,40}?)[-\s·]{0,2}([\u4e00-\u9fff]{1,8})")
_OPENING = re.compile(
    r"^(?:(?:Introducing|Announcing|Meet|Presenting|Hello,?|Welcome,?)\s+(?:the\s+|our\s+)?|"
    r"The\s+(?=.{2,40}\s(?:herd|family|series|models?|lineup|suite)$))"
)
_SENTENCE = re.compile(
    r"\b(?:is|are|was|how|why|what|when|with|for|to|your|the|of|on|in|using|now|vs|versus|not|and|"
    r"from|at|our|about|can|will|building|fixing|made|into|"
    r"gets|joins|raises|updates?|partners?|adds?|brings?|coming|inside|behind|meets|via|after|"
    r"this|that|need|new)\b",
    re.IGNORECASE,
)
_ADJECTIVES = re.compile(
    r"(?:(?:\S+-based|cloud|embeddings?|vision|language|reasoning|coding|code|open|closed|new|small|"
    r"large|foundation|"
    r"multimodal|speech|audio|image|video|diffusion|world|generative|local|frontier|latest|medical|"
    r"reward|thinking|"
    r"\S+-(?:fast|fine|scale|source|weights?|tuned|trained)|hybrid|sparse|dense|our|more|better|"
    r"smaller|bigger)\s*)+",
    re.IGNORECASE,
)
_DIGEST = re.compile(
    r"速览|速递|[日早晨晚周月简快]报|快讯|资讯|盘点|汇总|动态|合集|新闻|头条|一周|本周|今日|每日"
)
_NOUN_FIRST = re.compile(r"^[\u4e00-\u9fff]{0,8}(?:模型|LLM|VLM)[：:]\s*(?=[A-Z][\w.-]+$)")  # 小型LLM：NAME
_ADDED = re.compile(r"^(?:增加|新增|添加|收录)[了：:\s]*")
_ASKS = re.compile(r"(?:How|Why|What|When|Where|Who)\b")
_GERUND = re.compile(r"[A-Z][a-z]+ing\b")
_SMALL_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9.]+)+")
_LATIN_WORD = re.compile(r"[A-Za-z0-9À-ÿ][\w.+@/-]*")
_CJK = re.compile(r"[\u4e00-\u9fff]")
_CHINESE_VERB = re.compile(
    r"发布|推出|开源|上线|宣布|裁员|收购|起诉|任命|离职|推迟|估值|营收|部门|员工|和|受|支持|升级|更新|完成|融资|获|如何|什么|为何|为什么|指南|教程|曝|称|"
    r"将|适配|接入|登陆|测试|体验|评测|实测|对比|解读|使用|部署|微调|教程|超越|击败|降价|涨价|"
    r"泄露|回应|下线|限时|免费|吗|的|是|与|了|在|被|让"
)
_OPEN = re.compile(r"\bopen[- ](?:source|weights?)\b", re.IGNORECASE)
_SURVEY = re.compile(
    r"\b(?:survey|review|analysis|study|studies|perspective|overview|evaluat\w+|benchmarking|"
    r"investigat\w+|measuring|understanding|quantif\w+|rethinking|demystif\w+|taxonomy|"
    r"position paper|tutorial|lessons|roadmap|challenges|opportunities|introduction to|guide to|"
    r"case study|empirical|landscape)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Titled:
    """A name that a title gives; `needs` says that the body has to confirm it."""

    name: Name
    kind: str | None
    needs: bool
    subtitle: str = ""


_REPO = re.compile(r"([A-Za-z0-9][A-Za-z0-9-]{0,38})( ?)/ ?([A-Za-z0-9][\w.-]{0,95})")


def repo(title: str) -> Name | None:
    """The repo that a title names and nothing else, as listings of trending ones do: "owner/name"."""
    found = _REPO.fullmatch(title)
    if found is None or sum(map(str.isalpha, found[3])) < 2:
        return None
    if found[2] and (is_family(found[1]) or found[3].lower().startswith(found[1].lower())):
        return None  # "GLM-4.6V / GLM-4.6V-Flash": two names
    return Name(found[3], found.start(3), found.end(3), found[1])


def bare_names(title: str) -> list[Titled]:
    """The names of a title that holds only names: "Devstral 2 / Devstral Small 2", "智谱 GLM-4.5V"."""
    text = _LEADING.sub("", _BRACKETS.sub(" ", title)).strip(f" {MARK}{QUOTE}.…")
    text = _ADDED.sub("", _BY.sub("", text))
    text = _NOUN_FIRST.sub("", text)
    if not text or len(text) > 160:
        return []
    parts = [part.strip() for part in _SEPARATOR.split(text) if part.strip(" .…")]
    if len(parts) > 1 and any(part.isalpha() and part.islower() and part.isascii() for part in parts):
        return []  # "Build, tweak, repeat"
    found = [titled for part in parts if (titled := _bare(part))]
    return found if len(found) == len(parts) else []


def _bare(part: str) -> Titled | None:
    ended = _END.search(part)
    core = _without_chinese_maker(part[: ended.start()].strip() if ended else part)
    if (descriptor := _DESCRIBED.fullmatch(core)) and not (
        _CHINESE_VERB.search(descriptor[2]) or descriptor[1].lower() in GENERIC
    ):
        core = descriptor[1]
    if _CJK.search(core):
        described = _DIGEST.search(core) or chinese_kind_at_end(core) == OTHER
        return None if described else _chinese_bare(core)
    if ended and _ADJECTIVES.fullmatch(core):
        return None
    words = _LATIN_WORD.findall(core)
    if not words or len(words) > 7 or len(core) > 80:
        return None
    if len(words) == 2 and is_maker(words[0]) and _SMALL_NAME.fullmatch(words[1]):  # "OpenAI gpt-oss"
        core, words = words[1], words[1:]
    if len(words) == 1:
        return _one_word(core, MODEL if ended else None)
    if "".join(words) != re.sub(r"\s", "", core):
        return None
    return _many_words(part, core, len(words), MODEL if ended else None)


def _without_chinese_maker(core: str) -> str:
    if not core.startswith(CHINESE_ORGS):
        return core
    for org in CHINESE_ORGS:
        rest = core.removeprefix(org).lstrip(" ·-")
        if rest != core and len(rest) > 1 and not rest.startswith("大模型"):
            return rest
    return core


def _whole(core: str) -> Name | None:
    return next(
        (name for name in names_in(core, chinese=True) if not name.start and name.end == len(core)), None
    )


def _one_word(core: str, kind: str | None) -> Titled | None:
    name = _whole(core)
    if core.lower() in GENERIC or (kind and core.lower() in OPENERS):
        return None  # "Two models"
    if name is None:
        if len(core) < 3 or not core[0].isalnum() or not any(map(str.isalpha, core)):
            return None
        org, _, last = core.rpartition("/")
        name = Name(last, 0, len(core), org or None, "", last.isalpha() and last[1:].islower())
    return Titled(name, kind, needs=False)


def _many_words(part: str, core: str, count: int, kind: str | None) -> Titled | None:
    whole = _whole(core)
    if whole is None:
        if kind and count <= 4 and not _SENTENCE.search(core):
            return Titled(Name(part, 0, len(part), None, "", core.istitle()), kind, needs=core.istitle())
        if re.fullmatch(r"[A-Z]\w+(?<!ing) of \w+", core):
            return Titled(Name(core, 0, len(core), None, "", True), None, needs=True)
        return None
    if whole.plain and _SENTENCE.search(core):
        return None
    text = (
        core
        if whole.tail in {"LLM", "LLMs", "MoE", "XR", "VR", "AR", "GUI", "RAG"} and not whole.org
        else whole.text
    )
    name = Name(text, whole.start, whole.end, whole.org, whole.tail, whole.plain)
    return Titled(name, kind, needs=whole.plain)


def _chinese_bare(core: str) -> Titled | None:
    latin = names_in(core, chinese=True)
    if latin and _CJK.search(core[latin[-1].end :]) is None and latin[-1].end == len(core):
        head = core[: latin[-1].start]
        if (
            not _CHINESE_VERB.search(head)
            and (head.endswith((" ", "·", "-")) or len(head) <= 6)
            and len(head) <= 14
        ):
            name = latin[-1]
            if head.endswith(" ") or not head:
                return Titled(name, None, needs=False)
            return Titled(Name(f"{head}{name.text}", 0, len(core)), None, needs=False)
    if re.fullmatch(r"[A-Za-z][\w.]{1,20}-[\u4e00-\u9fff]{2,6}", core) and not _CHINESE_VERB.search(core):
        return Titled(Name(core, 0, len(core)), None, needs=False)
    if re.fullmatch(
        r"[\u4e00-\u9fff·]{1,10}[-·]?[A-Za-z0-9][A-Za-z0-9_.-]*", core
    ) and not _CHINESE_VERB.search(core):
        return Titled(Name(core, 0, len(core)), None, needs=False)
    if len(core) <= 12 and not _CHINESE_VERB.search(core) and not re.search(r"\s", core):
        kind = chinese_kind(core, last=True)
        return Titled(Name(core, 0, len(core), None, "", True), kind, needs=True)
    return None


def subtitled(title: str, *, chinese: bool) -> Titled | None:
    """The name before a colon or a dash: "LLaMA: Open and Efficient Foundation Language Models"."""
    found = _SUBTITLE.match(_LEADING.sub("", title))
    if not found or found[2].rstrip().endswith(("?", "？")):
        return None
    head, subtitle = found[1].strip(f" {MARK}{QUOTE}"), found[2]
    technical = re.sub(
        r"\s*(?:Technical Report|Tech Report|技术报告|Report|System Card|Model Card)$", "", head
    )
    head = _BRACKETS.sub("", _OPENING.sub("", technical)).strip()
    if _ASKS.match(subtitle) and _GERUND.match(head):
        return None  # "Reimagining Independence: How …"
    head = _NOUN_END.sub("", head)
    kind = _chinese_subtitle_kind(subtitle) if chinese and _CJK.search(subtitle) else _subtitle_kind(subtitle)
    if re.match(r"(?:A |The )?(?:Technical|Tech) Report|技术报告", subtitle):
        kind = None
    names = names_in(head, chinese=True)
    whole = next(
        (
            name
            for name in names
            if name.end == len(head) and (name.start == 0 or _is_org_before(head[: name.start]))
        ),
        None,
    )
    if whole is None or is_maker(whole.text) or is_maker(head) or named_other(whole.text):
        if whole is not None and named_other(whole.text):
            return Titled(whole, OTHER, needs=False, subtitle=subtitle)
        return None
    ordinary = whole.plain or all(
        word[:1].isdigit() or (word[1:].islower() and word.isalpha()) for word in whole.text.split()
    )
    needs = ordinary and technical == found[1].strip(f" {MARK}{QUOTE}")
    if _OPEN.search(subtitle) and " " not in whole.text:
        needs = False
    if needs and kind in {MODEL, FRAMEWORK, TECHNIQUE} and re.match(r"(?:An?|The|Our)\s", subtitle):
        needs = False
    if _SURVEY.search(subtitle) and kind not in {MODEL, FRAMEWORK, TECHNIQUE}:
        needs = True
    return Titled(whole, kind, needs, subtitle)


def _chinese_subtitle_kind(subtitle: str) -> str | None:
    """What the nouns of a subtitle say; that of no model counts only where it ends the phrase."""
    kind = chinese_kind(subtitle, last=True)
    if kind == OTHER and _MODEL_AND.search(subtitle):
        return MODEL
    return kind if kind != OTHER or chinese_kind_at_end(subtitle) == OTHER else None


_NOUN_END = re.compile(
    r"\s+(?:herd|family|series|models?|lineup|suite)$|\s*(?:系列)?(?:大?模型)?(?:系列|家族)?$"
)
_MODEL_AND = re.compile(r"模型[与和及、]")
"""What a subtitle says that names a model first and something made with it second."""


def _is_org_before(head: str) -> bool:
    return bool(_CJK.search(head)) and len(head) <= 12


def _subtitle_kind(subtitle: str) -> str | None:
    """What the head of a subtitle says: "A Survey Generation Framework for …" is a framework."""
    head = _AFTER_HEAD.split(subtitle, maxsplit=1)[0].strip()
    last = " ".join(head.split()[-2:])
    return english_kind(last, last=True) if english_kind(last.split(" ")[-1], last=True) else None


_AFTER_HEAD = re.compile(
    r"\b(?:for|via|with|in|of|through|by|on|from|to|using|towards?|that|and|is)\b|[,;:(]"
)
