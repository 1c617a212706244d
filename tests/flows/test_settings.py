from pathlib import Path

import pytest

from extractors.errors import ConfigurationError
from flows.home import Home
from flows.settings import load

FILE = """
[hub]
endpoint = "http://127.0.0.1:9/hub/"
first_records = 10

[http]
timeout_seconds = 5

[[feeds]]
name = "Acme"
url = "https://acme.example/feed/"
language = "en"
"""


@pytest.fixture(autouse=True)
def _clean(monkeypatch):
    for name in ("HF_ENDPOINT", "HF_TOKEN", "MODELMAP_HOME"):
        monkeypatch.delenv(name, raising=False)


def _write(home: Path, text: str) -> Home:
    (home / "modelmap.toml").write_text(text, encoding="utf-8")
    return Home(home)


def test_defaults_need_no_file(tmp_path):
    settings = load(Home(tmp_path), None)
    assert settings.hub.endpoint == "https://huggingface.co"
    assert settings.arxiv.categories == ("cs.CL", "cs.LG")
    assert settings.http.max_bytes == 16 * 1024 * 1024
    assert settings.feeds is None


def test_the_file_in_the_home_is_read(tmp_path):
    settings = load(_write(tmp_path, FILE), None)
    assert settings.hub.endpoint == "http://127.0.0.1:9/hub"
    assert settings.http.timeout_seconds == 5
    assert [(feed.name, feed.url) for feed in settings.feeds] == [("Acme", "https://acme.example/feed/")]


def test_a_named_file_beats_the_home(tmp_path):
    other = tmp_path / "other.toml"
    other.write_text('[arxiv]\ncategories = ["cs.AI"]\n', encoding="utf-8")
    assert load(_write(tmp_path, FILE), other).arxiv.categories == ("cs.AI",)


@pytest.mark.parametrize(
    ("variables", "endpoint"),
    [
        ({"MODELMAP_HUB__ENDPOINT": "https://mirror.example"}, "https://mirror.example"),
        ({"HF_ENDPOINT": "https://hf.example/"}, "https://hf.example"),
        (
            {"HF_ENDPOINT": "https://hf.example", "MODELMAP_HUB__ENDPOINT": "https://mirror.example"},
            "https://mirror.example",
        ),
    ],
)
def test_the_environment_beats_the_file(tmp_path, monkeypatch, variables, endpoint):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    settings = load(_write(tmp_path, FILE), None)
    assert settings.hub.endpoint == endpoint
    assert settings.hub.first_records == 10, "other keys of the section still come from the file"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[hub]\nendpiont = 'https://x.example'\n", "hub.endpiont: is not a key that modelmap knows"),
        ("[nope]\nkey = 1\n", "nope: is not a key that modelmap knows"),
        ("[hub]\nendpoint = 'ftp://x.example'\n", "hub.endpoint: must be an http(s) URL"),
        ("[http]\ntimeout_seconds = 'soon'\n", "http.timeout_seconds: "),
        ("[[feeds]]\nname = 'x'\nurl = 'file:///etc/passwd'\n", "feeds.0.url: must be an http(s) URL"),
        ("[[feeds]]\nname = 'x'\n", "feeds.0.url: is missing"),
        ("[hub\n", "is not TOML"),
        ("hub = 3\n", "hub: "),
    ],
)
def test_a_wrong_file_is_named_with_its_key(tmp_path, text, message):
    with pytest.raises(ConfigurationError) as caught:
        load(_write(tmp_path, text), None)
    assert message in str(caught.value)
    assert str(tmp_path / "modelmap.toml") in str(caught.value)


def test_a_file_that_is_named_must_exist(tmp_path):
    with pytest.raises(ConfigurationError, match=r"there is no configuration at .*gone\.toml"):
        load(Home(tmp_path), tmp_path / "gone.toml")


def test_a_malformed_variable_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("MODELMAP_ARXIV__CATEGORIES", "cs.AI")
    with pytest.raises(ConfigurationError, match="arxiv"):
        load(Home(tmp_path), None)
