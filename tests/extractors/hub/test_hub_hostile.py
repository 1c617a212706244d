"""Cards made to harm: bounded time per record, whatever a stranger wrote."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.hub.infer import infer
from extractors.names.known import KnownName, KnownNames

NAMES = KnownNames.build([KnownName("Llama 2", "llama-2", "Llama 2")])
SECONDS = 8.0
"""Far above what a card takes here (under 0.5 s), far below what a quadratic scan of it would."""

BOMBS = [
    "a" * 10_000_000,
    "fine-tuned from " * 600_000,
    "based on " + "a/" * 2_000_000,
    "base model: " + "(" * 2_000_000,
    "[" * 1_000_000 + "](" * 1_000_000,
    "<a href=" * 1_000_000,
    "<!--" * 2_000_000,
    "```\n" * 1_000_000,
    "---\n" + "a: &a [*a,*a]\n" * 200_000 + "\n---\n",
    "---\na: " + "[" * 60_000 + "\n---\nbased on acme/rook-13b",
    "```yaml\nmerge_method: x\nmodels:\n" + "- model: a1/b2\n" * 300_000 + "```",
    "```yaml\nmerge_method: x\nmodels: " + "[" * 50_000 + "\n```",
    "merge of " + "acme/rook-1 and " * 400_000,
    "included in the merge:\n" + "* acme/rook-1\n" * 400_000,
    "| " + "acme/rook-13b | " * 500_000,
    "| based on acme/rook-13b | 1 |\n" * 5_000,
    "基于" * 2_000_000,
    "对 Qwen2.5-7B 进行微调。" * 200_000,
    "llama-" * 1_500_000,
    "https://huggingface.co/" * 400_000,
    "x fine-tuned on " * 600_000,
    "acme/rook-1 as the base " * 400_000,
    "llama 2 as the base " * 400_000,
    "⟦" * 2_000_000,
    "\x00\x01\x02\u202e" * 1_000_000,
    "İ" * 2_000_000,
    "based on the " + "the " * 1_000_000,
    '```python\nm = AutoModel.from_pretrained("' + "a" * 5_000_000 + "\n```",
    "```python\n" + "x." * 2_000_000 + "from_pretrained(\n```",
    "`" * 5_000_000,
    "*_" * 3_000_000,
    "[![Base Model: x](y)](" * 400_000,
    "<td>x</td></tr>" * 600_000,
    "fine-tune (" + "a " * 3_000_000 + ") of",
    " (DPO) of" * 1_000_000,
    "acme/rook-1をファインチューニング" * 300_000,
    "を" * 3_000_000,
    "[./models/x](https://huggingface.co/./models/x) " * 200_000,
    "https://modelscope.cn/models/" * 300_000,
    "[a/b](https://huggingface.co/a/b) was finetuned from " * 150_000,
    "```yaml\nmerge_method: x\n```\nincluded in the merge:\n"
    + "* [a/b1](https://huggingface.co/a/b1)\n" * 200_000,
    "finetuned on the " + "very " * 2_000_000 + "dataset based on acme/rook-13b",
]


@pytest.mark.parametrize("card", BOMBS, ids=range(len(BOMBS)))
def test_a_card_made_to_harm_costs_bounded_time(card: str) -> None:
    started = time.perf_counter()
    infer({"id": "someone/Kestrel", "readme": card[:10_000_000]}, NAMES)
    assert time.perf_counter() - started < SECONDS


@pytest.mark.parametrize("piece", ["a", "-", "7b-", "q4_k_m-", "phi-2-", "a.", "_-_"])
def test_a_name_of_ten_thousand_characters_costs_bounded_time(piece: str) -> None:
    name = (piece * 10_000)[:10_000]
    started = time.perf_counter()
    infer({"id": f"someone/{name}"[:390]}, NAMES)
    infer({"id": f"someone/{name}"}, NAMES)
    infer(
        {"id": "someone/Kestrel", "readme": f"based on {name} and acme/{name}", "tags": [name] * 100}, NAMES
    )
    assert time.perf_counter() - started < SECONDS


PIECES = st.sampled_from(
    [
        "based on ",
        "fine-tuned from ",
        "merge of ",
        "acme/rook-13b",
        "[x](https://huggingface.co/acme/rook-13b)",
        "基于",
        "微调",
        "Qwen2.5-7B",
        "\n",
        "* ",
        "| ",
        "```yaml\n",
        "merge_method: slerp\n",
        "models:\n- model: a1/b2\n",
        "<a href='x'>",
        "---\n",
        "⟦",
        "⟧",
        ".",
    ]
)


@settings(max_examples=300, deadline=2_000)
@given(st.lists(PIECES | st.text(max_size=12), max_size=30).map("".join))
def test_any_card_gives_sound_claims_or_none(card: str) -> None:
    for parent in infer({"id": "someone/Kestrel", "readme": card}, NAMES):
        assert parent.parent
        assert "\n" not in parent.parent
        assert 0.5 <= parent.confidence < 1
        assert parent.evidence
        assert parent.parent.lower() != "someone/kestrel"
