"""The catalogue's names as the text extractor gets them."""

import pytest
from warehouse_world import MODELS, catalogue

from warehouse.names import known_names

NAMES = known_names(
    catalogue([
        *MODELS,
        {"id": "chatgpt", "name": "ChatGPT", "kind": "product", "aliases": ["Qwen2.5 chat", "Falcon"]},
    ])
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We compare llama 3.1 with Qwen-2.5.", [("llama-3.1", "model"), ("qwen2.5", "model")]),
        ("小羊驼是开源的", [("vicuna", "model")]),
        ("trained with LoRA in TRL", [("lora", "technique"), ("trl", "framework")]),
        ("see Qwen/Qwen2.5-7B", [("qwen2.5", "model")]),
        ("阿里巴巴 and TII", [("alibaba", "org"), ("tii", "org")]),
        ("ChatGPT is a product", [("chatgpt", "other")]),
        ("Falcon is the model, whoever else is called so", [("falcon", "model")]),
        ("nothing known here", []),
    ],
)
def test_names_are_found(text: str, found: list[tuple[str, str]]) -> None:
    assert [(mention.known.model_id, mention.known.kind) for mention in NAMES.find(text)] == found
