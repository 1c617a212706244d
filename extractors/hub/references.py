"""What a text or config calls a model, as a repo id: addresses, paths, names of well-known bases."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from extractors.names.grammar import MAX_NAME, parse, tokens

_ADDRESS = re.compile(
    r"^(?:(?:https?:)?(?://)?(?:www\.)?(?:(?:huggingface\.co|hf\.co|hf-mirror\.com)/(?:models/)?"
    r"|modelscope\.(?:cn|com)/models/)|hf://(?:models/)?)",
    re.IGNORECASE,
)
_TAIL = re.compile(r"(?:/(?:tree|blob|resolve|raw|commits?|discussions)(?:/.*)?|[?#@].*|:[^/:]*)$")
_FOLDER = re.compile(
    r"(?:models?|results?|outputs?|out|data|checkpoints?|ckpts?|weights|saves?|saved|saved_models?|trained"
    r"|trained_models?|finetuned|finetuned_models?|runs?|logs?|exps?|experiments?|home|root|mnt|content|workspace"
    r"|tmp|opt|drive|local|models--[^/]*|pretrained|pretrained_models?|hf_models?|base_models?|llms?|cache|storage"
    r"|kaggle|datasets?|spaces|merged_models?|lora|scratch|path|usr|var|docs|collections|papers|blog|learn|tasks)/",
    re.IGNORECASE,
)
_CACHED = re.compile(r"(?:^|[/\\])models--([\w.-]{1,96}?)--([\w.-]{1,96}?)(?=[/\\]|$)", re.ASCII)
_STEP = re.compile(r"/(?:checkpoint|epoch|step|global_step)[-_]?\d+$")
_REPO = re.compile(r"[A-Za-z0-9_][\w.-]{0,95}/[A-Za-z0-9_][\w.-]{0,95}", re.ASCII)
_PLACEHOLDER = re.compile(
    r"(?:(?:path|link)[-_]?to|(?:(?:hf|hub|my)[-_]?)?(?:your|user[-_]?name|org[-_]?name))[\w.-]{0,30}/"
    r"|[^/]{1,96}/(?:your[-_]|model[-_]?(?:name|id|path)$)",
    re.IGNORECASE,
)
"""What examples write where the reader shall put a name of his own: "path_to/model", "your-name/model"."""
_FILE = re.compile(
    r"\.(?:py|json|md|txt|yaml|yml|bin|gguf|safetensors|pt|pth|ipynb|sh|png|jpe?g|html?|csv|zip|com|org|io)$",
    re.IGNORECASE,
)
_POINT = re.compile(r"(?<=[a-z-]\d)-(?=\d(?:-|$))", re.IGNORECASE)
"""A point that a name writes as a hyphen: "phi-1-5", "qwen2-5-7b"."""
_RELEASE = re.compile(r"v0\.\d")
_ANOTHER = frozenset(
    {
        "air", "audio", "code", "coder", "edit", "flash", "image", "large", "lite", "max", "medium", "micro",
        "mini", "multimodal", "nano", "next", "omni", "plus", "pro", "small", "tiny", "turbo",
        "vision", "vl", "xl",
    }
)  # fmt: skip
"""What follows the name of a base without a size, to name a sister of it."""
NO_KEY = frozenset({"hf", "meta", "model", "llm", "the", "hg"})


def repo_id(reference: object) -> str | None:
    """The repo id in an address, a config's field or a link; None for a path, a file, a data set."""
    if not isinstance(reference, str) or not 3 <= len(reference) <= 300:
        return None
    text = reference.strip().strip("\"'`<>[](){},;*").strip()
    bare = _ADDRESS.sub("", text)
    if bare == text and (text[:1] in "./~$" or "\\" in text or "://" in text):
        return None
    bare = _TAIL.sub("", bare).rstrip("/").removesuffix(".git")
    if not _REPO.fullmatch(bare) or _FOLDER.match(bare) or _STEP.search(bare) or _FILE.search(bare):
        return None
    if _PLACEHOLDER.match(bare):
        return None
    return bare if any(c.isalpha() for c in bare.partition("/")[2]) else None


def cached(path: str) -> str | None:
    """The repo id in a path into the Hub's cache ("…/models--org--name/snapshots/…")."""
    found = _CACHED.search(path[:1_000])
    return repo_id(f"{found[1]}/{found[2]}") if found else None


@lru_cache(maxsize=16_384)
def _key(name: str) -> str:
    return "".join(token for token in tokens(name) if token not in NO_KEY)


def key(name: str) -> str:
    """A name without case, separators and words that mean nothing ("Meta-Llama-3-8B-hf" -> "llama38b")."""
    return _key(name.rpartition("/")[2][:MAX_NAME])


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("bases.toml").read_text(encoding="utf-8"))


@cache
def bases() -> dict[str, str]:
    """Repo ids of well-known bases by key, aliases included."""
    table: dict[str, str] = {}
    for org, names in _file()["repos"].items():
        for name in names.split():
            table.setdefault(key(name), f"{org}/{name}")
    for alias, repo in _file()["aliases"].items():
        table.setdefault(key(alias), repo)
    return table


@cache
def makers() -> frozenset[str]:
    """Organisations, lower case, that publish models of their own under their own names."""
    return frozenset(repo.partition("/")[0].lower() for repo in bases().values())


@cache
def converters() -> frozenset[str]:
    """Accounts, lower case, that publish others' models in smaller formats under the models' own names."""
    return frozenset(_file()["converters"]["names"].lower().split())


def owner_mark(account: str) -> str | None:
    """What a converter writes between the owner and the model: "_" in "bartowski/acme_Rook-13B-GGUF"."""
    mark = _file()["converters"]["marks"].get(account)
    return mark if isinstance(mark, str) else None


WORDS_TOO = frozenset(
    {"all", "chinese", "legal", "long", "multi", "multilingual", "open", "paraphrase", "step"}
)
"""Families of well-known bases that are words of any text."""


def known_base(name: str) -> str | None:
    """The repo id of a well-known base by its name ("LLaMA 2 7B"), or None."""
    found = key(name[:MAX_NAME])
    return bases().get(found) or _only_one().get(found)


@cache
def _only_one() -> dict[str, str]:
    """Bases of which one stage is well known, by key without it ("Mistral Small 3.2 24B")."""
    plain: dict[str, set[str]] = {}
    for repo in bases().values():
        parsed = parse(repo)
        if not parsed.sizes:
            continue  # "T5" is of any size
        later = {*parsed.variants, *parsed.dates, "pt"}
        kept = "".join(t for t in tokens(repo.rpartition("/")[2]) if t not in later and t not in NO_KEY)
        plain.setdefault(kept, set()).add(repo)
    return {kept: min(repos) for kept, repos in plain.items() if len(repos) == 1}


def base_in_name(name: str) -> tuple[str, str] | None:
    """The longest well-known base named within a repo's own name, as (repo id, the words)."""
    pointed = _POINT.sub(".", name) if "-" in name else name
    words = [token for token in tokens(pointed) if token not in NO_KEY][:24]
    table, beginnings = bases(), _beginnings()
    best: tuple[int, str, int] | None = None
    for start in range(len(words)):
        joined = ""
        for end in range(start + 1, min(start + 7, len(words)) + 1):
            joined += words[end - 1]
            if joined not in beginnings:
                break
            if joined in table and len(joined) >= 4 and (best is None or end - start > best[0]):
                best = (end - start, joined, end)
    if best is None:
        return None
    length, joined, end = best
    following = words[end] if end < len(words) else ""
    if _RELEASE.fullmatch(following):
        return None  # "Mistral-7B-v0.2" is another than Mistral-7B-v0.1
    if following in _ANOTHER and not parse(table[joined]).sizes:
        return None  # "Phi-4-mini" is another than Phi-4
    return table[joined], " ".join(words[end - length : end])


@cache
def _beginnings() -> frozenset[str]:
    """What a key of a well-known base can begin with, however many words that is."""
    return frozenset(key[:length] for key in bases() for length in range(1, len(key) + 1))
