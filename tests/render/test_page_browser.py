"""The page in a real browser: the system's Chromium, driven by Playwright, with axe for accessibility."""

from __future__ import annotations

import functools
import re
import shutil
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Self

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.xdist_group("browser"),
]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run",
]  # fmt: skip
VIEWS = ("map", "foreign", "llama", "chinese", "training", "bases", "table", "charts", "news")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def site(small_site: Path) -> Path:
    return small_site


@pytest.fixture(scope="module")
def served(site: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()


class Visit:
    """A page, and whatever it complained of or asked for."""

    def __init__(self, browser: Browser, url: str, **context: object) -> None:
        settings = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", **context}
        self.page: Page = browser.new_context(**settings).new_page()  # type: ignore[arg-type]
        self.complaints: list[str] = []
        self.asked: list[str] = []
        self.page.on(
            "console", lambda said: said.type in {"error", "warning"} and self.complaints.append(said.text)
        )
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.goto(url)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.page.context.close()


def _view(page: Page, name: str) -> None:
    page.click(f'nav [data-view="{name}"]')
    if name == "charts":
        page.eval_on_selector_all("#charts img", "all => all.forEach(one => one.loading = 'eager')")
        _until(page, "[...document.querySelectorAll('#charts img')].every(one => one.complete)")


def _until(page: Page, condition: str) -> None:
    """Wait in Python: Playwright's own waiting evaluates a string, which the page's policy forbids."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(25)
    pytest.fail(f"never came true: {condition}")


def _outside(visit: Visit, base: str) -> list[str]:
    return [url for url in visit.asked if not url.startswith((base, "data:"))]


READABLE = """all => all.filter(one => {
  const box = one.getBoundingClientRect(), stage = document.querySelector("#stage").getBoundingClientRect();
  return box.left >= stage.left && box.right <= stage.right && box.top >= stage.top
    && box.bottom <= stage.bottom && box.height > 30;
}).length"""
TOO_SMALL = """all => all.filter(one => one.offsetParent && one.getBoundingClientRect().height < 24)
  .map(one => one.outerHTML)"""
ANSWERS = """texts => texts.map(text => {
  const input = document.querySelector("#find"), started = performance.now();
  input.value = text;
  input.dispatchEvent(new Event("input"));
  if (!document.querySelectorAll("#found li").length) throw new Error("nothing for " + text);
  return performance.now() - started;
})"""
FIRST_VIEW = """Math.max(performance.getEntriesByName("first-contentful-paint")[0].startTime,
  performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd)"""
MARKED = "all => all.every(one => one.querySelector('.glow') && one.querySelector('.badge'))"


@pytest.mark.parametrize("how", ["file", "http"])
def test_no_complaint_and_no_request_to_anyone(browser: Browser, site: Path, served: str, how: str) -> None:
    base = f"{site.as_uri()}/" if how == "file" else served
    with Visit(browser, f"{base}index.html#model=vicuna") as visit:
        for name in VIEWS:
            _view(visit.page, name)
        assert visit.page.eval_on_selector_all("#charts img", "all => all.every(one => one.naturalWidth > 0)")
        assert visit.complaints == []
        assert _outside(visit, base) == []


def test_a_planted_script_is_refused_and_seen(browser: Browser, site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "site")
    index = tmp_path / "site" / "index.html"
    planted = '<script>window.planted = 1</script><img src="http://127.0.0.1:9/x.png" alt=""></body>'
    index.write_text(index.read_text(encoding="utf-8").replace("</body>", planted), encoding="utf-8")
    with Visit(browser, index.as_uri()) as visit:
        assert visit.page.evaluate("window.planted") is None
        assert any("script-src" in said for said in visit.complaints)
        assert any("img-src" in said for said in visit.complaints)


@pytest.mark.parametrize(("scheme", "locale"), [("light", "en-GB"), ("dark", "zh-CN")])
def test_axe_finds_nothing_serious(browser: Browser, site: Path, scheme: str, locale: str) -> None:
    url = f"{(site / 'index.html').as_uri()}#model=vicuna"
    with Visit(browser, url, color_scheme=scheme, locale=locale) as visit:
        found = {}
        for name in ("map", "llama", "table", "charts", "news"):
            _view(visit.page, name)
            told = Axe().run(visit.page, options={"resultTypes": ["violations"]}).response["violations"]
            found |= {
                (name, one["id"]): [node["html"][:160] for node in one["nodes"][:3]]
                for one in told
                if one["impact"] in {"serious", "critical"}
            }
        assert found == {}


def test_the_first_view_of_600_models_comes_at_once(browser: Browser, large_site: Path) -> None:
    """Best of three, for the machine may be busy; 2 s is what the issue allows."""
    took, answers = [], []
    for _ in range(3):
        with Visit(browser, (large_site / "index.html").as_uri()) as visit:
            _until(visit.page, "performance.getEntriesByName('first-contentful-paint').length")
            took.append(visit.page.evaluate(FIRST_VIEW))
            answers += visit.page.evaluate(ANSWERS, ["c", "cedar", "cedar-1", "org-7", "模型"])
    print(f"first view {min(took):.0f} ms, search {median(answers):.1f} ms")  # noqa: T201 - shown by pytest -s
    assert min(took) < 2000
    assert median(answers) < 100


def test_a_deep_link_tells_what_vicuna_comes_from(browser: Browser, site: Path) -> None:
    with Visit(browser, f"{(site / 'index.html').as_uri()}#model=vicuna") as visit:
        page = visit.page
        assert page.inner_text("#about-name") == "Vicuna 小羊驼"
        assert page.inner_text("#about h3").startswith("Made from")
        assert "LLaMA" in page.inner_text("#about ul")
        for selector in ("#model-llama.on", "#model-vicuna.self", '[id="edge-vicuna--llama"].on'):
            assert page.query_selector(f"svg.map {selector}"), selector
        assert page.query_selector("#model-mistral-7b:not(.on)")
        page.evaluate("location.hash = '#model=alpaca'")
        _until(page, "document.querySelector('#about-name').textContent.startsWith('Alpaca')")


def test_by_keyboard_alone(browser: Browser, site: Path) -> None:
    with Visit(browser, (site / "index.html").as_uri()) as visit:
        page = visit.page
        page.keyboard.press("/")
        page.keyboard.type("小羊驼")
        page.keyboard.press("ArrowDown")
        assert page.get_attribute("#find", "aria-activedescendant") == "found-0"
        page.keyboard.press("Enter")
        assert page.url.endswith("#model=vicuna")
        assert page.evaluate("document.activeElement.id") == "about"
        page.keyboard.press("Escape")
        assert page.is_hidden("#about")
        page.focus("#stage")
        before = page.get_attribute("svg.map", "viewBox")
        seen = {before}
        for key in ("ArrowRight", "ArrowDown", "+", "-", "0"):
            page.keyboard.press(key)
            seen.add(page.get_attribute("svg.map", "viewBox"))
        assert len(seen) >= 5
        page.focus('nav [data-view="table"]')
        page.keyboard.press("Enter")
        assert page.is_visible("#table table")


def test_on_a_telephone(browser: Browser, site: Path) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    with Visit(browser, (site / "index.html").as_uri(), **phone) as visit:
        page = visit.page
        seen = page.eval_on_selector_all("svg.map g.node[id]", READABLE)
        assert seen >= 2, "the first view shows boxes that can be read"
        for name in VIEWS:
            _view(page, name)
            assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
        _view(page, "map")
        page.fill("#find", "vicuna")
        page.tap("#found li")
        sheet = page.locator("#about").bounding_box()
        assert sheet is not None
        assert sheet["width"] <= 390
        assert sheet["y"] + sheet["height"] <= 844
        small = page.eval_on_selector_all("button, select, #find", TOO_SMALL)
        assert small == []


def test_bases_for_commercial_use_under_14_billion(browser: Browser, site: Path) -> None:
    with Visit(browser, (site / "index.html").as_uri()) as visit:
        page = visit.page
        _view(page, "bases")
        page.select_option('[name="quadrant"]', "chinese")
        page.fill('[name="most"]', "14")
        rows = [row.inner_text() for row in page.query_selector_all("#table tbody tr")]
        assert rows
        assert page.inner_text("#count").startswith(f"{len(rows)} of ")
        assert "Because" in page.inner_text("#table thead")
        assert any("Baichuan" in row for row in rows)
        assert not any("GLM-130B" in row or "MOSS" in row for row in rows), "too large, or not allowed"
        _view(page, "table")
        page.select_option('[name="commercial"]', "no")
        assert all("not allowed" in row.inner_text() for row in page.query_selector_all("#table tbody tr"))
        sorts = page.locator("#table th button").first
        sorts.click()
        names = [cell.inner_text() for cell in page.query_selector_all("#table tbody th")]
        assert names == sorted(names, key=str.casefold)
        assert len(names) < len(rows)
        page.click('#filters [type="reset"]')
        _until(page, "/^61 of 61/.test(document.querySelector('#count').textContent)")


def test_two_languages_and_two_themes(browser: Browser, served: str) -> None:
    with Visit(browser, served, color_scheme="light") as visit:
        page = visit.page
        assert page.evaluate("document.documentElement.lang") == "en"
        page.click("#language")
        assert page.evaluate("document.documentElement.lang") == "zh-CN"
        assert page.inner_text('nav [data-view="chinese"]') == "国内大模型"
        words = page.evaluate("[...document.querySelectorAll('[data-t]')].map(one => one.textContent)")
        assert [word for word in words if word and not re.search(r"[\u4e00-\u9fff]", word)] == []
        paper = "getComputedStyle(document.body).backgroundColor"
        light = page.evaluate(paper)
        page.click("#theme")
        assert page.evaluate(paper) != light
        page.reload()
        _until(page, "document.documentElement.lang === 'zh-CN'")


def test_what_is_new_stands_out(browser: Browser, site: Path) -> None:
    with Visit(browser, (site / "index.html").as_uri()) as visit:
        marked = visit.page.eval_on_selector_all("svg.map g.node.new[id]", "all => all.map(one => one.id)")
        assert marked
        assert visit.page.eval_on_selector_all(
            "svg.map g.node.new[id]",
            "all => all.every(one => one.querySelector('.glow') && one.querySelector('.badge'))",
        )
        assert visit.page.inner_text('nav [data-view="news"]') == f"What is new ({len(marked)})"
        _view(visit.page, "news")
        assert visit.page.is_hidden("#filters")
        assert len(visit.page.query_selector_all("#newest .badge-new")) == len(marked)
