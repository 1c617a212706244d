"""Repos and names as people write them, over the bundled catalogue: which model each is."""

# ruff: noqa: E501  rows of tables read best on one line

from pathlib import Path

import pytest
from warehouse_world import Home, record

from warehouse.catalogue.read import bundled
from warehouse.naming import named
from warehouse.statements import run

REPOS = [
    # repo; model. Some sizes are entries of their own, because they were published later. A copy names its parent.
    ("meta-llama/Llama-3.1-8B-Instruct", "llama-3.1"),
    ("meta-llama/Meta-Llama-3.1-8B-Instruct", "llama-3.1"),
    ("meta-llama/Llama-3.1-405B-Instruct-FP8", "llama-3.1"),
    ("meta-llama/Meta-Llama-3-70B", "llama-3"),
    ("meta-llama/Llama-3.2-1B", "llama-3.2"),
    ("meta-llama/Llama-3.3-70B-Instruct", "llama-3.3"),
    ("meta-llama/Llama-2-13b-chat-hf", "llama-2"),
    ("meta-llama/Llama-4-Scout-17B-16E-Instruct", "llama-4"),
    ("Qwen/Qwen2-7B-Instruct", "qwen2"),
    ("Qwen/Qwen2.5-7B", "qwen2.5"),
    ("Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4", "qwen2.5"),
    ("Qwen/Qwen2.5-VL-7B-Instruct", "qwen2.5-vl"),
    ("Qwen/Qwen2.5-Coder-1.5B-Instruct", "qwen2.5-coder"),
    ("Qwen/Qwen2.5-Coder-32B-Instruct", "qwen2.5-coder-32b"),
    ("Qwen/Qwen2.5-Coder-7B-Instruct-GGUF", "qwen2.5-coder"),
    ("Qwen/Qwen2.5-Math-7B", "qwen2.5-math"),
    ("Qwen/Qwen2-VL-2B-Instruct", "qwen2-vl"),
    ("Qwen/Qwen3-8B", "qwen3"),
    ("Qwen/Qwen3-8B-FP8", "qwen3"),
    ("Qwen/Qwen3-32B-AWQ", "qwen3"),
    ("Qwen/Qwen3-235B-A22B-GPTQ-Int4", "qwen3"),
    ("Qwen/QwQ-32B", "qwq-32b"),
    ("Qwen/QwQ-32B-AWQ", "qwq-32b"),
    ("mistralai/Mistral-7B-Instruct-v0.1", "mistral-7b"),
    ("mistralai/Mistral-7B-Instruct-v0.2", "mistral-7b-v0.2"),
    ("mistralai/Mistral-7B-v0.3", "mistral-7b-v0.3"),
    ("mistralai/Mixtral-8x7B-Instruct-v0.1", "mixtral-8x7b"),
    ("google/gemma-2-27b-it", "gemma-2"),
    ("google/gemma-2-9b-it-GGUF", "gemma-2"),
    ("google/gemma-2-2b-it-GGUF", "gemma-2-2b"),
    ("google/gemma-7b-it", "gemma"),
    ("google/gemma-3-27b-it", "gemma-3"),
    ("google/gemma-3-4b-it-qat-q4_0-gguf", "gemma-3"),
    ("deepseek-ai/DeepSeek-V3", "deepseek-v3"),
    ("deepseek-ai/DeepSeek-V3-Base", "deepseek-v3"),
    ("deepseek-ai/DeepSeek-R1", "deepseek-r1"),
    ("microsoft/Phi-3-mini-4k-instruct", "phi-3"),
    ("microsoft/Phi-3-medium-128k-instruct", "phi-3-medium"),
    ("microsoft/phi-4", "phi-4"),
    ("microsoft/phi-2", "phi-2"),
    ("internlm/internlm2-chat-7b", "internlm2"),
    ("01-ai/Yi-34B", "yi"),
    ("01-ai/Yi-34B-Chat", "yi-34b-chat"),
    ("THUDM/chatglm3-6b-32k", "chatglm3-6b"),
    ("openai/gpt-oss-20b", "gpt-oss"),
    ("openai/gpt-oss-120b", "gpt-oss"),
    ("allenai/OLMo-2-1124-7B-Instruct", "olmo-2"),
    ("zai-org/GLM-4.5-FP8", "glm-4.5"),
    ("moonshotai/Kimi-K2-Instruct", "kimi-k2"),
]  # fmt: skip
COPIES = [
    ("bartowski/Qwen2.5-7B-Instruct-GGUF", "Qwen/Qwen2.5-7B-Instruct", "qwen2.5"),
    ("TheBloke/Mistral-7B-Instruct-v0.2-GPTQ", "mistralai/Mistral-7B-Instruct-v0.2", "mistral-7b-v0.2"),
    ("unsloth/Llama-3.2-1B-Instruct-bnb-4bit", "meta-llama/Llama-3.2-1B-Instruct", "llama-3.2"),
    ("mlx-community/Qwen3-8B-4bit", "Qwen/Qwen3-8B", "qwen3"),
    ("nobody/some-awq-of-phi", "microsoft/phi-4", "phi-4"),
]  # fmt: skip
NAMES = [
    ("Llama 3.1", "llama-3.1"),
    ("Meta-Llama-3.1-8B-Instruct", "llama-3.1"),
    ("llama3.1:8b", "llama-3.1"),
    ("LLaMA", "llama"),
    ("LLaMA-7B", "llama"),
    ("Llama 2 70B Chat", "llama-2"),
    ("Qwen2.5", "qwen2.5"),
    ("qwen2.5:7b", "qwen2.5"),
    ("Qwen2.5-Coder-7B", "qwen2.5-coder"),
    ("Qwen 2.5 VL", "qwen2.5-vl"),
    ("Mixtral 8x7B", "mixtral-8x7b"),
    ("Gemma 2 9B", "gemma-2"),
    ("deepseek-r1:671b", "deepseek-r1"),
    ("DeepSeek-V3-0324", "deepseek-v3-0324"),
    ("Phi-3 mini", "phi-3"),
    ("ChatGLM-6B", "chatglm-6b"),
]  # fmt: skip


@pytest.fixture(scope="module")
def resolved(tmp_path_factory: pytest.TempPathFactory) -> Home:
    home = Home(tmp_path_factory.mktemp("names"))
    home.catalogue = bundled()
    home.land_page(
        *(record(repo) for repo, _ in REPOS),
        *(record(repo, parent, relation="quantized") for repo, parent, _ in COPIES),
    )
    home.load()
    return home


@pytest.fixture(scope="module")
def models(resolved: Home) -> dict[str, str | None]:
    return dict(resolved.ask("SELECT repo_id, model_id FROM repos"))


@pytest.mark.parametrize(("repo", "model"), [*REPOS, *((repo, model) for repo, _, model in COPIES)])
def test_a_repo_is_of_its_model(models: dict[str, str | None], repo: str, model: str) -> None:
    assert models[repo] == model


@pytest.mark.parametrize(("name", "model"), NAMES)
def test_a_name_is_of_its_model(resolved: Home, name: str, model: str) -> None:
    with resolved.open() as con:
        found = run(con, "explain/find", {"name": name, "keys": named(name).keys}).fetchone()
    assert found == ("model", model)


def test_words_of_headlines_are_no_candidates(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.load()
    names = ["Cloud", "Thinking", "Connect 2025", "Zebra 3", "Falcon Nova", "GlimmerLM", "Glimmer"]
    with home.open() as con:
        for number, name in enumerate(names):
            con.execute(
                "INSERT INTO announcements BY NAME SELECT ? AS announcement_id, 'feed:x' AS source_id, ? AS entry_id, 't' AS title,"
                " ? AS name, ? AS name_key, ? AS name_keys, ? AS slug, 'model' AS kind, 'Alibaba' AS org, 0.9 AS confidence,"
                " TIMESTAMPTZ '2025-06-01' AS first_seen_at, TIMESTAMPTZ '2025-06-01' AS last_seen_at, []::VARCHAR[] AS hf_ids",
                [str(number), str(number), name, named(name).key, list(named(name).keys), named(name).slug],
            )
        con.execute("INSERT INTO facts.state VALUES ('stale', '')")
    home.load()
    found = {name for (name,) in home.ask("SELECT name FROM models WHERE origin <> 'curated'")}
    assert found == {"Zebra 3", "GlimmerLM"}
