"""The data dictionary: every public relation and column. Run `python -m warehouse.dictionary`."""

import sys
from itertools import groupby
from pathlib import Path

import duckdb

from warehouse.database import migrate
from warehouse.statements import run

_HEAD = """# Data dictionary

Every public table and view of the warehouse, from the comments in its schema: do not edit this page, run
`python -m warehouse.dictionary docs/data-dictionary.md`. Times are UTC. The same comments are in the
warehouse (`duckdb_columns()`) and in `site/data/modelmap.duckdb`. How to ask: [questions](queries.md).
"""


def dictionary() -> str:
    """The page, in Markdown, of the newest schema."""
    con = duckdb.connect()
    try:
        migrate(con)
        rows = run(con, "dictionary").fetchall()
    finally:
        con.close()
    parts = [_HEAD]
    for (relation, kind, comment), columns in groupby(rows, key=lambda row: row[:3]):
        parts.append(f"\n## {relation}\n\n{_told(comment)}{' A view.' if kind == 'view' else ''}\n")
        parts.append("| column | type | |\n|---|---|---|")
        parts += [f"| `{column}` | {_typed(type_)} | {_told(told)} |" for *_, column, type_, told in columns]
    return "\n".join(parts) + "\n"


def _typed(type_: str) -> str:
    return "TIMESTAMPTZ" if type_ == "TIMESTAMP WITH TIME ZONE" else type_


def _told(comment: str | None) -> str:
    return (comment or "").replace("|", "\\|")


def main(arguments: list[str]) -> None:
    """Write the page to the file named, or to standard output."""
    if arguments:
        Path(arguments[0]).write_text(dictionary(), encoding="utf-8")
    else:
        sys.stdout.write(dictionary())


if __name__ == "__main__":
    main(sys.argv[1:])
