"""`modelmap extract hub`: one line out per line in, in order, whatever the lines hold."""

import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.hub.extract import extract
from extractors.hub.infer import infer


def run(*records: object, undeclared: bool = False) -> list[dict[str, Any]]:
    lines = [record if isinstance(record, bytes) else json.dumps(record).encode() for record in records]
    body = io.BytesIO(b"\n".join(lines) + b"\n")
    return [json.loads(line) for line in extract(body, undeclared=undeclared)]


def test_a_record_as_the_contract_has_it() -> None:
    record = {
        "id": "someone/Kestrel-7B",
        "createdAt": "2024-05-01T23:59:59.000Z",
        "cardData": {"license": "apache-2.0"},
        "tags": ["base_model:acme/rook-13b", "base_model:finetune:acme/rook-13b"],
    }
    assert run(record) == [
        {
            "repo_id": "someone/Kestrel-7B",
            "name": "Kestrel-7B",
            "org": "someone",
            "released_on": "2024-05-01",
            "parameters": 7_000_000_000,
            "license": "Apache-2.0",
            "openness": "open",
            "parents": [
                {
                    "parent": "acme/rook-13b",
                    "relation": "finetune",
                    "origin": "hub_tag",
                    "confidence": 0.99,
                    "evidence": "base_model:finetune:acme/rook-13b",
                }
            ],
        }
    ]


def test_undeclared_sees_only_inference() -> None:
    record = {
        "id": "someone/Kestrel",
        "cardData": {"base_model": "acme/declared"},
        "tags": ["base_model:acme/declared"],
        "readme": "---\nbase_model: acme/declared\n---\nFine-tuned from acme/rook-13b.",
    }
    (declared,), (inferred,) = run(record), run(record, undeclared=True)
    assert [p["parent"] for p in declared["parents"]] == ["acme/declared"]
    assert [(p["parent"], p["origin"]) for p in inferred["parents"]] == [("acme/rook-13b", "card_text")]


def test_front_matter_declares_where_card_data_is_missing() -> None:
    readme = "---\nbase_model:\n- acme/one-7b\n- acme/two-7b\nlicense: mit\n---\n# Kestrel"
    (found,) = run({"id": "someone/Kestrel", "readme": readme})
    assert [(p["parent"], p["relation"], p["origin"]) for p in found["parents"]] == [
        ("acme/one-7b", "merge", "card_data"),
        ("acme/two-7b", "merge", "card_data"),
    ]
    assert found["license"] == "MIT"


@pytest.mark.parametrize(
    "record",
    [
        {"tags": ["Merge", "a/one-7b", "b/two-7b"]},
        {"tags": ["mergekit", "a/one-7b"]},
        {"adapter_config_json": {"base_model_name_or_path": "acme/rook-13b"}},
        {"config_json": {"_name_or_path": "acme/rook-13b"}},
        {"readme": "Fine-tuned from acme/rook-13b."},
    ],
)
def test_a_record_whose_name_tells_nothing_is_still_read(record: dict[str, Any]) -> None:
    record = {"id": "someone/Kestrel", **record}
    (found,) = run(record, undeclared=True)
    assert [p["parent"] for p in found["parents"]] == [p.parent for p in infer(record, None)] != []


BAD = [
    b"",
    b"   ",
    b"{",
    b"null",
    b"[1]",
    b'"text"',
    b"7",
    b"{}",
    b'{"id": ""}',
    b'{"id": "a b"}',
    b"\xff\xfe",
    b'{"id":"a1/x"} {"id":"a1/y"}',
    b'{"id":"a1/\\ud800"}',
]


def test_a_line_that_cannot_be_read_is_told_by_number_and_the_rest_go_on() -> None:
    good = [{"id": f"a1/x{n}"} for n in range(len(BAD))]
    found = run(*[line for pair in zip(BAD, good, strict=True) for line in pair])
    assert [line["line"] for line in found[0::2]] == [2 * n + 1 for n in range(len(BAD))]
    assert all(line["error"] for line in found[0::2])
    assert [line["repo_id"] for line in found[1::2]] == [record["id"] for record in good]


DEEP = ["[" * depth + "]" * depth for depth in (300, 100_000)]


@pytest.mark.parametrize("deep", DEEP, ids=len)
@pytest.mark.parametrize(
    "record",
    [
        '{{"id": "a1/x", "readme": "y", "z": {}}}',
        '{{"id": "a1/x", "tags": {}}}',
        '{{"id": "a1/x", "cardData": {{"base_model": {0}, "license": {0}, "language": {0}}}}}',
        '{{"id": "a1/x", "config_json": {{"_name_or_path": {}}}}}',
    ],
)
def test_a_record_nested_without_end_is_still_read(record: str, deep: str) -> None:
    (found,) = run(record.format(deep).encode())
    assert (found["repo_id"], found["license"], found["parents"]) == ("a1/x", None, [])


def test_front_matter_that_contains_itself_is_survived() -> None:
    (found,) = run({"id": "a1/x", "readme": "---\na: &a [*a]\nbase_model: acme/rook-13b\n---\n"})
    assert [p["parent"] for p in found["parents"]] == ["acme/rook-13b"]


def test_order_holds_over_many_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extractors.hub.extract.BATCH_LINES", 7)
    records: list[object] = [b"{" if n % 5 == 0 else {"id": f"a1/x{n}"} for n in range(40)]
    assert [line.get("line") or line["repo_id"] for line in run(*records)] == [
        n + 1 if n % 5 == 0 else f"a1/x{n}" for n in range(40)
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = [
    "tags",
    "cardData",
    "siblings",
    "config",
    "safetensors",
    "createdAt",
    "library_name",
    "readme",
    "config_json",
    "adapter_config_json",
    "gated",
    "author",
]


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON), min_size=1, max_size=6), st.booleans())
def test_fields_of_any_type_never_stop_it(records: list[dict[str, Any]], undeclared: bool) -> None:
    lines = [
        json.dumps({**record, "id": f"a1/x{n}"}).encode("utf-8", "replace")
        for n, record in enumerate(records)
    ]
    found = [json.loads(line) for line in extract(lines, undeclared=undeclared)]
    assert [line["repo_id"] for line in found if "repo_id" in line] or all("error" in line for line in found)
    assert len(found) == len(lines)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=60).filter(lambda b: b"\n" not in b and b"\r" not in b), max_size=8))
def test_any_bytes_give_one_line_each(lines: list[bytes]) -> None:
    assert len(list(extract(lines))) == len(lines)
