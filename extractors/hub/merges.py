"""The models of a merge: from its configuration, and from the list that merging tools write beside it."""

import re
from collections.abc import Iterator
from typing import Any

from extractors.hub.card import Card, safe_yaml
from extractors.hub.references import cached, known_base, repo_id

MAX_PARENTS = 64
_MERGE_WORDS = ("merge_method", "experts:", "gate_mode", "slices:")
_YAML_LINE = re.compile(
    r"^[\s-]{0,40}(model|base_model|source_model|merge_method)\s{0,8}:\s{0,8}([^\s#]{1,300})", re.MULTILINE
)
_LISTED = re.compile(
    r"(?:(?:made with|merge of) the following models(?: using[^\n]{0,60})?|included in the merge|"
    r"automated merge created by[^\n]{0,60}configuration)[.:]?\n"
    r"((?:[ *+-]{1,4}(?:⟦[^⟦⟧\n]{1,200}⟧|[\w.-]{1,96}/[\w.-]{1,96})[^\n]{0,200}(?:\n|$)){1,64})",
    re.IGNORECASE,
)
"""The lists of LazyMergekit (an "automated merge" too) and of mergekit, alike in all their cards."""
_ITEM = re.compile(r"^[ *+-]{1,4}⟦?([\w.-]{1,96}/[\w.-]{1,96})", re.MULTILINE)
_BASE = re.compile(r"merge method using ⟦?([\w.-]{1,96}/[\w.-]{1,96})⟧? as (?:a|the) base")


def merge_parents(card: Card) -> list[tuple[str, str]]:
    """(parent, evidence) of every model merged, in order; empty if the card has no configuration of a merge.

    The configuration tells, but for two kinds of card whose own list says better what the Hub is told:
    LazyMergekit does not count a base that only lends its architecture, and a merge in several steps lists
    what went in, where its configurations also name the steps between.
    """
    found = _configured(card)
    listed = _listed(card.text) if found else []
    if listed and ("lazymergekit" in card.text.lower() or "automated merge" in card.text):
        return listed
    if listed and sum("merge_method" in block for _, block in card.code) > 1:
        return list(dict(_based(card.text) + listed).items())
    return found


def _listed(text: str) -> list[tuple[str, str]]:
    found = _LISTED.search(text)
    return [(repo, f"models merged: {repo}") for repo in _ITEM.findall(found[1])] if found else []


def _based(text: str) -> list[tuple[str, str]]:
    found = _BASE.search(text)
    return [(found[1], f"merged onto {found[1]}")] if found else []


def _configured(card: Card) -> list[tuple[str, str]]:
    """What mergekit configurations name."""
    found: dict[str, tuple[str, str]] = {}
    for _, block in card.code:
        if not any(word in block for word in _MERGE_WORDS):
            continue
        for reference in _models(block):
            for part in reference[:400].split("+"):  # "model+lora"
                repo = repo_id(part) or cached(part) or (known_base(part) if "/" not in part else None)
                if repo and len(found) < MAX_PARENTS:
                    found.setdefault(repo.lower(), (repo, f"mergekit: {reference[:200]}"))
    return list(found.values())


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
