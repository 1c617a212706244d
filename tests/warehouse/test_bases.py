"""Licences come down with the weights; the reason is told; what is current comes first."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from warehouse_world import Home, catalogue, record

from extractors.errors import ConfigurationError
from warehouse.bases import Base, Chosen, Wishes, choose, language, size
from warehouse.catalogue.shape import LicenseEntry

LICENSES = [
    {"id": "Apache-2.0", "name": "Apache License 2.0", "openness": "open", "commercial_use": True, "hub_ids": ["apache-2.0"]},
    {"id": "CC-BY-NC-4.0", "name": "CC BY-NC 4.0", "openness": "semi-open", "commercial_use": False, "condition": "No commercial use.", "hub_ids": ["cc-by-nc-4.0"]},
    {"id": "LicenseRef-llama-1", "name": "LLaMA licence", "openness": "semi-open", "commercial_use": False, "condition": "Research only, on application."},
    {"id": "LicenseRef-llama-2", "name": "Llama 2 Community License", "openness": "semi-open", "commercial_use": True, "condition": "Over 700 million monthly users need permission."},
    {"id": "LicenseRef-proprietary", "name": "Proprietary", "openness": "closed", "commercial_use": False},
    {"id": "LicenseRef-other", "name": "Another licence, named on the model card", "openness": "semi-open", "commercial_use": False, "condition": "Read the card: commercial use is not known.", "hub_ids": ["other"]},
]  # fmt: skip


def made(
    name: str, *parents: str, under: str | None = "Apache-2.0", released: str = "2024-06-01", **fields: Any
) -> dict[str, Any]:
    """An entry; parents as relation:id."""
    edges = [dict(zip(("relation", "id"), parent.split(":"), strict=True)) for parent in parents]
    return {"id": name, "name": name.title(), "org": "lmsys", "released_on": released, "license": under, "openness": "open",
            "architecture": "decoder", "languages": ["en"], "sizes": ["7B"], "parents": edges} | fields  # fmt: skip


LINEAGE = [
    made("llama", under="LicenseRef-llama-1", openness="semi-open", org="meta", released="2023-02-24", sizes=["7B", "13B", "65B"]),
    made("llama-2", "successor:llama", under="LicenseRef-llama-2", openness="semi-open", org="meta", released="2023-07-18", sizes=["7B", "70B"]),
    made("free", languages=["en", "zh"]),
    made("child", "finetune:llama"),
    made("grandchild", "merge:child"),
    made("great-grandchild", "continued_pretraining:grandchild"),
    made("copy", "reproduction:llama", released="2023-05-01"),
    made("child-of-copy", "finetune:copy"),
    made("mixed", "merge:free", "merge:child"),
    made("all-free", "merge:free", "merge:copy"),
    made("tutored", "distilled:gpt"),
    made("gpt", under="LicenseRef-proprietary", openness="closed"),
    made("designed-like", "architecture:llama"),
    made("trained-with", "technique:llama"),
    made("on-llama-2", "finetune:llama-2"),
    made("lora-of-free", "adapter:free"),
    made("small-free", "quantized:free"),
    made("vague", under="LicenseRef-other", openness="semi-open"),
    made("child-of-vague", "finetune:vague"),
    made("unlicensed", under=None),
    made("vague-and-forbidden", "merge:vague", "merge:llama"),
    made("free-embedding"),
    made("loop-a", "finetune:loop-b"),
    made("loop-b", "finetune:loop-a", under="CC-BY-NC-4.0", openness="semi-open"),
    {"id": "tool", "name": "Tool", "kind": "framework", "license": "Apache-2.0", "openness": "open", "released_on": "2023"},
]  # fmt: skip


def warehouse(home: Home, models: list[dict[str, Any]], *records: dict[str, Any]) -> Path:
    home.catalogue = replace(
        catalogue(models),
        licenses=tuple(
            LicenseEntry.model_validate({"source": "https://example.org/licence"} | entry)
            for entry in LICENSES
        ),
    )
    if records:
        home.land_page(*records)
    home.load()
    return home.path


@pytest.fixture(scope="module")
def lineage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return warehouse(Home(tmp_path_factory.mktemp("bases")), LINEAGE)


def found(path: Path, **wishes: Any) -> dict[str, Base]:
    return {base.model: base for base in choose(path, Wishes(**wishes), limit=1000).bases}


@pytest.mark.parametrize(
    ("model", "commercial", "reason"),
    [
        ("free", "yes", "Apache-2.0"),
        ("llama", "no", "LLaMA licence (Research only, on application)"),
        ("child", "no", "Apache-2.0; LLaMA licence inherited from Llama (Research only, on application)"),
        ("grandchild", "no", "Apache-2.0; LLaMA licence inherited from Llama (Research only, on application)"),
        ("great-grandchild", "no", "Apache-2.0; LLaMA licence inherited from Llama (Research only, on application)"),
        ("copy", "yes", "Apache-2.0"),
        ("child-of-copy", "yes", "Apache-2.0"),
        ("mixed", "no", "Apache-2.0; LLaMA licence inherited from Llama (Research only, on application)"),
        ("all-free", "yes", "Apache-2.0"),
        ("tutored", "no", "Apache-2.0; Proprietary inherited from Gpt (no commercial use)"),
        ("designed-like", "yes", "Apache-2.0"),
        ("trained-with", "yes", "Apache-2.0"),
        ("llama-2", "yes", "Llama 2 Community License (Over 700 million monthly users need permission)"),
        ("on-llama-2", "yes", "Apache-2.0; Llama 2 Community License inherited from Llama-2 (Over 700 million monthly users need permission)"),
        ("vague", "unknown", "Another licence, named on the model card (Read the card: commercial use is not known)"),
        ("child-of-vague", "unknown", "Apache-2.0; Another licence, named on the model card inherited from Vague (Read the card: commercial use is not known)"),
        ("unlicensed", "unknown", "licence not known"),
        ("loop-a", "no", "Apache-2.0; CC-BY-NC-4.0 inherited from Loop-B (No commercial use)"),
        ("loop-b", "no", "CC-BY-NC-4.0 (No commercial use); Apache-2.0 inherited from Loop-A"),
    ],
)  # fmt: skip
def test_licences_come_down_with_the_weights(lineage: Path, model: str, commercial: str, reason: str) -> None:
    base = found(lineage)[model]
    assert (base.commercial, base.reason) == (commercial, reason)


def test_what_forbids_weighs_more_than_what_is_not_known(lineage: Path) -> None:
    assert found(lineage)["vague-and-forbidden"].commercial == "no"


def test_only_whole_open_models_are_bases(lineage: Path) -> None:
    assert {"gpt", "tool", "lora-of-free", "small-free", "free-embedding"}.isdisjoint(found(lineage))
    assert found(lineage)["mixed"].made_from == ("child", "free")


def test_commercial_lists_what_is_known_and_counts_the_rest(lineage: Path) -> None:
    everything, chosen = choose(lineage, Wishes()), choose(lineage, Wishes(commercial=True), limit=1)
    assert {base.commercial for base in found(lineage, commercial=True).values()} == {"yes"}
    assert (chosen.met, chosen.unclear, chosen.forbidden) == (8, 3, 9)
    assert len(chosen.bases) == 1
    assert (everything.met, everything.unclear, everything.forbidden) == (20, 0, 0)


@pytest.mark.parametrize(
    ("most", "sizes"), [(6 * 10**9, None), (7 * 10**9, ("7B",)), (13 * 10**9, ("7B", "13B")), (None, ("7B", "13B", "65B"))]
)  # fmt: skip
def test_only_sizes_that_fit_are_shown(
    lineage: Path, most: int | None, sizes: tuple[str, ...] | None
) -> None:
    base = found(lineage, most=most).get("llama")
    assert (base.sizes if base else None) == sizes


def test_wishes_narrow(lineage: Path) -> None:
    assert set(found(lineage, language="zh")) == {"free"}
    assert found(lineage, architecture="encoder") == {}
    assert {"llama", "child", "copy"} <= set(found(lineage, quadrant="llama"))
    assert "free" not in found(lineage, quadrant="llama")


SIZES = [
    made("units", sizes=["350M", "1.5B", "8x7B", "235B-A22B", "1T"], org="alibaba"),
    made("many-tongues", languages=["multilingual"], org="alibaba"),
    made("from-abroad", languages=["multilingual", "fr"], org="meta"),
    made("taiwanese", languages=["zh-TW"], org="meta"),
    made("unsized", sizes=[], languages=["zh"]),
    made("split", sizes=["1B", "3B", "7B", "72B"], org="alibaba", hub_repo="Qwen/Split-7B", repos=["Qwen/Split-1B", "Qwen/Split-3B", "Qwen/Split-3B-Instruct", "Qwen/Split-72B"]),
    made("bespoke", sizes=["3B"], org="alibaba", under="LicenseRef-llama-2", openness="semi-open", hub_repo="Qwen/Bespoke-3B"),
]  # fmt: skip
CARDS = [
    record("Qwen/Split-1B"),
    record("Qwen/Split-7B"),
    record("Qwen/Split-3B", cardData={"license": "other"}),
    record("Qwen/Split-3B-Instruct", cardData={"license": "other"}),
    record("Qwen/Split-72B", cardData={"license": "cc-by-nc-4.0"}),
    record("Qwen/Bespoke-3B", cardData={"license": "other"}),
]


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return warehouse(Home(tmp_path_factory.mktemp("sizes")), SIZES, *CARDS)


@pytest.mark.parametrize(
    ("most", "expected"),
    [("350M", ("350M",)), ("55B", ("350M", "1.5B")), ("56B", ("350M", "1.5B", "8x7B")), ("234.9B", ("350M", "1.5B", "8x7B")),
     ("235B", ("350M", "1.5B", "8x7B", "235B-A22B")), ("1T", ("350M", "1.5B", "8x7B", "235B-A22B", "1T"))],
)  # fmt: skip
def test_every_expert_counts(sizes: Path, most: str, expected: tuple[str, ...]) -> None:
    assert found(sizes, most=size(most))["units"].sizes == expected


def test_multilingual_counts_for_the_language_of_its_makers_country(sizes: Path) -> None:
    chinese = choose(sizes, Wishes(language=language("Chinese")))
    assert {base.model for base in chinese.bases} == {"many-tongues", "taiwanese", "unsized"}
    assert chinese.multilingual == 1
    assert "from-abroad" in found(sizes, language="fr")
    assert set(found(sizes, language="mul")) == {"many-tongues", "from-abroad"}


def test_a_model_of_unknown_size_meets_no_wish_for_a_size(sizes: Path) -> None:
    assert "unsized" in found(sizes)
    assert "unsized" not in found(sizes, most=10**12)


def test_a_size_under_a_licence_of_its_own(sizes: Path) -> None:
    split = found(sizes)["split"]
    assert split.commercial == "some sizes"
    assert (
        split.reason
        == "Apache-2.0; 3B under another licence, see the card; 72B under CC-BY-NC-4.0 (no commercial use)"
    )
    assert found(sizes, commercial=True)["split"].sizes == ("1B", "7B")
    assert found(sizes, most=3 * 10**9, commercial=True)["split"].sizes == ("1B",)
    # The Hub's "other" is how a card writes the licence that the catalogue names.
    assert found(sizes, commercial=True)["bespoke"].sizes == ("3B",)


GENERATIONS = [
    made("line-1", released="2023-01-01", sizes=["7B"]),
    made("line-2", "successor:line-1", released="2024-10-01", sizes=["7B", "70B"]),
    made("line-3", "successor:line-2", released="2024-11-01", sizes=["70B"]),
    made("line-2-poet", "finetune:line-2", released="2024-12-01", sizes=["7B"]),
    made("loner", released="2024-12-10", sizes=["7B"]),
    made("liked", released="2024-12-09", sizes=["7B"], hub_repo="lmsys/liked"),
    made("veteran", released="2022-01-01", sizes=["7B"]),
    *(made(f"poet-{n}", "finetune:line-1", released="2023-02-01", sizes=["70B"]) for n in range(4)),
]


@pytest.mark.parametrize(
    ("wishes", "order"),
    [
        # line-3 has no 7B, so line-2 is the current one of that size; it is trusted for line-1's offspring.
        ({"most": 7 * 10**9}, "line-2 liked loner line-2-poet line-1 veteran"),
        ({}, "line-3 liked loner line-2 line-2-poet line-1 poet-0 poet-1 poet-2 poet-3 veteran"),
    ],
)
def test_current_generations_first(home: Home, wishes: dict[str, Any], order: str) -> None:
    path = warehouse(home, GENERATIONS, record("lmsys/liked", likes=40, createdAt="2024-12-09T00:00:00.000Z"))
    # The page was landed in June 2025; the map's day is that of its newest fact.
    assert [base.model for base in choose(path, Wishes(**wishes), limit=50).bases] == order.split()
    assert found(path)["line-2"].superseded_by == "line-3"
    assert found(path)["line-2-poet"].superseded_by == "line-3"


def test_the_same_question_has_the_same_answer(lineage: Path) -> None:
    answers: list[Chosen] = [choose(lineage, Wishes(), limit=50) for _ in range(3)]
    assert answers[0] == answers[1] == answers[2]


def test_the_view_is_public_and_explained(home: Home) -> None:
    warehouse(home, LINEAGE)
    assert home.ask("SELECT commercial_use, decided_by FROM bases WHERE model_id = 'grandchild'") == [
        (False, "llama")
    ]
    assert home.ask("SELECT condition FROM licenses WHERE license = 'LicenseRef-llama-1'") == [
        ("Research only, on application.",)
    ]
    assert home.ask("SELECT commercial_use FROM licenses WHERE license = 'LicenseRef-other'") == [(None,)]


@pytest.mark.parametrize(
    ("text", "parameters"),
    [("13B", 13 * 10**9), ("0.5b", 5 * 10**8), ("350M", 350 * 10**6), ("1T", 10**12), (" 7 B ", 7 * 10**9), ("110k", 110_000)],
)  # fmt: skip
def test_sizes_as_people_write_them(text: str, parameters: int) -> None:
    assert size(text) == parameters


@pytest.mark.parametrize("text", ["13X", "", "B", "-7B", "7", "7BB", "8x7B", "1e9", "0B", "٣B", "7\nB7"])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="is no size: write a number and K, M, B or T"):
        size(text)


@given(st.text(max_size=12))
def test_any_text_is_a_size_or_refused(text: str) -> None:
    try:
        parameters = size(text)
    except ConfigurationError:
        return
    assert parameters > 0


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("zh", "zh"),
        ("Chinese", "zh"),
        ("中文", "zh"),
        ("EN", "en"),
        ("multilingual", "mul"),
        ("code", "code"),
        ("zh-TW", "zh-TW"),
    ],
)
def test_languages_as_people_write_them(text: str, tag: str) -> None:
    assert language(text) == tag


@pytest.mark.parametrize("text", ["klingon", "", "none", "x" * 400])
def test_what_is_no_language_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="is no language: write a tag such as zh, en or ja"):
        language(text)
