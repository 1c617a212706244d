"""Parents that a repo does not declare, from its configs, its card and its name."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from extractors.hub import blocks
from extractors.hub.card import Card, read_card
from extractors.hub.chinese import chinese_statements
from extractors.hub.labels import labelled
from extractors.hub.merges import merge_parents
from extractors.hub.own_name import FromName, from_own_name, is_quantized, of_quantized, stem
from extractors.hub.references import cached, key, known_base, makers, repo_id
from extractors.hub.statements import statements
from extractors.hub.title import title_base
from extractors.names.grammar import parse
from extractors.records import Parent
from extractors.words import Origin, Relation

if TYPE_CHECKING:
    from extractors.names.known import KnownNames

FLOOR = 0.5
"""Claims below this are not made: a wrong parent is worse than none."""
_BASE_NAME = re.compile(r"[-_](?:base|pt)(?:[-_]v?\d[\w.]*)*$", re.IGNORECASE)
"""Names of what a maker pretrained: its own smaller or older model is then no parent."""
_PEFT = re.compile(r"^[-*] PEFT:? \d", re.MULTILINE)
_LINK = re.compile(r"⟦([^⟦⟧/]{1,96}/[^⟦⟧/]{1,96})⟧")
_WEIGHTS = re.compile(r"(?:model|pytorch_model)[^/]*\.(?:safetensors|bin)")
_LORA_NAME = re.compile(r"[-_](?:q?lora|adapter|peft)s?(?:[-_]v?\d+)?$", re.IGNORECASE)
_ADAPTER_TAGS = frozenset({"peft", "lora", "qlora", "adapter"})
MERGE_TAGS = frozenset({"merge", "mergekit", "lazymergekit", "moerge", "frankenmerge"})
_MERGE_TAGS = MERGE_TAGS | {spelled(tag) for tag in MERGE_TAGS for spelled in (str.capitalize, str.upper)}
_QUANTIZED_TAGS = frozenset(
    {"gguf", "ggml", "gptq", "awq", "exl2", "exl3", "4-bit", "8-bit", "compressed-tensors"}
)


@dataclass(frozen=True)
class _Repo:
    """What is known of the repo before its card is read; most names tell nothing, so it is looked up late."""

    repo_id: str
    org: str
    name: str
    record: Mapping[str, Any]

    @cached_property
    def stated_tags(self) -> tuple[str, ...]:
        tags = self.record.get("tags")
        return tuple(tag for tag in tags if isinstance(tag, str)) if isinstance(tags, list) else ()

    @cached_property
    def tags(self) -> frozenset[str]:
        return frozenset(map(str.lower, self.stated_tags))

    @cached_property
    def datasets(self) -> frozenset[str]:
        """What it was trained on, lower case: data sets look like repo ids in prose, and are no parents."""
        card = self.record.get("cardData")
        stated = card.get("datasets") if isinstance(card, dict) else None
        listed = (
            [item.lower() for item in stated if isinstance(item, str)] if isinstance(stated, list) else []
        )
        return frozenset([tag[8:] for tag in self.tags if tag.startswith("dataset:")] + listed)

    @cached_property
    def relation(self) -> Relation:
        """How it was made, by its library, tags, files and name."""
        library = self.record.get("library_name") or self.record.get("library")
        library = library.lower() if isinstance(library, str) else ""
        if library in {"peft", "adapter-transformers", "adapters"} or self.tags & _ADAPTER_TAGS:
            return Relation.ADAPTER
        siblings = self.record.get("siblings")
        listed = siblings if isinstance(siblings, list) else []
        files = {str(file.get("rfilename")) for file in listed if isinstance(file, dict)}
        if "adapter_config.json" in files and not any(map(_WEIGHTS.fullmatch, files)):
            return Relation.ADAPTER
        if _LORA_NAME.search(self.name):
            return Relation.ADAPTER
        if is_quantized(self.name) or self.tags & _QUANTIZED_TAGS:
            return Relation.QUANTIZED
        return Relation.FINETUNE


def infer(record: Mapping[str, Any], names: "KnownNames | None") -> tuple[Parent, ...]:
    """Undeclared parents of one Hub record, surest first; empty where it does not know.

    `record` is a record of the Hub's API, or a row of `hub_records`: read are `id` or `repo_id`, `tags`,
    `library_name`, `siblings`, and where there are any `readme`, `config_json`, `adapter_config_json`. What
    the record declares (tags, cardData, front matter) is not looked at. Raises nothing, whatever it holds.
    """
    repo = _repo(record)
    if repo is None:
        return ()
    name = from_own_name(repo.repo_id)
    readme = record.get("readme")
    if name is None and not (
        readme or "config_json" in record or "adapter_config_json" in record or _tagged_merge(record)
    ):
        return ()
    card = read_card(readme) if isinstance(readme, str) and readme.strip() else None
    merged = _merged(repo, card)
    if merged and not card:
        return tuple(merged)
    candidates = [*_configs(record, repo)]
    if card:
        candidates += _card(repo, card, names)
    if merged and not _of_the_original(repo, _usable(repo, candidates)):
        return tuple(merged)
    if card and not name and is_quantized(repo.name):
        name = _named_in(card, repo)
    if name and (not name.family or any(tag.startswith(name.family) for tag in repo.tags)):
        candidates.append(Parent(name.parent, name.relation, Origin.NAME, name.confidence, name.evidence))
    return _decided(repo, candidates, card)


def _repo(record: Mapping[str, Any]) -> _Repo | None:
    whole = record.get("id") or record.get("repo_id") or record.get("modelId")
    if not isinstance(whole, str) or not 0 < len(whole) <= 400:
        return None
    org, _, name = whole.rpartition("/")
    return _Repo(whole, org.lower(), name, record)


def _tagged_merge(record: Mapping[str, Any]) -> bool:
    tags = record.get("tags")
    return isinstance(tags, list) and any(tag in _MERGE_TAGS for tag in tags if isinstance(tag, str))


def _configs(record: Mapping[str, Any], repo: _Repo) -> Iterable[Parent]:
    adapter = record.get("adapter_config_json")
    if isinstance(adapter, dict):
        reference = adapter.get("base_model_name_or_path")
        parent = _referred(reference)
        if parent and parent.lower() != repo.repo_id.lower():
            evidence = f"base_model_name_or_path: {reference}"[:320]
            confidence = 0.97 if repo_id(reference) else 0.93
            yield Parent(parent, Relation.ADAPTER, Origin.ADAPTER_CONFIG, confidence, evidence)
    config = record.get("config_json")
    if isinstance(config, dict):
        for field in ("base_model_name_or_path", "_name_or_path"):
            parent = _referred(config.get(field))
            if parent and key(parent) != key(repo.name):
                confidence = 0.88 if parent.partition("/")[0].lower() != repo.org else 0.7
                if not repo_id(config.get(field)):
                    confidence = min(confidence, 0.8)
                if is_quantized(repo.name) and key(parent) != key(stem(repo.name)):
                    confidence = 0.45  # the config was copied from the original: this is the grandparent
                yield Parent(parent, repo.relation, Origin.CONFIG, confidence, f"{field}: {parent}")


def _referred(reference: object) -> str | None:
    """The repo id that a config names; of a folder or a bare name, that of the well-known base called so."""
    if not isinstance(reference, str):
        return None
    name = reference[-300:].rstrip("/\\").replace("\\", "/").rpartition("/")[2]
    return repo_id(reference) or cached(reference) or known_base(name)


def _merged(repo: _Repo, card: Card | None) -> list[Parent]:
    """All parents of a merge, from its mergekit configuration, or from the tags that LazyMergekit writes."""
    named = merge_parents(card) if card else []
    confidence = 0.96
    if not named and repo.tags & MERGE_TAGS and not is_quantized(repo.name):  # whose tags are the original's
        named = [
            (parent, f"tag of a merge: {parent}") for parent in repo.stated_tags if repo_id(parent) == parent
        ]
        confidence = 0.93
    parents = [(parent, evidence) for parent, evidence in named if parent.lower() != repo.repo_id.lower()]
    return [Parent(parent, Relation.MERGE, Origin.CARD_TEXT, confidence, shown) for parent, shown in parents]


def _card(repo: _Repo, card: Card, names: "KnownNames | None") -> list[Parent]:
    candidates = [
        Parent(parent, repo.relation, Origin.CARD_TEXT, 0.95, evidence)
        for parent, evidence in blocks.training_bases(card.code)
    ]
    candidates += _same_name(repo, card)
    for said in [
        *statements(card.text, names, merge=bool(repo.tags & MERGE_TAGS), own=repo.repo_id.lower()),
        *chinese_statements(card.text, names),
        *labelled(card.text, names),
    ]:
        if said.relation is Relation.MERGE and said.confidence < 0.93 and _of_the_line(repo, said.parent):
            continue  # a list of the models of one line, not of a merge's
        relation = said.relation or repo.relation
        if relation is Relation.FINETUNE and (repo.relation is Relation.ADAPTER or _with_peft(card)):
            relation = Relation.ADAPTER
        late = 0.02 * min(6, said.position // 3_000)
        candidates.append(
            Parent(said.parent, relation, Origin.CARD_TEXT, said.confidence - late, said.evidence)
        )
    own = blocks.names(card.code, repo.repo_id.lower())
    for example in blocks.loaded(card.code):
        confidence = 0.9 if example.as_base else 0.55 if own or example.tokenizer else 0.72
        if own and example.tokenizer:
            confidence = 0.45  # its own weights with another's tokenizer
        same, maker = key(example.parent) == key(repo.name), example.parent.partition("/")[0].lower()
        if same and maker not in makers():
            confidence = min(confidence, 0.45)  # itself, before its owner had another name
        elif is_quantized(repo.name) and not _in_name(example.parent, repo.name):
            confidence = min(confidence, 0.45)  # the original's card and its examples
        if _in_name(example.parent, repo.name):
            confidence = max(confidence, 0.92)
        elif example.parent.partition("/")[0].lower() == repo.org:
            continue
        candidates.append(
            Parent(example.parent, repo.relation, Origin.CARD_TEXT, confidence, example.evidence)
        )
    if not is_quantized(repo.name) and repo.org not in makers() and (titled := title_base(card.text)):
        candidates.append(Parent(titled[0], repo.relation, Origin.CARD_TEXT, 0.7, titled[1]))
    return candidates


def _of_the_line(repo: _Repo, parent: str) -> bool:
    """Whether a model is a sister of the repo, which is not known to be a merge."""
    return parent.lower().startswith(f"{repo.org}/") and MERGE_TAGS.isdisjoint(repo.tags)


def _with_peft(card: Card) -> bool:
    """Whether the trainer wrote PEFT among the versions that it used."""
    return bool(_PEFT.search(card.text))


def _same_name(repo: _Repo, card: Card) -> Iterator[Parent]:
    """The original of a converted repo, where the card links to a repo of the same name elsewhere."""
    if not is_quantized(repo.name):
        return
    original = key(stem(repo.name))
    for link in _LINK.finditer(card.text):
        if key(link[1]) == original and not is_quantized(link[1]) and repo_id(link[1]):
            yield Parent(
                link[1], Relation.QUANTIZED, Origin.CARD_TEXT, 0.94, f"a link of the same name: {link[1]}"
            )
            return


def _named_in(card: Card, repo: _Repo) -> FromName | None:
    """The original that a converted repo's name tells of, where its card calls the model so."""
    found = of_quantized(repo.repo_id)
    if not found or not re.search(
        rf"(?<![\w./-]){re.escape(found.parent)}(?![\w/]|[.-]\w)", card.text, re.IGNORECASE
    ):
        return None
    return replace(found, confidence=0.8)


def _in_name(parent: str, name: str) -> bool:
    """Whether the repo's own name repeats the parent's ("phi-2" in "phi-2-openvino-8bit")."""
    inner = key(parent)
    return len(inner) > 3 and inner in key(name) and inner != key(name)


def _decided(repo: _Repo, candidates: list[Parent], card: Card | None) -> tuple[Parent, ...]:
    """The parents to claim: all of a merge, else the surest, raised where independent evidence agrees."""
    usable = _usable(repo, candidates)
    if is_quantized(repo.name):
        # An author's own conversion names no original: what the card says was made, and converted at once.
        stated = [c for c in usable if c.origin is not Origin.NAME and c.confidence >= FLOOR]
        usable = _of_the_original(repo, usable) or stated or usable
        original = key(stem(repo.name))
        usable = [c for c in usable if "/" in c.parent and key(c.parent) == original] or usable
    surest = max(usable, key=lambda c: c.confidence, default=None)
    if surest is None or surest.confidence < FLOOR:
        return ()
    merges: dict[str, Parent] = {}
    for claim in usable:
        if claim.relation is Relation.MERGE and claim.confidence >= surest.confidence - 0.02:
            merges.setdefault(claim.parent.lower(), claim)  # as sure, and it says more
    if len(merges) > 1:
        return tuple(merges.values())
    if surest.relation is Relation.MERGE:
        surest = replace(surest, relation=repo.relation)
    return (_resolved(repo, surest, usable, card),)


def _usable(repo: _Repo, candidates: list[Parent]) -> list[Parent]:
    """The claims that are of another model than the repo itself, its data and what was made from it."""
    own = repo.repo_id.lower()
    return [
        c
        for c in candidates
        if c.parent.lower() != own
        and c.parent.lower() not in repo.datasets
        and not ("/" not in c.parent and _of_itself(c.parent, repo))
        and not (_BASE_NAME.search(repo.name) and c.parent.lower().startswith(f"{repo.org}/"))
        and not (is_quantized(c.parent) and key(stem(c.parent)) == key(repo.name))  # made from it
    ]


def _of_itself(name: str, repo: _Repo) -> bool:
    """A card names itself, and a maker's card its own line ("the instruct version of Gemma")."""
    if key(name) == key(repo.name):
        return True
    return repo.org in makers() and not any(c.isdigit() for c in name) and key(name) in key(repo.name)


def _of_the_original(repo: _Repo, candidates: list[Parent]) -> list[Parent]:
    """The claims of a converted repo that are of the original, by what is written of it.

    It repeats the original's card; the other parents that this states are the grandparents.
    """
    original = key(stem(repo.name))
    sure = 0.7 if is_quantized(repo.name) else 0.94
    return [
        c
        for c in candidates
        if c.origin is not Origin.NAME
        and ((c.relation is Relation.QUANTIZED and c.confidence >= sure) or key(c.parent) == original)
    ]


def _with_owner(repo: _Repo, name: str) -> str:
    """A maker's card names its own models without itself ("finetuned from Granite-4.1-8B-Base")."""
    family = parse(name).family
    if repo.org in makers() and family and family == parse(repo.name).family and " " not in name:
        return f"{repo.repo_id.rpartition('/')[0]}/{name}"
    return name


def _written(card: Card, repo: _Repo, name: str) -> str | None:
    """The repo id that the card writes somewhere for a name."""
    if len(name) < 4 or " " in name:
        return None
    pattern = re.compile(rf"(?<![\w./-])[\w.-]{{1,96}}/{re.escape(name)}(?![\w/-])", re.IGNORECASE)
    for text in (card.text, *(block for _, block in card.code)):
        for found in pattern.finditer(text):
            if (parent := repo_id(found[0])) and parent.lower() != repo.repo_id.lower():
                return parent
    return None


def _resolved(repo: _Repo, surest: Parent, usable: list[Parent], card: Card | None) -> Parent:
    """The surest claim, its name replaced by the repo id that other evidence gives it."""
    alike = [c for c in usable if key(c.parent) == key(surest.parent)]
    same = [c for c in alike if c.origin is not surest.origin]
    # Who names a trainer's copy of a model, beside the model itself, trained the copy.
    copies = (c.parent for c in alike if c.confidence >= 0.7 and c.parent.lower().startswith("unsloth/"))
    parent = next(copies, surest.parent)
    if "/" not in parent:
        named = next((c.parent for c in alike if "/" in c.parent), None)
        parent = named or (card and _written(card, repo, parent)) or _with_owner(repo, parent)
    confidence = min(0.97, surest.confidence + (0.02 if same else 0.0))
    relation = surest.relation
    if is_quantized(repo.name) and relation is Relation.FINETUNE and key(parent) == key(stem(repo.name)):
        relation = Relation.QUANTIZED
    return replace(surest, parent=parent, confidence=round(confidence, 3), relation=relation)
