"""What kind of thing a noun says something is: only models, frameworks and techniques are releases here."""

import re
from functools import lru_cache

from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

from extractors.text.makers import CHINESE_ORGS
from extractors.text.tables import table

MODEL, FRAMEWORK, TECHNIQUE = "model", "framework", "technique"
OTHER = "other"
"""A data set, a benchmark, a product, a feature, a service, a document: no release."""

_KINDS = (MODEL, FRAMEWORK, TECHNIQUE, OTHER)
_CHINESE = {noun: kind for kind in _KINDS for noun in table(f"chinese_{kind}_nouns")}
_CHINESE_KINDS = tuple(_CHINESE.values())
_CHINESE_NOUNS = AhoCorasick(list(_CHINESE), matchkind=MATCHKIND_LEFTMOST_LONGEST)
_ENGLISH = {noun: kind for kind in _KINDS for noun in table(f"english_{kind}_nouns")}
_WORD = re.compile(r"[A-Za-z][A-Za-z-]*")

_NAME_OTHER = re.compile(
    r"(?:bench(?:mark)?s?|dataset|corpus|arena|leaderboard|-?eval|challenge|survey|index|playbook|task|"
    r"guide|handbook|cookbook|-data)(?:[ -]?v?[\d.]{1,5})?$",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"[A-Z][A-Za-z]+ 20\d\d|(?:WWDC|CES|GTC|MWC|KDD|CVPR|ICML|ACL|WAIC|I/O) ?\d\d")
_HARDWARE = re.compile(
    r"(?:\d(?:st|nd|rd|th) Gen|DGX|HGX|RTX|GTX|GeForce|Jetson|Blackwell|Hopper|Instinct|Ryzen|EPYC|"
    r"Xeon|Gaudi|"
    r"Snapdragon|Trainium|Inferentia|Radeon|Threadripper|MacBook|iPhone|Kirin|NVL)\b"
)
_LICENCES = re.compile(
    r"(?:Apache|MIT|[LA]?GPL(?:v\d)?|BSD|CC|OpenRAIL|Windows|Android|iOS|iPadOS|macOS|watchOS|HarmonyOS|"
    r"Linux|Python|CUDA|Rust|"
    r"Chrome|Firefox|Safari|Kubernetes)(?:[- ](?:License|QPR\d|BY|NC|SA|v?\d[\d.]*))*"
)
_LIST = re.compile(
    r"^awesome|awesome[-_]|[-_]?(?:guide|tutorials?|notes|papers|courses?|resources|reviewer|"
    r"interview|book|cookbook|leaderboard)$",
    re.IGNORECASE,
)


def chinese_kind(text: str, *, last: bool) -> str | None:
    """The kind that the first or last noun of a piece of Chinese tells, if any does."""
    found = _CHINESE_NOUNS.find_matches_as_indexes(text[-60:] if last else text[:60])
    return _CHINESE_KINDS[found[-1 if last else 0][0]] if found else None


def chinese_kind_at_end(text: str) -> str | None:
    """The kind of the noun that ends a piece of Chinese, if one does."""
    bare = text[-20:].rstrip(" \x1e\x1f")
    found = _CHINESE_NOUNS.find_matches_as_indexes(bare)
    return _CHINESE_KINDS[found[-1][0]] if found and found[-1][2] == len(bare) else None


def chinese_kind_beside(text: str) -> str | None:
    """The kind of the noun after a name, unless a verb stands between: "NAME 语音模型", "NAME 客户端"."""
    if text.lstrip(" \x1e\x1f").startswith(CHINESE_ORGS):
        return None
    found = _CHINESE_NOUNS.find_matches_as_indexes(text[:12])
    return _CHINESE_KINDS[found[0][0]] if found and not _VERBAL.search(text[: found[0][1]]) else None


_VERBAL = re.compile(r"[采用支持已可将能在以从达超为于由与和了增提具拥]")


def english_kind(text: str, *, last: bool = False) -> str | None:
    """The kind that the first or last noun of a piece of English tells, if any does."""
    kind = None
    before = ""
    for found in _WORD.finditer(text[-120:] if last else text[:160]):
        word = found.group().lower()
        told = _ENGLISH.get(f"{before} {word}") or _ENGLISH.get(word)
        if told is None and word.endswith("s"):
            told = _ENGLISH.get(word[:-1])
        before = word
        if told is not None:
            if not last:
                return told
            kind = told
    return kind


def noun_kind(phrase: str) -> str | None:
    """The kind of an English noun phrase by its head alone: "A vision model for tools" is a model."""
    if _WORKED_VERSION.match(phrase):
        return MODEL
    if several := _SEVERAL.match(phrase):
        phrase = phrase[several.end() :]
    return english_kind(_AFTER_HEAD.split(phrase[:200], maxsplit=1)[0], last=True)


def head_kind(phrase: str) -> str | None:
    """The kind of an English noun phrase: that of its last noun before a clause or preposition follows."""
    return noun_kind(phrase) or (None if _SAYS_NOTHING.match(phrase) else english_kind(phrase[:90]))


_SAYS_NOTHING = re.compile(r"(?:\w+ )?(?:contribution|submission|entry|answer|response) (?:to|for|at)\b")
"""How a phrase begins whose nouns are those of something else: "our submission to the Metrics task"."""

_SEVERAL = re.compile(
    r"(?:[\w-]+ ){0,4}?(?:suite|family|series|set|collection|pair|trio|group|line-?up) of ", re.IGNORECASE
)
# Only of a model is there "an instruction-tuned version", "a merge" or "a quantization".
_WORKED_VERSION = re.compile(
    r"(?:[\w-]+,? ){0,3}?(?:(?:adapted|\w*-?tuned|finetuned|distilled|compressed|quanti[sz]ed|merged|pruned|"
    r"uncensored|abliterated|retrained)(?: \w+)? (?:version|variant|derivative|checkpoint)s?|fine-?tunes?|"
    r"merge|quanti[sz]ation|LoRA(?: adapter)?) (?:of|for) ",
    re.IGNORECASE,
)
_AFTER_HEAD = re.compile(
    r"[.,;:!?()\n]| (?:that|which|who|and|or|for|with|of|from|by|to|in|on|at|as|designed|built|trained|"
    r"based|capable|featuring|specialized|"
    r"optimized|developed|using|available|aimed|where|when|via|under|is|are|has|can)\b"
)


_PRODUCT = re.compile(
    r" (?:Agents?|Studio|Plan|Desktop|Code|Chat|App|Cloud|Hub|Playground|Skills?|Workspace|Canvas|Vault|"
    r"Compute|Programs?|Programme|Cohort|Initiative|Fund|Grants?|Summit|Conference|Week|Hackathon|Academy|"
    r"Institute|Alliance|Coalition|Council|Office|Center|Centre|Memory|Projects?|Connectors?|"
    r"Workflows?|CPUs?|"
    r"GPUs?|Chips?|Server|Workstation|Notebooks?|Console|Dashboard|Suite|Leaderboard|Cluster|Marketplace|"
    r"Search|Assistant|Copilot|Browser|CLI|API|SDK|Mobile|Web|Pages?|Store|Platform|"
    r"Enterprise|Business|Team|Gateway)$"
)


_VERSION_END = re.compile(r" v?\d+(?:\.\d+)*$")


def named_product(name: str) -> bool:
    """Whether a name of ordinary words ends as those of products do ("Prompt Agent", "Qwen Chat")."""
    bare = _VERSION_END.sub("", name)
    return bool(_PRODUCT.search(bare)) and not any(map(str.isdigit, bare))


def named_licence(name: str) -> bool:
    """Whether a name is that of a licence, or of a system for programs: "Apache 2.0", "Python 3.12"."""
    return bool(_LICENCES.fullmatch(name))


@lru_cache(maxsize=8192)
def named_other(name: str) -> bool:
    """Whether a name itself says that it is a benchmark, a data set, a list, an event or hardware."""
    return bool(
        _NAME_OTHER.search(name)
        or _LIST.search(name)
        or _YEARLY.fullmatch(name)
        or _HARDWARE.match(name)
        or named_licence(name)
    )


NO_MODEL = re.compile(
    r"(?:数据集|语料|基准|评测|榜单|排行榜|指南|教程|课程|电子书|书籍|列表|清单|资源|论坛|网站|"
    r"文档库|模型库|[Bb]enchmark|应用商店|浏览器)$"
)
"""Chinese nouns that end the description of what is no model."""

NO_MODEL_ENGLISH = re.compile(
    r"\b(?:benchmarks?|datasets?|corpus|leaderboard|guide|course|tutorials?|playbook|survey|"
    r"test suite|testbed|browser|plugin|newsletter|podcast|book|app|"
    r"chip|partnership|fund|program|challenge)\b",
    re.IGNORECASE,
)
"""English nouns of what is no model."""
