"""Where a model or repo comes from and what was made of it, each step with its evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from extractors.errors import ConfigurationError
from warehouse.database import Place, reading
from warehouse.naming import named
from warehouse.printable import printable
from warehouse.statements import run

_MOST = 1000
"""Edges shown in one direction; a base of the Hub has tens of thousands of descendants."""
_DEEPEST = 40
"""Steps shown; a chain of the Hub can be longer than a line is wide."""

_REASONS = {
    "corrected": "corrections.yaml says otherwise",
    "outweighed": "a stronger source says otherwise",
    "impossible": "the parent came later",
    "unsure": "not sure enough for the map",
}


@dataclass(frozen=True, slots=True)
class _Edge:
    child: str
    parent: str
    relation: str
    origin: str
    confidence: float
    evidence: str | None
    evidence_url: str | None
    child_name: str
    parent_name: str

    def line(self, *, up: bool) -> str:
        far, name = (self.parent, self.parent_name) if up else (self.child, self.child_name)
        shown = name if name == far else f"{name} [{far}]"
        arrow = f"{self.relation} of" if up else f"{self.relation}:"
        return f"{arrow} {shown}  ({self.origin}, {self.confidence:.2f})"

    @property
    def grounds(self) -> str | None:
        parts = [part for part in (self.evidence, self.evidence_url) if part]
        return " — ".join(parts) or None


def explain(warehouse: Place, name: str) -> str:
    """The ancestors and descendants of a model or repo as a tree.

    Args:
        warehouse: where it is; it is only read.
        name: a model's id, name, Chinese name or alias, or a repo id, in any case.

    Raises:
        ConfigurationError: nothing is called so; the message names what is called alike.
        ModelmapError: the warehouse cannot be opened.
    """
    with reading(warehouse) as con:
        found = run(
            con,
            "explain/find",
            {"name": name.strip(), "keys": [] if "/" in name else named(name.strip()).keys},
        ).fetchone()
        if not found:
            raise ConfigurationError(_unknown(con, name))
        kind, key = found
        lines = [*_head(con, kind, key), "", "Made from"]
        lines += _tree(con, kind, key, up=True) or [
            "  nothing known: it was trained from scratch, or nobody says"
        ]
        lines += ["", "Made from it"]
        lines += _tree(con, kind, key, up=False) or ["  nothing known"]
        if kind == "model" and (claims := run(con, "explain/claims", {"id": key}).fetchall()):
            lines += ["", "Also claimed, but not followed"]
            for *edge, why in claims:
                first, *grounds = _told(_Edge(*edge), up=True, indent="  ")
                lines += [f"  {first}: {_REASONS.get(why, why)}", *(f"  {ground}" for ground in grounds)]
    return "\n".join(printable(line) for line in lines) + "\n"


def _told(edge: _Edge, *, up: bool, indent: str) -> Iterator[str]:
    yield edge.line(up=up)
    if edge.grounds:
        yield f"{indent}{edge.grounds}"


def _tree(con: duckdb.DuckDBPyConnection, kind: str, start: str, *, up: bool) -> list[str]:
    edges, cut = _reach(con, kind, start, up=up)
    lines: list[str] = []
    shown: set[str] = set()

    # An explicit stack: chains on the Hub can be longer than Python's own.
    stack: list[tuple[str, list[_Edge], int]] = [("  ", edges.get(start, []), 0)]
    path = [start]
    while stack:
        indent, siblings, turn = stack.pop()
        if turn == len(siblings):
            path.pop()
            continue
        stack.append((indent, siblings, turn + 1))
        edge = siblings[turn]
        far = edge.parent if up else edge.child
        last = turn == len(siblings) - 1
        below = edges.get(far, [])
        mark = ""
        if far in path:
            mark = " ↺ a cycle, not followed"
        elif below and far in shown:
            mark = " … as above"
        elif below and len(stack) == _DEEPEST:
            mark = " … goes on"
        branch, rail = ("└─ ", "   ") if last else ("├─ ", "│  ")
        first, *grounds = _told(edge, up=up, indent=f"{indent}{rail}")
        lines += [f"{indent}{branch}{first}{mark}", *grounds]
        if not mark and below:
            shown.add(far)
            path.append(far)
            stack.append((indent + rail, below, 0))
    if cut:
        lines.append(f"  … and more; see `modelmap sql` for all (only the nearest {_MOST} are shown)")
    return lines


def _reach(
    con: duckdb.DuckDBPyConnection, kind: str, start: str, *, up: bool
) -> tuple[dict[str, list[_Edge]], bool]:
    """Edges by the end nearer to `start`, breadth first; whether there were too many."""
    edges: dict[str, list[_Edge]] = {}
    seen = {start}
    frontier = [start]
    count = 0
    while frontier and count < _MOST:
        given: dict[str, Any] = {"ids": frontier, "up": up, "most": _MOST}
        rows = [_Edge(*row) for row in run(con, f"explain/{kind}_edges", given).fetchall()]
        count += len(rows)
        frontier = []
        for edge in rows:
            near, far = (edge.child, edge.parent) if up else (edge.parent, edge.child)
            edges.setdefault(near, []).append(edge)
            if far not in seen:
                seen.add(far)
                frontier.append(far)
    return edges, count >= _MOST


def _head(con: duckdb.DuckDBPyConnection, kind: str, key: str) -> list[str]:
    row = run(con, f"explain/{kind}_head", {"id": key}).fetchone()
    if kind == "model" and row:
        name, name_zh, model_id, what, org, country, released, precision, *rest = row
        quadrant, license_id, openness, origin, source = rest
        maker = f"{org}, {country}" if country else org
        when = released[: {"year": 4, "month": 7}.get(precision, 10)] if released else None
        title = f"{name} {name_zh}" if name_zh else name
        facts = [what, maker, when, f"quadrant {quadrant}", license_id, openness]
        known = f"known from: {origin}" + (f", {source}" if source else "")
        return [f"{title} [{model_id}]", "  " + " · ".join(fact for fact in facts if fact), f"  {known}"]
    if row:
        repo_id, model, model_id, how, created, license_id, downloads, likes = row
        facts = [
            "Hub repo",
            f"of {model} [{model_id}] ({how})" if model else "of no model on the map",
            created,
            license_id,
            f"{downloads} downloads" if downloads is not None else None,
            f"{likes} likes" if likes is not None else None,
        ]
        return [repo_id, "  " + " · ".join(fact for fact in facts if fact)]
    return [key, "  Hub repo that has not been seen: deleted, private, or not polled yet"]


def _unknown(con: duckdb.DuckDBPyConnection, name: str) -> str:
    alike = [spelling for (spelling,) in run(con, "explain/similar", {"name": name.strip()}).fetchall()]
    hint = f"did you mean {', '.join(alike)}?" if alike else "look for it with `modelmap sql`"
    return printable(f"nothing is called {name!r}: {hint}")
