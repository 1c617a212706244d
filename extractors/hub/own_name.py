"""What a repo's own name says of its parent: "phi-2-openvino-8bit", "Llama-3.2-3b-lora_model", "X-GGUF"."""

import re
from dataclasses import dataclass

from extractors.hub.references import base_in_name, key, makers
from extractors.names.grammar import FORMATS, MAX_NAME, METHODS, parse
from extractors.words import Relation

_SUFFIX = re.compile(
    r"[-_. ](?:i1|i?q\d\w{0,8}|gguf|ggml|gptq|awq|exl2|exl3|bnb|mlx|onnx|openvino|ov|marlin|eetq|hqq|aqlm|fp8|fp4|nf4|nvfp4|mxfp4"
    r"|fp16|bf16|int4|int8|w4a16|w8a8|[2-8][-_. ]?bits?|\d(?:\.\d{1,2})?bpw|h\d|imatrix|imat|quantized|quants?|quanto|smashed|turbo"
    r"|(?:float|int)\d{1,2}bit|dynamic|ud|128g|64g|32g|g128|gs128|sym|autoround|torchao|ct2|optimized|unsloth|sharded|4bits?|8bits?)$",
    re.IGNORECASE,
)
_QUANTIZED = re.compile(
    r"[-_.](?:gguf|ggml|gptq|awq|exl2|exl3|bnb|mlx|marlin|eetq|hqq|aqlm|fp8|fp4|nf4|nvfp4|mxfp4|int4|int8|w4a16|w8a8|onnx|openvino|ov"
    r"|[2-8][-_]?bits?|\d(?:\.\d{1,2})?bpw|quantized|quanto|smashed|autoround|torchao|ct2|q\d(?:_\w{1,3}){0,2})(?:[-_.]|$)",
    re.IGNORECASE,
)
_ABLITERATED = re.compile(r"[-_](?:abliterated(?:[-_]v\d)?|heretic|derestricted|ortho(?:gonalized)?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FromName:
    """The parent that a name tells of, a repo id or a name, with how sure the habit makes it."""

    parent: str
    relation: Relation
    confidence: float
    evidence: str


def is_quantized(name: str) -> bool:
    """Whether the name says that the weights are another's in a smaller format."""
    return bool(_QUANTIZED.search(name[:MAX_NAME]))


def stem(name: str) -> str:
    """The name without the words for formats at its end ("X-7B-GGUF" -> "X-7B")."""
    name = name[:MAX_NAME]
    for _ in range(8):
        found = _SUFFIX.search(name)
        if not found or found.start() < 2:
            break
        name = name[: found.start()]
    return name


def from_own_name(repo: str) -> FromName | None:
    """The parent that the repo's own name tells of, or None.

    Of a well-known base in the name: "Euclid-Phi2-Merged". Of a format at its end: "X-GGUF" is of "X", whose
    organisation is known only where the name has it ("org_-_X-gguf") or the maker converts its own.
    """
    org, _, name = repo[: 2 * MAX_NAME].rpartition("/")
    bare = stem(name)
    quantized = is_quantized(name)
    relation = _relation(name)
    if quantized and (owner := _owner_in_name(bare)):
        return FromName(owner, relation, 0.9, f"the name: {name}")
    base = base_in_name(bare)
    if base and key(base[0]) == key(bare):
        if base[0].partition("/")[0].lower() == org.lower() and not quantized:
            return None
        return FromName(base[0], relation, 0.85 if quantized else 0.7, f"the name: {name}")
    if quantized and bare != name and len(bare) > 3 and any(c.isalpha() for c in bare):
        parent = f"{org}/{bare}" if org.lower() in makers() else bare
        return FromName(parent, Relation.QUANTIZED, 0.8, f"the name: {name}")
    if found := _ABLITERATED.search(name):
        plain = name[: found.start()]
        exact = base_in_name(plain)
        parent = exact[0] if exact and key(exact[0]) == key(plain) else plain
        return FromName(parent, Relation.FINETUNE, 0.8, f"the name: {name}")
    if base and org.lower() not in makers() and _tells(base[1]):
        return FromName(base[0], relation, 0.6, f"the name: {name}")
    return None


def _tells(words: str) -> bool:
    """Whether the words name a base so that others use them in the names of what they derive from it."""
    return any(c.isdigit() for c in words) and not words.startswith(("bert", "t5", "whisper", "wav2vec", "clip", "vit", "opus"))


def _owner_in_name(name: str) -> str | None:
    """`author_-_name` and `author__name`, as some converters write the source."""
    for mark in ("_-_", "__"):
        owner, found, rest = name.partition(mark)
        if found and owner and rest and "/" not in rest:
            return f"{owner}/{rest}"
    return None


def _relation(name: str) -> Relation:
    parsed = parse(name)
    if is_quantized(name):
        return Relation.QUANTIZED
    if {"lora", "qlora", "dora", "adapter", "adapters", "peft"} & set(parsed.methods):
        return Relation.ADAPTER
    if {"merge", "merged", "slerp", "ties", "dare"} & set(parsed.methods) and not FORMATS & METHODS:
        return Relation.FINETUNE
    return Relation.FINETUNE
