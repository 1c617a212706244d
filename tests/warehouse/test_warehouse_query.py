"""Queries read the warehouse and nothing else; results are text that a terminal and a program can take."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

import csv
import io
import json
from pathlib import Path

import pytest
from warehouse_world import Home, record

from extractors.errors import ConfigurationError, ModelmapError
from warehouse.query import query


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(tmp_path_factory.mktemp("query"))
    home.land_page(record("a/b", "x/y"))
    home.load()
    return home.path


def test_table(path: Path) -> None:
    assert query(path, "SELECT model_id, name_zh, parameters_max FROM models WHERE model_id IN ('llama', 'vicuna') ORDER BY 1") == (
        "model_id  name_zh  parameters_max\n"
        "────────  ───────  ──────────────\n"
        "llama                 65000000000\n"
        "vicuna    小羊驼\n"
        "(2 rows)\n"
    )  # fmt: skip


def test_csv_and_json_hold_the_same(path: Path) -> None:
    sql = "SELECT model_id, released_on, first_seen_at, sizes, commercial_use, confidence FROM models WHERE model_id = 'vicuna'"
    assert json.loads(query(path, sql, "json")) == [
        {"model_id": "vicuna", "released_on": "2023-03-30", "first_seen_at": "2023-03-30T00:00:00Z", "sizes": [],
         "commercial_use": True, "confidence": 1.0}
    ]  # fmt: skip
    assert list(csv.reader(io.StringIO(query(path, sql, "csv")))) == [
        ["model_id", "released_on", "first_seen_at", "sizes", "commercial_use", "confidence"],
        ["vicuna", "2023-03-30", "2023-03-30T00:00:00Z", "[]", "true", "1.0"],
    ]


@pytest.mark.parametrize("form", ["table", "csv", "json"])
def test_no_rows(path: Path, form: str) -> None:
    text = query(path, "SELECT model_id FROM models WHERE false", form)
    assert text == {"table": "model_id\n────────\n(0 rows)\n", "csv": "model_id\n", "json": "[]\n"}[form]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("170141183460469231731687303715884105727", 170141183460469231731687303715884105727),
        ("'nan'::DOUBLE", None), ("1.50::DECIMAL(5,2)", 1.5), ("INTERVAL 3 DAY", "3 days, 0:00:00"), ("'ab'::BLOB", "6162"),
        ("{'a': [1, NULL]}", {"a": [1, None]}), ("TIMESTAMP '2024-01-02 03:04:05'", "2024-01-02T03:04:05"),
        ("MAP {'k': 1}", {"k": 1}),
    ],
)  # fmt: skip
def test_every_type_becomes_json(path: Path, value: str, expected: object) -> None:
    assert json.loads(query(path, f"SELECT {value} AS v", "json")) == [{"v": expected}]


def test_control_characters_do_not_reach_the_terminal(path: Path) -> None:
    text = query(path, "SELECT 'a' || chr(27) || '[31m' || chr(8238) || 'b' AS \"x\ny\"")
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert text.splitlines()[0] == "x�y"


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("DROP TABLE models", "read-only"),
        ("INSERT INTO models (model_id) VALUES ('x')", "read-only"),
        ("SELECT * FROM read_csv('/etc/hostname')", "disabled by configuration"),
        ("COPY models TO 'out.csv'", "disabled by configuration"),
        ("ATTACH 'other.duckdb'", "disabled by configuration"),
        ("SET enable_external_access = true", "locked"),
        ("INSTALL httpfs", "disabled by configuration"),
        ("SELECT 1; SELECT 2", "one statement, not 2"),
        ("", "one statement, not 0"),
        ("SELEC 1", "syntax error"),
        ("SELECT nothing FROM models", "nothing"),
    ],
)
def test_what_is_wrong_or_not_allowed_is_said_in_one_line(path: Path, sql: str, message: str) -> None:
    before = path.read_bytes()
    with pytest.raises(ConfigurationError) as caught:
        query(path, sql)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before


def test_no_such_format(path: Path) -> None:
    with pytest.raises(ModelmapError, match="table, csv or json"):
        query(path, "SELECT 1", "xml")
