"""The data dictionary is what the schema says now, and the schema says everything."""

from pathlib import Path

import duckdb
import pytest

from warehouse.database import migrate
from warehouse.dictionary import dictionary, main
from warehouse.statements import run

PAGE = Path(__file__).parents[2] / "docs" / "data-dictionary.md"


@pytest.fixture(scope="module")
def described() -> list[tuple]:
    con = duckdb.connect()
    migrate(con)
    return run(con, "dictionary").fetchall()


def test_the_page_is_current(tmp_path):
    main([str(tmp_path / "page.md")])
    written = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert written == dictionary()
    assert PAGE.read_text(encoding="utf-8") == written, (
        "run: python -m warehouse.dictionary docs/data-dictionary.md"
    )


def test_every_public_relation_and_column_has_a_comment(described):
    silent = [relation for relation, _, comment, *_ in described if not comment]
    silent += [f"{relation}.{column}" for relation, _, _, column, _, comment in described if not comment]
    assert not silent
    assert len({relation for relation, *_ in described}) >= 12


def test_every_relation_of_the_contract_is_described(described):
    contract = {
        "models",
        "lineage",
        "ancestry",
        "repos",
        "repo_lineage",
        "orgs",
        "announcements",
        "changes",
        "sources",
        "runs",
        "quarantine",
    }
    assert contract <= {relation for relation, *_ in described}
