"""Synthetic Hub pages: seeded, about 900 bytes a record, half declaring a parent, with cycles and junk."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import orjson

from extractors.landing import Landing

PAGE = 1_000
_LATEST = datetime(2026, 11, 1, tzinfo=UTC)
_EARLIEST = datetime(2022, 3, 2, tzinfo=UTC)
_BASES = (
    "Qwen/Qwen2.5-7B-Instruct",
    "Qwen/Qwen2.5-0.5B",
    "Qwen/Qwen3-8B",
    "Qwen/Qwen3-0.6B",
    "meta-llama/Llama-3.1-8B",
    "meta-llama/Llama-3.1-8B-Instruct",
    "meta-llama/Llama-3.2-1B",
    "meta-llama/Llama-2-7b-hf",
    "microsoft/phi-2",
    "mistralai/Mistral-7B-v0.1",
    "mistralai/Mistral-7B-Instruct-v0.2",
    "google/gemma-2-2b-it",
    "google/gemma-3-4b-it",
    "microsoft/Phi-3-mini-4k-instruct",
    "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B",
    "google-bert/bert-base-uncased",
    "TinyLlama/TinyLlama-1.1B-Chat-v1.0",
    "distilbert-base-uncased",
    "FacebookAI/xlm-roberta-base",
    "openai/whisper-small",
    "stabilityai/stable-diffusion-xl-base-1.0",
    "black-forest-labs/FLUX.1-dev",
    "HuggingFaceTB/SmolLM2-135M",
    "unsloth/Llama-3.2-3B-Instruct",
)
_RELATIONS = ("finetune", "adapter", "quantized", "merge")
_SHARES = (45, 78, 97, 100)
_LIBRARIES = ("transformers", "peft", "diffusers", "gguf", "sentence-transformers", None)
_TASKS = ("text-generation", "text-classification", "text-to-image", "reinforcement-learning", None)
_LICENCES = ("apache-2.0", "mit", "llama3.1", "other", "cc-by-nc-4.0", "openrail", "gemma", None)
_WORDS = (
    "poet",
    "coder",
    "chat",
    "math",
    "legal",
    "med",
    "story",
    "vision",
    "reward",
    "judge",
    "tiny",
    "gguf",
    "awq",
    "sft",
    "dpo",
    "grpo",
)
_STEMS = (
    "run",
    "checkpoint",
    "finetuned-model",
    "ppo-LunarLander-v2",
    "my-awesome-model",
    "SFT",
    "sentiment",
    "exp",
)
_LANGUAGES = ("en", "zh", "de", "fr", "ja", "ko", "multilingual", "code")
_NEWS = (
    (
        "Introducing Verse-{}-8B",
        "Today we release Verse-{}-8B, an open-weight model fine-tuned from Qwen3-8B under Apache 2.0.",
    ),
    ("Quarterly results", "Revenue grew by four per cent. Questions were taken at the end."),
    ("How we cut our latency", "Caching helps. We measured each step, and moved what was slow."),
)


def name(number: int) -> str:
    """The repo id of a number, always the same."""
    mixed = (number * 2654435761) & 0xFFFFFFFF
    # One in ten says in its name what it was made from, as the Hub's do; the others say nothing.
    stem = _BASES[mixed % len(_BASES)].rpartition("/")[2] if number % 10 == 0 else _STEMS[mixed % len(_STEMS)]
    return f"user{mixed % 90_001}/{stem}-{_WORDS[mixed % 16]}-{number}"


@cache
def _shapes() -> tuple[dict[str, object], ...]:
    """What records share: libraries, tasks, licences, cards, configs. Making them anew each time is slow."""
    rng = random.Random(7)
    return tuple(_shape(rng) for _ in range(4_000))


def _shape(rng: random.Random) -> dict[str, object]:
    library, task, licence = rng.choice(_LIBRARIES), rng.choice(_TASKS), rng.choice(_LICENCES)
    languages = rng.sample(_LANGUAGES, rng.choice((0, 1, 1, 2)))
    tags = [tag for tag in (library, "safetensors", task, "generated_from_trainer") if tag]
    tags += [f"license:{licence}"] if licence else []
    paper = f"arxiv:{rng.randrange(1700, 2611)}.{rng.randrange(20_000):05}"
    card = {"tags": ["generated_from_trainer", "trl", rng.choice(_WORDS)], "model_name": rng.choice(_STEMS)}
    card |= {"license": licence} if licence else {}
    card |= {"language": languages} if languages else {}
    config = {"architectures": ["Qwen2ForCausalLM"], "model_type": "qwen2"}
    return {
        "private": False,
        "gated": rng.choice((False, False, False, False, "auto", "manual")),
        "disabled": False,
        "trendingScore": 0,
        "tags": [*tags, *languages, "endpoints_compatible", "region:us", paper],
        "cardData": card,
        "config": config
        | {"tokenizer_config": {"bos_token": "<s>", "eos_token": "</s>", "pad_token": "<pad>"}},
        "safetensors": {
            "parameters": {"BF16": rng.randrange(10**6, 10**10)},
            "total": rng.randrange(10**6, 10**10),
        },
        **({"library_name": library} if library else {}),
        **({"pipeline_tag": task} if task else {}),
    }


def record(number: int, total: int, rng: random.Random) -> dict[str, object]:
    """One record as the listings give it with `expand`; `total` is how many there will be."""
    shapes = _shapes()
    whole = dict(shapes[int(rng.random() * len(shapes))])
    created = _EARLIEST + (_LATEST - _EARLIEST) * (number / total)
    own = name(number)
    whole |= {
        "_id": f"{number:024x}",
        "id": own if rng.random() > 0.0002 else rng.choice((None, "", 7, "a/b/c", "über alles")),
        "author": own.partition("/")[0],
        "sha": f"{rng.getrandbits(160):040x}",
        "createdAt": f"{created:%Y-%m-%dT%H:%M:%S}.000Z",
        "lastModified": f"{created + timedelta(days=rng.random() * 30):%Y-%m-%dT%H:%M:%S}.000Z",
        "downloads": int(rng.paretovariate(0.7)) - 1,
        "likes": min(int(rng.paretovariate(1.1)) - 1, 5_000),
    }
    if parent := _parent(number, total, rng):
        chance = rng.random() * 100
        relation = next(word for word, share in zip(_RELATIONS, _SHARES, strict=True) if chance < share)
        parents = [parent] + [_parent(number, total, rng) or _BASES[0]] * (relation == "merge")
        tags = [f"base_model:{one}" for one in parents] + [f"base_model:{relation}:{one}" for one in parents]
        whole["tags"] = [*whole["tags"], *tags]  # type: ignore[misc]  # a list, as made above
        whole["cardData"] = {**whole["cardData"], "base_model": parents}  # type: ignore[dict-item]  # a dict
    return whole


def _parent(number: int, total: int, rng: random.Random) -> str | None:
    """A known base, an earlier repo, now and then a later one (which makes cycles), itself, or junk."""
    chance = rng.random()
    if chance > 0.53:
        return None
    if chance > 0.24:
        return _BASES[min(int(rng.paretovariate(0.9)) - 1, len(_BASES) - 1)]
    if chance > 0.002:
        return name(int(number * rng.random() ** 0.5) if number else 1)
    if chance > 0.001:
        return name(rng.randrange(total))
    address = "https://huggingface.co/Qwen/Qwen3-8B/tree/main"
    return rng.choice((name(number), "./output/checkpoint-500", address, "qwen/qwen3-8b", "none"))


def pages(first: int, number: int, total: int) -> Iterator[bytes]:
    """Pages of records `first` to `first + number`; a page's bytes depend on its place and `total` alone."""
    for start in range(first, first + number, PAGE):
        rng = random.Random(f"{start} of {total}")
        stop = min(start + PAGE, first + number)
        yield orjson.dumps([record(one, total, rng) for one in range(start, stop)])


def land(
    root: Path, first: int, number: int, *, total: int | None = None, source_id: str = "hub:backfill"
) -> Landing:
    """Land pages as a poll would have, each a second after the one before."""
    landing = Landing(root)
    for page, body in enumerate(pages(first, number, total or number), first // PAGE):
        landing.keep(
            source_id,
            body,
            url=f"https://huggingface.co/api/models?cursor={page}",
            media_type="application/json",
            fetched_at=_LATEST + timedelta(seconds=page),
            watermark=f"page {page}",
        )
    return landing


def texts(number: int) -> Iterator[bytes]:
    """News items as `extract text` takes them: one in three announces a release."""
    rng = random.Random(number)
    filler = "The weights are on the Hub and the code is on GitHub. We thank our partners. " * 12
    for one in range(number):
        title, text = (part.format(one) for part in rng.choice(_NEWS))
        yield orjson.dumps({"id": str(one), "title": title, "text": f"{text} {filler}", "lang": "en"}) + b"\n"
