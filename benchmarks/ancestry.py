"""Every ancestor of every repo: in SQL, with rustworkx, with networkx; loading included."""

from pathlib import Path

import duckdb

from benchmarks.measure import Part, timed
from warehouse.statements import settle

_CLOSURE = (Path(__file__).parent / "sql" / "closure.sql").read_text(encoding="utf-8")


def _open(warehouse: Path) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect(warehouse, read_only=True)
    settle(con)
    return con


def _edges(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Parents and children."""
    return con.execute("SELECT parent_id, repo_id FROM repo_lineage").fetchall()


def in_sql(warehouse: Path) -> Part:
    """The closure as a table of the warehouse's engine; how many pairs it has."""
    con = _open(warehouse)

    def work() -> int:
        con.execute(_CLOSURE)
        (pairs,) = con.execute("SELECT count(*) FROM closure").fetchone() or (0,)
        return int(pairs)

    return timed(work)


def with_rustworkx(warehouse: Path) -> Part:
    """Edges into a graph, and `ancestors` of each repo that has parents; how many pairs."""
    import rustworkx as rx  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415

    con = _open(warehouse)

    def work() -> int:
        graph = rx.PyDiGraph()
        edges = _edges(con)
        ids = {
            name: number for number, name in enumerate(dict.fromkeys(one for edge in edges for one in edge))
        }
        graph.add_nodes_from(list(ids))
        graph.add_edges_from_no_data([(ids[parent], ids[child]) for parent, child in edges])
        children = {ids[child] for _, child in edges}
        return sum(len(rx.ancestors(graph, child) - {child}) for child in children)

    return timed(work)


def with_networkx(warehouse: Path) -> Part:
    """The same with networkx."""
    import networkx as nx  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415

    con = _open(warehouse)

    def work() -> int:
        graph = nx.DiGraph(_edges(con))
        children = [node for node, degree in graph.in_degree() if degree]
        return sum(len(nx.ancestors(graph, child) - {child}) for child in children)

    return timed(work)
