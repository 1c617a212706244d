"""Repos and announcements find their models; unknown names become candidates; edges roll up."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

from typing import Any

import pytest
from warehouse_world import MODELS, Home, catalogue, record

from warehouse.naming import named

FINER: list[dict[str, Any]] = [
    {"id": "yi", "name": "Yi", "org": "alibaba", "repos": ["Qwen/Yi-6B"]},
    {"id": "yi-9b", "name": "Yi-9B", "org": "alibaba"},
    {"id": "qwq-32b", "name": "QwQ-32B", "org": "alibaba", "hub_repo": "Qwen/QwQ-32B"},
    {
        "id": "qwq-32b-preview",
        "name": "QwQ-32B-Preview",
        "org": "alibaba",
        "hub_repo": "Qwen/QwQ-32B-Preview",
    },
]

REPOS = [
    # repo, its parents, model, resolved by
    (record("meta-llama/Llama-3.1-8B"), "llama-3.1", "curated"),
    (record("META-LLAMA/llama-3.1-8b"), "llama-3.1", "curated"),  # the Hub does not tell case apart
    (record("meta-llama/Llama-3.1-70B-Instruct", "meta-llama/Llama-3.1-70B"), "llama-3.1", "name"),
    (record("meta-llama/Meta-Llama-3.1-405B-FP8"), "llama-3.1", "name"),
    (record("Qwen/Qwen2.5-72B-Instruct-GPTQ-Int4", "Qwen/Qwen2.5-72B-Instruct", relation="quantized"), "qwen2.5", "name"),
    (record("someone/Llama-3.1-8B-GGUF", "meta-llama/Llama-3.1-8B", relation="quantized"), "llama-3.1", "copy"),
    (record("other/Llama-3.1-8B-GGUF-i1", "someone/Llama-3.1-8B-GGUF", relation="quantized"), "llama-3.1", "copy"),
    (record("mirror/Meta-Llama-3.1-8B-Instruct", "meta-llama/Llama-3.1-8B-Instruct", likes=900), "llama-3.1", "copy"),
    (record("someone/my-tune", "meta-llama/Llama-3.1-8B"), None, None),  # made from it, not it
    (record("someone/my-lora", "meta-llama/Llama-3.1-8B", relation="adapter"), None, None),
    (record("someone/my-tune-GGUF", "someone/my-tune", relation="quantized"), None, None),
    (record("Qwen/Qwen2.5-VL-7B-Instruct"), "qwen2.5-vl", "candidate"),  # another model of a watched organisation
    (record("Qwen/Qwen2.5-VL-72B-Instruct-AWQ", "Qwen/Qwen2.5-VL-72B-Instruct", relation="quantized"), "qwen2.5-vl", "candidate"),
    (record("tiiuae/Unheard-7B"), None, None),  # catalogued, but not watched, and nobody looks
    (record("famous/Wonder-13B-Chat", likes=5000), "wonder", "candidate"),
    (record("Qwen/Yi-9B-Chat"), "yi-9b", "name"),  # a size that is a model of its own
    (record("Qwen/Yi-34B"), "yi", "name"),
    (record("Qwen/QwQ-32B-AWQ", "Qwen/QwQ-32B", relation="quantized"), "qwq-32b", "name"),
    (record("Qwen/QwQ-7B"), None, None),  # either of two: it is not guessed
]  # fmt: skip


@pytest.fixture(scope="module")
def resolved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str | None, str | None]]:
    home = Home(tmp_path_factory.mktemp("resolve"))
    home.catalogue = catalogue([*MODELS, *FINER])
    # copies come before what they are copies of
    for number, (repo, *_) in enumerate(reversed(REPOS)):
        home.land_page(repo, day=number)
        if number % 6 == 5:
            home.load()
    home.load()
    return {
        repo: (model, how)
        for repo, model, how in home.ask("SELECT repo_id, model_id, resolved_by FROM repos")
    }


@pytest.mark.parametrize(("repo", "model", "how"), REPOS, ids=[repo["id"] for repo, *_ in REPOS])
def test_a_repo_finds_its_model(
    resolved: dict[str, Any], repo: dict[str, Any], model: str | None, how: str | None
) -> None:
    assert resolved[repo["id"]] == (model, how)


def test_candidates_have_ids_of_their_own(home: Home) -> None:
    home.land_page(
        record("one/Wonder-7B", likes=900), record("two/Wonder-13B", likes=900), record("three/Vicuna-2", likes=900),
        record("four/Vicuna", likes=900), record("five/神奇", likes=900),
    )  # fmt: skip
    home.load()
    found = home.ask(
        "SELECT model_id, name, hub_repo FROM models WHERE origin <> 'curated' ORDER BY hub_repo"
    )
    assert [(model, repo) for model, _, repo in found if "神" not in repo] == [
        ("vicuna-four", "four/Vicuna"),
        ("wonder", "one/Wonder-7B"),
        ("vicuna-2", "three/Vicuna-2"),
        ("wonder-two", "two/Wonder-13B"),
    ]
    assert home.ask("SELECT count(DISTINCT model_id) = count(*) FROM models") == [(True,)]


def test_a_candidate_is_drawn_when_enough_people_care(home: Home) -> None:
    home.land_page(
        record("Qwen/Qwen4-7B", likes=3), record("Qwen/Qwen5-7B", likes=60), record("nobody/Big-7B", likes=300),
        record("nobody/Bigger-7B", likes=600), record("Qwen/Qwen-Image-9", likes=999, pipeline_tag="text-to-image"),
    )  # fmt: skip
    home.load()
    assert home.ask("SELECT model_id, on_map, quadrant FROM models WHERE origin = 'hub_tag' ORDER BY 1") == [
        ("big", False, "foreign"), ("bigger", True, "foreign"), ("qwen-image-9", False, "chinese"),
        ("qwen4", False, "chinese"), ("qwen5", True, "chinese"),
    ]  # fmt: skip


def test_an_entry_takes_over_its_candidate(home: Home) -> None:
    home.land_page(record("Qwen/Qwen4-7B", likes=60))
    home.load()
    assert home.ask("SELECT model_id FROM repos") == [("qwen4",)]
    home.catalogue = catalogue([*MODELS, {"id": "qwen-4", "name": "Qwen4", "org": "alibaba"}])
    home.load()
    assert home.ask("SELECT model_id, resolved_by FROM repos") == [("qwen-4", "name")]
    assert home.ask("SELECT model_id FROM models WHERE model_id LIKE 'qwen%4'") == [("qwen-4",)]


EDGES = [
    # a record's own words, and the edge between models that follows
    (
        record("Qwen/Qwen4-Llama", "meta-llama/Llama-3.1-8B", likes=60),
        ("qwen4-llama", "llama-3.1", "finetune", "hub_tag"),
    ),
    (record("Qwen/Qwen4-7B-Instruct", "Qwen/Qwen4-7B", likes=60), None),  # within one model
    (
        record("lmsys/vicuna-7b-v1.5", "meta-llama/Llama-2-7b"),
        ("vicuna", "llama", "finetune", "curated"),
    ),  # curated wins
    (record("Qwen/Qwen4-7B", "nobody/unknown", likes=60), None),
    (record("meta-llama/Llama-2-7b", "meta-llama/Llama-3.1-8B"), None),  # made from what came later
]


@pytest.mark.parametrize(("repo", "edge"), EDGES, ids=[repo["id"] for repo, _ in EDGES])
def test_edges_roll_up(home: Home, repo: dict[str, Any], edge: tuple[str, ...] | None) -> None:
    home.load()
    before = set(home.ask("SELECT child_id, parent_id, relation, origin FROM lineage"))
    home.land_page(repo)
    home.load()
    after = set(home.ask("SELECT child_id, parent_id, relation, origin FROM lineage"))
    assert after - before == ({edge} - before if edge else set())
    if edge:
        assert edge in after


def test_a_claim_that_is_not_followed_is_noted(home: Home) -> None:
    home.load()
    home.land_page(record("lmsys/vicuna-7b-v1.5", "meta-llama/Llama-2-7b"))
    home.load()
    assert home.ask("SELECT child_id, parent_id, origin FROM lineage_claims WHERE NOT followed") == [
        ("vicuna", "llama-2", "hub_tag")
    ]
    assert home.ask("SELECT about, subject, field FROM changes WHERE change = 'noted'") == [
        ("edge", "vicuna--llama-2", "finetune")
    ]


def test_a_derived_candidate_stands_beside_its_base(home: Home) -> None:
    home.land_page(
        record("Qwen/Marvel-8B", "meta-llama/Llama-3.1-8B", likes=60),
        record("famous/Sage-7B", "Qwen/Qwen2.5-7B", likes=600),
    )
    home.load()
    assert home.ask("SELECT model_id, quadrant FROM models WHERE origin = 'hub_tag' ORDER BY 1") == [
        ("marvel", "llama"),
        ("sage", "chinese"),
    ]


@pytest.mark.parametrize(
    ("raw", "key", "name", "slug", "bare"),
    [
        ("Qwen/Qwen2.5-Coder-7B-Instruct-GGUF", "qwen2.5coder", "Qwen2.5-Coder", "qwen2.5-coder", False),
        ("Llama 3.1", "llama3.1", "Llama 3.1", "llama-3.1", True),
        (
            "deepseek-ai/DeepSeek-V4-Flash-0731",
            "deepseek4flash",
            "DeepSeek-V4-Flash",
            "deepseek-v4-flash",
            False,
        ),
        ("通义千问", "通义千问", "通义千问", "model-800ee680", True),
        ("a/..", "..", "..", "model-5ec1f7e7", True),
    ],
)
def test_names(raw: str, key: str, name: str, slug: str, bare: bool) -> None:
    found = named(raw)
    assert (found.name, found.slug, found.is_bare) == (name, slug, bare)
    assert found.key == key or raw == "a/.."


def test_an_old_candidate_is_kept_but_not_drawn(home: Home) -> None:
    home.land_page(
        record("Qwen/Qwen0-7B", likes=9000, createdAt="2023-01-01T00:00:00.000Z"),
        record("Qwen/Qwen4-7B", likes=60),
    )
    home.load()
    assert home.ask("SELECT model_id, on_map FROM models WHERE origin = 'hub_tag' ORDER BY 1") == [
        ("qwen0", False),
        ("qwen4", True),
    ]
