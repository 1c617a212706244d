"""Every query of docs/queries.md is run on a warehouse made offline, and gives rows."""

import re
from pathlib import Path

import pytest

from warehouse.database import reading

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "queries.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"^## (\d+\. .*?)\n.*?```sql\n(.*?)```", TEXT, flags=re.DOTALL | re.MULTILINE)


def test_there_are_twenty_questions_and_each_has_its_query():
    headings = re.findall(r"^## \d+\. ", TEXT, flags=re.MULTILINE)
    assert len(headings) >= 20
    assert len(QUESTIONS) == len(headings) == TEXT.count("```sql")


@pytest.mark.parametrize("query", [sql for _, sql in QUESTIONS], ids=[title for title, _ in QUESTIONS])
def test_the_query_gives_rows(offline, query):
    with reading(offline) as con:
        rows = con.execute(query).fetchall()
    assert rows
    assert any(value not in (None, 0, "", []) for value in rows[0])


def test_the_closure_of_repos_is_what_walking_finds(offline):
    """Question 12 against a walk in Python, edge by edge."""
    closure = next(sql for title, sql in QUESTIONS if title.startswith("12."))
    with reading(offline) as con:
        told = con.execute(closure).fetchall()
        edges = con.execute(
            "SELECT repo_id, parent_id FROM repo_lineage WHERE repo_id <> parent_id"
        ).fetchall()
    parents: dict[str, set[str]] = {}
    for child, parent in edges:
        parents.setdefault(child, set()).add(parent)
    families: dict[str, list[int]] = {}
    for child in parents:
        depth, seen, front = 0, {child}, {child}
        while front:
            depth += 1
            front = {p for one in front for p in parents.get(one, ())} - seen
            seen |= front
            for ancestor in front - parents.keys():
                families.setdefault(ancestor, []).append(depth)
    assert {root: (repos, deepest) for root, repos, deepest, _ in told} == {
        root: (len(families[root]), max(families[root])) for root, *_ in told
    }
    assert told[0][1] == max(map(len, families.values()))
