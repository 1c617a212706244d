"""Loading: each document once, newer facts over older, watermarks with their rows, what is bad set aside."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

import gzip
from datetime import timedelta

import pytest
from warehouse_world import DAY, Home, catalogue, record

from extractors.errors import ConfigurationError
from extractors.records import Polled
from warehouse import marts
from warehouse.database import reading
from warehouse.fingerprint import fingerprint
from warehouse.states import source_states
from warehouse.undeclared import undeclared_repos

TUNED = record("someone/tuned", "meta-llama/Llama-3.1-8B")


def test_the_first_catalogue_is_one_change_each(home: Home) -> None:
    loaded = home.load()
    assert loaded.models_added == len(home.catalogue.models)
    assert home.ask('SELECT change, about, field, "new" FROM changes ORDER BY field') == [
        ("loaded", "catalogue", "lineage", "5"),
        ("loaded", "catalogue", "models", "10"),
    ]


def test_an_entry_added_changed_and_taken_away(home: Home) -> None:
    home.load()
    models = [m.model_dump(exclude_unset=True) for m in home.catalogue.models]
    models[0]["license"] = "Apache-2.0"
    home.catalogue = catalogue(
        [*models[:-1], {"id": "new", "name": "New", "parents": [{"id": "llama", "relation": "finetune"}]}]
    )
    loaded = home.load()
    assert loaded.models_added == 1
    assert home.ask('SELECT change, about, subject, field, "old", "new" FROM changes WHERE run_id = \'run-2\' ORDER BY ALL') == [
        ("added", "edge", "new--llama", "finetune", None, "curated"),
        ("added", "model", "new", None, None, "New"),
        ("changed", "model", "llama", "commercial_use", "false", "true"),
        ("changed", "model", "llama", "license", "LicenseRef-llama-1", "Apache-2.0"),
        ("changed", "model", "llama", "openness", "semi-open", "open"),
        ("removed", "model", "trl", None, "TRL", None),
    ]  # fmt: skip


def test_loading_again_writes_nothing(home: Home) -> None:
    home.land_page(TUNED, record("Qwen/Qwen2.5-7B", likes=900), watermark="w1")
    home.land_feed(("1", "Introducing Llama 3.1", "We release Llama 3.1 today."))
    first = home.load()
    assert (first.documents, first.repos_added) == (2, 2)
    before = home.facts()
    with reading(home.path) as con:
        mark = fingerprint(con)
    again = home.load()
    assert (again.documents, again.repos_added, again.models_added, again.changes) == (0, 0, 0, 0)
    assert home.facts() == before
    with reading(home.path) as con:
        assert fingerprint(con) == mark


def test_watermark_and_validators_come_with_the_document(home: Home) -> None:
    home.land_page(TUNED, day=0, watermark="w1")
    home.land_page(record("someone/other"), day=1)
    home.load()
    with home.open() as con:
        state = source_states(con)["hub:created"]
    assert (state.watermark, state.etag, state.last_attempt_at) == ("w1", '"1"', DAY + timedelta(days=1))
    assert state.last_success_at is None, "half a listing may be all that landed"


@pytest.mark.parametrize(
    ("polls", "failures", "error", "success"),
    [
        (["down", "still down"], 2, "still down", None),
        (["down", None], 0, None, 1),
        ([None, "down"], 1, "down", 0),
    ],
)
def test_how_polling_went(
    home: Home, polls: list[str | None], failures: int, error: str | None, success: int | None
) -> None:
    for day, outcome in enumerate(polls):
        home.load(polled=[Polled("feed:blog", DAY + timedelta(days=day), error=outcome)])
    with home.open() as con:
        state = source_states(con)["feed:blog"]
    assert state.failures_in_a_row == failures
    assert state.last_success_at == (DAY + timedelta(days=success) if success is not None else None)
    assert home.ask("SELECT kind, last_error FROM sources") == [("feed", error)]


def test_newer_facts_win_whatever_comes_first(home: Home) -> None:
    home.land_page(record("a/b", "x/new", likes=20, pipeline_tag="text-generation"), day=5)
    home.load()
    home.land_page(record("a/b", "x/old", likes=5, pipeline_tag="fill-mask"), day=2, source="hub:liked")
    home.load()
    assert home.ask("SELECT likes, pipeline_tag, first_seen_at, last_seen_at FROM repos") == [
        (20, "text-generation", DAY + timedelta(days=2), DAY + timedelta(days=5))
    ]
    assert home.ask("SELECT parent_id FROM repo_lineage") == [("x/new",)]


def test_downloads_and_likes_are_no_change(home: Home) -> None:
    home.land_page(TUNED, day=0)
    home.load()
    home.land_page(TUNED | {"likes": 77, "downloads": 5}, day=1)
    home.load()
    assert home.ask("SELECT likes, downloads FROM repos") == [(77, 5)]
    assert home.ask("SELECT * FROM changes WHERE run_id = 'run-2'") == []


def test_a_field_that_a_listing_lacks_keeps_what_is_known(home: Home) -> None:
    home.land_page(record("a/b", safetensors={"total": 7_000}, gated="manual"), day=0)
    home.load()
    bare = record("a/b")
    del bare["cardData"], bare["library_name"]
    home.land_page(bare, day=1)
    home.load()
    assert home.ask("SELECT parameters, license, library, gated FROM repos") == [
        (7000, "Apache-2.0", "transformers", True)
    ]


def test_edited_parents_replace_the_old_and_are_written_down(home: Home) -> None:
    home.land_page(record("a/b", "x/one", "x/two", relation="merge"), day=0)
    home.load()
    home.land_page(record("a/b", "x/two", "x/three", relation="finetune"), day=1)
    home.load()
    assert home.ask("SELECT parent_id, relation, position FROM repo_lineage ORDER BY position") == [
        ("x/two", "finetune", 0),
        ("x/three", "finetune", 1),
    ]
    assert home.ask(
        'SELECT change, about, subject, "old", "new" FROM changes WHERE run_id = \'run-2\' ORDER BY ALL'
    ) == [
        ("added", "repo_edge", "a/b--x/three", None, "finetune"),
        ("changed", "repo_edge", "a/b--x/two", "merge", "finetune"),
        ("removed", "repo_edge", "a/b--x/one", "merge", None),
    ]


def test_what_a_card_tells_stays_when_a_listing_comes_again(home: Home) -> None:
    listed = record("a/Wisdom", likes=500)
    home.land_page(listed, day=0)
    home.load()
    with home.open() as con:
        assert undeclared_repos(con, 10) == ["a/Wisdom"]
    card = b'{"id": "a/Wisdom", "readme": "# Wisdom\\nThis model is a fine-tuned version of [Qwen/Qwen2.5-7B](https://huggingface.co/Qwen/Qwen2.5-7B).", "config_json": null, "adapter_config_json": null}'
    home.land_bytes(card, day=1, source="hub:cards")
    home.load()
    assert home.ask("SELECT parent_id, relation, origin FROM repo_lineage") == [
        ("Qwen/Qwen2.5-7B", "finetune", "card_text")
    ]
    with home.open() as con:
        assert undeclared_repos(con, 10) == []
    home.land_page(listed | {"likes": 501}, day=2)
    home.load()
    assert home.ask("SELECT parent_id, origin FROM repo_lineage") == [("Qwen/Qwen2.5-7B", "card_text")]
    home.land_page(record("a/Wisdom", "tiiuae/falcon-7b", likes=502), day=3)
    home.load()
    assert home.ask("SELECT parent_id, origin FROM repo_lineage") == [("tiiuae/falcon-7b", "hub_tag")]
    home.land_page(record("b/Declared", "Qwen/Qwen2.5-7B", likes=900), day=4)
    home.load()
    with home.open() as con:
        assert undeclared_repos(con, 10) == [], "what declares its parent need not be read"


def test_self_parents_and_parents_never_seen(home: Home) -> None:
    home.land_page(record("a/b", "a/b"), record("a/c", "gone/away"))
    home.load()
    assert home.ask("SELECT repo_id, parent_id FROM repo_lineage") == [("a/c", "gone/away")]


def test_bad_records_are_set_aside_and_the_rest_used(home: Home) -> None:
    home.land_page(TUNED, {"author": "no id"}, record("a/b"))
    loaded = home.load()
    assert (loaded.repos_added, loaded.rejected) == (2, 1)
    [(source, document, reason)] = home.ask("SELECT source_id, document, reason FROM quarantine")
    assert source == "hub:created"
    assert document.endswith("#2")
    assert "id" in reason


@pytest.mark.parametrize(
    "damage",
    [
        lambda body: body[: len(body) // 2],
        lambda _: b"",
        lambda body: gzip.compress(gzip.decompress(body) + b" "),
    ],
    ids=["cut short", "empty", "not what was fetched"],
)
@pytest.mark.parametrize("source", ["hub:created", "feed:blog"])
def test_a_damaged_document_is_quarantined_once(home: Home, damage, source: str) -> None:
    if source == "hub:created":
        bad = home.land_page(record("a/bad"), day=0, watermark="w1")
        home.land_page(TUNED, day=0.001, watermark="w2")
    else:
        bad = home.land_feed(("1", "Introducing Bad", "We release it."), day=0, source=source)
        home.land_page(TUNED, day=0.001)
    assert bad
    bad.path.write_bytes(damage(bad.path.read_bytes()))
    loaded = home.load()
    assert (loaded.documents, loaded.repos_added, loaded.rejected) == (2, 1, 1)
    assert home.ask("SELECT document FROM quarantine") == [(bad.name,)]
    assert home.load().documents == 0


def test_a_page_that_is_no_json_is_quarantined(home: Home) -> None:
    home.land_bytes(b"<html>Bad gateway</html>", day=0)
    home.land_page(TUNED, day=0.01)
    loaded = home.load()
    assert (loaded.repos_added, loaded.rejected) == (1, 1)
    assert home.load().documents == 0


def test_a_repo_in_several_pages_of_one_pass(home: Home) -> None:
    home.land_page(record("a/b", likes=1), day=0)
    home.land_page(record("a/b", likes=2), record("a/c"), day=0.001, source="hub:trending")
    loaded = home.load()
    assert loaded.repos_added == 2
    assert home.ask("SELECT likes, first_seen_at FROM repos WHERE repo_id = 'a/b'") == [(2, DAY)]


def test_hostile_names_do_no_harm(home: Home) -> None:
    home.land_page(
        record("a/b'; DROP TABLE models; --"), record("../../etc/passwd"), record("a/b\u202egnp.exe"), record("a/\x00b"),
        record("ok/fine", "x'); DELETE FROM repos; --", "ok/parent"),
    )  # fmt: skip
    home.load()
    assert ("ok/fine",) in home.ask("SELECT repo_id FROM repos")
    assert home.ask("SELECT count(*) FROM models") == [(10,)]


SNAPSHOT = """repo_id,created_on,parameters,license,parent,relation,downloads,likes,as_of,source
a/merged,2024-01-05,7000000000,apache-2.0,x/one,merge,10,5,2025-01-01,test
a/merged,2024-01-05,7000000000,apache-2.0,x/two,merge,10,5,2025-01-01,test
meta-llama/Llama-3.1-8B,2024-07-14,,llama3.1,,,900,90,2025-01-01,test
"""


def test_the_snapshot_counts_as_seen_when_it_was_made(home: Home, tmp_path) -> None:
    (tmp_path / "snapshot").mkdir()
    (tmp_path / "snapshot" / "hub.csv").write_text(SNAPSHOT)
    loaded = home.load(snapshot=tmp_path / "snapshot")
    assert loaded.repos_added == 2
    assert home.ask(
        "SELECT repo_id, model_id, license, strftime(first_seen_at, '%Y-%m-%d') FROM repos ORDER BY 1"
    ) == [
        ("a/merged", None, "Apache-2.0", "2024-01-05"),
        ("meta-llama/Llama-3.1-8B", "llama-3.1", "LicenseRef-llama-3.1", "2024-07-14"),
    ]
    assert home.ask("SELECT parent_id, relation, position FROM repo_lineage ORDER BY position") == [
        ("x/one", "merge", 0),
        ("x/two", "merge", 1),
    ]
    assert home.ask("SELECT about, \"new\" FROM changes WHERE field = 'repos'") == [("snapshot", "2")]
    home.land_page(record("a/merged", "x/three", likes=9))
    assert home.load(snapshot=tmp_path / "snapshot").repos_added == 0
    assert home.ask(
        "SELECT likes, strftime(first_seen_at, '%Y-%m-%d') FROM repos WHERE repo_id = 'a/merged'"
    ) == [(9, "2024-01-05")]
    assert home.ask("SELECT parent_id FROM repo_lineage") == [("x/three",)]


def test_names_in_the_snapshot_tell_what_is_not_declared(home: Home, tmp_path) -> None:
    silent = "b/Llama-3.1-8B-GGUF,2024-08-01,,,,,5,1,2025-01-01,test\n"
    (tmp_path / "hub.csv").write_text(SNAPSHOT + silent)
    home.load(snapshot=tmp_path)
    assert home.ask("SELECT parent_id, relation, origin FROM repo_lineage WHERE repo_id LIKE 'b/%'") == [
        ("meta-llama/Llama-3.1-8B", "quantized", "name")
    ]
    home.land_page(record("b/Llama-3.1-8B-GGUF", "x/other", relation="quantized"))
    home.load(snapshot=tmp_path)
    assert home.ask("SELECT parent_id, origin FROM repo_lineage WHERE repo_id LIKE 'b/%'") == [
        ("x/other", "hub_tag")
    ]


def test_a_malformed_snapshot_is_named(home: Home, tmp_path) -> None:
    (tmp_path / "hub.csv").write_text("repo_id,created_on\na/b,yesterday\n")
    with pytest.raises(ConfigurationError, match="snapshot"):
        home.load(snapshot=tmp_path)


def test_a_new_way_of_deriving_is_applied_to_what_is_loaded(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.land_page(record("famous/Wonder-7B", likes=150))
    home.load()
    assert home.ask("SELECT model_id FROM repos") == [(None,)]
    monkeypatch.setitem(marts.RULES, "notable_likes", 100)
    marts._version.cache_clear()
    home.load()
    assert home.ask("SELECT model_id FROM repos") == [("wonder",)]
    marts._version.cache_clear()
