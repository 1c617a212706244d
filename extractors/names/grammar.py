"""The grammar of model names: organisation, family, version, sizes, variant, methods, formats.

`Qwen/Qwen2.5-Coder-7B-Instruct-GPTQ-Int4` says who made it, which line and version it is of, how large,
in which variant, and in which format. `fold` keeps what makes a named model and drops the rest.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

MAX_NAME = 256
"""Characters read of a name. The Hub allows 96 after the slash; whatever is longer is no name."""

_SIZE = re.compile(r"(?:\d{1,3}x)?\d{1,4}(?:[._]\d{1,3})?[bmt]|[ae]\d{1,4}(?:\.\d{1,3})?b")
_MIXTURE = re.compile(r"\d{1,3}x\d{1,4}(?:\.\d{1,3})?[bm]")
_CONTEXT = re.compile(r"\d{1,4}k|1m|\d{1,2}ep")
_NUMBER = re.compile(r"v?\d{1,3}(?:\.\d{1,3}){0,2}")
_DATE = re.compile(r"20\d{6}|20\d{4}|2[3-9](?:0[1-9]|1[0-2])(?:[0-3]\d)?|(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])")
_QUANT = re.compile(
    r"i?q\d[a-z]{0,2}|u?int\d{1,2}|\d{1,2}bits?|\d{1,2}(?:\.\d{1,2})?bpw|w\d{1,2}a\d{1,2}(?:fp\d)?|(?:mx|nv)?fp\d{1,2}|"
    r"h\d|g\d{2,3}|\d{2,3}g|gs\d{2,3}|tq\d"
)

_WORDS = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
FORMATS = frozenset(_WORDS["formats"].split())
VARIANTS = frozenset(_WORDS["variants"].split())
METHODS = frozenset(_WORDS["methods"].split())
SIZE_WORDS = frozenset(_WORDS["size_words"].split())
VENDORS = frozenset(_WORDS["vendors"].split())
KEEPS_SIZE_WORDS = frozenset(_WORDS["keeps_size_words"].split())

_SPLIT = re.compile(r"[\s\-_/:|,;()\[\]{}+]+")
_SEPARATORS = str.maketrans("-_/:|,;()[]{}+", " " * 14)
_GGUF_TYPE = re.compile(r"(?<![a-z0-9])i?q\d_[0-9a-z]{1,3}(?:_[a-z]{1,2})?(?![a-z0-9])")
_UNDERSCORE_POINT = re.compile(r"(?<=\d)_(?=\d)")
_STAMP = re.compile(r"v0\.\d{1,2}(?:\.\d{1,2})?")
_LETTER_NUMBER = re.compile(r"([a-z一-鿿]{2,40}?)-?(v?\d{1,3}(?:\.\d{1,3}){0,2})")


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name taken apart. Everything is lower case but `raw`; what could not be told is empty.

    `family` and `version` name the model ("qwen", "2.5"), `words` is what stands between and after
    ("coder", "vl"); `sizes` are as written ("7b", "8x7b", "a3b"); `dates` are stamps ("2507", "0324").
    """

    raw: str
    org: str = ""
    family: str = ""
    version: str = ""
    words: tuple[str, ...] = ()
    sizes: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    key: str = ""

    @property
    def parameters(self) -> int | None:
        """Parameters that the name states, or None; of a mixture (8x7B) it states no total."""
        for size in self.sizes:
            if "x" not in size and size[0].isdigit():
                return round(float(size[:-1].replace("_", ".")) * _UNIT[size[-1]])
        return None


_UNIT = {"m": 1_000_000, "b": 1_000_000_000, "t": 1_000_000_000_000}


def tokens(name: str) -> tuple[str, ...]:
    """The lower-case words of a name, cut at separators."""
    return _tokens(name[:MAX_NAME])


@lru_cache(maxsize=16_384)
def _tokens(name: str) -> tuple[str, ...]:
    text = name.lower() if name.isascii() else unicodedata.normalize("NFKC", name).lower()
    if "_" in text:
        text = _UNDERSCORE_POINT.sub(".", _GGUF_TYPE.sub("gguf", text))
    words = text.translate(_SEPARATORS).split() if text.isascii() else _SPLIT.split(text)
    return tuple(bare for token in words if (bare := token.strip(".'\"`*")))


def parse(name: str) -> ParsedName:
    """Takes a name or repo id apart. Any text gives an answer, in time linear in its first 256 characters."""
    head, slash, tail = name[:MAX_NAME].strip().rpartition("/")
    org = head.rpartition("/")[2].lower() if slash else ""
    parts: dict[str, list[str]] = {"sizes": [], "variants": [], "methods": [], "formats": [], "dates": []}
    core: list[str] = []
    mixture = ""
    for token in tokens(tail):
        kind = _kind(token, first=not core)
        if kind == "sizes" and _MIXTURE.fullmatch(token):
            mixture = token
        if kind:
            parts[kind].append(token)
        else:
            core.extend(_numbers_apart(token))
    if len(core) > 1 and core[0] in VENDORS:
        core = core[1:]
    family = core[0] if core else ""
    version = core[1] if len(core) > 1 and _NUMBER.fullmatch(core[1]) else ""
    words = tuple(core[2:] if version else core[1:])
    if family not in KEEPS_SIZE_WORDS or (family, version) == ("gpt", "2"):
        parts["sizes"] += [word for word in words if word in SIZE_WORDS]
        words = tuple(word for word in words if word not in SIZE_WORDS)
    key = _join([family, version, *words, *([mixture] if mixture else []), *sorted(set(parts["methods"]))])
    return ParsedName(
        raw=name, org=org, family=family, version=version.lstrip("v"), words=words,
        sizes=tuple(size for size in parts["sizes"] if size not in SIZE_WORDS),
        variants=tuple(parts["variants"]), methods=tuple(parts["methods"]),
        formats=tuple(parts["formats"]), dates=tuple(parts["dates"]),
        key=key or _join(tokens(tail)),
    )  # fmt: skip


def fold(name: str) -> str:
    """A key, equal for the names of one model: "Llama 3.1", "Meta-Llama-3.1-8B-Instruct", "llama3.1:8b".

    Sizes, dates, formats and chat/instruct/base fold away; version, line (Coder, VL), mixture (8x7B) and
    method (LoRA, DPO: another model) stay.
    """
    return parse(name).key


@lru_cache(maxsize=16_384)
def _kind(token: str, *, first: bool) -> str:
    """Which list a word belongs to; empty for the words that name the model."""
    if token in FORMATS or _QUANT.fullmatch(token):
        return "formats"
    if _SIZE.fullmatch(token):
        return "sizes"
    if not first and token in METHODS:
        return "methods"
    if not first and (token in VARIANTS or _CONTEXT.fullmatch(token)):
        return "variants"
    return "dates" if not first and (_DATE.fullmatch(token) or _STAMP.fullmatch(token)) else ""


@lru_cache(maxsize=16_384)
def _numbers_apart(token: str) -> tuple[str, ...]:
    """'qwen2.5' -> ('qwen', '2.5'), 'v2' -> ('2',), 'phi' -> ('phi',)."""
    found = _LETTER_NUMBER.fullmatch(token)
    if found:
        return (found[1], _plain(found[2]))
    return (_plain(token) if _NUMBER.fullmatch(token) else token,)


def _plain(number: str) -> str:
    number = number.removeprefix("v")
    return number[:-2] if number.endswith(".0") and number.count(".") == 1 else number


def _join(words: Iterable[str]) -> str:
    """One string; a hyphen only where two digits would otherwise run together."""
    key = ""
    for word in words:
        key += f"-{word}" if key[-1:].isdigit() and word[:1].isdigit() else word
    return key
