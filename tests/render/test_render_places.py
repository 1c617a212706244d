from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from render.facts import Edge
from render.lanes import order
from render.pack import Shape, pack
from render.squeeze import squeeze
from render.stretch import stretch


@st.composite
def shapes(draw: st.DrawFn) -> list[Shape]:
    made = []
    for number in range(draw(st.integers(1, 12))):
        shape = Shape(f"g{number:02d}", draw(st.integers(1, 9)))
        for slot in draw(st.sets(st.integers(0, 6), min_size=1, max_size=4)):
            left = draw(st.integers(-300, 300))
            shape.take(slot, left, left + draw(st.integers(10, 400)))
        shape.settle()
        made.append(shape)
    return made


@given(shapes(), st.integers(200, 1500))
@settings(max_examples=60, deadline=None)
def test_packed_groups_never_share_a_stretch(groups: list[Shape], room: int) -> None:
    moved = pack(groups, {"g01": ["g00"], "g00": ["g01"]}, room=room)
    taken: dict[int, list[tuple[float, float]]] = {}
    for shape in groups:
        for slot, stretches in shape.slots.items():
            taken.setdefault(slot, []).extend(
                (a + moved[shape.name], b + moved[shape.name]) for a, b in stretches
            )
    for stretches in taken.values():
        assert all(one[1] <= other[0] + 0.1 for one, other in pairwise(sorted(stretches)))
    assert min(shape.left + moved[shape.name] for shape in groups) > -0.1


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
