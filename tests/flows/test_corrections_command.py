"""The home's corrections.yaml, as the commands meet it."""

import pytest

from flows.cli import run


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("MODELMAP_HOME", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_malformed_file_is_told_by_line_and_field(home, capsys, command):
    (home / "corrections.yaml").write_text("- not_parent:\n    child: vicuna\n    parnt: llama\n")
    assert run([command]) == 2
    told = capsys.readouterr()
    assert "corrections.yaml:3: not_parent.parnt: is not a key that modelmap knows" in told.out + told.err
    assert not (home / "warehouse.duckdb").exists()


def test_a_right_file_is_counted(home, capsys):
    (home / "corrections.yaml").write_text("- not_parent: {child: Vicuna, parent: LLaMA}\n")
    assert run(["check"]) == 0
    assert "1 corrections: all right" in capsys.readouterr().err
