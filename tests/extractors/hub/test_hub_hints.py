"""`hub_may_tell` is an upper bound of inference: wherever `infer` finds a parent, it says so."""

import csv
import json
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.hub import hints
from extractors.hub.infer import infer
from extractors.hub.references import bases

SNAPSHOT = Path(__file__).parents[3] / "warehouse" / "catalogue" / "snapshot" / "hub_repos.csv"


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    hints.define(con)
    return con


def may_tell(con, records: list[tuple[str, list[str]]]) -> list[bool]:
    shape = '[{"repo_id": "VARCHAR", "tags": ["VARCHAR"]}]'
    query = "SELECT hub_may_tell(r.repo_id, r.tags) FROM (SELECT unnest(from_json($1, $2)) AS r)"
    given = json.dumps([{"repo_id": repo_id, "tags": tags} for repo_id, tags in records])
    return [told for (told,) in con.execute(query, [given, shape]).fetchall()]


def missed(con, records: list[tuple[str, list[str]]]) -> list[str]:
    found = [bool(infer({"id": repo_id, "tags": tags}, None)) for repo_id, tags in records]
    told = may_tell(con, records)
    return [repo for (repo, _), one, hint in zip(records, found, told, strict=True) if one and not hint]


def test_of_real_names_none_is_missed(con):
    with SNAPSHOT.open(encoding="utf-8") as file:
        names = sorted({row["repo_id"] for row in csv.DictReader(file) if row["repo_id"]})
    assert len(names) > 4_000
    others = [f"someone/{name.rpartition('/')[2]}" for name in names]
    assert missed(con, [(name, ["transformers"]) for name in [*names, *others]]) == []


WORDS = (
    "hf",
    "meta",
    "model",
    "poet",
    "GGUF",
    "Q4_K_M",
    "abliterated",
    "v2",
    "lora",
    "it",
    "chat",
    "base",
    "2_5",
    "x",
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(sorted({*bases().values(), "acme/thing", "acme/Verse-7B"})),
            st.lists(st.sampled_from(WORDS), max_size=3),
            st.lists(st.sampled_from(WORDS), max_size=3),
            st.sampled_from("-_."),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_of_names_around_a_base_none_is_missed(con, cases):
    records = []
    for base, before, after, mark in cases:
        name = base.rpartition("/")[2].replace("-", mark)
        records += [
            (f"someone/{mark.join([*before, name, *after])}", []),
            (f"{base}{mark}{mark.join(after)}", []),
        ]
    assert missed(con, records) == []


@pytest.mark.parametrize(
    ("repo_id", "tags", "told"),
    [
        ("someone/my-awesome-run-7", ["transformers"], False),
        ("someone/ppo-LunarLander-v2", [], False),
        ("someone/Qwen2.5-7B-poet", [], True),
        ("someone/verse", ["merge", "acme/a", "acme/b"], True),
        ("someone/verse-GGUF", [], True),
        ("Qwen/anything", [], True),
    ],
)
def test_the_most_of_names_tell_nothing(con, repo_id, tags, told):
    assert may_tell(con, [(repo_id, tags)]) == [told]
