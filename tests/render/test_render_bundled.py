"""The map of the bundled catalogue, as a user gets it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from map_checks import crossings, outside, overlaps, through_boxes

from render.choose import LANDMARKS, choose
from render.facts import QUADRANTS, Facts, read
from render.sheet import sheet
from warehouse.catalogue.read import bundled
from warehouse.database import reading, writing
from warehouse.load import load

CEILING = 2.2
"""Crossings for each line. Measured in November 2026: 1.3 for the map, 1.9 for LLaMA."""


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> Facts:
    path: Path = tmp_path_factory.mktemp("bundled") / "warehouse.duckdb"
    with writing(path) as con:
        load(con, landing=None, catalogue=bundled(), run_id="test", now=datetime(2026, 1, 1, tzinfo=UTC))
    with reading(path) as con:
        return read(con)


@pytest.mark.parametrize("name", ["map", "llama"])
def test_the_bundled_map_is_clean(facts: Facts, name: str) -> None:
    chosen = choose(facts, 200) if name == "map" else [m for m in facts.models.values() if m.on_map]
    drawn = sheet(facts, chosen, QUADRANTS if name == "map" else (name,))
    assert overlaps(drawn) == []
    assert outside(drawn) == []
    assert through_boxes(drawn) == []
    found = crossings(drawn)
    print(f"bundled {name}: {found} crossings, {len(drawn.boxes)} boxes, {len(drawn.lines)} lines")  # noqa: T201 - shown by -s
    assert found <= CEILING * len(drawn.lines)


def test_a_reader_finds_llama_and_follows_it_to_vicuna(facts: Facts) -> None:
    kept = {model.model_id for model in choose(facts, 200)}
    assert {"llama", "vicuna", "llama-2", "falcon", "chatglm-6b", "lora"} <= kept
    assert {key for key in LANDMARKS if key in facts.models and facts.models[key].on_map} <= kept


def test_each_technique_leads_to_its_first_user_and_hides_no_edge(facts: Facts) -> None:
    drawn = sheet(facts, choose(facts, 200))
    told = [line.edge for line in drawn.between if line.edge.relation == "technique"]
    assert ("alpaca-lora", "lora") in {(edge.child, edge.parent) for edge in told}
    assert len(told) == len({edge.parent for edge in told})
    pairs = {(line.edge.child, line.edge.parent) for line in (*drawn.lines, *drawn.unseen)}
    assert pairs == {
        (edge.child, edge.parent)
        for edge in facts.edges
        if edge.child in drawn.boxes and edge.parent in drawn.boxes
    }
