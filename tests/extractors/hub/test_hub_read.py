"""Landed pages through the one SQL reading: every spelling of a declaration, and pages that are broken."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extractors.hub.read import stage


def staged(tmp_path: Path, *pages: bytes) -> duckdb.DuckDBPyConnection:
    paths = []
    for number, body in enumerate(pages):
        path = tmp_path / f"{number:03d}.json.gz"
        path.write_bytes(gzip.compress(body, mtime=0))
        paths.append(path)
    con = duckdb.connect()
    stage(con, paths)
    return con


def parents_of(tmp_path: Path, record: dict[str, Any]) -> list[tuple[Any, ...]]:
    con = staged(tmp_path, json.dumps([{"id": "someone/Kestrel", **record}]).encode())
    return con.execute("SELECT parent, relation, origin FROM hub_parents ORDER BY position").fetchall()


def tags(*names: str) -> dict[str, Any]:
    return {"tags": [f"base_model:{name}" for name in names]}


def card(base_model: object, **fields: object) -> dict[str, Any]:
    return {"cardData": {"base_model": base_model, **fields}}


ROOK = ("acme/rook-13b", "finetune", "card_data")
DECLARED = [
    (tags("acme/rook-13b", "finetune:acme/rook-13b"), [("acme/rook-13b", "finetune", "hub_tag")]),
    (tags("acme/rook-13b", "adapter:acme/rook-13b"), [("acme/rook-13b", "adapter", "hub_tag")]),
    (tags("acme/rook-13b", "quantized:acme/rook-13b"), [("acme/rook-13b", "quantized", "hub_tag")]),
    (
        tags("a1/one", "merge:a1/one", "b2/two", "merge:b2/two"),
        [("a1/one", "merge", "hub_tag"), ("b2/two", "merge", "hub_tag")],
    ),
    # The Hub's own reading, its tags, outdoes the card's list.
    (tags("acme/rook-13b") | card(["other/x1", "acme/rook-13b"]), [("acme/rook-13b", "finetune", "hub_tag")]),
    (card("acme/rook-13b"), [ROOK]),
    (card(["acme/rook-13b"]), [ROOK]),
    (card({"name": "acme/rook-13b"}), [ROOK]),
    (card([{"name": "acme/rook-13b"}, None, 7, ["x"]]), [ROOK]),
    (card("https://huggingface.co/acme/rook-13b/tree/main"), [ROOK]),
    (card("acme/rook-13b@refs/pr/1"), [ROOK]),
    (card(["acme/rook-13b", "Acme/Rook-13B"]), [ROOK]),
    (card("a1/one, b2/two"), [("a1/one", "merge", "card_data"), ("b2/two", "merge", "card_data")]),
    (card("acme/rook-13b", base_model_relation="quantized"), [("acme/rook-13b", "quantized", "card_data")]),
    (card("acme/rook-13b", base_model_relation=["x"]), [ROOK]),
    (card("acme/rook-13b") | {"library_name": "peft"}, [("acme/rook-13b", "adapter", "card_data")]),
    (card("acme/rook-13b") | {"tags": ["gguf"]}, [("acme/rook-13b", "quantized", "card_data")]),
    (card("acme/rook-13b") | {"tags": ["mergekit"]}, [("acme/rook-13b", "merge", "card_data")]),
    (
        card("acme/rook-13b") | {"siblings": [{"rfilename": "adapter_config.json"}]},
        [("acme/rook-13b", "adapter", "card_data")],
    ),
    (card("acme/rook-13b") | {"siblings": "none"}, [ROOK]),
    (card("gpt2"), [("gpt2", "finetune", "card_data")]),
    (card("someone/Kestrel"), []),
    (card("SOMEONE/kestrel"), []),
    (tags("someone/Kestrel", "finetune:someone/Kestrel"), []),
    (card("./models/rook"), []),
    (card("/data/rook"), []),
    (card("results/checkpoint-500"), []),
    (card(None), []),
    (card(7), []),
    (card([]), []),
    (card("None"), []),
    (card(["None", "null", ""]), []),
    ({"cardData": "text"}, []),
    ({"cardData": None, "tags": None}, []),
    ({"tags": "base_model:acme/rook-13b"}, []),
    ({"tags": [1, None, {"a": "b"}, "base_model:acme/rook-13b"]}, [("acme/rook-13b", "finetune", "hub_tag")]),
    ({"tags": ["base_model:", "base_model:finetune:", "base_model:::"]}, []),
]


@pytest.mark.parametrize(("record", "expected"), DECLARED)
def test_every_spelling_of_a_declared_parent(
    tmp_path: Path, record: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    assert parents_of(tmp_path, record) == expected


def test_a_cycle_is_two_edges(tmp_path: Path) -> None:
    page = [{"id": "a1/x", **card("b2/y")}, {"id": "b2/y", **card("a1/x")}]
    con = staged(tmp_path, json.dumps(page).encode())
    assert con.execute("SELECT repo_id, parent FROM hub_parents ORDER BY 1").fetchall() == [
        ("a1/x", "b2/y"),
        ("b2/y", "a1/x"),
    ]


def test_a_record_as_the_warehouse_takes_it_over(tmp_path: Path) -> None:
    record = {
        "id": "acme/Rook-13B",
        "author": "acme",
        "createdAt": "2024-05-01T23:59:59.000Z",
        "lastModified": "2024-05-02T00:00:00.000Z",
        "downloads": 5,
        "likes": "7",
        "trendingScore": 1.5,
        "pipeline_tag": "text-generation",
        "library_name": "transformers",
        "gated": "auto",
        "tags": ["x"],
        "config": {"model_type": "llama"},
        "safetensors": {"total": 13015864320},
        "cardData": {
            "license": "other",
            "license_name": "llama3.1",
            "language": ["chinese", "en", "code", "EN"],
        },
    }
    con = staged(tmp_path, json.dumps([record]).encode())
    (row,) = con.execute("SELECT * FROM hub_records").fetchall()
    found = dict(zip([column[0] for column in con.description or ()], row, strict=True))
    assert found.pop("file").endswith("000.json.gz")
    assert found == {
        "repo_id": "acme/Rook-13B",
        "author": "acme",
        "created_at": datetime(2024, 5, 1, 23, 59, 59, tzinfo=UTC),
        "last_modified_at": datetime(2024, 5, 2, tzinfo=UTC),
        "downloads": 5,
        "likes": 7,
        "trending_score": 1.5,
        "pipeline_tag": "text-generation",
        "library": "transformers",
        "license": "LicenseRef-llama-3.1",
        "license_id": "llama3.1",
        "parameters": 13015864320,
        "model_type": "llama",
        "languages": ["en", "zh"],
        "gated": "auto",
        "tags": ["x"],
    }


def test_what_is_missing_is_null_or_told_by_the_name(tmp_path: Path) -> None:
    con = staged(tmp_path, json.dumps([{"id": "acme/Rook-1_8B", "tags": ["license:mit"]}]).encode())
    row = con.execute("SELECT author, license, parameters, downloads, created_at FROM hub_records").fetchone()
    assert row == ("acme", "MIT", 1_800_000_000, None, None)


def test_a_listing_without_card_data_has_languages_among_its_tags(tmp_path: Path) -> None:
    con = staged(tmp_path, json.dumps([{"id": "a1/x", "tags": ["gguf", "en", "ml", "zh", "4b"]}]).encode())
    assert con.execute("SELECT languages FROM hub_records").fetchone() == (["en", "zh"],)


def test_the_last_page_wins_for_a_repo_on_two(tmp_path: Path) -> None:
    old = [{"id": "a1/x", "downloads": 1, **card("b2/old")}]
    new = [{"id": "a1/x", "downloads": 2, **card("b2/new")}]
    con = staged(tmp_path, json.dumps(old).encode(), json.dumps(new).encode())
    assert con.execute("SELECT repo_id, downloads FROM hub_records").fetchall() == [("a1/x", 2)]
    assert con.execute("SELECT parent FROM hub_parents").fetchall() == [("b2/new",)]


GOOD = json.dumps([{"id": "a1/good"}]).encode()
BROKEN = [
    (b'[{"id": "a1/x"}, {"id": "a1/y", "ta', [], "cut short"),
    (b"<html>503</html>", [], "JSON"),
    (b'[null, 7, "s", [1], {"id": {"x": 1}}, {"id": "a1/x"}]', ["a1/x"], "no usable id"),
    (b'[{"id": "a1/\\ud800"}, {"id": "a1/x"}]', ["a1/x"], "no usable id"),
    (b'{"id": "a1/x"}\n{"id":\n{"id": "a1/y"}\n', ["a1/x", "a1/y"], "1 of its records"),
    (b'{"error": "rate limited"}', [], "no usable id"),
    (b'[{"id": "../etc"}, {"id": "a b/c"}, {"id": "a\\u0000/b"}, {"id": "a1/x"}]', ["a1/x"], "no usable id"),
]


@pytest.mark.parametrize(("page", "repos", "reason"), BROKEN)
def test_a_broken_page_or_record_is_rejected_and_the_rest_is_used(
    tmp_path: Path, page: bytes, repos: list[str], reason: str
) -> None:
    con = staged(tmp_path, page, GOOD)
    found = [row[0] for row in con.execute("SELECT repo_id FROM hub_records ORDER BY 1").fetchall()]
    assert found == sorted([*repos, "a1/good"])
    rejects = con.execute("SELECT file, reason FROM hub_rejects").fetchall()
    assert rejects
    assert all(file.endswith("000.json.gz") and reason in why for file, why in rejects)


def test_a_gzip_that_ends_early_is_rejected(tmp_path: Path) -> None:
    path = tmp_path / "half.json.gz"
    path.write_bytes(gzip.compress(json.dumps([{"id": f"a1/x{n}"} for n in range(500)]).encode())[:-40])
    con = duckdb.connect()
    stage(con, [path])
    assert con.execute("SELECT count(*) FROM hub_records").fetchone() == (0,)
    assert con.execute("SELECT count(*) FROM hub_rejects").fetchone() == (1,)


def test_no_pages_leave_empty_tables(tmp_path: Path) -> None:
    con = staged(tmp_path)
    for table in ("hub_records", "hub_parents", "hub_rejects"):
        assert con.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
