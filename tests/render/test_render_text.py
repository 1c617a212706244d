import pytest
from hypothesis import given
from hypothesis import strategies as st

from render.box import box, licence, short, sizes
from render.facts import Model, gather
from render.measure import fit, width
from render.text import clean, link, xml_id


@pytest.mark.parametrize(
    ("text", "bold", "least", "most"),
    [
        # widths at 10 px: Arial's own, and what DejaVu Sans, a wide stand-in, takes (Arial + 16 %)
        ("", False, 0, 0),
        ("LLaMA", False, 30.5, 36),
        ("LLaMA", True, 31, 38),
        ("Vicuna", False, 27.8, 34),
        ("WizardLM", False, 43.9, 52),
        ("小羊驼", False, 30, 30),
        ("千亿参数", True, 40, 43),
        ("ｆｕｌｌ", False, 40, 40),
        ("é", False, 5.5, 7),
        ("e\u0301", False, 5.5, 6.5),
        ("Ω", False, 5, 9.1),
        ("한국어", False, 30, 30),
        ("…", False, 5, 9.1),
    ],
)
def test_width(text: str, bold: bool, least: float, most: float) -> None:
    assert least <= width(text, 10, bold=bold) <= most


@given(st.text(max_size=60), st.floats(min_value=20, max_value=300))
def test_fit_fits(text: str, room: float) -> None:
    assert width(fit(text, 12, room), 12) <= room + 1e-6 or fit(text, 12, room) == "…"


@pytest.mark.parametrize(
    ("text", "room", "fitted"),
    [
        ("Vicuna", 100, "Vicuna"),
        ("University of Washington", 60, "Universit…"),
        ("通义千问大模型", 50, "通义千…"),
    ],
)
def test_fit(text: str, room: float, fitted: str) -> None:
    assert fit(text, 11, room) == fitted


@given(st.text())
def test_clean_is_one_line_that_xml_allows(text: str) -> None:
    cleaned = clean(text)
    assert cleaned == " ".join(cleaned.split())
    assert all(
        ord(c) >= 0x20 and not 0x7F <= ord(c) < 0xA0 and not 0xD800 <= ord(c) < 0xE000 for c in cleaned
    )
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("HTTPS://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" https://example.org", False),
        ("https://exa\nmple.org", False),
        ("data:text/html,<script>", False),
        ("//example.org", False),
        ("https://", False),
        ("https://[::1", False),
        ("file:///etc/passwd", False),
        ("", False),
        (None, False),
    ],
)
def test_link(url: str | None, safe: bool) -> None:
    assert link(url) == (url if safe else None)


@given(st.text(min_size=1), st.text(min_size=1))
def test_xml_ids_stay_apart(one: str, other: str) -> None:
    if "_" not in one + other:
        assert (xml_id(one) == xml_id(other)) == (one == other)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (7_000_000_000, "7B"),
        (350_000_000, "350M"),
        (1_500_000_000, "1.5B"),
        (10**12, "1T"),
        (999, "999"),
        (176 * 10**9, "176B"),
    ],
)
def test_short(number: int, said: str) -> None:
    assert short(number) == said


@pytest.mark.parametrize(
    ("given_sizes", "low", "high", "said"),
    [
        (("7B", "13B"), None, None, "7B/13B"),
        (("7B", "13B", "33B", "65B"), None, None, "7B–65B"),
        ((), 7 * 10**9, 65 * 10**9, "7B–65B"),
        ((), None, 7 * 10**9, "7B"),
        ((), None, None, ""),
    ],
)
def test_sizes(given_sizes: tuple[str, ...], low: int | None, high: int | None, said: str) -> None:
    model = Model("m", "M", "model", "llama", sizes=given_sizes, parameters_min=low, parameters_max=high)
    assert sizes(model) == said


@pytest.mark.parametrize(
    ("name", "commercial", "openness", "said"),
    [
        ("Apache-2.0", True, "open", "Apache-2.0"),
        ("LicenseRef-llama-1", False, "semi-open", "llama-1 NC"),
        ("LicenseRef-proprietary", False, "closed", "proprietary"),
        (None, None, None, ""),
    ],
)
def test_licence(name: str | None, commercial: bool | None, openness: str | None, said: str) -> None:
    model = Model("m", "M", "model", "llama", license=name, commercial_use=commercial, openness=openness)
    assert licence(model) == said


@pytest.mark.parametrize(
    ("name", "aliases", "shown"),
    [
        ("Proximal Policy Optimization", ("近端策略优化", "PPO"), "PPO"),
        ("PPO-ptx (PPO with pretraining mix)", ("PPO-ptx",), "PPO-ptx"),
        ("Llama-3.3-Nemotron-Super-49B", ("Llama Nemotron Super",), "Llama-3.3-Nemotron-Sup…"),
        ("LoRA", ("LORA",), "LoRA"),
    ],
)
def test_a_long_name_is_said_shortly(name: str, aliases: tuple[str, ...], shown: str) -> None:
    model = Model("m", name, "technique", "training", aliases=aliases)
    made = box(model, gather({}, ()))
    assert made.name == shown
    assert name in made.title
