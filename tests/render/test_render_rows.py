from datetime import date

import pytest

from render.facts import Edge, Model
from render.rows import Timeline


def _models(days: dict[str, str | None]) -> list[Model]:
    return [
        Model(key, key, "model", "llama", released_on=date.fromisoformat(day) if day else None)
        for key, day in days.items()
    ]


def _shape(made: tuple[object, ...]) -> list[tuple[str, list[list[str]]]]:
    return [(band.label, [list(row) for row in band.rows]) for band in made]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("days", "edges", "across", "shape"),
    [
        ({}, [], 5, []),
        ({"a": "2019-01-01", "b": "2020-05-01"}, [], 5, [("2019–2020", [["a", "b"]])]),
        # a child stands below its parent, though both are of one band
        ({"a": "2023-02-01", "b": "2023-03-01"}, [("b", "a")], 5, [("2023", [["a"], ["b"]])]),
        # a full year is split into quarters
        (
            {f"m{n}": f"2023-{n:02d}-01" for n in (1, 2, 4, 7, 8, 11)},
            [],
            3,
            [
                ("2023 Q1", [["m1", "m2"]]),
                ("2023 Q2", [["m4"]]),
                ("2023 Q3", [["m7", "m8"]]),
                ("2023 Q4", [["m11"]]),
            ],
        ),
        # a full quarter into months, a full month into rows of the same length
        (
            {f"m{n}": "2023-03-05" for n in range(6)} | {"x": "2023-01-09"},
            [],
            3,
            [("2023-01", [["x"]]), ("2023-03", [["m0", "m1", "m2"], ["m3", "m4", "m5"]])],
        ),
        # one without a date stands with its child, and without either above all
        (
            {"lost": None, "base": None, "b": "2023-03-01"},
            [("b", "base")],
            5,
            [("undated", [["lost"]]), ("2023", [["base"], ["b"]])],
        ),
        # a cycle is cut
        ({"a": "2023-01-01", "b": "2023-01-02"}, [("a", "b"), ("b", "a")], 5, [("2023", [["a"], ["b"]])]),
    ],
)
def test_bands(
    days: dict[str, str | None],
    edges: list[tuple[str, str]],
    across: int,
    shape: list[tuple[str, list[list[str]]]],
) -> None:
    made = Timeline(_models(days), [Edge(child, parent, "finetune") for child, parent in edges]).bands(across)
    assert _shape(made) == shape


def test_a_chain_of_two_thousand_in_a_month_is_no_recursion() -> None:
    models = _models({f"m{n:04d}": "2023-03-01" for n in range(2000)})
    edges = [Edge(f"m{n + 1:04d}", f"m{n:04d}", "finetune") for n in range(1999)]
    assert sum(len(band.rows) for band in Timeline(models, edges).bands(9)) == 2000
