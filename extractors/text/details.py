"""What a text says of a release beside its name: organisation, sizes, licence, Hub repos."""

import re
from functools import lru_cache

from extractors.names.known import KnownNames
from extractors.text.makers import CHINESE_ORGS, ORG_PHRASES
from extractors.text.name import key
from extractors.text.shapes import is_maker, names_in

_SIZE = re.compile(
    r"(?<![\w.])((?:\d{1,3}\s?x\s?)?\d{1,4}(?:\.\d{1,3})?)\s?([BTM]|b(?=[\s,.;)/-]|$)|billion|"
    r"trillion|million)(?:\s?-?\s?(A\d{1,4}(?:\.\d{1,2})?B))?(?![A-Za-z])"
)
_TOKENS_AFTER = re.compile(
    r"^[\s\x1e\x1f]*(?:\+\s?)?(?:text |training |multilingual |high-quality )?(?:tokens?|token|"
    r"bytes|images|hours|users|downloads|dollars|USD|美元|context|上下文|个?词元|words|samples|"
    r"pairs|rows|parameters? target)",
    re.IGNORECASE,
)
_MONEY = ("$", "€", "£", "¥")
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?:(\d+)x)?(\d+(?:\.\d+)?)([BMT])")
_UNIT = {"M": 1e6, "B": 1e9, "T": 1e12}
_UNITS = {"billion": "B", "trillion": "T", "million": "M"}
_CHINESE_SIZE = re.compile(
    r"(\d{1,5}(?:\.\d{1,3})?)[\s\x1e\x1f]*(亿|万亿|千亿|百亿)(?:[\s\x1e\x1f]*（[^）]{1,10}）)"
    r"?[\s\x1e\x1f]*(?=级?(?:总)?参数)"
)
_CHINESE_UNIT = {"亿": 0.1, "百亿": 10.0, "千亿": 100.0, "万亿": 1000.0}
_IN_NAME = re.compile(
    r"(?<![a-zA-Z0-9.])((?:\d{1,3}x)?\d{1,4}(?:\.\d{1,3})?[BbMmTt](?:-?[Aa]\d{1,4}(?:\.\d{1,2})"
    r"?[Bb])?)(?![a-zA-Z0-9])"
)

_PARAMETERS = re.compile(r"[\s\x1e\x1f\w+-]{0,12}(?:param|参数|model|模型)")
_ACTIVE_BEFORE = re.compile(r"(?:激活|active|activat\w{1,6})[\s\x1e\x1f\w]{0,12}$")
_ACTIVE_AFTER = re.compile(r"[\s\x1e\x1f-]*(?:active|activat|激活)")
_LICENCE_WORDS = ("icen", "协议", "许可", "Apache", "MIT", "GPL", "CC", "RAIL", "BSD")
_LICENCE = re.compile(
    r"(?<![\w-])(Apache[\s-]?(?:License[\s,]*)?(?:Version[\s]?)?2(?:\.0)?|"
    r"MIT(?=[\s\x1e\x1f]*(?:License|licen[cs]e|licensed|许可|协议|开源|授权|、|和|与))|"
    r"(?:Modified|修改版)[\s\x1e\x1f]*MIT|BSD-\d-Clause|"
    r"CC[\s-]BY(?:[\s-](?:NC|SA|ND)){0,2}(?:[\s-]\d\.\d)?|(?:A|L)?GPL[\s-]?v?\d(?:\.\d)?|"
    r"OpenRAIL(?:\+\+)?(?:-M)?|OpenMDW|"
    r"[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,4}[\s-](?:Community|Open Model|Research|"
    r"Non-Commercial|Commercial) Licen[cs]e(?: Agreement)?)"
)


def sizes(name: str, sentences: list[str], *, chinese: bool) -> tuple[str, ...]:
    """Parameter counts in name and sentences, as "7B", "8x7B", "30B-A3B"; smallest first.

    What belongs to another name ("built on Qwen3-8B", "beats Llama 3 70B") is that name's.
    """
    found = {size.upper().replace("X", "x") for size in _IN_NAME.findall(name)}
    own = key(name)
    for sentence in sentences:
        text = _without_others(sentence, own, chinese=chinese)
        for match in _SIZE.finditer(text):
            if _counts_parameters(match, text):
                unit = _UNITS.get(match[2].lower(), match[2].upper())
                found.add(match[1].replace(" ", "") + unit + (f"-{match[3]}" if match[3] else ""))
        for match in _CHINESE_SIZE.finditer(text) if "参数" in text else ():
            billions = float(match[1]) * _CHINESE_UNIT[match[2]]
            found.add(f"{billions:g}B" if billions >= 1 else f"{billions * 1000:g}M")
    return tuple(sorted(filter(_scale, found), key=lambda size: (_scale(size), size))[:12])


def _without_others(sentence: str, own: str, *, chinese: bool) -> str:
    """The sentence with other names blanked."""
    parts: list[str] = []
    end = 0
    for name in names_in(sentence, chinese=chinese):
        if name.start >= end and not key(name.text).startswith(own) and _DIGIT.search(name.text):
            parts.append(sentence[end : name.start])
            end = name.end
    return " , ".join([*parts, sentence[end:]]) if end else sentence


def _counts_parameters(match: re.Match[str], text: str) -> bool:
    """Whether a number with a unit counts parameters: no tokens, no money, and no active ones."""
    start, after = match.start(), text[match.end() : match.end() + 24]
    if text[max(0, start - 2) : start].strip().endswith(_MONEY) or _TOKENS_AFTER.match(after):
        return False
    if match[2] not in {"B", "b", "billion"} and not _PARAMETERS.match(after):
        return False
    before = text[max(0, start - 30) : start]
    return not (
        ("ctiv" in before or "激活" in before) and _ACTIVE_BEFORE.search(before)
    ) and not _ACTIVE_AFTER.match(after)


@lru_cache(maxsize=4096)
def _scale(size: str) -> float:
    """How many parameters a size says, 0 if it is none."""
    number = _NUMBER.match(size)
    return float(number[2]) * _UNIT[number[3]] * float(number[1] or 1) if number else 0.0


def license_of(sentences: list[str]) -> str | None:
    """The licence that the sentences name, as they spell it."""
    for sentence in sentences:
        if any(word in sentence for word in _LICENCE_WORDS) and (found := _LICENCE.search(sentence)):
            return " ".join(found[1].split())
    return None


_BY = re.compile(r"\b(?:by|from)[\s\x1e\x1f]+([A-Z][\w.&-]*(?: (?:[A-Z][\w.&-]*|\d+ AI)){0,3})")


def org_of(sentence: str, name: str, known: KnownNames, *, chinese: bool) -> str | None:
    """The organisation in the announcing sentence: a known one, else its subject, else who it is "by"."""
    for mention in known.find(sentence):
        if mention.known.kind == "org":
            return mention.known.canonical
    before = sentence.partition(name)[0][-200:]
    lowered = before.lower()
    if phrase := next((phrase for phrase in ORG_PHRASES if phrase in lowered), None):
        start = lowered.index(phrase)
        return before[start : start + len(phrase)]
    if org := next((org for org in CHINESE_ORGS if org in before), None):
        return org
    for other in names_in(sentence, chinese=chinese):
        if is_maker(other.text):
            return other.text
        if other.org or key(other.text) == key(name):
            break
    found = _BY.search(sentence)
    return found[1] if found and key(found[1]) != key(name) else None
