"""Loading: against DuckDB's bare JSON reader, against the obvious script, and increment against increment."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from benchmarks.loopback import serving
from benchmarks.measure import Part, timed
from benchmarks.synthetic import land
from extractors.hub.read import stage
from extractors.landing import Landing
from warehouse.catalogue.read import bundled
from warehouse.database import writing
from warehouse.load import load
from warehouse.rebuild import rebuild

_BATCH = 200
"""Pages read at once, as many as a load takes."""
_NOW = datetime(2026, 11, 20, tzinfo=UTC)
_BARE = (Path(__file__).parent / "sql" / "bare.sql").read_text(encoding="utf-8")


def _files(root: Path) -> list[str]:
    return [str(document.path) for document in Landing(root).documents()]


def _connected() -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("SET enable_progress_bar = false")
    return con


def make(root: Path, first: int, number: int, total: int, source_id: str) -> None:
    """Land synthetic pages."""
    land(root, first, number, total=total, source_id=source_id)


def bare(root: Path) -> Part:
    """DuckDB's `read_json` with a projection of the fields that a warehouse needs, into a table."""
    con = _connected()
    files = _files(root)

    def work() -> None:
        for first in range(0, len(files), _BATCH):
            con.execute("SET VARIABLE files = $1", [files[first : first + _BATCH]])
            con.execute(_BARE)

    return timed(work)


def staged(root: Path) -> Part:
    """The same bytes through the one reading of a record, declared parents and all."""
    con = _connected()
    paths = [Path(file) for file in _files(root)]

    def work() -> None:
        for first in range(0, len(paths), _BATCH):
            stage(con, paths[first : first + _BATCH])

    return timed(work)


def prepared(home: Path) -> None:
    """A warehouse with the catalogue and the snapshot."""
    with writing(home / "warehouse.duckdb") as con:
        load(con, landing=None, catalogue=bundled(), run_id="prepared", now=_NOW)


def loaded(home: Path, root: Path) -> Part:
    """Load what has landed into the warehouse of `home`: read, infer, merge, derive, commit."""
    catalogue = bundled()
    with writing(
        home / "warehouse.duckdb"
    ) as con:  # what an upgrade since would derive anew is no part of it
        load(con, landing=None, catalogue=catalogue, run_id="settled", now=_NOW)

    def work() -> int:
        with writing(home / "warehouse.duckdb") as con:
            done = load(con, landing=Landing(root), catalogue=catalogue, run_id="measured", now=_NOW)
        return done.repos_added

    return timed(work)


def built(home: Path, root: Path) -> tuple[int, int, int]:
    """Build the warehouse from the landing; repos, edges and bytes of the file."""
    file = home / "warehouse.duckdb"
    rebuild(file, landing=Landing(root), catalogue=bundled(), now=_NOW)
    with duckdb.connect(file, read_only=True) as con:
        (repos,) = con.execute("SELECT count(*) FROM repos").fetchone() or (0,)
        (edges,) = con.execute("SELECT count(*) FROM repo_lineage").fetchone() or (0,)
    return int(repos), int(edges), file.stat().st_size


def script(root: Path) -> Part:
    """The obvious script: `HfApi.list_models` over loopback, rows, pandas, DuckDB.

    Serving the pages is another process's work, and counts in clock time alone.
    """
    import pandas as pd  # type: ignore[import-untyped,import-not-found,unused-ignore]  # noqa: PLC0415
    from huggingface_hub import HfApi  # noqa: PLC0415

    def work(address: str) -> int:
        rows: list[dict[str, Any]] = []
        edges: list[dict[str, Any]] = []
        for model in HfApi(endpoint=address, token=False).list_models(full=True, cardData=True):
            rows.append(
                {
                    "repo_id": str(model.id),
                    "author": model.author,
                    "created_at": model.created_at,
                    "last_modified_at": model.last_modified,
                    "downloads": model.downloads,
                    "likes": model.likes,
                    "pipeline_tag": model.pipeline_tag,
                    "library": model.library_name,
                    "gated": str(model.gated),
                    "license": model.card_data.get("license") if model.card_data else None,
                    "parameters": model.safetensors.total if model.safetensors else None,
                    "tags": model.tags,
                }
            )
            for tag in model.tags or []:
                if tag.startswith("base_model:") and tag.count(":") == 2:
                    _, relation, parent = tag.split(":")
                    edges.append({"repo_id": model.id, "parent_id": parent, "relation": relation})
        con = duckdb.connect()
        con.register("rows", pd.DataFrame(rows))
        con.register("edges", pd.DataFrame(edges))
        con.execute("CREATE TABLE repos AS SELECT * FROM rows")
        con.execute("CREATE TABLE repo_lineage AS SELECT DISTINCT * FROM edges")
        return len(rows)

    with serving(_files(root)) as address:
        return timed(lambda: work(address))


def copied(home: Path, to: Path) -> None:
    """A copy of a warehouse, to load into twice."""
    to.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(home / "warehouse.duckdb", to / "warehouse.duckdb")
