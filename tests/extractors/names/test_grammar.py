"""Names of models: what folds together, what stays apart, and any text at all."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.names.grammar import MAX_NAME, fold, parse, tokens

ONE_MODEL = [
    (
        "Llama 3.1",
        "Meta-Llama-3.1-8B-Instruct",
        "llama3.1:8b",
        "meta-llama/Llama-3.1-70B",
        "Llama-3.1-8B-Instruct-Q4_K_M-GGUF",
    ),
    (
        "Qwen2.5",
        "Qwen/Qwen2.5-7B-Instruct",
        "qwen2.5:7b-instruct-q4_K_M",
        "Qwen2.5-14B-Instruct-GPTQ-Int4",
        "Qwen2.5-14B-Instruct-1M",
    ),
    ("Qwen2.5-VL", "Qwen2.5-VL-7B-Instruct", "Qwen 2.5 VL 72B"),
    ("Qwen3", "Qwen3-30B-A3B", "Qwen3-235B-A22B-Instruct-2507", "Qwen3-8B-Base"),
    ("Llama 2", "llama2", "Llama-2-7b-chat-hf", "Llama-2-70B"),
    ("DeepSeek-V3", "deepseek-ai/DeepSeek-V3-Base", "DeepSeek-V3-0324", "DeepSeek V3"),
    ("DeepSeek-R1", "DeepSeek-R1-0528", "deepseek-r1"),
    ("Phi-3", "Phi-3-mini-4k-instruct", "microsoft/Phi-3-medium-128k-instruct"),
    ("Mistral-7B", "Mistral-7B-Instruct-v0.2", "Mistral-7B-v0.1-AWQ"),
    ("Mixtral-8x7B", "Mixtral-8x7B-Instruct-v0.1"),
    ("gemma-3n", "gemma-3n-E4B-it"),
    ("GLM-4", "glm-4-9b-chat", "THUDM/glm-4-9b-chat-1m"),
    ("Qwen", "Qwen-1_8B-Chat", "Qwen-72B"),
    ("GPT-2", "gpt2", "gpt2-medium"),
]

APART = [
    ("Qwen2", "Qwen2.5", "Qwen2.5-VL", "Qwen2.5-Coder", "Qwen2-VL", "Qwen3", "Qwen3-Coder", "Qwen3.5"),
    ("Llama-2", "Llama-3", "Llama-3.1", "Llama-4", "CodeLlama", "TinyLlama"),
    ("DeepSeek-V2", "DeepSeek-V2.5", "DeepSeek-V3", "DeepSeek-V3.1", "DeepSeek-R1", "DeepSeek-Coder-V2"),
    ("phi-1", "phi-1.5", "phi-2", "phi-3", "phi-3.5", "phi-4"),
    ("Mixtral-8x7B", "Mixtral-8x22B", "Mistral-7B", "Mistral-Small", "Mistral-Large", "Mistral-Nemo"),
    ("gpt-3.5-turbo", "gpt-4", "gpt-4o", "gpt-4o-mini", "gpt-4.1", "gpt-oss-20b"),
    ("gemma-2-9b", "gemma-3-4b", "gemma-3n-E4B", "codegemma-7b"),
    ("GLM-4", "GLM-4.5", "GLM-4.5-Air", "GLM-4.5V", "ChatGLM2-6B", "ChatGLM3-6B"),
    ("o1", "o3", "o3-mini"),
    ("InternLM", "InternLM2", "InternLM2.5", "InternVL2"),
    ("Llama-2-7b", "Llama-2-7b-DPO", "Llama-2-7b-LoRA", "Llama-2-7b-abliterated"),
    ("Yi-34B", "Yi-1.5-34B"),
]


@pytest.mark.parametrize("names", ONE_MODEL)
def test_names_of_one_model_fold_to_one_key(names: tuple[str, ...]) -> None:
    assert len({fold(name) for name in names}) == 1


@pytest.mark.parametrize("names", APART)
def test_different_models_stay_apart(names: tuple[str, ...]) -> None:
    assert len({fold(name) for name in names}) == len(names)


def test_a_name_is_taken_apart() -> None:
    name = parse("Qwen/Qwen2.5-Coder-7B-Instruct-GPTQ-Int4")
    assert (name.org, name.family, name.version, name.words) == ("qwen", "qwen", "2.5", ("coder",))
    assert (name.sizes, name.variants, name.formats) == (("7b",), ("instruct",), ("gptq", "int4"))
    assert name.parameters == 7_000_000_000


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("pythia-410m", 410_000_000),
        ("Qwen-1_8B", 1_800_000_000),
        ("Qwen3-30B-A3B", 30_000_000_000),
        ("Mixtral-8x7B", None),
        ("gpt2", None),
        ("Kimi-K2-1T", 10**12),
    ],
)
def test_the_size_that_a_name_states(name: str, parameters: int | None) -> None:
    assert parse(name).parameters == parameters


@given(st.text(max_size=400))
def test_any_text_folds_and_folding_again_changes_nothing(text: str) -> None:
    once = fold(text)
    assert isinstance(once, str)
    assert len(once) <= 2 * MAX_NAME + 64
    assert fold(text) == once
    assert fold(text.upper()[:MAX_NAME]) == fold(text.upper()[:MAX_NAME].strip())


WORDS = st.sampled_from(
    ["llama", "Qwen", "2.5", "3", "7B", "70b", "instruct", "chat", "vl", "coder", "gguf", "awq", "dpo", "v2"]
)


@given(st.lists(WORDS, min_size=1, max_size=7), st.sampled_from("- _"))
def test_folding_a_key_gives_the_key(words: list[str], separator: str) -> None:
    key = fold(separator.join(words))
    assert fold(key) == fold(fold(key))


@pytest.mark.parametrize("piece", ["a", "1", "-", "7b-", "q4_", "v1.", "a1", "文", "\u0130"])
def test_a_name_of_a_million_characters_costs_no_more_than_a_short_one(piece: str) -> None:
    started = time.perf_counter()
    fold(piece * 1_000_000)
    tokens(piece * 1_000_000)
    assert time.perf_counter() - started < 0.5
