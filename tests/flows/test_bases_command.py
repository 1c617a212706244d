"""`modelmap bases` on the bundled catalogue, as a user calls it; the guide's commands work."""

import csv
import fcntl
import io
import json
import os
import re
import struct
import subprocess
import termios
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.cli import run
from warehouse.catalogue.read import bundled
from warehouse.database import writing
from warehouse.load import load

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "choosing-a-base.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", GUIDE, flags=re.DOTALL)
    for line in block.splitlines()
    if line
]


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """A home with the bundled catalogue and snapshot in its warehouse."""
    place = tmp_path_factory.mktemp("home")
    with writing(place / "warehouse.duckdb") as con:
        load(con, landing=None, catalogue=bundled(), run_id="first", now=datetime.now(UTC))
    return place


@pytest.fixture
def bases(home, monkeypatch, capsys):
    """Calls the command in this home; gives its code, output and messages."""
    monkeypatch.setenv("MODELMAP_HOME", str(home))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["bases", *arguments])
        return (code, *capsys.readouterr())

    return call


def test_which_chinese_bases_under_14b_may_be_used_commercially(bases):
    wishes = ("--commercial", "--language", "zh", "--max-params", "14B")
    code, out, err = bases(*wishes, "--limit", "10", "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert len(rows) == 10
    assert {row["commercial"] for row in rows} == {"yes"}
    assert [row["model"] for row in rows if row["superseded_by"]] == []
    newest = max(date.fromisoformat(row["released_on"]) for row in rows)
    assert all((newest - date.fromisoformat(row["released_on"])).days < 400 for row in rows)
    assert all(row["sizes"] and row["reason"] for row in rows)
    assert any(row["model"].startswith("qwen") for row in rows)
    assert re.fullmatch(
        r"10 of \d+ bases; \d+ more if their licences allow commercial use, which is not known; "
        r"\d+ more without commercial use; \d+ more are multilingual without naming zh\n",
        err,
    )


def test_the_three_forms_say_the_same(bases):
    wishes = ("--language", "zh", "--quadrant", "chinese", "--limit", "3")
    table, text, records = (
        bases(*wishes, *form)[1] for form in ((), ("--format", "csv"), ("--format", "json"))
    )
    rows = json.loads(records)
    assert len(rows) == 3
    assert [row["model"] for row in csv.DictReader(io.StringIO(text))] == [row["model"] for row in rows]
    for row in rows:
        (line,) = (line for line in table.splitlines() if line.startswith(f"│ {row['model']} "))
        assert row["reason"] in line
        assert ", ".join(row["sizes"]) in line


def test_on_a_terminal_every_line_fits(home, modelmap):
    reader, writer = os.openpty()
    fcntl.ioctl(writer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    subprocess.run(
        [modelmap.program, "bases", "--quadrant", "llama", "--commercial", "--limit", "2"],
        stdout=writer, stderr=subprocess.DEVNULL, check=True,
        env=modelmap.environment | {"MODELMAP_HOME": str(home), "TERM": "dumb"},
    )  # fmt: skip
    os.close(writer)
    lines = os.read(reader, 65536).decode().splitlines()
    os.close(reader)
    assert all(len(line) <= 80 for line in lines)
    assert " ".join(" ".join(lines).split()).count(" · commercial use: yes") == 2
    assert any(line.startswith("    Llama") for line in lines), "the reason stands below, indented"


def test_llama_taints_and_its_reproduction_does_not(bases):
    rows = {row["model"]: row for row in json.loads(bases("--limit", "5000", "--format", "json")[1])}
    assert rows["llama"]["commercial"] == "no"
    assert rows["vicuna"]["commercial"] == "no"
    assert "inherited from LLaMA" in rows["vicuna"]["reason"]
    assert rows["openllama"]["commercial"] == "yes"
    assert rows["qwen2.5"]["commercial"] == "some sizes"
    assert "3B, 72B under another licence, see the card" in rows["qwen2.5"]["reason"]


def test_nothing_found_is_no_fault(bases):
    code, out, err = bases("--language", "sw", "--max-params", "1K", "--format", "csv")
    assert (code, len(out.splitlines()), err) == (0, 1, "no base meets these wishes\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--max-params", "13X"], "'13X' is no size: write a number and K, M, B or T, as in 13B or 350M"),
        (["--max-params", ""], "'' is no size"),
        (["--language", "klingon"], "'klingon' is no language: write a tag such as zh, en or ja"),
        (["--language", ""], "'' is no language"),
        (["--architecture", "mlp"], "'mlp' is not one of 'encoder', 'decoder', 'encoder-decoder', 'other'"),
        (["--quadrant", "training"], "'training' is not one of 'foreign', 'llama', 'chinese'"),
        (["--limit", "0"], "0 is not in the range x>=1"),
        (["--format", "xml"], "'xml' is not one of"),
        (["qwen"], "unexpected extra argument"),
    ],
)
def test_bad_wishes_are_told(bases, arguments, message):
    code, out, err = bases(*arguments)
    assert (code, out) == (2, "")
    assert message in err


def test_without_a_warehouse_it_says_what_to_do(tmp_path, capsys):
    assert run(["bases", "--home", str(tmp_path / "nowhere")]) == 2
    assert "there is no warehouse" in capsys.readouterr().err


def test_the_guides_commands_work(home, modelmap):
    assert len(COMMANDS) > 7
    environment = modelmap.environment | {
        "MODELMAP_HOME": str(home),
        "PATH": f"{Path(modelmap.program).parent}:{modelmap.environment['PATH']}",
    }
    for command in COMMANDS:
        done = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert len(done.stdout.splitlines()) > 2 or "[" in done.stdout, f"{command} prints rows"
        assert "(0 rows)" not in done.stdout, command
