"""The public tables are those of the contract, and every one says what it holds."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

import pytest
from warehouse_world import Home

CONTRACT = {
    "models": "model_id name name_zh kind org_id org country quadrant released_on parameters_min parameters_max architecture "
    "license openness commercial_use languages rlhf_stages url hub_repo origin confidence first_seen_at on_map",
    "lineage": "child_id parent_id relation origin confidence evidence evidence_url first_seen_at",
    "ancestry": "model_id ancestor_id depth",
    "repos": "repo_id author model_id created_at last_modified_at downloads likes pipeline_tag library license parameters "
    "model_type languages gated first_seen_at removed_at",
    "repo_lineage": "repo_id parent_id relation origin confidence evidence",
    "orgs": "org_id name name_zh country kind hub_authors",
    "announcements": "announcement_id source_id url title published_at name kind model_id confidence first_seen_at",
    "changes": "run_id changed_at change subject field old new",
    "sources": "source_id kind url last_attempt_at last_success_at last_error failures_in_a_row watermark",
    "runs": "run_id started_at finished_at status repos_added announcements_added models_added sources_failed",
    "quarantine": "source_id document reason seen_at",
}


@pytest.mark.parametrize("table", sorted(CONTRACT))
def test_contract_columns_are_there(home: Home, table: str) -> None:
    columns = {
        name for (name,) in home.ask("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table])
    }
    assert columns >= set(CONTRACT[table].split())


def test_every_public_relation_and_column_has_a_comment(home: Home) -> None:
    tables = home.ask(
        "SELECT table_name, comment FROM duckdb_tables() WHERE schema_name = 'main' AND NOT temporary"
        " UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal"
    )
    columns = home.ask(
        "SELECT table_name || '.' || column_name, comment FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal"
    )
    assert {name for name, _ in tables} >= set(CONTRACT)
    assert [
        name for name, comment in (*tables, *columns) if not comment or not comment.endswith((".", "."))
    ] == []


def test_times_are_in_utc(home: Home) -> None:
    times = home.ask(
        "SELECT table_name, column_name, data_type FROM duckdb_columns()"
        " WHERE schema_name = 'main' AND NOT internal AND column_name LIKE '%\\_at' ESCAPE '\\'"
    )
    assert {kind for *_, kind in times} == {"TIMESTAMP WITH TIME ZONE"}
    assert home.ask("SELECT current_setting('TimeZone')") == [("UTC",)]


def test_opening_again_applies_nothing(home: Home) -> None:
    first = home.ask("SELECT * FROM facts.migrations")
    assert first
    assert home.ask("SELECT * FROM facts.migrations") == first
