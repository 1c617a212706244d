"""The one rule of quadrants, openness by licence, and ancestry that ends."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warehouse_world import MODELS, Home, catalogue

from warehouse.database import migrate
from warehouse.loading.catalogue import parameters as parameters_of
from warehouse.statements import run

EXTRA: list[dict[str, Any]] = [
    {"id": "llama-9", "name": "Llama 9", "org": "meta"},
    {"id": "code-llama", "name": "Code Llama", "org": "meta", "parents": [{"id": "llama-2", "relation": "finetune"}]},
    {"id": "opt", "name": "OPT", "org": "meta"},
    {"id": "chinese-vicuna", "name": "Chinese-Vicuna", "org": "openbuddy", "parents": [{"id": "vicuna", "relation": "adapter"}]},
    {"id": "orca-like", "name": "OrcaLike", "org": "openbuddy",
     "parents": [{"id": "falcon", "relation": "merge"}, {"id": "qwen2.5", "relation": "merge"}]},
    {"id": "half-llama", "name": "Half", "org": "openbuddy",
     "parents": [{"id": "falcon", "relation": "merge"}, {"id": "llama", "relation": "merge"}]},
    {"id": "sealion", "name": "SeaLion", "org": "tii", "parents": [{"id": "qwen2.5", "relation": "continued_pretraining"}]},
    {"id": "inspired", "name": "Inspired", "org": "alibaba", "parents": [{"id": "llama", "relation": "architecture"}]},
    {"id": "next-falcon", "name": "Falcon 2", "org": "openbuddy", "parents": [{"id": "falcon", "relation": "successor"}]},
    {"id": "trained-with", "name": "Trained", "org": "tii", "parents": [{"id": "lora", "relation": "technique"}]},
    {"id": "nobody", "name": "Nobody's"},
    {"id": "luca", "name": "Luca", "org": "openbuddy", "quadrant": "foreign", "parents": [{"id": "qwen2.5", "relation": "finetune"}]},
    {"id": "from-luca", "name": "FromLuca", "org": "alibaba", "parents": [{"id": "luca", "relation": "finetune"}]},
    {"id": "ring-a", "name": "RingA", "org": "alibaba", "parents": [{"id": "ring-b", "relation": "merge"}]},
    {"id": "ring-b", "name": "RingB", "org": "alibaba", "parents": [{"id": "ring-a", "relation": "merge"}]},
]  # fmt: skip

QUADRANTS = {
    "llama": "llama",  # the line itself
    "llama-2": "llama",
    "llama-3.1": "llama",
    "llama-9": "llama",  # whatever it is called next
    "opt": "foreign",  # not every model of Meta's
    "vicuna": "llama",
    "open-llama": "llama",  # a reproduction
    "code-llama": "llama",
    "chinese-vicuna": "llama",  # whoever made it
    "half-llama": "llama",  # any path counts, not the first only
    "falcon": "foreign",
    "openbuddy-falcon": "foreign",  # a Chinese organisation's, beside its base
    "orca-like": "foreign",  # of several bases the first declared
    "sealion": "chinese",  # beside its base
    "qwen2.5": "chinese",
    "inspired": "chinese",  # architecture is no derivation
    "next-falcon": "chinese",  # nor is a successor: its makers' country decides
    "trained-with": "foreign",
    "nobody": "foreign",
    "lora": "training",
    "trl": "training",
    "luca": "foreign",  # curated wins
    "from-luca": "foreign",  # and its derivatives stand beside it
    "ring-a": "chinese",  # a cycle ends with its makers' country
}


@pytest.fixture(scope="module")
def quadrants(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    home = Home(tmp_path_factory.mktemp("quadrants"))
    home.catalogue = catalogue([*MODELS, *EXTRA])
    home.load()
    return dict(home.ask("SELECT model_id, quadrant FROM models"))


@pytest.mark.parametrize("model_id", sorted(QUADRANTS))
def test_quadrant(quadrants: dict[str, str], model_id: str) -> None:
    assert quadrants[model_id] == QUADRANTS[model_id]


def test_openness_and_commercial_use_follow_the_licence_unless_curated(home: Home) -> None:
    home.catalogue = catalogue(
        [
            {"id": "a", "name": "A", "license": "Apache-2.0"},
            {"id": "b", "name": "B", "license": "LicenseRef-llama-1"},
            {"id": "c", "name": "C", "license": "Apache-2.0", "openness": "closed"},
            {"id": "d", "name": "D"},
        ]
    )
    home.load()
    assert home.ask("SELECT model_id, openness, commercial_use FROM models ORDER BY 1") == [
        ("a", "open", True),
        ("b", "semi-open", False),
        ("c", "closed", True),
        ("d", None, None),
    ]


@pytest.mark.parametrize(
    ("size", "parameters"),
    [("7B", 7_000_000_000), ("0.5B", 500_000_000), ("350M", 350_000_000), ("8x7B", 56_000_000_000),
     ("235B-A22B", 235_000_000_000), ("1T", 10**12), ("60K", 60_000)],
)  # fmt: skip
def test_sizes_are_parameters(size: str, parameters: int) -> None:
    assert parameters_of(size) == parameters


@pytest.mark.parametrize(
    ("released", "day", "precision"),
    [("2023-02-24", "2023-02-24", "day"), ("2023-02", "2023-02-01", "month"), ("2023", "2023-01-01", "year"), (None, None, None)],
)  # fmt: skip
def test_dates_keep_their_precision(
    home: Home, released: str | None, day: str | None, precision: str | None
) -> None:
    home.catalogue = catalogue([{"id": "a", "name": "A", "released_on": released}])
    home.load()
    assert home.ask("SELECT CAST(released_on AS VARCHAR), released_precision FROM models") == [
        (day, precision)
    ]
    assert home.ask("SELECT CAST(CAST(first_seen_at AS DATE) AS VARCHAR) FROM models") == [(day,)]


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(":memory:")
    migrate(con)
    return con


@settings(max_examples=60, deadline=None)
@given(edges=st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=40))
def test_ancestry_ends_and_is_the_closure(
    empty: duckdb.DuckDBPyConnection, edges: set[tuple[int, int]]
) -> None:
    """Whatever cycles there are: every ancestor once, at its least depth, never itself."""
    empty.execute("CREATE OR REPLACE TEMP TABLE new_lineage AS FROM lineage LIMIT 0")
    rows = [(str(c), str(p), "finetune" if (c + p) % 3 else "successor") for c, p in sorted(edges)]
    for row in rows:
        empty.execute("INSERT INTO new_lineage VALUES (?, ?, ?, 'hub_tag', 1, NULL, NULL, 0, NULL)", row)
    run(empty, "marts/ancestry")
    found = {(m, a): d for m, a, d in empty.execute("SELECT * FROM new_ancestry").fetchall()}
    parents: dict[str, set[str]] = {}
    for child, parent, relation in rows:
        if relation == "finetune" and child != parent:
            parents.setdefault(child, set()).add(parent)
    expected: dict[tuple[str, str], int] = {}
    for start in parents:
        frontier, seen, depth = {start}, {start}, 0
        while frontier:
            depth += 1
            frontier = {p for node in frontier for p in parents.get(node, ())} - seen
            seen |= frontier
            expected |= {(start, node): depth for node in frontier}
    assert found == expected
