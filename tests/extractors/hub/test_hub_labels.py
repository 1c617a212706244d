"""Parents behind labels, in lists and in tables of two columns."""

import pytest
from stated import parents

MODEL = "[rook-13b](https://huggingface.co/acme/rook-13b)"


@pytest.mark.parametrize(
    ("label", "relation"),
    [
        ("Foundation model", "finetune"),
        ("Starting checkpoint", "finetune"),
        ("Underlying model", "finetune"),
        ("Source weights", "finetune"),
        ("Base Model (HF)", "finetune"),
        ("base_model", "finetune"),
        ("Initialization", "finetune"),
        ("Parent", "finetune"),
        ("Student", "finetune"),
        ("LLM", "finetune"),
        ("Quantized from", "quantized"),
        ("Adapter for", "adapter"),
        ("Distilled from", "distilled"),
    ],
)
@pytest.mark.parametrize(
    "shape",
    ["- **{label}:** {model}\n- **Licence:** MIT", "| Property | Value |\n|---|---|\n| {label} | {model} |"],
    ids=["list", "table"],
)
def test_a_parent_behind_a_label(label: str, relation: str, shape: str) -> None:
    card = f"# Kestrel\n\n{shape.format(label=label, model=MODEL)}"
    assert parents(card) == [("acme/rook-13b", relation)]


@pytest.mark.parametrize(
    "line",
    [
        f"- **Compared model:** {MODEL}",
        f"- **Teacher:** {MODEL}",
        f"- **Compatible base models:** {MODEL}",
        f"- **Init:** random, not {MODEL}",
        f"| Base | {MODEL} | 61.5 |",
        "- **Backbone:** Transformer with 12 layers",
        "- **Language model:** English",
    ],
)
def test_a_label_of_something_else_gives_none(line: str) -> None:
    assert parents(f"# Kestrel\n\n{line}") == []
