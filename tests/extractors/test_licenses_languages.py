"""Licences and languages as the Hub has them, as SPDX and language tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from license_expression import get_spdx_licensing

from extractors import languages, licenses

LICENSES = [
    ("apache-2.0", "Apache-2.0", "open", True),
    ("Apache 2.0", "Apache-2.0", "open", True),
    ("mit", "MIT", "open", True),
    ("gpl-3.0", "GPL-3.0-only", "open", True),
    ("cc-by-sa-4.0", "CC-BY-SA-4.0", "open", True),
    ("MIT OR Apache-2.0", "MIT OR Apache-2.0", "open", True),
    ("cc-by-nc-4.0", "CC-BY-NC-4.0", "semi-open", False),
    ("llama3.1", "LicenseRef-llama-3.1", "semi-open", True),
    ("llama2", "LicenseRef-llama-2", "semi-open", True),
    ("gemma", "LicenseRef-gemma", "semi-open", True),
    ("openrail", "LicenseRef-openrail", "semi-open", True),
    ("bigscience-bloom-rail-1.0", "LicenseRef-bigscience-bloom-rail-1.0", "semi-open", True),
    ("other", "LicenseRef-other", "semi-open", None),
    ("My Own (weird) Licence!", "LicenseRef-my-own-weird-licence", "semi-open", None),
]


@pytest.mark.parametrize(("stated", "spdx", "openness", "commercial"), LICENSES)
def test_a_licence_by_what_people_call_it(
    stated: str, spdx: str, openness: str, commercial: bool | None
) -> None:
    assert licenses.normalise(stated) == (spdx, openness, commercial)


@pytest.mark.parametrize("nothing", [None, "", "unknown", " ", "none", "[[]]", '{"a": 1}'])
def test_no_licence_is_no_licence(nothing: str | None) -> None:
    assert licenses.normalise(nothing) is None


@given(st.text(max_size=200))
def test_any_text_becomes_a_valid_expression(text: str) -> None:
    facts = licenses.normalise(text)
    if facts and not facts.spdx.startswith("LicenseRef-"):
        get_spdx_licensing().parse(facts.spdx, validate=True)
    if facts:
        assert facts.spdx.replace("LicenseRef-", "").strip("-.")


@pytest.mark.parametrize(
    ("stated", "tag"),
    [
        ("en", "en"),
        ("English", "en"),
        ("en-US", "en"),
        ("zh", "zh"),
        ("chinese", "zh"),
        ("cn", "zh"),
        ("zh-Hans", "zh"),
        ("zh-TW", "zh-TW"),
        ("中文", "zh"),
        ("multilingual", "mul"),
        ("jp", "ja"),
        ("pt_BR", "pt"),
        ("yue", "yue"),
        ("code", None),
        ("python", None),
        ("other", None),
        ("xx", None),
        ("not a language", None),
        ("", None),
        (None, None),
    ],
)
def test_a_language_by_what_people_call_it(stated: str | None, tag: str | None) -> None:
    assert languages.normalise(stated) == tag


@given(st.text(max_size=60))
def test_any_text_is_a_language_or_none(text: str) -> None:
    assert languages.normalise(text) is None or 2 <= len(languages.normalise(text) or "") <= 5
