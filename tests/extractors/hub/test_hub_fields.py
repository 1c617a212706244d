"""The quick reading of a page and the forgiving one are one: where both give something, it is the same."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extractors.hub.read import sql

FIELDS = {
    "id": ["a1/x", 5, None],
    "modelId": ["a1/y", {}],
    "author": ["a1", 7],
    "createdAt": ["2026-03-01T12:30:00.000Z", "2026-03-01", "soon", 1700000000, None],
    "downloads": [12, "12", 12.7, -1, 1e30, True, "many", None],
    "trendingScore": [3, 0.5, "0.5", [1]],
    "gated": [False, "auto", {"x": 1}],
    "tags": [["license:mit", "en", "base_model:b2/z"], ["a", None, 3, ["b"]], [], "en", None],
    "cardData": [
        {"base_model": ["b2/z"], "license": "other", "license_name": "own", "language": ["en", "zh"]},
        {"base_model": {"name": "b2/z"}, "license": ["mit"], "language": "en", "license_name": ["x"]},
        "text",
        [],
        None,
    ],
    "config": [{"model_type": "llama", "quantization_config": {"bits": 4}}, {"model_type": 3}, "x"],
    "safetensors": [{"total": 7_000_000_000}, {"total": "7"}, {"total": None}, 7],
    "siblings": [[{"rfilename": "a.gguf"}], "none", None],
}
RECORDS = st.fixed_dictionaries({}, optional={name: st.sampled_from(some) for name, some in FIELDS.items()})


@pytest.fixture(scope="module")
def con() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute(sql("macros.sql"))
    return con


def read(con: duckdb.DuckDBPyConnection, page: Path, fields: str) -> list[tuple[Any, ...]] | None:
    """Rows of `hub_read`, or None where DuckDB refuses the page."""
    con.execute("SET VARIABLE hub_files = $1", [[str(page)]])
    con.execute(sql("source.sql"))
    con.execute(sql(fields))
    try:
        con.execute(sql("read.sql"))
    except duckdb.Error:
        return None
    return con.execute("FROM hub_read ORDER BY record").fetchall()


def test_both_readings_name_the_same_columns(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    page = tmp_path / "page.json"
    page.write_text("[]")
    con.execute("SET VARIABLE hub_files = $1", [[str(page)]])
    con.execute(sql("source.sql"))
    columns = []
    for fields in ("fields_paged.sql", "fields.sql"):
        con.execute(sql(fields))
        columns.append(con.execute("DESCRIBE hub_source").fetchall())
    assert columns[0] == columns[1]


def test_a_page_of_the_hub_is_read_the_quick_way(con: duckdb.DuckDBPyConnection, tmp_path: Path) -> None:
    page = tmp_path / "page.json"
    page.write_text(json.dumps([{name: some[0] for name, some in FIELDS.items()}]))
    quick = read(con, page, "fields_paged.sql")
    assert quick is not None
    assert quick == read(con, page, "fields.sql")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=st.lists(RECORDS, min_size=1, max_size=3))
def test_the_quick_reading_gives_what_the_forgiving_one_gives_or_refuses(
    con: duckdb.DuckDBPyConnection, tmp_path: Path, records: list[dict[str, Any]]
) -> None:
    page = tmp_path / "page.json"
    page.write_text(json.dumps(records))
    forgiving = read(con, page, "fields.sql")
    assert forgiving is not None
    assert len(forgiving) == len(records)
    assert read(con, page, "fields_paged.sql") in (None, forgiving)
