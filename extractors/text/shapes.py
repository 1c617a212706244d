"""What looks like the name of a model: Latin words with capitals or versions, and Chinese names."""

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.text.chinese_names import chinese_names, with_line
from extractors.text.document import MARK, QUOTE
from extractors.text.kinds import named_licence
from extractors.text.makers import CHINESE_FAMILIES, CHINESE_ORGS, ORG_PHRASES, ORG_TAILS, ORGS, is_family
from extractors.text.name import GRADES, VARIANTS, Name
from extractors.text.tables import table

_LETTERS = "A-Za-z0-9À-ÖØ-öø-ÿΑ-Ωα-ω"
_TOKEN = rf"[{_LETTERS}](?:[{_LETTERS}._@/\u2010-\u2013-]{{0,98}}[{_LETTERS}])?[+]{{0,2}}"
_RUN = re.compile(rf"(?<![{_LETTERS}]){_TOKEN}(?: {_TOKEN}){{0,9}}")
# In English a name's words hold a capital or a digit, or are lines also written small.
_NAME_WORD = rf"(?=[a-zà-öø-ÿ._@/-]{{0,40}}+[A-ZÀ-ÖØ-Þ0-9]){_TOKEN}"
_LOWER = (
    "llama|mistral|mixtral|qwen|gemma|deepseek|vicuna|alpaca|gpt-oss|whisper|chatglm|baichuan|internlm|"
    "pythia|bloomz|starcoder|tinyllama|codellama|stablelm|minicpm"
)
_SMALL = "mini|nano|micro|flash|lite|turbo|pro|max|ultra"
_ENGLISH_RUN = re.compile(
    rf"(?<![{_LETTERS}])(?:{_NAME_WORD}|(?=[abcdgilmpqstvw])(?:{_LOWER})(?![{_LETTERS}-]))"
    rf"(?: (?:{_NAME_WORD}|(?:{_SMALL})(?![{_LETTERS}-]))){{0,9}}"
)
_FAMILY = re.compile("|".join(CHINESE_FAMILIES))
_LONGEST = 80

_SIZE = re.compile(
    r"(?:\d{1,4}x)?\d{1,5}(?:\.\d{1,3})?(?:[BbMmTt]|亿|万亿)(?:-?[Aa]\d{1,4}(?:\.\d{1,3})?[Bb])?\+?"
)
_SIZE_AND = re.compile(r"\D\d{1,3}[BbMm]\+{1,2}$")
_SIZES = re.compile(r"\d[\d.]{0,5}[BbMm](?:/\d[\d.]{0,5}[BbMm]){1,6}")
_NO_START = re.compile(
    r"sub-\d|[vV]?\d[\d.]*(?:-\d+(?:\.\d+)?[BbMm])?$|[\d.]+[BbMmTtKk]?-(?:parameters?|params?|class|"
    r"scale|level|token|bit)",
    re.IGNORECASE,
)
_NO_NAME = re.compile(
    r".*-(?:class|level|based|style|like|scale|parameter|powered|native|compatible|free|only|"
    r"aware|driven|ready|grade|tuned|trained|wide|specific|oriented|guided|agnostic|augmented|enhanced|"
    r"assisted|centric|focused|related|licensed|weights?|source|parameters?|first|quality|speed|scale|generated|made|written|enabled|backed|led|friendly)$",
    re.IGNORECASE,
)
_HEADLINE = re.compile(
    r"(?!Plus$|Opus$|Atlas$|Images$|Agents$|Canvas$|Nexus$|Lens$)[A-Z][a-z]{2,}(?:[^s\W]s|ed)|"
    r"Open|New|Model|Models|Now|First|Weight|Weights|Explained|Review|Beta Test|Hits|Goes|Gets|Has|Is|Says"
)
_UPPER_VERSION = re.compile(r"V\d(?:\.\d)?")
_LED_BY = re.compile(rf"(?:发布|推出|开源|上线|模型|框架|引擎|工具|系统|项目|名为)[ {MARK}{QUOTE}]*$")
_LONE = frozenset("A")
_PHRASES = frozenset(ORG_PHRASES)
_CHINESE_MAKERS = frozenset(CHINESE_ORGS)
_MARKS = frozenset({MARK, QUOTE})
_VERSIONED = re.compile(r"\d")
_MEASURE = re.compile(
    r"\d+(?:\.\d+)?(?:[GMKT]B|GHz|MHz|kHz|Hz|fps|ms|px|[kKwW]|[BMT]-\w+|x|p|bit|W)\b|"
    r"I?Q\d_[\dA-Z_]+$|\d+x(?:RTX|GTX|[AHBV]\d00)"
)
_BITS = re.compile(r"\d{1,2}-?bits?")
_REPO = re.compile(r"[a-z][a-z0-9-]*/[A-Z][\w.]*-[\w.-]+")
_LOWER_VERSIONED = re.compile(r"(?=[a-z._/-]*\d)[a-z]{2}")
_COUNTED = re.compile(r" ?(?:亿|万|多?[个款种张块台])")
_ROUND = re.compile(r"(?:Series|Class|Phase|Type|Plan|Grade|Group|Part|Vitamin|Round) [A-Z]")
_PLURAL = re.compile(r"[A-Z]{2,5}s")
_NUMBER = re.compile(r"[vV]?\d{1,4}(?:\.\d{1,3}){0,3}[a-zA-Z]?\+?")
_CAMEL = re.compile(r"[a-z][A-Z]|[A-Z]{2}|[A-Za-z]\d|\d[A-Za-z]|(?<![A-Za-z])[A-Z]-|[A-Za-z]\+$")
_TELLING = re.compile(rf"{_CAMEL.pattern}|\d|^A$")
GENERIC = frozenset(table("generic"))
"""Terms of the trade that are no name by themselves, in lower case."""

_KEPT_TAIL = frozenset(table("kept_tail"))
_TAIL = frozenset(table("tail"))
OPENERS = frozenset(table("openers"))
"""Capitalised words that open a sentence or a heading and belong to no name."""

_JOINERS = frozenset(table("joiners"))
"""Capitalised words that end a name."""

_SMALL_WORDS = frozenset(_SMALL.split("|"))
_LOWER_LINES = frozenset(_LOWER.split("|"))
"""Lines that people also write in lower case."""


@lru_cache(maxsize=512)
def names_in(text: str, *, chinese: bool) -> tuple[Name, ...]:
    """The names of Latin letters in a sentence, and in Chinese those that end in a version, in order."""
    found: list[Name] = []
    for run in (_RUN if chinese else _ENGLISH_RUN).finditer(text):
        for group in _groups(run[0], chinese):
            name = _named(text, group.tokens, run.start() + group.offset)
            if name is None or (group.generic and name.plain):
                continue
            if not group.based or _belongs(name.text.split(" ")[0], chinese, True, False):
                found.append(name)
    if chinese:
        taken = [(name.start, name.end) for name in found]
        found += [
            name for name in chinese_names(text) if not any(s < name.end and name.start < e for s, e in taken)
        ]
        if _FAMILY.search(text):
            found = [with_line(text, name) for name in found]
        found.sort(key=lambda name: name.start)
    return tuple(found)


_BASED = re.compile(r"(.+)-(?:based|derived)")


class _Group(NamedTuple):
    """Words of a run that may be a name; `generic`: a term of the trade led to them; `based`: "X-based"."""

    tokens: tuple[str, ...]
    offset: int
    generic: bool
    based: bool = False


@lru_cache(maxsize=8192)
def _groups(run: str, chinese: bool) -> tuple[_Group, ...]:
    """The groups of words in a run that may be names. Runs recur in texts, so this is worth keeping."""
    tokens = run.split(" ")
    groups: list[_Group] = []
    group: list[str] = []
    place = offset = 0
    generic = False
    for index, token in enumerate(tokens):
        if based := _BASED.fullmatch(token):
            groups.append(_Group((*group, based[1]), offset if group else place, generic=False, based=True))
            group = []
            place += len(token) + 1
            continue
        if group and _of_headlines(token) and any(_VERSIONED.search(word) for word in group):
            groups.append(_Group(tuple(group), offset, generic))
            group = []
        if not group:
            offset, generic = place, index > 0 and tokens[index - 1].lower() in GENERIC
        graded = (  # "DeepSeek releases V4.1 Flash"
            not group
            and token[0] == "V"
            and bool(_UPPER_VERSION.fullmatch(token))
            and tokens[index + 1 : index + 2] != []
            and tokens[index + 1].lower() in GRADES
        )
        if graded or _belongs(token, chinese, not group, len(tokens) == 1):
            group.append(token)
        elif group:
            groups.append(_Group(tuple(group), offset, generic))
            group = []
        place += len(token) + 1
    if group:
        groups.append(_Group(tuple(group), offset, generic))
    return tuple(groups)


@lru_cache(maxsize=16_384)
def _of_headlines(token: str) -> bool:
    """Whether a capitalised word after a version is the headline's: "Gemini 3 Pro Sets New Benchmark"."""
    return bool(_HEADLINE.fullmatch(token))


@lru_cache(maxsize=16_384)
def _telling(word: str) -> bool:
    """Whether a word can stand in a name only: it has a digit, a capital within, or is a lone A."""
    return bool(_TELLING.search(word))


@lru_cache(maxsize=16_384)
def _belongs(token: str, chinese: bool, first: bool, alone: bool) -> bool:
    """Whether a token may begin a name, or go on with one."""
    if len(token) > _LONGEST:
        return False
    if first:
        return _opens(token, chinese=chinese, alone=alone)
    if token in _LONE:  # a designation ("Command A"), not the article: that is written small
        return True
    shaped = token[0].isupper() or token[0].isdigit() or _CAMEL.search(token)
    return bool(shaped and (token.isupper() or token.lower() not in _JOINERS)) or token in _SMALL_WORDS


def _opens(token: str, *, chinese: bool, alone: bool) -> bool:
    lower = token.lower()
    parts = lower.split("-")
    if (
        _NO_START.match(token)
        or ("-" in token and _NO_NAME.match(token))
        or _SIZE.fullmatch(token)
        or (len(parts) > 1 and GENERIC.issuperset(parts))
    ):
        return False
    if lower in GENERIC:
        return not alone and token[0].isupper() and not token.isupper()
    if not token[0].isalpha() and _NUMBER.fullmatch(token):
        return False
    if token[0].isupper() or _CAMEL.search(token) or _REPO.fullmatch(token):
        return lower not in OPENERS
    marked = len(parts) > 1 or "." in token or (chinese and len(token) > 4)
    if (marked and _LOWER_VERSIONED.match(token)) or lower in _LOWER_LINES:
        return True
    return chinese and len(token) > 2 and (alone or len(parts) > 1)


def _named(text: str, tokens: tuple[str, ...], start: int) -> Name | None:
    """The name in a group of words, if any, without maker in front and generic words behind."""
    end = start + sum(map(len, tokens)) + len(tokens) - 1
    if len(tokens) > 1 and tokens[-1].isdigit() and _COUNTED.match(text, end):
        end -= len(tokens[-1]) + 1
        tokens = tokens[:-1]
    if _SIZE_AND.search(tokens[-1]):  # X-14B+SFT: the plus is none of the name's
        tokens, end = (*tokens[:-1], tokens[-1].rstrip("+")), end - tokens[-1].count("+")
    cut = _cut(tokens, _marked(text, start, end))
    if cut is None:
        return None
    rest, org, tail, plain, ordinary = cut
    if ordinary and not start == 0 == len(text) - end and not _LED_BY.search(text, max(0, start - 6), start):
        return None
    return Name(rest, start, end, org, tail, plain)


@lru_cache(maxsize=8192)
def _cut(tokens: tuple[str, ...], whole: bool) -> tuple[str, str | None, str, bool, bool] | None:
    """Name, maker, generic words behind, whether it is plain, and whether it is but words written small.

    `whole` says that emphasis holds just these tokens. Names recur in a text, so this is worth keeping.
    """
    org, words = _without_maker(list(tokens))
    generic = words and words[0].lower() in GENERIC and not any(map(_telling, words[1:]))
    if generic and not (len(words) > 1 and is_family(words[1])):  # but "Code Llama"
        return None
    tail: list[str] = []
    while len(words) > 1 and (
        words[-1].lower() in _TAIL or _generic(words[-1]) or _SIZES.fullmatch(words[-1])
    ):
        tail.insert(0, words.pop())
    if not words:
        return None
    rest = " ".join(words)
    plain = not any(map(_telling, words))
    if org and whole and plain and not is_family(rest):
        rest = f"{org} {rest}"
    if "/" in rest and "/" in words[0]:
        head, _, rest = rest.rpartition("/")
        if rest[:1].isdigit():
            head, rest = "", head
        org = org or head.rpartition(" ")[2]
    if _no_name(rest):
        return None
    return (
        rest,
        org,
        " ".join(tail),
        plain,
        rest.islower() and plain and rest not in _LOWER_LINES and not whole,
    )


def _no_name(rest: str) -> bool:
    """Whether the words are a measure, a size, a plural or terms of the trade."""
    return (
        len(rest) < 2
        or not any(map(str.isalpha, rest))
        or bool(
            _SIZE.fullmatch(rest)
            or _MEASURE.match(rest)
            or _NO_NAME.match(rest)
            or _PLURAL.fullmatch(rest)
            or _ROUND.fullmatch(rest)
        )
        or named_licence(rest)
        or all(
            word in GENERIC or word in GRADES or word in VARIANTS for word in rest.lower().rstrip("+").split()
        )
    )


def _generic(word: str) -> bool:
    return bool(_BITS.fullmatch(word)) or (word.lower() in GENERIC and word.lower() not in _KEPT_TAIL)


def _without_maker(words: list[str]) -> tuple[str | None, list[str]]:
    lower = [word.lower() for word in words]
    for length in (3, 2):
        if len(words) > length and " ".join(lower[:length]) in _PHRASES:
            return " ".join(words[:length]), words[length:]
    if len(words) > 1 and lower[0] in ORGS and not _NUMBER.fullmatch(words[1]):
        cut = 2 if len(words) > 2 and lower[1] in ORG_TAILS else 1
        return " ".join(words[:cut]), words[cut:]
    return None, words


def _marked(text: str, start: int, end: int) -> bool:
    """Whether emphasis or a quotation holds exactly this name."""
    return text[start - 1 : start] in _MARKS and text[end : end + 1] in _MARKS


def is_maker(name: str) -> bool:
    """Whether a name is that of a maker and of no model."""
    lower = name.lower()
    return lower in ORGS or lower in _PHRASES or lower in ORG_TAILS or name in _CHINESE_MAKERS
