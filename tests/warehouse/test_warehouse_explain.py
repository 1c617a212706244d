"""Where a model or repo comes from, by any of its names."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

from pathlib import Path
from typing import Any

import pytest
from warehouse_world import MODELS, Home, catalogue, record

from extractors.errors import ConfigurationError
from warehouse.explain import explain

EXTRA: list[dict[str, Any]] = [
    {"id": "chinese-vicuna", "name": "Chinese-Vicuna", "org": "openbuddy",
     "parents": [{"id": "vicuna", "relation": "adapter", "note": "LoRA on Vicuna"}, {"id": "lora", "relation": "technique"}]},
    {"id": "alias-model", "name": "Proper Name", "aliases": ["小名", "Nick-7B"], "repos": ["some/where"]},
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(tmp_path_factory.mktemp("explain"))
    home.catalogue = catalogue([*MODELS, *EXTRA])
    home.land_page(
        record("lmsys/vicuna-7b-v1.5", "meta-llama/Llama-2-7b"), record("a/tune", "lmsys/vicuna-7b-v1.5"),
        record("b/quant", "a/tune", relation="quantized"), record("ring/a", "ring/b", relation="merge"),
        record("ring/b", "ring/a", relation="merge"), record("evil/x\u200b", "a/tune"),
    )  # fmt: skip
    home.load()
    return home.path


def test_a_models_tree(path: Path) -> None:
    assert explain(path, "vicuna") == (
        "Vicuna 小羊驼 [vicuna]\n"
        "  model · LMSYS, US · 2023-03-30 · quadrant llama · Apache-2.0 · open\n"
        "  known from: curated, https://example.org/source\n"
        "\n"
        "Made from\n"
        "  └─ finetune of LLaMA [llama]  (curated, 1.00)\n"
        "     https://example.org/source\n"
        "\n"
        "Made from it\n"
        "  └─ adapter: Chinese-Vicuna [chinese-vicuna]  (curated, 1.00)\n"
        "     LoRA on Vicuna — https://example.org/source\n"
        "\n"
        "Also claimed, but not followed\n"
        "  finetune of Llama 2 [llama-2]  (hub_tag, 0.99): a stronger source says otherwise\n"
        "    lmsys/vicuna-7b-v1.5: base_model:finetune:meta-llama/Llama-2-7b — https://huggingface.co/lmsys/vicuna-7b-v1.5\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("VICUNA", "Vicuna 小羊驼 [vicuna]"), ("小羊驼", "Vicuna 小羊驼 [vicuna]"), ("  llama 3.1 ", "Llama 3.1 [llama-3.1]"),
        ("llama3.1:8b", "Llama 3.1 [llama-3.1]"), ("小名", "Proper Name [alias-model]"), ("nick-7b", "Proper Name [alias-model]"),
        ("some/where", "Proper Name [alias-model]"), ("meta-llama/llama-2-7B", "Llama 2 [llama-2]"), ("A/TUNE", "a/tune"),
        ("lmsys/vicuna-7b-v1.5", "lmsys/vicuna-7b-v1.5"),
    ],
)  # fmt: skip
def test_any_name_in_any_case(path: Path, name: str, found: str) -> None:
    head = explain(path, name).splitlines()[0]
    if name == "meta-llama/llama-2-7B":  # named as a parent, never seen itself
        assert head in {found, "meta-llama/Llama-2-7b"}
    else:
        assert head == found


def test_a_repos_tree(path: Path) -> None:
    text = explain(path, "a/tune")
    assert "Hub repo · of no model on the map" in text
    assert "└─ finetune of lmsys/vicuna-7b-v1.5  (hub_tag, 0.99)" in text
    assert "   └─ finetune of meta-llama/Llama-2-7b  (hub_tag, 0.99)" in text
    assert "quantized: b/quant" in text


def test_a_cycle_ends(path: Path) -> None:
    text = explain(path, "ring/a")
    assert text.count("a cycle, not followed") == 2


def test_a_parent_that_was_never_seen(path: Path) -> None:
    assert "has not been seen" in explain(path, "meta-llama/llama-2-7b") or "Llama 2" in explain(
        path, "meta-llama/llama-2-7b"
    )


@pytest.mark.parametrize(
    ("name", "hint"),
    [("vicunia", "Vicuna"), ("Lama", "LLaMA"), ("qqqqqqq", "modelmap sql"), ("", "modelmap sql")],
)
def test_an_unknown_name_gets_a_hint(path: Path, name: str, hint: str) -> None:
    with pytest.raises(ConfigurationError, match=hint):
        explain(path, name)


def test_long_chains_and_wide_families_are_bounded(home: Home) -> None:
    chain = [record(f"c/{n:04}", f"c/{n + 1:04}") for n in range(1500)]
    home.land_page(*chain, *(record(f"w/{n:04}", "c/0000") for n in range(1500)))
    home.load()
    text = explain(home.path, "c/0000")
    assert text.count("and more") == 2
    assert text.count("goes on") == 1
    assert len(text) < 200_000
