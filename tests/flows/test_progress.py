import pytest

from flows.progress import LINES, progress


@pytest.mark.parametrize(
    ("total", "told"),
    [
        (1, ["polling: 1 of 1"]),
        (3, ["polling: 1 of 3", "polling: 2 of 3", "polling: 3 of 3"]),
        (10, [f"polling: {n} of 10" for n in (2, 4, 6, 8, 10)]),
    ],
)
def test_off_a_terminal_a_few_plain_lines(total, told, capsys):
    with progress("polling", total) as step:
        for _ in range(total):
            step()
    captured = capsys.readouterr()
    assert captured.err.splitlines() == told
    assert captured.out == ""


def test_long_work_says_no_more_than_a_few_lines(capsys):
    with progress("polling", 1234) as step:
        for _ in range(1234):
            step()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == LINES
    assert lines[-1] == "polling: 1234 of 1234"
