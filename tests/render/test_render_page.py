import base64
import hashlib
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.charts.all import diagrams
from render.charts.kept import kept
from render.charts.masks import Masks
from render.charts.statistics import STATISTICS, Plotting, statistics
from render.charts.titles import CHART
from render.compact import columns
from render.facts import Edge, Facts, Model, gather
from render.page import page
from render.sheet import sheet
from render.terms import Terms, terms

HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(1)><!--"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def _tags(text: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(text)
    return parser.seen


def rows(table: dict[str, Any]) -> list[dict[str, Any]]:
    """What the page makes of a table by columns."""
    made: list[dict[str, Any]] = [{} for _ in range(table["count"])]
    for key, column in table["of"].items():
        values = [column["of"][at] for at in column["at"]] if isinstance(column, dict) else column
        for row, value in zip(made, values, strict=True):
            if value is not None:
                row[key] = value
    return made


def _page(facts: Facts) -> str:
    sheets = {"map": sheet(facts, list(facts.models.values()))}
    return page(facts, sheets)


@pytest.fixture(scope="module")
def html(small_site: Path) -> str:
    return (small_site / "index.html").read_text(encoding="utf-8")


def test_only_our_own_script_and_style_may_run(html: str) -> None:
    policy = next(attrs["content"] or "" for tag, attrs in _tags(html) if attrs.get("http-equiv"))
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        blocks = re.findall(rf"<{tag}>(.*?)</{tag}>", html, flags=re.DOTALL)
        assert len(blocks) == 1
        digest = base64.b64encode(hashlib.sha256(blocks[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_the_page_asks_nothing_of_anyone(html: str) -> None:
    for tag, attrs in _tags(html):
        assert not [key for key in attrs if key.startswith("on")]
        assert "style" not in attrs
        assert tag not in {"iframe", "object", "embed", "foreignobject"}
        if tag in {"img", "script", "link", "source"}:
            assert not re.match(r"(?:[a-z]+:)?//", attrs.get("src") or attrs.get("href") or "")


def test_the_page_carries_every_model_and_edge(html: str, small_facts: Facts) -> None:
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, flags=re.DOTALL)
    assert block is not None
    data = json.loads(block[1])
    models = rows(data["models"])
    assert [model["id"] for model in models] == list(small_facts.models)
    assert [(models[edge["child"]]["id"], models[edge["parent"]]["id"]) for edge in rows(data["edges"])] == [
        (edge.child, edge.parent) for edge in small_facts.edges
    ]
    vicuna = next(model for model in models if model["id"] == "vicuna")
    assert vicuna["zh"] == "小羊驼"
    assert vicuna["commercial"] is False


@given(
    st.lists(
        st.dictionaries(st.sampled_from("abc"), st.none() | st.booleans() | st.text(max_size=3), max_size=3)
    )
)
def test_a_table_by_columns_is_the_same_table(given_rows: list[dict[str, object]]) -> None:
    known = [{key: value for key, value in row.items() if value is not None} for row in given_rows]
    assert rows(columns(given_rows)) == known


def test_a_hostile_name_stays_text() -> None:
    models = {
        key: Model(
            key,
            HOSTILE,
            "model",
            "llama",
            name_zh=HOSTILE,
            org=HOSTILE,
            notes=(HOSTILE,),
            url="javascript:alert(1)",
        )
        for key in ("a", "b")
    }
    edges = (Edge("b", "a", "finetune", evidence=HOSTILE, evidence_url="javascript:alert(1)"),)
    text = _page(gather(models, edges))
    tags = _tags(text)
    assert sum(tag == "script" for tag, _ in tags) == 3
    assert not [tag for tag, attrs in tags if tag == "img" and attrs.get("src") == "x"]
    assert "javascript:" not in text


@pytest.mark.parametrize(
    ("licences", "edges", "model", "allowed", "because"),
    [
        ({"a": True}, [], "a", True, "a"),
        ({"a": None}, [], "a", None, "a"),
        # a parent without commercial use taints the child, however far up
        ({"a": False, "b": True, "c": True}, [("b", "a", "finetune"), ("c", "b", "merge")], "c", False, "a"),
        # a reproduction is trained anew
        ({"a": False, "b": True}, [("b", "a", "reproduction")], "b", True, "b"),
        # neither successor nor technique is derivation
        ({"a": False, "b": True}, [("b", "a", "successor")], "b", True, "b"),
        # an unknown licence on the way leaves it open, a forbidding one decides
        ({"a": None, "b": True}, [("b", "a", "adapter")], "b", None, "a"),
        ({"a": False, "b": None}, [("b", "a", "adapter")], "b", False, "a"),
        # a cycle ends
        ({"a": True, "b": True}, [("a", "b", "merge"), ("b", "a", "merge")], "a", True, "a"),
    ],
)
def test_commercial_use_follows_derivation(
    licences: dict[str, bool | None],
    edges: list[tuple[str, str, str]],
    model: str,
    allowed: bool | None,
    because: str,
) -> None:
    models = {key: Model(key, key, "model", "llama", commercial_use=use) for key, use in licences.items()}
    assert terms(model, gather(models, tuple(Edge(*edge) for edge in edges))) == Terms(allowed, because)


def test_every_chart_is_a_picture_that_runs_nothing(small_facts: Facts) -> None:
    drawn = diagrams(small_facts)
    for name, text in drawn.items():
        root = ET.fromstring(text.encode())
        assert not [
            e for e in root.iter() if e.tag.rpartition("}")[2] in {"script", "foreignObject", "image"}
        ], name
        high, wide = float(root.get("height") or 0), float(root.get("width") or 0)
        for element in root.iter("{http://www.w3.org/2000/svg}text"):
            assert float(element.get("x") or 0) < wide
            assert float(element.get("y") or 0) < high
    assert "Vicuna" in drawn["llama-timeline"]
    assert "OpenBuddy-Falcon-7B" in drawn["falcon"]


def test_statistics_are_pictures_with_a_title_in_both_themes(small_facts: Facts) -> None:
    drawn = statistics(small_facts)
    assert set(drawn) == set(STATISTICS) == set(CHART) - set(diagrams(small_facts))
    assert drawn == statistics(small_facts)
    for name, text in drawn.items():
        root = ET.fromstring(text.encode())
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "style", "rect", "g", "path", "text", "line"}, name
        assert root.findtext("{http://www.w3.org/2000/svg}title") == CHART[name][0]
        assert "prefers-color-scheme:dark" in text
        assert "href" not in text
        assert float(root.get("width") or 0) > 600
    assert ">LLaMA" in drawn["derivatives"]
    assert ">Chinese models 国内大模型<" in drawn["growth"]
    assert ">Apache-2.0<" in drawn["licences"]


def test_charts_of_nothing_and_of_hostile_names_are_drawn() -> None:
    nothing = gather({}, ())
    for text in (diagrams(nothing) | statistics(nothing)).values():
        ET.fromstring(text.encode())
    models = {
        key: Model(
            key,
            HOSTILE,
            kind,
            quadrant,
            org=HOSTILE,
            license=HOSTILE,
            architecture="decoder",
            openness="open",
            released_on=date(2024, 1, 1),
            rlhf_stages=("SFT", "RM", "PPO"),
            descendants=3,
        )
        for key, kind, quadrant in [
            ("falcon", "model", "llama"),
            ("c", "model", "chinese"),
            ("f", "framework", "training"),
        ]
    }
    hostile = gather(models, (Edge("c", "falcon", "finetune"),))
    for text in (diagrams(hostile) | statistics(hostile)).values():
        assert "<script" not in text
        ET.fromstring(text.encode())


def test_statistics_are_drawn_once_and_again_if_touched(small_facts: Facts, tmp_path: Path) -> None:
    (tmp_path / "charts").mkdir()
    drawn = statistics(small_facts)
    for name, svg in drawn.items():
        (tmp_path / "charts" / f"{name}.svg").write_text(svg, encoding="utf-8")
    source = re.findall(r'data-seal="([0-9a-f]+)-', drawn["growth"])[0]
    assert kept(tmp_path / "charts" / "growth.svg", source) == drawn["growth"]
    assert kept(tmp_path / "charts" / "growth.svg", "0" * 24) is None
    assert kept(tmp_path / "charts" / "missing.svg", source) is None
    touched = drawn["growth"].replace("Releases", "Leases")
    (tmp_path / "charts" / "growth.svg").write_text(touched, encoding="utf-8")
    assert kept(tmp_path / "charts" / "growth.svg", source) is None
    with Plotting(tmp_path) as plotting:
        plotting.ask(small_facts)
        assert plotting.result() == drawn


def test_texts_come_back_from_behind_their_stand_ins() -> None:
    masks = Masks()
    masked = masks.on(
        {"名": ["Qwen 通义", ("plain", 3, None)], "again": "Qwen 通义", "sharp": "α<&", "own": "~0~"}
    )
    assert masked["名"] == ["~0~", ["plain", 3, None]]
    assert masked["again"] == "~0~"
    assert masks.off("<text>~0~</text><text>~1~</text>") == "<text>Qwen 通义</text><text>α&lt;&amp;</text>"
    assert masked["own"] == "~2~"
