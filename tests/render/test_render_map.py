import re
import shutil
from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from map_checks import crossings, outside, overlaps, through_boxes

from render.choose import choose
from render.engine import EngineError, bundled, run
from render.facts import QUADRANTS, Edge, Facts, Model, gather
from render.map_dot import map_dot
from render.sheet import Sheet, sheet
from render.svg import draw_sheet

SVG = "{http://www.w3.org/2000/svg}"
SYSTEM_DOT = shutil.which("dot")
NAMES = ("map", *QUADRANTS)
ENGINES = [None, pytest.param("dot", marks=pytest.mark.skipif(not SYSTEM_DOT, reason="no dot here"))]


def _sheet(facts: Facts, name: str, engine: Path | None = None) -> Sheet:
    if name == "map":
        return sheet(facts, choose(facts, 200), engine=engine)
    return sheet(facts, [model for model in facts.models.values() if model.on_map], (name,), engine=engine)


@pytest.fixture(scope="module", params=["small", "large"])
def facts(request: pytest.FixtureRequest) -> Facts:
    return request.getfixturevalue(f"{request.param}_facts")


@pytest.fixture(scope="module", params=NAMES)
def drawn(request: pytest.FixtureRequest, facts: Facts) -> Sheet:
    return _sheet(facts, request.param)


@pytest.fixture(scope="module")
def overview(small_facts: Facts) -> ET.Element:
    return ET.fromstring(draw_sheet(_sheet(small_facts, "map")))


def test_nothing_overlaps_or_leaves_its_place(drawn: Sheet) -> None:
    assert overlaps(drawn) == []
    assert outside(drawn) == []
    assert through_boxes(drawn) == []


@pytest.mark.parametrize(
    ("which", "name", "ceiling"),
    [
        ("small", "map", 60),
        ("small", "llama", 6),
        ("large", "map", 75),
        ("large", "llama", 130),
        ("large", "foreign", 75),
    ],
)
def test_crossings_stay_few(request: pytest.FixtureRequest, which: str, name: str, ceiling: int) -> None:
    drawn = _sheet(request.getfixturevalue(f"{which}_facts"), name)
    found = crossings(drawn)
    print(f"{which} {name}: {found} crossings among {len(drawn.lines)} lines")  # noqa: T201 - shown by pytest -s
    assert found <= ceiling


def test_time_runs_downwards(drawn: Sheet) -> None:
    for panel in drawn.panels:
        tops = [stripe.top for stripe in panel.layout.stripes]
        assert tops == sorted(tops)
        dated = [(p.box.model.released_on, p) for p in panel.layout.boxes if p.box.model.released_on]
        by_year = {
            year: [p.y for day, p in dated if day.year == year] for year in {day.year for day, _ in dated}
        }
        years = sorted(by_year)
        for earlier, later in pairwise(years):
            assert max(by_year[earlier]) <= max(by_year[later])


def test_children_of_a_quadrant_stand_below_their_parents(small_facts: Facts) -> None:
    places = _sheet(small_facts, "map").boxes
    for edge in small_facts.edges:
        parent, child = places[edge.parent], places[edge.child]
        if edge.derived and parent.box.model.quadrant == child.box.model.quadrant:
            assert parent.y < child.y, edge


def test_quadrants_are_two_by_two(small_facts: Facts) -> None:
    panels = {panel.quadrant: panel for panel in _sheet(small_facts, "map").panels}
    assert panels["foreign"].x == panels["chinese"].x < panels["llama"].x == panels["training"].x
    assert panels["foreign"].y == panels["llama"].y < panels["chinese"].y == panels["training"].y


def test_every_group_has_the_contracts_id_classes_and_title(overview: ET.Element, small_facts: Facts) -> None:
    groups = {g.get("id"): g for g in overview.iter(f"{SVG}g") if g.get("id")}
    for quadrant in QUADRANTS:
        assert groups[f"quadrant-{quadrant}"].find(f"{SVG}title") is not None
    for model in small_facts.models.values():
        group = groups[f"model-{model.model_id}"]
        assert {"node", model.kind, model.openness or "unknown"} <= set((group.get("class") or "").split())
        assert (group.findtext(f"{SVG}title") or "").startswith(model.name)
    for edge in small_facts.edges:
        group = groups[f"edge-{edge.child}--{edge.parent}"]
        assert {"edge", edge.relation} <= set((group.get("class") or "").split())
        assert "→" in (group.findtext(f"{SVG}title") or "")


def test_ids_are_unique_and_new_models_are_marked(overview: ET.Element) -> None:
    ids = Counter(element.get("id") for element in overview.iter() if element.get("id"))
    assert [key for key, count in ids.items() if count > 1] == []
    new = {
        g.get("id")
        for g in overview.iter(f"{SVG}g")
        if "new" in (g.get("class") or "").split() and g.get("id")
    }
    assert new == {"model-gemma", "model-merged-camel"}


def test_a_reader_follows_llama_to_vicuna(overview: ET.Element, small_facts: Facts) -> None:
    places = _sheet(small_facts, "map").boxes
    path = overview.find(f".//{SVG}g[@id='edge-vicuna--llama']/{SVG}path")
    assert path is not None
    start, *steps = re.findall(r"([Mcv])([^Mcv]+)", path.get("d") or "")
    assert start[0] == "M"
    downs = [float(re.findall(r"-?[\d.]+", numbers)[-1]) for _, numbers in (start, *steps)]
    assert downs[0] == places["llama"].bottom
    assert sum(downs) == places["vicuna"].top
    assert "小羊驼" in "".join(overview.itertext())


def test_nothing_in_the_picture_runs_or_is_fetched(overview: ET.Element) -> None:
    for element in overview.iter():
        assert element.tag.removeprefix(SVG) not in {"script", "foreignObject", "image", "use", "iframe"}
        for key, value in element.attrib.items():
            assert not key.lower().startswith("on")
            assert "url(" not in value or value.startswith("url(#")
            if key.endswith("href"):
                assert element.tag == f"{SVG}a"
                assert value.startswith(("https://", "http://"))
    style = overview.findtext(f"{SVG}style") or ""
    assert "@import" not in style
    assert "url(" not in style


HOSTILE = [
    "<script>alert(1)</script>",
    'a" onload="alert(1)',
    "<b>html label</b>",
    "back\\slash\\",
    "\\N \\G \\L",
    "node",
    "a:b:c",
    "]]>&amp;<!--",
    "bell\x07 null\x00 esc\x1b",
    "\u202eright to left",
    "\ud800 lone surrogate",
    "x" * 500,
    "通" * 200,
    "{a|b}",
    "",
    "🦙" * 40,
]


@pytest.mark.parametrize("engine", ENGINES)
def test_hostile_names_never_break_out(engine: str | None) -> None:
    models = {
        f"m{number}": Model(
            f"m{number}",
            name,
            "model",
            "foreign",
            name_zh=name,
            org=name,
            license=name,
            url="javascript:alert(1)",
            sizes=(name,),
        )
        for number, name in enumerate(HOSTILE)
    }
    edges = tuple(Edge(f"m{n + 1}", f"m{n}", "finetune", origin=HOSTILE[n]) for n in range(len(HOSTILE) - 1))
    drawn = _sheet(gather(models, edges), "map", Path(engine) if engine else None)
    assert overlaps(drawn) == []
    text = draw_sheet(drawn)
    root = ET.fromstring(text.encode())
    assert not [e for e in root.iter() if e.tag.endswith(("script", "}a", "foreignObject", "}b"))]
    assert "javascript" not in text
    dot = map_dot(drawn)
    assert "javascript" not in dot
    again = ET.fromstring(run(dot, engine=Path(engine) if engine else None, output="svg"))
    assert not [e for e in again.iter() if e.tag.endswith(("script", "}b"))]
    assert not [key for e in again.iter() for key in e.attrib if key.endswith("href")]
    nodes = [g for g in again.iter(f"{SVG}g") if "node" in (g.get("class") or "").split()]
    assert len(nodes) == len(HOSTILE)


def test_a_model_id_that_is_no_slug_is_still_a_valid_unique_id() -> None:
    models = {
        key: Model(model_id=key, name=key, kind="model", quadrant="llama")
        for key in ("a b", "a/b", 'a"b', "é")
    }
    root = ET.fromstring(draw_sheet(_sheet(gather(models, ()), "llama")))
    ids = [g.get("id") for g in root.iter(f"{SVG}g") if (g.get("id") or "").startswith("model-")]
    assert len(set(ids)) == 4
    assert all(re.fullmatch(r"model-[A-Za-z0-9._-]+", key or "") for key in ids)


def test_two_relations_of_a_pair_are_one_edge_that_tells_both() -> None:
    models = {key: Model(model_id=key, name=key, kind="model", quadrant="llama") for key in ("a", "b")}
    edges = (Edge("b", "a", "technique"), Edge("b", "a", "finetune", origin="curated"))
    root = ET.fromstring(draw_sheet(_sheet(gather(models, edges), "llama")))
    found = root.findall(f".//{SVG}g[@id='edge-b--a']")
    assert [edge.get("class") for edge in found] == ["edge finetune"]
    assert found[0].findtext(f"{SVG}title") == "a → b: finetune (curated), technique"


def test_cycles_and_children_older_than_their_parents_are_drawn() -> None:
    days = {"a": date(2023, 1, 1), "b": date(2023, 1, 2), "c": date(2023, 1, 3), "old": date(2019, 1, 1)}
    models = {
        key: Model(model_id=key, name=key, kind="model", quadrant="llama", released_on=day)
        for key, day in days.items()
    }
    edges = tuple(
        Edge(child, parent, "finetune")
        for child, parent in (("a", "c"), ("b", "a"), ("c", "b"), ("old", "c"))
    )
    drawn = _sheet(gather(models, edges), "llama")
    assert len(drawn.lines) == 4
    assert through_boxes(drawn) == []


def test_an_empty_warehouse_draws_an_empty_map() -> None:
    root = ET.fromstring(draw_sheet(_sheet(gather({}, ()), "map")))
    assert len([g for g in root.iter(f"{SVG}g") if (g.get("id") or "").startswith("quadrant-")]) == 4


@pytest.mark.parametrize("engine", ENGINES)
def test_map_dot_is_laid_out_by_graphviz(small_facts: Facts, engine: str | None) -> None:
    dot = map_dot(_sheet(small_facts, "map"))
    program = Path(engine) if engine else None
    for layout in ("dot", "neato"):
        root = ET.fromstring(run(dot, engine=program, layout=layout, output="svg"))
        ids = {g.get("id") for g in root.iter(f"{SVG}g")}
        assert {"model-llama", "model-vicuna", "edge-vicuna--llama"} <= ids


@pytest.mark.skipif(not SYSTEM_DOT, reason="no dot on this machine")
def test_the_systems_dot_draws_the_map_as_well(small_facts: Facts) -> None:
    drawn = _sheet(small_facts, "map", Path(str(SYSTEM_DOT)))
    assert overlaps(drawn) == []
    assert through_boxes(drawn) == []
    assert drawn.boxes.keys() == _sheet(small_facts, "map").boxes.keys()


def test_the_bundled_engine_is_there() -> None:
    assert bundled().is_file()


def test_a_missing_engine_is_said_plainly(small_facts: Facts) -> None:
    with pytest.raises(EngineError, match="is not there"):
        _sheet(small_facts, "llama", Path("/nowhere/dot"))


def test_a_failing_engine_is_said_plainly() -> None:
    with pytest.raises(EngineError, match="failed"):
        run("digraph {", output="json0")
