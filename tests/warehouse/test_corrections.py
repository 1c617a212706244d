"""The user's corrections win over every source, survive runs and builds, and can be taken back."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

from pathlib import Path
from typing import Any

import pytest
from warehouse_world import DAY, MODELS, NO_SNAPSHOT, Home, catalogue, record

from extractors.errors import ConfigurationError
from warehouse.corrections.known import model_names
from warehouse.corrections.read import check_corrections, checked_corrections, read_corrections
from warehouse.corrections.shape import Corrections
from warehouse.explain import explain
from warehouse.rebuild import rebuild

WONDER = {
    "id": "wonder",
    "name": "Wonder",
    "org": "tii",
    "hub_repo": "tiiuae/wonder-7b",
    "released_on": "2024-01",
}


def corrections(text: str, home: Home) -> Corrections:
    path = home.root / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    return checked_corrections(path, home.catalogue)


@pytest.fixture(scope="module")
def lived_once(tmp_path_factory) -> Home:
    home = Home(tmp_path_factory.mktemp("lived"))
    home.catalogue = catalogue([*MODELS, WONDER])
    home.land_page(
        record("a/tune-7b", "tiiuae/falcon-7b", likes=900),
        record("a/tune-7b-GGUF", "a/tune-7b", relation="quantized"),
        record("b/merge", "Qwen/Qwen2.5-7B", "tiiuae/falcon-7b", relation="merge"),
        record("famous/Marvel-7B", likes=900),
        record("other/Marvel-7B-GGUF", "famous/Marvel-7B", relation="quantized"),
    )
    home.land_feed(
        (
            "1",
            "Introducing Marvel 3",
            "Acme releases Marvel 3, an open-weight language model with 7B parameters.",
        )
    )
    home.load()
    return home


@pytest.fixture
def lived(lived_once: Home, tmp_path: Path) -> Home:
    return lived_once.copied(tmp_path)


def edges(home: Home, child: str) -> list[tuple[Any, ...]]:
    return home.ask(
        "SELECT parent_id, relation, origin FROM lineage WHERE child_id = ? ORDER BY ALL", [child]
    )


def repo_edges(home: Home, child: str) -> list[tuple[Any, ...]]:
    return home.ask(
        "SELECT parent_id, relation, origin, evidence FROM repo_lineage WHERE repo_id = ? ORDER BY position",
        [child],
    )


def model_of(home: Home, repo: str) -> Any:
    return home.ask("SELECT model_id, resolved_by FROM repos WHERE repo_id = ?", [repo])[0]


CASES = [
    # the file; what is asked; before; after
    ("- not_parent: {child: openbuddy-falcon, parent: falcon}", lambda h: edges(h, "openbuddy-falcon"),
     [("falcon", "finetune", "curated")], []),
    ("- not_parent: {child: OpenBuddy-Falcon, parent: Falcon}\n  why: they said so", lambda h: edges(h, "openbuddy-falcon"),
     [("falcon", "finetune", "curated")], []),
    ("- parent: {child: vicuna, parent: falcon, relation: finetune}", lambda h: edges(h, "vicuna"),
     [("llama", "finetune", "curated")], [("falcon", "finetune", "curated")]),
    ("- parent: {child: vicuna, parent: llama, relation: adapter}", lambda h: edges(h, "vicuna"),
     [("llama", "finetune", "curated")], [("llama", "adapter", "curated")]),
    ("- parent: {child: llama-2, parent: llama, relation: continued_pretraining}", lambda h: edges(h, "llama-2"),
     [("llama", "successor", "curated")], [("llama", "continued_pretraining", "curated")]),
    ("- parent: {child: tune, parent: qwen2.5, relation: finetune}", lambda h: edges(h, "tune"),
     [("falcon", "finetune", "hub_tag")], [("qwen2.5", "finetune", "curated")]),
    ("- not_parent: {child: tune, parent: falcon}", lambda h: edges(h, "tune"), [("falcon", "finetune", "hub_tag")], []),
    ("- not_parent: {child: a/tune-7b, parent: tiiuae/falcon-7b}", lambda h: edges(h, "tune"), [("falcon", "finetune", "hub_tag")], []),
    ("- not_parent: {child: A/Tune-7b, parent: TIIUAE/Falcon-7b}", lambda h: repo_edges(h, "a/tune-7b"),
     [("tiiuae/falcon-7b", "finetune", "hub_tag", "base_model:finetune:tiiuae/falcon-7b")], []),
    ("- parent: {child: a/tune-7b, parent: Qwen/Qwen2.5-7B, relation: adapter}\n  why: see its log", lambda h: repo_edges(h, "a/tune-7b"),
     [("tiiuae/falcon-7b", "finetune", "hub_tag", "base_model:finetune:tiiuae/falcon-7b")], [("Qwen/Qwen2.5-7B", "adapter", "curated", "corrections.yaml: see its log")]),
    ("- parent: {child: a/tune-7b, parent: Qwen/Qwen2.5-7B, relation: finetune}", lambda h: edges(h, "tune"),
     [("falcon", "finetune", "hub_tag")], [("qwen2.5", "finetune", "curated")]),
    ("- not_parent: {child: b/merge, parent: tiiuae/falcon-7b}", lambda h: [parent for parent, *_ in repo_edges(h, "b/merge")],
     ["Qwen/Qwen2.5-7B", "tiiuae/falcon-7b"], ["Qwen/Qwen2.5-7B"]),
    ("- same_as: {name: famous/Marvel-7B, model: wonder}", lambda h: (model_of(h, "famous/Marvel-7B"), model_of(h, "other/Marvel-7B-GGUF")),
     (("marvel", "candidate"), ("marvel", "copy")), (("wonder", "curated"), ("wonder", "copy"))),
    ("- same_as: {name: marvel, model: Wonder}", lambda h: (model_of(h, "famous/Marvel-7B"), h.ask("SELECT count(*) FROM models WHERE model_id = 'marvel'")),
     (("marvel", "candidate"), [(1,)]), (("wonder", "curated"), [(0,)])),
    ("- same_as: {name: Marvel 3, model: wonder}", lambda h: h.ask("SELECT model_id FROM announcements"), [("marvel-3",)], [("wonder",)]),
    ("- same_as: {name: tune, model: marvel}", lambda h: model_of(h, "a/tune-7b"), ("tune", "candidate"), ("marvel", "curated")),
    ("- same_as: {name: openbuddy-falcon, model: vicuna}", lambda h: h.ask("SELECT model_id FROM models WHERE model_id LIKE 'openb%'"),
     [("openbuddy-falcon",)], []),
    ("- different: {name: tiiuae/falcon-7b, model: falcon}", lambda h: edges(h, "tune"), [("falcon", "finetune", "hub_tag")], []),
    ("- different: {name: other/Marvel-7B-GGUF, model: marvel}", lambda h: model_of(h, "other/Marvel-7B-GGUF"), ("marvel", "copy"), (None, None)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "ask", "before", "after"), CASES, ids=[case[0].splitlines()[0] for case in CASES]
)
def test_a_correction_wins_and_can_be_taken_back(
    lived: Home, text: str, ask: Any, before: Any, after: Any
) -> None:
    assert ask(lived) == before
    facts = lived.facts(without=["changes"])
    given = corrections(text, lived)
    lived.load(corrections=given)
    assert ask(lived) == after
    rows = lived.facts()
    assert lived.load(corrections=given).changes == 0
    assert lived.facts() == rows, "an unchanged file writes nothing"
    lived.load()
    assert ask(lived) == before
    assert lived.facts(without=["changes"]) == facts


def test_a_build_gives_the_same(lived: Home) -> None:
    chosen = [CASES[number][0] for number in (0, 2, 4, 9, 11, 12)]
    given = corrections("\n".join(chosen), lived)
    lived.load(corrections=given)
    rows = lived.facts(without=["changes"])
    rebuild(
        lived.path,
        landing=lived.landing,
        catalogue=lived.catalogue,
        now=DAY,
        snapshot=NO_SNAPSHOT,
        corrections=given,
    )
    assert lived.facts(without=["changes"]) == rows


def test_a_correction_outlives_what_is_landed_later(lived: Home) -> None:
    given = corrections("- not_parent: {child: a/tune-7b, parent: tiiuae/falcon-7b}", lived)
    lived.load(corrections=given)
    lived.land_page(record("a/tune-7b", "tiiuae/falcon-7b", likes=901), day=1)
    lived.load(corrections=given)
    assert repo_edges(lived, "a/tune-7b") == []
    assert edges(lived, "tune") == []


def test_what_a_correction_changes_is_written_down(lived: Home) -> None:
    lived.load(
        corrections=corrections("- not_parent: {child: a/tune-7b, parent: tiiuae/falcon-7b}", lived),
        run_id="told",
    )
    assert set(lived.ask("SELECT change, about, subject FROM changes WHERE run_id = 'told'")) == {
        ("removed", "repo_edge", "a/tune-7b--tiiuae/falcon-7b"),
        ("removed", "edge", "tune--falcon"),
    }


def test_explain_says_that_a_correction_decides(lived: Home) -> None:
    lived.load(
        corrections=corrections("- not_parent: {child: vicuna, parent: llama}\n  why: a rumour", lived)
    )
    assert "corrections.yaml says otherwise" in explain(lived.path, "vicuna")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- not_parent: {child: vicuna}", "corrections.yaml:1: not_parent.parent: is missing"),
        ("- not_parent: {kid: vicuna, parent: llama}", "corrections.yaml:1: not_parent.kid: is not a key that modelmap knows"),
        ("- why: because", "corrections.yaml:1: entry: write exactly one of parent, not_parent, same_as and different in an entry"),
        ("- parent: {child: vicuna, parent: llama}", "corrections.yaml:1: parent.relation: is missing"),
        ("# words\n- parent:\n    child: vicuna\n    parent: llama\n    relation: tuned", "corrections.yaml:5: parent.relation: Input should be"),
        ("- not_parent: {child: vicuna, parent: meta-llama/Llama-2-7b}", "corrections.yaml:1: not_parent: child and parent must both be models, or both Hub repos"),
        ("- not_parent: {child: a/b/c, parent: d/e}", "corrections.yaml:1: not_parent.child: "),
        ("- not_parent: {child: vicuna, parent: VICUNA}", "corrections.yaml:1: not_parent: 'vicuna' cannot be its own parent"),
        ("child: vicuna", "corrections.yaml:1: -: must be a list of entries"),
        ("- [", "corrections.yaml:2: -: is not YAML"),
        ("- not_parent: {child: vicuna, parent: llama}\n- parent: {child: Vicuna, parent: LLaMA, relation: merge}", "corrections.yaml:2: parent: line 1 says the opposite"),
    ],
)  # fmt: skip
def test_a_wrong_file_is_told_by_line_and_field(home: Home, text: str, said: str) -> None:
    with pytest.raises(ConfigurationError) as told:
        corrections(text, home)
    assert said in str(told.value)


def test_a_name_that_nobody_knows_is_told(lived: Home) -> None:
    path = lived.root / "corrections.yaml"
    path.write_text(
        "- not_parent: {child: tune, parent: falcn}\n- same_as: {name: x, model: nothing}\n", encoding="utf-8"
    )
    given, problems = read_corrections(path)
    assert problems == []
    assert [str(p) for p in check_corrections(given, lived.catalogue, model_names(lived.path))] == [
        "corrections.yaml:1: not_parent.parent: 'falcn' is no model that the catalogue or the warehouse knows",
        "corrections.yaml:2: same_as.model: 'nothing' is no model that the catalogue or the warehouse knows",
    ]
    assert check_corrections(given, lived.catalogue, model_names(Path("none.duckdb"))) == []


def test_what_is_not_sure_enough_waits(lived: Home) -> None:
    lived.land_bytes(
        b'[{"id": "a/guess", "likes": 900, "tags": [], "readme": "# Guess\\n\\nThis model was fine-tuned from [falcon](https://huggingface.co/tiiuae/falcon-7b)."}]',
        source="hub:cards", day=1,
    )  # fmt: skip
    lived.load()
    drawn = edges(lived, "guess")
    assert drawn == [("falcon", "finetune", "card_text")]
    assert lived.ask("SELECT * FROM waiting") == []
    lived.load(map_confidence=0.99)
    assert edges(lived, "guess") == []
    assert {("edge", "guess", "falcon"), ("model", "guess", None)} <= set(
        lived.ask("SELECT what, name, parent FROM waiting")
    )
    lived.load()
    assert edges(lived, "guess") == drawn
