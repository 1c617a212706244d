from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.names.known import KnownName, KnownNames

NAMES = KnownNames.build(
    [
        KnownName("Llama 3", "llama-3", "Llama 3"),
        KnownName("Llama 3.1", "llama-3.1", "Llama 3.1"),
        KnownName("Qwen2.5-Coder", "qwen2.5-coder", "Qwen2.5-Coder"),
        KnownName("通义千问", "qwen", "Qwen"),
        KnownName("百川智能", "baichuan", "Baichuan", kind="org"),
        KnownName("Yi", "yi", "Yi"),
    ]
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Llama 3 is out", ["llama-3"]),
        ("llama-3, LLAMA3 and Llama_3", ["llama-3", "llama-3", "llama-3"]),
        ("meta-llama/Llama-3.1-8B-Instruct", ["llama-3.1"]),  # the longest spelling wins
        ("Llama 3.2 is another model", []),
        ("Llama 33 and Ollama 3", []),
        ("llama3:8b", ["llama-3"]),
        ("基于通义千问的模型", ["qwen"]),  # Chinese has no word boundary
        ("由百川智能发布的Llama3模型", ["baichuan", "llama-3"]),
        ("qwen 2.5 coder", ["qwen2.5-coder"]),
        ("Yield and Yiddish", []),
        ("Yi。", ["yi"]),
        ("", []),
    ],
)
def test_find(text: str, found: list[str]) -> None:
    assert [mention.known.model_id for mention in NAMES.find(text)] == found


def test_places_are_those_of_the_text() -> None:
    text = "İstanbul'da Llama 3.1 çıktı"  # lower() makes two characters of İ
    (mention,) = NAMES.find(text)
    assert text[mention.start : mention.end] == "Llama 3.1"


def test_first_of_two_alike_wins() -> None:
    names = KnownNames.build([KnownName("GLM-4", "a", "A"), KnownName("glm 4", "b", "B")])
    assert names.find("GLM4")[0].known.model_id == "a"


def test_nothing_known_finds_nothing() -> None:
    assert KnownNames.build([]).find("Llama 3") == ()


@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    found = NAMES.find(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
