"""What people write where a repo id should stand: the SQL and the Python agree on it."""

import duckdb
import pytest

from extractors.hub.own_name import from_own_name
from extractors.hub.read import sql
from extractors.hub.references import known_base, repo_id

REFERENCES = [
    ("acme/rook-13b", "acme/rook-13b"),
    (" acme/rook-13b ", "acme/rook-13b"),
    ("'acme/rook-13b'", "acme/rook-13b"),
    ("https://huggingface.co/acme/rook-13b", "acme/rook-13b"),
    ("https://huggingface.co/acme/rook-13b/", "acme/rook-13b"),
    ("http://www.huggingface.co/acme/rook-13b/tree/main", "acme/rook-13b"),
    ("huggingface.co/acme/rook-13b/blob/main/config.json", "acme/rook-13b"),
    ("https://hf.co/acme/rook-13b?library=x", "acme/rook-13b"),
    ("https://hf-mirror.com/acme/rook-13b#files", "acme/rook-13b"),
    ("hf://acme/rook-13b", "acme/rook-13b"),
    ("acme/rook-13b@refs/pr/3", "acme/rook-13b"),
    ("acme/rook-13b:main", "acme/rook-13b"),
    ("acme/rook-13b.git", "acme/rook-13b"),
    ("Acme/ROOK-13B", "Acme/ROOK-13B"),
    ("./models/llama", None),
    ("../rook", None),
    ("/data/models/rook", None),
    ("~/rook", None),
    ("models/llama", None),
    ("results/run-3/checkpoint-500", None),
    ("output/rook", None),
    ("C:\\models\\rook", None),
    ("acme/checkpoint-500", None),
    ("https://huggingface.co/datasets/acme/chats", None),
    ("https://github.com/acme/rook", None),
    ("https://huggingface.co/acme", None),
    ("two words/are no id", None),
    ("a/b/c", None),
    ("x" * 301, None),
    ("12/34", None),
    ("", None),
]


@pytest.mark.parametrize(("reference", "expected"), REFERENCES)
def test_a_reference_is_read_alike_in_python_and_in_sql(reference: str, expected: str | None) -> None:
    assert repo_id(reference) == expected
    con = duckdb.connect()
    con.execute(sql("macros.sql"))
    (found,) = con.execute(
        "SELECT hub_repo_id($1, hub_bare($1)) WHERE len($1) <= 300", [reference]
    ).fetchone() or (None,)
    if found is None or "/" in found:  # a bare name ("gpt2") is a repo id in metadata, not in prose
        assert found == expected


@pytest.mark.parametrize(
    ("name", "repo"),
    [
        ("LLaMA 2 7B", "meta-llama/Llama-2-7b-hf"),
        ("Llama-2-7b-chat", "meta-llama/Llama-2-7b-chat-hf"),
        ("Mistral 7B", "mistralai/Mistral-7B-v0.1"),
        ("phi2", "microsoft/phi-2"),
        ("qwen3 8b", "Qwen/Qwen3-8B"),
        ("gpt2", "openai-community/gpt2"),
        ("Mistral Small 3.2 24B", "mistralai/Mistral-Small-3.2-24B-Instruct-2506"),
        ("Gemma 3 12B", None),  # of its stages none is meant
        ("T5", None),
        ("Kestrel 9B", None),
        ("", None),
    ],
)
def test_a_well_known_base_by_its_name(name: str, repo: str | None) -> None:
    assert known_base(name) == repo


@pytest.mark.parametrize(
    ("repo", "parent", "relation"),
    [
        ("someone/Euclid-Phi2-Merged", "microsoft/phi-2", "finetune"),
        ("someone/phi-2-openvino-8bit", "microsoft/phi-2", "quantized"),
        ("someone/Llama-3.2-3b-lora_model", "meta-llama/Llama-3.2-3B", "adapter"),
        ("quantizer/acme_-_Rook-13B-gguf", "acme/Rook-13B", "quantized"),
        ("mradermacher/Rook-13B-GGUF", "Rook-13B", "quantized"),
        ("bartowski/acme_Rook-13B-GGUF", "acme/Rook-13B", "quantized"),
        ("bartowski/phi_3-poet-GGUF", "phi_3-poet", "quantized"),
        ("DevQuasar/acme.Rook-13B-GGUF", "acme/Rook-13B", "quantized"),
        ("DevQuasar/Qwen2.5-7B-poet-GGUF", "Qwen2.5-7B-poet", "quantized"),
        ("mradermacher/my_rook-13B-GGUF", "my_rook-13B", "quantized"),
        ("mradermacher/Rook-13B-i1-GGUF", "Rook-13B", "quantized"),
        ("someone/Qwen3.8-27B-NVFP4-MTP-GGUF", "Qwen/Qwen3.8-27B", "quantized"),
        ("someone/Qwen3.8-27B-2.4bit-mixed", "Qwen/Qwen3.8-27B", "quantized"),
        ("someone/Qwen3-8B-W8A16", "Qwen/Qwen3-8B", "quantized"),
        ("someone/qwen3-4b-instruct-poet", "Qwen/Qwen3-4B-Instruct-2507", "finetune"),
        ("Qwen/Qwen2.5-7B-Instruct-AWQ", "Qwen/Qwen2.5-7B-Instruct", "quantized"),
        ("someone/Qwen3-8B-abliterated", "Qwen/Qwen3-8B", "finetune"),
        ("huihui-ai/Huihui-Rook-13B-abliterated", "Rook-13B", "finetune"),
        ("google/gemma-7b-it", "google/gemma-7b", "finetune"),
        ("mistralai/Mistral-7B-Instruct-v0.3", "mistralai/Mistral-7B-v0.3", "finetune"),
        ("nvidia/OpenMath2-Llama3.1-8B", "meta-llama/Llama-3.1-8B", "finetune"),
        ("someone/phi-1-5-poet", "microsoft/phi-1_5", "finetune"),
        ("someone/qwen2-5-7b-poet", "Qwen/Qwen2.5-7B", "finetune"),
        ("someone/whisper-small-hi", "openai/whisper-small", "finetune"),
        ("someone/Qwen3-8B-q4f16_1-MLC", "Qwen/Qwen3-8B", "quantized"),
        ("someone/Qwen3-8B-bnb-4bit-legal", "Qwen/Qwen3-8B", "finetune"),
    ],
)
def test_a_parent_in_the_repos_own_name(repo: str, parent: str, relation: str) -> None:
    found = from_own_name(repo)
    assert found is not None
    assert (found.parent, found.relation) == (parent, relation)


@pytest.mark.parametrize(
    "repo",
    [
        "meta-llama/Llama-3.2-1B",
        "google/gemma-2b",
        "Qwen/Qwen2.5-3B",
        "microsoft/phi-4",
        "openai-community/gpt2-xl",
        "deepset/gbert-base",
        "acme/bert-base-klingon",
        "acme/Rook-13B",
        "acme/Rook-13B-Instruct",
        "Rook",
        "",
        "/",
        "a/",
        "tiiuae/Falcon3-10B-Base",
        "google-t5/t5-small",
        "acme/open_llama_like_3b",
        "zai-org/glm-4-9b-chat-hf",
        "someone/Rook-13B-GGUF",  # of another's Rook, or of what he made himself
        "someone/Qwen3-8B-poet-GGUF",
        "someone/Rook-13B-abliterated",
        "someone/Qwen3-8B-poet-heretic",
        "someone/qwen-7b-poet",
        "someone/Phi-4-mini-poet",
        "someone/GLM-4.6-Flash-text",
        "someone/Qwen3-8B-eagle3",
        "someone/gpt2-scratch-10ep",
    ],
)
def test_a_name_that_tells_too_little_gives_none(repo: str) -> None:
    assert from_own_name(repo) is None
