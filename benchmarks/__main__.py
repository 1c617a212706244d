"""`python -m benchmarks`: every ratio in one run, as a table in Markdown."""

import argparse
import importlib.util
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import duckdb

from benchmarks import ancestry, drawing, extraction, loading
from benchmarks.measure import Part, alone, best, machine

_HEAD = (
    "| measured | repos | ours | against | as fast | by processor |\n|---|---|---|---|---|---|\n"
    "| | | wall (processor) | wall (processor) | | |"
)
_NEW = 10_000
"""New repos of a day."""
_SMALL = 300_000
"""Repos; up to here it is worth measuring several times, and against what needs much memory."""
_TIMES = 3


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--sizes", type=_sizes, default=(10_000, 100_000), help="repos, for instance 10000,3000000"
    )
    parser.add_argument("--only", choices=("load", "ancestry", "extract", "draw", "daily"), action="append")
    parser.add_argument(
        "--scratch", type=Path, help="folder for synthetic pages and warehouses; kept if given"
    )
    options = parser.parse_args()
    chosen = options.only or ["load", "ancestry", "extract", "draw", "daily"]
    print(f"Machine: {machine()}, DuckDB {duckdb.__version__}\n")
    print(_HEAD)
    with tempfile.TemporaryDirectory(prefix="modelmap-bench-") as folder:
        scratch = options.scratch or Path(folder)
        scratch.mkdir(parents=True, exist_ok=True)
        for line in _lines(scratch, options.sizes, chosen):
            print(line, flush=True)


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(int(part.replace("_", "")) for part in text.split(","))


def _lines(scratch: Path, sizes: tuple[int, ...], chosen: list[str]) -> Iterator[str]:
    if "load" in chosen or "ancestry" in chosen:
        for size in sizes:
            yield from _at_size(scratch / str(size), size, chosen)
    if "extract" in chosen:
        yield from _extract(scratch, min(sizes[0], 20_000))
    if "draw" in chosen:
        yield from _draw(scratch)
    if "daily" in chosen:
        for size in sizes:
            yield from _daily(scratch / str(size), size)


def _at_size(where: Path, size: int, chosen: list[str]) -> Iterator[str]:
    pages, home, empty = where / "pages", where / "home", where / "empty"
    if not pages.exists():
        alone(loading.make, pages, 0, size, size, "hub:backfill")
    small = size <= _SMALL
    if "load" in chosen:
        measure = best if 10_000 <= size <= _SMALL else alone
        bare = measure(loading.bare, pages)
        staged = measure(loading.staged, pages)
        yield _row("stage: the one reading of a record, against bare `read_json`", size, staged, bare)
        if not (empty / "warehouse.duckdb").exists():
            alone(loading.prepared, empty)
        loading.copied(empty, home)
        loaded = alone(loading.loaded, home, pages)
        yield _row("load: stage, infer, merge, derive, against bare `read_json`", size, loaded, bare)
        if small and _has("pandas"):
            scripted = alone(loading.script, pages)
            against = "against `HfApi.list_models` → pandas → DuckDB"
            yield _row(f"stage alone, {against}", size, staged, scripted)
            yield _row(f"load, {against}", size, loaded, scripted)
        yield from _increment(where, size)
    if not (home / "built").exists():
        (home / "warehouse.duckdb").unlink(missing_ok=True)
        built = alone(loading.built, home, pages)
        repos, edges, file = built.result
        (home / "built").touch()
        yield (
            f"| build from the landing: {repos:,} repos, {edges:,} edges | {size:,} | {_told(built)} "
            f"| peak {built.peak / 2**30:.2f} GiB | file {file / 2**20:,.0f} MiB | |"
        )
    if "ancestry" in chosen:
        yield from _ancestry(home / "warehouse.duckdb", size, small=small)


def _increment(where: Path, size: int) -> Iterator[str]:
    """10,000 new repos on what is loaded, and on nothing."""
    fresh = where / "fresh"
    new = min(_NEW, size)
    if not fresh.exists():
        alone(loading.make, fresh, size, new, size + new, "hub:created")
    took: dict[str, list[Part]] = {"home": [], "empty": []}
    times = _TIMES if size >= _NEW else 1
    for start in ("home", "empty") * times:  # in turn: what else the machine does meets both alike
        loading.copied(where / start, where / "day")
        took[start].append(alone(loading.loaded, where / "day", fresh))
    fastest = {start: min(parts, key=lambda part: part.seconds) for start, parts in took.items()}
    yield _row(f"{new:,} new repos, against the same on nothing", size, fastest["home"], fastest["empty"])


def _ancestry(warehouse: Path, size: int, *, small: bool) -> Iterator[str]:
    ours = alone(ancestry.in_sql, warehouse)
    cases = [("rustworkx", ancestry.with_rustworkx)]
    if small:
        cases.append(("networkx", ancestry.with_networkx))
    for package, case in cases:
        if _has(package):
            other = alone(case, warehouse)
            same = "" if other.result == ours.result else f" (they find {other.result:,} pairs)"
            yield _row(f"ancestry: {ours.result:,} pairs, against {package}{same}", size, ours, other)


def _extract(scratch: Path, number: int) -> Iterator[str]:
    records, items = scratch / "records.jsonl", scratch / "items.jsonl"
    extraction.make_hub(records, number)
    extraction.make_texts(items, number)
    read = best(extraction.reading, records)
    yield _row(
        "`extract hub`, against reading and writing the JSON",
        number,
        best(extraction.hub, records),
        read,
    )
    undeclared = best(extraction.hub_undeclared, records)
    yield _row("`extract hub --undeclared`, against the same", number, undeclared, read)
    read = best(extraction.reading, items)
    yield _row(
        "`extract text`, against reading and writing the JSON",
        number,
        best(extraction.text, items),
        read,
    )


def _draw(scratch: Path) -> Iterator[str]:
    home = scratch / "bundled"
    if not (home / "warehouse.duckdb").exists():
        alone(loading.prepared, home)
    drawn, bare, models = min(
        (alone(drawing.engine_calls, home / "warehouse.duckdb", 200).result for _ in range(3)),
        key=lambda one: one[0].seconds,
    )
    yield _row(f"drawing {models} models, against the bare engine's layouts", models, drawn, bare)


def _daily(where: Path, size: int) -> Iterator[str]:
    home, pages = where / "daily", where / "pages"
    if not pages.exists():
        alone(loading.make, pages, 0, size, size, "hub:backfill")
    shutil.rmtree(home, ignore_errors=True)
    home.mkdir(parents=True)
    (home / "landing").symlink_to(pages.resolve())
    first = alone(drawing.offline, home)
    again = alone(drawing.offline, home)
    yield _row("an unchanged daily run, against the first one", size, again, first)


def _row(what: str, size: int, ours: Part, other: Part) -> str:
    """One line. The processor's time says more where others use the machine as well."""
    return (
        f"| {what} | {size:,} | {_told(ours)} | {_told(other)} "
        f"| {other.seconds / ours.seconds:.2f} × | {other.processor / max(ours.processor, 0.001):.2f} × |"
    )


def _told(part: Part) -> str:
    return f"{part.seconds:.2f} s ({part.processor:.2f} s)"


def _has(package: str) -> bool:
    if importlib.util.find_spec(package):
        return True
    print(f"{package} is not installed: left out (make bench installs it)", file=sys.stderr)
    return False


if __name__ == "__main__":
    main()
