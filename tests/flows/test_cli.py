"""Usage, help and exit codes of every command."""

import json

import pytest

from flows.cli import COMMANDS, run


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(command, capsys):
    assert run([command, "--help"]) == 0
    assert "Usage: modelmap" in capsys.readouterr().out


def test_help_lists_every_command_and_the_exit_codes(capsys):
    assert run(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(f"  {command} " in told for command in COMMANDS)
    assert "4 another run holds" in " ".join(told.split())


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["nonsense"], 2, "No such command 'nonsense'"),
        (["sql"], 2, "Missing argument 'QUERY'"),
        (["sql", "--format", "xml", "SELECT 1"], 2, "'xml' is not one of"),
        (["sql", "SELECT 1"], 2, "there is no warehouse"),
        (["explain", "vicuna"], 2, "there is no warehouse"),
        (["status"], 2, "there is no warehouse"),
        (["render"], 2, "there is no warehouse"),
        (["extract", "hub", "gone.jsonl"], 2, "gone.jsonl cannot be read"),
        (["check", "--config", "gone.toml"], 2, "there is no configuration at gone.toml"),
    ],
)
def test_bad_usage_is_told(arguments, code, message, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MODELMAP_HOME", str(tmp_path / "home"))
    assert run(arguments) == code
    assert message in capsys.readouterr().err


def test_extract_answers_line_by_line(modelmap):
    lines = [
        b'{"id": "acme/Poet-GGUF", "tags": ["base_model:quantized:acme/Poet"]}',
        b"not json",
        b'{"id": "acme/Poet"}',
    ]
    done = modelmap("extract", "hub", "-", stdin=b"\n".join(lines) + b"\n")
    assert done.returncode == 0, done.stderr
    first, second, third = map(json.loads, done.stdout.splitlines())
    assert first["parents"][0]["parent"] == "acme/Poet"
    assert first["parents"][0]["relation"] == "quantized"
    assert second["line"] == 2
    assert "error" in second
    assert third["repo_id"] == "acme/Poet"


def test_check_names_file_line_and_field(capsys, tmp_path):
    for folder in ("models", "orgs"):
        (tmp_path / folder).mkdir()
    for file in ("licenses.yaml", "feeds.yaml", "orgs/abroad.yaml"):
        (tmp_path / file).write_text("")
    (tmp_path / "models" / "acme.yaml").write_text(
        "- id: poet\n  name: Poet\n  kind: model\n  source: https://acme.example\n  released_on: 2023-13-01\n"
    )
    assert run(["check", "--catalogue", str(tmp_path)]) == 2
    assert "models/acme.yaml:5: poet.released_on: " in capsys.readouterr().out
