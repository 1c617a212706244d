"""The synthetic pages are what they claim to be, and the one command prints its table."""

import re
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from benchmarks.synthetic import land, pages, texts

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def records() -> list[dict]:
    return [record for page in pages(0, 20_000, 20_000) for record in orjson.loads(page)]


def test_pages_are_the_same_every_time_and_wherever_one_begins():
    assert list(pages(0, 3_000, 5_000)) == list(pages(0, 3_000, 5_000))
    assert list(pages(2_000, 1_000, 5_000)) == list(pages(0, 3_000, 5_000))[2:]


def test_records_look_like_the_hubs(records):
    assert 850 < sum(len(orjson.dumps(record)) for record in records) / len(records) < 1_000
    declared = sum("base_model" in record["cardData"] for record in records) / len(records)
    assert 0.5 < declared < 0.56
    junk = [
        record["id"]
        for record in records
        if not isinstance(record["id"], str) or record["id"].count("/") != 1
    ]
    assert 0 < len(junk) < 20
    assert any(f"base_model:{record['id']}" in record["tags"] for record in records), "some name themselves"


def test_landing_gives_whole_documents(tmp_path):
    documents = land(tmp_path, 2_000, 1_500, total=10_000).documents()
    assert [document.watermark for document in documents] == ["page 2", "page 3"]


def test_one_text_in_three_announces():
    items = [orjson.loads(line) for line in texts(300)]
    assert 60 < sum(item["title"].startswith("Introducing") for item in items) < 140


@pytest.mark.slow
def test_the_command_prints_a_table():
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--sizes", "1000", "--only", "load"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = re.findall(r"^\| (?!measured)(.+?) \| 1,000 \|", done.stdout, flags=re.MULTILINE)
    assert len(rows) >= 3
    assert "stage" in rows[0]
