"""Parents in a card's code: mergekit and Axolotl configurations, and the repos that its examples load."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from extractors.hub.card import safe_yaml
from extractors.hub.references import known_base, repo_id

MAX_PARENTS = 64
_MERGE_WORDS = ("merge_method", "experts:", "gate_mode", "slices:")
_TRAINING_WORDS = (
    "adapter:",
    "datasets:",
    "sequence_len",
    "stage:",
    "finetuning_type",
    "micro_batch_size",
    "lora_r",
    "learning_rate",
)
_YAML_LINE = re.compile(
    r"^[\s-]{0,40}(model|base_model|source_model|merge_method)\s{0,8}:\s{0,8}([^\s#]{1,300})", re.MULTILINE
)
_BASE_VARIABLE = re.compile(
    r"(?:^|[^\w])(base_?model\w{0,30}|(?:pretrained_)?model_name_or_path|base_?(?:id|path|name)|pipeline_base)"
    r"\s{0,4}[=:]\s{0,4}[\"']([^\"'\n]{3,200})[\"']",
    re.IGNORECASE,
)
_LOADED = re.compile(
    r"(\w{0,60})\.from_(?:pretrained|quantized)\(\s{0,20}(?:[\w.]{1,40}\s{0,4}=\s{0,4})?"
    r"[\"']([^\"'\n]{3,200})[\"']",
    re.IGNORECASE,
)
_ASSIGNED = re.compile(
    r"(?<![\w.])(?:model|model_?(?:id|name|path)|repo_?id|checkpoint|pretrained_?model\w{0,20})"
    r"\s{0,4}=\s{0,4}[\"']([^\"'\n]{3,200})[\"']",
    re.IGNORECASE,
)
_STRING = re.compile(r"[\"']([A-Za-z0-9][\w.-]{1,95}/[A-Za-z0-9][\w.-]{1,95})[\"']")
_NOT_THE_MODEL = re.compile(
    r"vae|tokenizer|scheduler|processor|feature|dataset|lora|controlnet|encoder|motion|vocoder|peftmodel",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A repo that an example loads; `as_base` where the code calls it the base."""

    parent: str
    as_base: bool
    tokenizer: bool
    evidence: str


def merge_blocks(code: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """(parent, evidence) of every model that a mergekit configuration names, the base included, in order."""
    found: dict[str, tuple[str, str]] = {}
    for _, block in code:
        if not any(word in block for word in _MERGE_WORDS):
            continue
        for reference in _models(block):
            for part in reference[:400].split("+"):  # "model+lora"
                repo = repo_id(part) or (known_base(part) if "/" not in part else None)
                if repo and len(found) < MAX_PARENTS:
                    found.setdefault(repo.lower(), (repo, f"mergekit: {reference[:200]}"))
    return list(found.values())


def training_bases(code: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """(parent, evidence) of the base that a training configuration (Axolotl, LLaMA-Factory) names."""
    found = []
    for _, block in code:
        if "merge_method" in block or not any(word in block for word in _TRAINING_WORDS):
            continue
        for line in block.split("\n")[:400]:
            name, colon, value = line.partition(":")
            if colon and name.strip() in {"base_model", "model_name_or_path"}:
                reference = value.split("#")[0].strip().strip("\"'")
                repo = repo_id(reference) or known_base(reference)
                if repo:
                    found.append((repo, line.strip()[:200]))
    return found


def loaded(code: tuple[tuple[str, str], ...]) -> list[Loaded]:
    """The repos that the card's examples load, in order."""
    found = []
    for _, block in code:
        for match in _BASE_VARIABLE.finditer(block):
            repo = repo_id(match[2])
            if repo:
                found.append(Loaded(repo, as_base=True, tokenizer=False, evidence=match[0].strip()[:200]))
        for match in _LOADED.finditer(block):
            repo = repo_id(match[2])
            if repo and not (_NOT_THE_MODEL.search(match[1]) and "tokenizer" not in match[1].lower()):
                tokenizer = "tokenizer" in match[1].lower()
                found.append(
                    Loaded(repo, as_base=False, tokenizer=tokenizer, evidence=match[0].strip()[:200])
                )
        found += [
            Loaded(repo, as_base=False, tokenizer=False, evidence=match[0].strip()[:200])
            for match in _ASSIGNED.finditer(block)
            if (repo := repo_id(match[1]))
        ]
    return found[:MAX_PARENTS]


def strings(code: tuple[tuple[str, str], ...]) -> frozenset[str]:
    """Every "org/name" in the card's code, lower case."""
    return frozenset(match[1].lower() for _, block in code for match in _STRING.finditer(block))


def _models(block: str) -> Iterator[str]:
    """Values of `model`, `base_model`, `source_model`, and of lists under `models`, at any depth."""
    for part in block.split("\n---"):
        loaded_block = safe_yaml(part[:65_536])
        if isinstance(loaded_block, dict) and loaded_block.get("merge_method") in {"slerp", "passthrough"}:
            sources = list(_walk({**loaded_block, "base_model": None}, 0))
            yield from sources if len(set(sources)) > 1 else _walk(loaded_block, 0)
        elif isinstance(loaded_block, dict | list):
            yield from _walk(loaded_block, 0)
        else:
            for name, value in _YAML_LINE.findall(part):
                if name != "merge_method":
                    yield value.strip("\"'")


def _walk(value: Any, depth: int) -> Iterator[str]:
    if depth > 12:
        return
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"model", "base_model", "source_model"}:
                yield from _reference(inner)
            elif name == "models" and isinstance(inner, list):
                for item in inner:
                    yield from [item] if isinstance(item, str) else _walk(item, depth + 1)
            else:
                yield from _walk(inner, depth + 1)
    elif isinstance(value, list):
        for item in value[:500]:
            yield from _walk(item, depth + 1)


def _reference(value: Any) -> Iterator[str]:
    """A model is a string, or {"model": {"path": …}} in newer mergekit files."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        inner = value.get("path") or value.get("model")
        yield from _reference(inner)
