"""What nobody would notice: sources that fell silent, listings that collapsed, extractors that yield less."""

from dataclasses import dataclass

import duckdb

from warehouse.statements import run

KINDS = ("silent", "collapsed", "yield")


@dataclass(frozen=True, slots=True)
class Warned:
    """One warning about one source; `kind` is silent, collapsed or yield."""

    kind: str
    source_id: str
    warning: str

    def __str__(self) -> str:
        """`feed:acme: answers, but has brought nothing new for 40 days`."""
        return f"{self.source_id}: {self.warning}"


def warnings(con: duckdb.DuckDBPyConnection) -> tuple[Warned, ...]:
    """Every warning that the warehouse's own history gives rise to, by kind and source."""
    return tuple(
        Warned(kind, source_id, warning)
        for kind in KINDS
        for source_id, warning in run(con, f"warnings/{kind}").fetchall()
    )
