"""Parents in a card's code: training configurations, and the repos that its examples load."""

import re
from dataclasses import dataclass

from extractors.hub.references import known_base, repo_id

MAX_PARENTS = 64
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
_BASE_VARIABLE = re.compile(
    r"(?:^|[^\w])(base_?model\w{0,30}|(?:pretrained_)?model_name_or_path|base(?:_?(?:id|path|name|repo|checkpoint|ckpt))?|pipeline_base)"
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
_OPTION = re.compile(
    r"--(?:base[-_]model|(?:pretrained[-_])?model[-_]name[-_]or[-_]path|model)[ =]{1,3}"
    r"[\"']?([\w.-]{1,96}/[\w.-]{1,96})"
)
_TRAINS = re.compile(r"train|lora|finetune|fine-tune|\bsft\b|\bdpo\b", re.IGNORECASE)
_NOT_THE_MODEL = re.compile(
    r"vae|tokenizer|scheduler|processor|feature|dataset|lora|controlnet|encoder|motion|vocoder|peftmodel|peftconfig",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """A repo that an example loads; `as_base` where the code calls it the base."""

    parent: str
    as_base: bool
    tokenizer: bool
    evidence: str


def training_bases(code: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    """(parent, evidence) of the base that a training configuration (Axolotl, LLaMA-Factory) names."""
    found = []
    for _, block in code:
        names = {"base model"}
        if "merge_method" not in block and any(word in block for word in _TRAINING_WORDS):
            names |= {"base_model", "model_name_or_path"}
        elif "ase model" not in block:
            continue
        for line in block.split("\n")[:400]:
            name, colon, value = line.partition(":")
            if colon and name.strip().lower() in names:
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
                adapted = "PeftModel.from_pretrained(" in block and not tokenizer
                found.append(
                    Loaded(repo, as_base=adapted, tokenizer=tokenizer, evidence=match[0].strip()[:200])
                )
        if "--" in block and _TRAINS.search(block):
            found += [
                Loaded(repo, as_base=True, tokenizer=False, evidence=match[0].strip()[:200])
                for match in _OPTION.finditer(block)
                if (repo := repo_id(match[1])) and _TRAINS.search(_command(block, match.start()))
            ]
        found += [
            Loaded(repo, as_base=False, tokenizer=False, evidence=match[0].strip()[:200])
            for match in _ASSIGNED.finditer(block)
            if (repo := repo_id(match[1]))
        ]
    return found[:MAX_PARENTS]


def _command(block: str, at: int) -> str:
    """The command around an option, with the lines that it goes on over."""
    begin = at
    while begin > 0 and at - begin < 2_000:
        line = block.rfind("\n", 0, begin)
        if line < 0 or not block[max(0, line - 2) : line].rstrip().endswith("\\"):
            return block[line + 1 : at + 200]
        begin = line
    return block[begin : at + 200]


def names(code: tuple[tuple[str, str], ...], repo: str) -> bool:
    """Whether the card's code has the repo, lower case, as a string."""
    return any(f'"{repo}"' in lower or f"'{repo}'" in lower for lower in (block.lower() for _, block in code))
