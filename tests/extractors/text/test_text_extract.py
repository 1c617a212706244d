import time

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.names.known import KnownName, KnownNames
from extractors.text.extract import extract
from extractors.text.releases import releases

NAMES = KnownNames.build([KnownName("Llama 3", "llama-3", "Llama 3")])


def run(*lines: bytes) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in extract(lines, names=NAMES)]


def test_one_line_out_for_each_line_in() -> None:
    record = {"id": "a:1", "title": "Merlin-7B", "text": "A model fine-tuned from Llama 3.", "lang": "en"}
    found, broken, nothing, empty = run(
        orjson.dumps(record), b"{not json", orjson.dumps({"id": 2, "title": "Hi", "text": ""}), b"{}"
    )
    assert found == {
        "id": "a:1",
        "releases": [
            {
                "name": "Merlin-7B",
                "kind": "model",
                "org": None,
                "sizes": ["7B"],
                "license": None,
                "hf_ids": [],
                "confidence": found["releases"][0]["confidence"],  # type: ignore[index]
                "evidence": "Merlin-7B",
                "parents": [
                    {
                        "name": "Llama 3",
                        "relation": "finetune",
                        "confidence": found["releases"][0]["parents"][0]["confidence"],  # type: ignore[index]
                    }
                ],
            }
        ],
    }
    assert broken["line"] == 2
    assert "not JSON" in str(broken["error"])
    assert nothing == {"id": 2, "releases": []}
    assert empty == {"id": None, "releases": []}


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"1",
        b'"x"',
        b"\xff\xfe",
        b'{"title": 1}',
        b'{"text": ["a"]}',
        b'{"lang": {}}',
        b"{" * 5000,
    ],
)
def test_an_unreadable_line_names_its_number(line: bytes) -> None:
    (good, bad) = run(b'{"id": 1, "title": "", "text": null}', line)
    assert good == {"id": 1, "releases": []}
    assert bad["line"] == 2
    assert bad["error"]


UNITS = [
    "a",
    "A1-",
    "Xy9",
    "released Foo-7B, ",
    "发布了Foo-7B、",
    "，发布A1模型",
    "(",
    "（",
    "[",
    "基于X-7B的",
    "based on X7 and ",
    "**",
    "`",
    "“x”",
    "“",
    "1、",
    "的",
    "发布",
    "http://x/",
    "[a](http://b)",
    "。\n",
    "包括A1、",
    "<p>",
    "&amp;",
    "\u202e",
    "\x00",
    "we introduce a b c d e f (",
    "named A1 model ",
    "Foo-7B was ",
    "参数 7B ",
    "A1 B2 C3 D4 E5 ",
    "\\textbf{",
    "x" * 99 + " ",
    "merge of A1 and ",
    "Foo 7B is now available ",
    "aaaaaaaaaaaaaaaaaaaa-",
    "7B ",
    "由 X1 微调、",
]


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_ten_megabytes_cost_bounded_time(unit: str, language: str) -> None:
    line = unit * (1_100 // len(unit)) + "。\n"
    started = time.process_time()
    releases(unit * 400, line * (10_000_000 // len(line)), names=NAMES, language=language)
    assert time.process_time() - started < 4


def test_a_name_of_ten_thousand_characters_is_none() -> None:
    name = "A1" * 5_000
    assert releases(f"Introducing {name}", f"We released {name} today.", names=NAMES) == ()


PIECES = [
    "released ",
    "发布了",
    "开源",
    "Foo-7B",
    " Llama 3 ",
    "基于",
    "微调",
    "based on ",
    "fine-tuned from ",
    "模型",
    "，",
    "。",
    ". ",
    "\n",
    "“",
    "”",
    "**",
    "`",
    "(",
    ")",
    "（",
    "）",
    "1.5B",
    "Introducing ",
    ": ",
    "we propose ",
    "(ABC)",
    "等",
    "、",
    "包括",
    "\u202e",
]


@given(
    title=st.lists(st.sampled_from(PIECES), max_size=12), text=st.lists(st.sampled_from(PIECES), max_size=60)
)
@settings(max_examples=200, deadline=None)
def test_any_sequence_of_words(title: list[str], text: list[str]) -> None:
    for found in releases("".join(title), "".join(text), names=NAMES):
        assert found.name == found.name.strip()
        assert 0 < found.confidence <= 1
        assert all(0 < parent.confidence <= 1 for parent in found.parents)


@given(
    title=st.text(max_size=80), text=st.text(max_size=300), language=st.sampled_from(["en", "zh", None, "fr"])
)
@settings(max_examples=100, deadline=None)
def test_any_text(title: str, text: str, language: str | None) -> None:
    line = (
        orjson.dumps({"id": 1, "title": title, "text": text, "lang": language})
        if _utf8(title + text)
        else b"{}"
    )
    (out,) = extract([line], names=NAMES)
    assert orjson.loads(out)["releases"] is not None


def _utf8(text: str) -> bool:
    return not any(0xD800 <= ord(letter) < 0xE000 for letter in text)
