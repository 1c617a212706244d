from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from render.box import box
from render.facts import Edge, Model, gather
from render.lanes import order
from render.shapes import Layout, Line, Placed, Stripe
from render.squeeze import squeeze
from render.stretch import stretch
from render.wires import Wires


@st.composite
def crowd(draw: st.DrawFn) -> tuple[list[list[str]], dict[str, float], dict[str, float], list[Edge]]:
    rows = [
        [f"r{row}c{column}" for column in range(draw(st.integers(1, 6)))]
        for row in range(draw(st.integers(1, 5)))
    ]
    keys = [key for row in rows for key in row]
    x: dict[str, float] = {}
    for row in rows:
        at = 0.0
        for key in row:
            at += draw(st.integers(100, 900))
            x[key] = at
    widths = {key: float(draw(st.integers(40, 200))) for key in keys}
    pairs = draw(st.lists(st.tuples(st.sampled_from(keys), st.sampled_from(keys)), max_size=12))
    edges = [Edge(child, parent, "finetune") for child, parent in pairs if child[:2] != parent[:2]]
    return rows, x, widths, edges


@given(crowd(), st.integers(300, 2000))
@settings(max_examples=80, deadline=None)
def test_squeezed_rows_keep_order_and_distance(
    given_crowd: tuple[list[list[str]], dict[str, float], dict[str, float], list[Edge]], room: int
) -> None:
    rows, x, widths, edges = given_crowd
    at = squeeze(rows, x, widths, edges, gap=20, room=room)
    widest = max(room, *(sum(widths[key] + 20 for key in row) for row in rows))
    for row in rows:
        for one, other in pairwise(row):
            assert at[other] - at[one] >= (widths[one] + widths[other]) / 2 + 20 - 0.2
        assert at[row[0]] - widths[row[0]] / 2 >= -0.2
        assert at[row[-1]] + widths[row[-1]] / 2 <= widest + 0.2


def test_a_child_is_drawn_below_its_parent() -> None:
    rows = [["a", "b"], ["c"]]
    at = squeeze(
        rows,
        {"a": 100, "b": 900, "c": 900},
        dict.fromkeys("abc", 100.0),
        [Edge("c", "a", "finetune")],
        gap=20,
        room=1000,
    )
    assert abs(at["c"] - at["a"]) < 5


def test_lanes_are_ordered_so_that_stubs_cross_nothing() -> None:
    # `left` leaves to the left between the ends of `right`, and the other way round
    assert order({"right": [(0, 1), (10, 1)], "left": [(3, -1), (7, -1)]}) == ["left", "right"]


@given(
    st.dictionaries(
        st.sampled_from("abcdefgh"),
        st.lists(st.tuples(st.floats(0, 100), st.sampled_from((-1, 1))), min_size=2, max_size=5),
        min_size=1,
    )
)
def test_every_lane_is_kept_once(stubs: dict[str, list[tuple[float, int]]]) -> None:
    assert sorted(order(stubs)) == sorted(stubs)


def test_a_gap_grows_with_the_way_that_lines_run_in_it() -> None:
    lower = stretch([25, 125], 25, [[(0, 50), (1000, 100)]])
    assert [lower(y) for y in (0, 25, 50)] == [0, 25, 50]
    assert 130 < lower(100) < 160
    assert lower(125) - lower(100) == 25
    assert lower(50) < lower(75) < lower(100)


def test_lines_pass_between_boxes_and_those_of_other_parents() -> None:
    spots = {
        key: Placed(box(Model(key, key, "model", "llama"), gather({}, ())), x, y)
        for key, x, y in [("a", 60, 25), ("b", 300, 25), ("wall", 180, 111), ("c", 200, 197), ("d", 160, 197)]
    }
    wires = Wires(spots)
    ways = [wires.lead(Edge(child, parent, "finetune")) for child, parent in (("c", "a"), ("d", "b"))]
    for points, curved in ways:
        assert curved
        at_wall = [x for x, y in points if 86 <= y <= 136]
        assert at_wall
        assert all(x <= spots["wall"].left - 4 or x >= spots["wall"].right + 4 for x in at_wall)
    points, curved = wires.lead(Edge("b", "a", "finetune"))
    assert (points, curved) == (((spots["a"].right, 25), (spots["b"].left, 25)), False)


def test_rows_are_spread_over_a_panel_that_is_higher() -> None:
    spots = [
        Placed(box(Model(k, k, "model", "llama"), gather({}, ())), 60, y) for k, y in (("a", 25), ("b", 111))
    ]
    line = Line(Edge("b", "a", "finetune"), ((60, 50), (60, 86)), curved=True)
    drawn = Layout(120, 136, tuple(spots), (line,), (Stripe("2023", 0, 68), Stripe("2024", 68, 136)))
    filled = drawn.filling(160, most=60)
    assert [spot.y for spot in filled.boxes] == [25, 135]
    assert filled.lines[0].points == ((60, 50), (60, 110))
    assert [(stripe.top, stripe.bottom) for stripe in filled.stripes] == [(0, 80), (80, 160)]
    assert drawn.filling(1000, most=60).height == 196
    assert drawn.filling(100, most=60) is drawn
