"""A merge has all its parents, however its card lists them."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

import pytest
from stated import NAMES, parents

from extractors.hub.infer import infer
from extractors.words import Relation

MERGES = [
    (
        "## Merge\n\nThe following models were included in the merge:\n* [a/one-7b](https://huggingface.co/a/one-7b)\n* [b/two-7b](https://huggingface.co/b/two-7b)\n\n### Configuration\n",
        {"a/one-7b", "b/two-7b"},
    ),
    (
        "```yaml\nmodels:\n  - model: a/one-7b\n    parameters:\n      weight: 0.3\n  # - model: x/left-out\n  - model: b/two-7b\nmerge_method: dare_ties\nbase_model: c/base-7b\ndtype: bfloat16\n```",
        {"a/one-7b", "b/two-7b", "c/base-7b"},
    ),
    (
        "```yaml\nslices:\n- sources:\n  - model: a/one-7b\n    layer_range: [0, 32]\n  - model: b/two-7b\n    layer_range: [0, 32]\nmerge_method: slerp\nbase_model: a/one-7b\n```",
        {"a/one-7b", "b/two-7b"},
    ),
    (
        "```yaml\nbase_model: a/one-7b\ngate_mode: hidden\nexperts:\n  - source_model: b/two-7b\n    positive_prompts: ['code: yes']\n  - source_model: c/three-7b\n```",
        {"a/one-7b", "b/two-7b", "c/three-7b"},
    ),
    (
        "```yaml\nbase_model:\n  model:\n    path: a/one-7b\nmerge_method: ties\nslices:\n- sources:\n  - layer_range: [0, 22]\n    model:\n      model:\n        path: b/two-7b\n```",
        {"a/one-7b", "b/two-7b"},
    ),
    ("```yaml\nmodels:\n  - model: a/one-7b+z/lora-1\n  - model: ./local/two\nmerge_method: linear\n```", {"a/one-7b", "z/lora-1"}),
    ("Kestrel is a merge of [a/one-7b](https://huggingface.co/a/one-7b) and [b/two-7b](https://huggingface.co/b/two-7b) using SLERP.", {"a/one-7b", "b/two-7b"}),
    (
        "Kestrel is a merge of the following models using [LazyMergekit](https://colab.research.google.com/drive/1):\n* [a/one-7b](https://huggingface.co/a/one-7b)\n* [b/two-7b](https://huggingface.co/b/two-7b)\n\n## Usage",
        {"a/one-7b", "b/two-7b"},
    ),
    (
        "```yaml\nslices:\n- sources:\n  - model: a/one-7b\n  - model: b/two-7b\nmerge_method: slerp\nbase_model: x/unused-7b\n```",
        {"a/one-7b", "b/two-7b"},
    ),
    ("Models used:\n\n- a/one-7b\n- b/two-7b\n- c/three-7b\n\nThanks!", {"a/one-7b", "b/two-7b", "c/three-7b"}),
    ("## Models Merged\n\n| Model | Weight |\n|---|---|\n| [a/one-7b](https://huggingface.co/a/one-7b) | 0.5 |\n| [b/two-7b](https://huggingface.co/b/two-7b) | 0.5 |\n", {"a/one-7b", "b/two-7b"}),
    (
        "### Models and loras used\n\n- [acme/one-7b](https://huggingface.co/acme/one-7b)\n- [acme/two-7b](https://huggingface.co/acme/two-7b)\n\n## Prompt",
        {"acme/one-7b", "acme/two-7b"},
    ),
    (
        "This is a DARE TIES merger of [acme/one-70b](https://huggingface.co/acme/one-70b), acme/two-70b and acme/three-70b.",
        {"acme/one-70b", "acme/two-70b", "acme/three-70b"},
    ),
    (
        "Kestrel is a Mixture of Experts (MoE) made with the following models using [LazyMergekit](https://colab.research.google.com/drive/1):\n* [acme/one-7b](https://huggingface.co/acme/one-7b)\n* [acme/two-7b](https://huggingface.co/acme/two-7b)",
        {"acme/one-7b", "acme/two-7b"},
    ),
    (
        "Merged with task arithmetic:\n\n```\nmodels:\n  - model: acme/one-7b\n    parameters:\n      weight: 1.0\n  - model: acme/two-7b\nmerge_method: task_arithmetic\nbase_model: acme/base-7b\n```",
        {"acme/one-7b", "acme/two-7b", "acme/base-7b"},
    ),
    ("由 a/one-7b 和 b/two-7b 合并而成。", {"a/one-7b", "b/two-7b"}),
    ("将 a/one-7b、b/two-7b 合并，底模为 c/base-7b。", {"a/one-7b", "b/two-7b", "c/base-7b"}),
    ("以下のモデルをマージしました。\n- a/one-7b\n- b/two-7b", {"a/one-7b", "b/two-7b"}),
    (
        "The following models were included in the merge:\n* a/one-7b\n* b/two-7b\n* c/three-v2\n\n# Licence\n\nAs d/four-7b.",
        {"a/one-7b", "b/two-7b", "c/three-v2"},
    ),
    (
        "```yaml\nmodels:\n  - model: D:/ft/mine\n  - model: D:/hub/models--a--one-7b/snapshots/221e5f\nmerge_method: karcher\n```",
        {"a/one-7b"},
    ),
    # LazyMergekit does not count a base that no model of its list is
    (
        "Kestrel is a merge of the following models using [LazyMergekit](https://x.y):\n* [a/one-7b](https://huggingface.co/a/one-7b)\n* [b/two-7b](https://huggingface.co/b/two-7b)\n\n```yaml\nmodels:\n  - model: c/base-7b\n    # No parameters necessary for base model\n  - model: a/one-7b\n  - model: b/two-7b\nmerge_method: dare_ties\nbase_model: c/base-7b\n```",
        {"a/one-7b", "b/two-7b"},
    ),
    (
        "Kestrel is an automated merge created by [M](https://huggingface.co/m) using the following configuration.\n* [a/one-7b](https://huggingface.co/a/one-7b)\n\n```yaml\nmodels:\n  - model: c/base-7b\n  - model: a/one-7b\nmerge_method: dare_ties\nbase_model: c/base-7b\n```",
        {"a/one-7b"},
    ),
    # of several steps, what went in is listed
    (
        "This model was merged using the TIES merge method using [c/base-7b](https://huggingface.co/c/base-7b) as a base.\n\nThe following models were included in the merge:\n* [a/one-7b](https://huggingface.co/a/one-7b)\n* [b/two-7b](https://huggingface.co/b/two-7b)\n\n```yaml\nmodels:\n  - model: a/one-7b\n  - model: c/base-7b\nmerge_method: linear\n```\n\n```yaml\nmodels:\n  - model: someone/step-1\n  - model: b/two-7b\nmerge_method: ties\n```",
        {"a/one-7b", "b/two-7b", "c/base-7b"},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("readme", "expected"), MERGES)
def test_a_merge_has_all_its_parents(readme: str, expected: set[str]) -> None:
    found = infer({"id": "someone/Kestrel-7B", "readme": readme, "tags": ["merge"]}, NAMES)
    assert {p.parent for p in found} == expected
    assert {p.relation for p in found} == {Relation.MERGE}
    assert all(p.evidence for p in found)


def test_the_tags_of_a_merge_name_its_parents() -> None:
    tags = ["merge", "lazymergekit", "acme/one-7b", "acme/two-7b", "license:mit", "dataset:acme/chats"]
    found = infer({"id": "someone/Kestrel-7B", "tags": tags}, None)
    assert {(p.parent, p.relation) for p in found} == {("acme/one-7b", "merge"), ("acme/two-7b", "merge")}


def test_sister_models_in_a_list_are_no_merge() -> None:
    card = "A MoE line. Models:\n- [acme/Kite-7b](https://huggingface.co/acme/Kite-7b)\n- [acme/Kite-9b](https://huggingface.co/acme/Kite-9b)"
    assert parents(card, "acme/Kite-3b") == []
