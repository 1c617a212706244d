"""Draw every file of the site and swap the whole in by rename."""

from __future__ import annotations

import logging
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from render import standing
from render.box import Box
from render.changes import changes
from render.charts.all import diagrams
from render.charts.statistics import Plotting
from render.choose import choose
from render.facts import QUADRANTS, Facts, read
from render.feed import feed
from render.map_dot import map_dot
from render.page import page
from render.sheet import Drafting, Sheet
from render.svg import draw_sheet
from render.swap import beside, files, swap
from warehouse.database import Place, pinned, reading
from warehouse.export import export
from warehouse.fingerprint import fingerprint

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DrawOptions:
    """How to draw.

    Attributes:
        engine: Graphviz program to lay out with; None takes the bundled `graphviz-pure`.
        overview: how many models the four-quadrant map shows at most.
        site_url: where the site will be published, with a `/` at its end; empty for relative links.
    """

    engine: Path | None = None
    overview: int = 200
    site_url: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """What drawing came to. `changed` is False when the site already had these bytes."""

    site: Path
    changed: bool
    models: int
    edges: int
    as_of: datetime | None
    files: tuple[str, ...]


def draw(
    warehouse: Place,
    site: Path,
    *,
    options: DrawOptions | None = None,
    plotting: Plotting | None = None,
    again: bool = True,
) -> Drawn:
    """Draw the site from the warehouse's public views.

    The new site is written beside the old one and takes its place when it is whole; after a crash the old one
    stands and the next run clears what was left. A site with the same bytes is left alone.

    Args:
        warehouse: where it is; opened read-only.
        site: the directory to replace.
        options: how to draw.
        plotting: what draws the statistics, from someone who began it earlier.
        again: draw even if the site was drawn from the same facts, in the same way.

    Raises:
        ModelmapError: the warehouse cannot be read.
        EngineError: Graphviz is missing or failed.
    """
    options = options or DrawOptions()
    if again:
        with plotting or Plotting(site) as plots:
            return _draw(_Shown.of(warehouse, options), site, options, plots)
    shown = _Shown.of(warehouse, options)
    if stands := standing.stands(site, shown.origin):
        log.info("%s: drawn from the same facts already", site)
        return _drawn(site, shown.facts, stands, changed=False)
    with plotting or Plotting(site) as plots:
        return _draw(shown, site, options, plots)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is to be drawn: the facts, their hash, a hash of all that decides what is drawn, the tables."""

    facts: Facts
    fingerprint: str
    origin: str
    tables: Place

    @classmethod
    def of(cls, warehouse: Place, options: DrawOptions) -> _Shown:
        """Read it from the warehouse."""
        with reading(warehouse) as con:
            facts, known, tables = read(con), fingerprint(con), pinned(con, warehouse)
        return cls(facts, known, standing.origin(facts, known, options, engine=options.engine), tables)


def _draw(shown: _Shown, site: Path, options: DrawOptions, plotting: Plotting) -> Drawn:
    plotting.ask(shown.facts)
    fresh = beside(site)
    try:
        (fresh / "data").mkdir()
        with ThreadPoolExecutor(max_workers=1) as pool:  # DuckDB writes while we draw
            data = pool.submit(export, shown.tables, fresh / "data")
            overview = _write(shown.facts, fresh, options, shown.fingerprint)
            for name, svg in plotting.result().items():
                _put(fresh / "charts" / f"{name}.svg", svg)
            data.result()
        stands = standing.sign(fresh, shown.origin, models=len(overview.boxes), edges=len(overview.lines))
        # The tables hold the books of every run as well. The page states a hash of the facts alone, so
        # that whatever fact is new, the page differs; if only the books do, the site is left as it is.
        tables = frozenset(name for name in files(fresh) if name.startswith("data/"))
        changed = swap(fresh, site, but=tables)
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    log.info("%s: %d models, %s", site, stands.models, "drawn" if changed else "unchanged")
    return _drawn(site, shown.facts, stands, changed=changed)


def _drawn(site: Path, facts: Facts, stands: standing.Standing, *, changed: bool) -> Drawn:
    return Drawn(
        site=site,
        changed=changed,
        models=stands.models,
        edges=stands.edges,
        as_of=facts.as_of,
        files=tuple(files(site)),
    )


def _write(facts: Facts, fresh: Path, options: DrawOptions, known: str) -> Sheet:
    """Write every file below `fresh` but the statistics; returns the overview."""
    sheets = _sheets(facts, options)
    for name, drawn in sheets.items():
        _put(fresh / f"{name}.svg", draw_sheet(drawn))
    _put(fresh / "map.dot", map_dot(sheets["map"]))
    _put(fresh / "feed.xml", feed(facts, options.site_url))
    _put(fresh / "changes.md", changes(facts))
    _put(fresh / "index.html", page(facts, sheets, fingerprint=known))
    for name, svg in diagrams(facts).items():
        _put(fresh / "charts" / f"{name}.svg", svg)
    return sheets["map"]


def _sheets(facts: Facts, options: DrawOptions) -> dict[str, Sheet]:
    """The five maps. Graphviz works on all of them while we go on with those that it has done."""
    shown = [model for model in facts.models.values() if model.on_map]
    wanted = {q: (shown, (q,)) for q in QUADRANTS} | {"map": (choose(facts, options.overview), QUADRANTS)}
    boxes: dict[str, Box] = {}
    drafts: dict[str, Drafting] = {}
    try:
        for name, (models, quadrants) in wanted.items():
            drafts[name] = Drafting(facts, models, quadrants, engine=options.engine, boxes=boxes)
        return {name: draft.result() for name, draft in drafts.items()}
    except BaseException:
        for draft in drafts.values():
            draft.stop()
        raise


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
