"""A pass that learnt nothing new does not draw; whatever would make the site another draws it again."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from render.engine import bundled
from render.facts import Facts
from render.site import DrawOptions, draw
from render.standing import NAME, origin, stands
from warehouse.database import writing


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory, small_warehouse: Path) -> Path:
    """A home with a warehouse, its site, and an engine that writes down when it is asked."""
    home = tmp_path_factory.mktemp("drawn")
    shutil.copy(small_warehouse, home / "warehouse.duckdb")
    engine = home / "engine"
    engine.write_text(f'#!/bin/sh\necho asked >> "{home}/log"\nexec "{bundled()}" "$@"\n')
    engine.chmod(0o755)
    assert asked(home)
    return home


def asked(home: Path) -> bool:
    """Whether a pass asks the engine to draw."""
    log = home / "log"
    log.write_text("")
    options = DrawOptions(engine=home / "engine")
    draw(home / "warehouse.duckdb", home / "site", options=options, again=False)
    return log.read_text() != ""


def tell(home: Path, sql: str) -> None:
    with writing(home / "warehouse.duckdb") as con:
        con.execute(sql)


def test_only_news_is_drawn(drawn: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (drawn / "site").rglob("*")}
    assert not asked(drawn)
    tell(drawn, "INSERT INTO runs VALUES ('later', now(), now(), 'done', 0, 0, 0, 0)")
    assert not asked(drawn), "books are no facts"
    assert {path: path.stat().st_mtime_ns for path in (drawn / "site").rglob("*")} == before
    tell(drawn, "UPDATE main.models SET name_zh = '骆马' WHERE model_id = 'llama'")
    assert asked(drawn)
    assert "骆马" in (drawn / "site" / "map.svg").read_text(encoding="utf-8")


DAMAGE: dict[str, Callable[[Path], object]] = {
    "a file is another": lambda site: (site / "map.svg").write_text("<svg/>"),
    "a file is gone": lambda site: (site / "feed.xml").unlink(),
    "a table is gone": lambda site: (site / "data" / "models.parquet").unlink(),
    "a file is not ours": lambda site: (site / "stray.txt").write_text("not ours"),
    "no record": lambda site: (site / NAME).unlink(),
    "an odd record": lambda site: (site / NAME).write_text('{"origin": 1}'),
    "no JSON": lambda site: (site / NAME).write_bytes(b"\xff{"),
    "no site": shutil.rmtree,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_site_that_was_touched_stands_no_more(
    drawn: Path, tmp_path: Path, damage: Callable[[Path], object]
) -> None:
    site = shutil.copytree(drawn / "site", tmp_path / "site")
    known = json.loads((site / NAME).read_bytes())["origin"]
    assert stands(site, known)
    assert not stands(site, "another")
    damage(site)
    assert stands(site, known) is None


def test_what_decides_what_is_drawn(small_facts: Facts, tmp_path: Path) -> None:
    engine = tmp_path / "dot"
    engine.write_text("one")
    engine.chmod(0o755)
    options = DrawOptions(engine=engine)
    known = origin(small_facts, "facts", options, engine=engine)
    assert origin(small_facts, "facts", options, engine=engine) == known
    others = [
        origin(small_facts, "other facts", options, engine=engine),
        origin(small_facts, "facts", replace(options, site_url="https://example.org/"), engine=engine),
        origin(
            replace(small_facts, sources=({"source_id": "hub:created"},)), "facts", options, engine=engine
        ),
        origin(replace(small_facts, edges=small_facts.edges[1:]), "facts", options, engine=engine),
    ]
    engine.write_text("a newer one")
    others.append(origin(small_facts, "facts", options, engine=engine))
    assert len({known, *others}) == 6
