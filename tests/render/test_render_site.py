import shutil
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
import render_world

from render import swap as swapping
from render.facts import Facts
from render.feed import feed
from render.picture import latin, pictures
from render.site import DrawOptions, draw
from render.swap import beside, files, swap
from warehouse.database import writing

ATOM = "{http://www.w3.org/2005/Atom}"
MUST = {
    "index.html", "feed.xml", "map.svg", "map.dot", "changes.md",
    "foreign.svg", "llama.svg", "chinese.svg", "training.svg",
}  # fmt: skip


def copied(site: Path, folder: Path) -> Path:
    """A site of one's own, in the folder."""
    return Path(shutil.copytree(site, folder / "site"))


def test_the_site_holds_what_the_contract_names(
    small_warehouse: Path, small_site: Path, tmp_path: Path
) -> None:
    site = copied(small_site, tmp_path)
    (site / "map.svg").unlink()
    drawn = draw(small_warehouse, site)
    assert set(files(site)) >= MUST
    assert drawn.changed
    assert drawn.models == 61
    assert str(drawn.as_of) == "2024-02-28 00:00:00+00:00"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_the_same_warehouse_gives_the_same_bytes_anywhere(
    large_warehouse: Path, large_site: Path, tmp_path: Path
) -> None:
    moved = tmp_path / "else where" / "copy.duckdb"
    moved.parent.mkdir()
    shutil.copy(large_warehouse, moved)
    other = tmp_path / "other"
    code = (
        "import sys; from pathlib import Path; from render.site import draw; draw(*map(Path, sys.argv[1:]))"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(moved), str(other)],
        check=True,
        env={"PYTHONHASHSEED": "77"},
        cwd=Path.cwd(),
    )
    names = files(large_site)
    assert names == files(other)
    differ = [name for name in names if (large_site / name).read_bytes() != (other / name).read_bytes()]
    # DuckDB does not promise the bytes of its own file; what it holds is in the Parquet files beside it.
    assert set(differ) <= {"data/modelmap.duckdb"}


def test_an_unchanged_site_is_left_alone(small_warehouse: Path, small_site: Path, tmp_path: Path) -> None:
    site = copied(small_site, tmp_path)
    before = {name: (site / name).stat().st_mtime_ns for name in files(site)}
    assert not draw(small_warehouse, site).changed
    assert {name: (site / name).stat().st_mtime_ns for name in files(site)} == before


def test_a_changed_warehouse_replaces_the_whole_site(
    small_site: Path, large_warehouse: Path, tmp_path: Path
) -> None:
    site = copied(small_site, tmp_path)
    (site / "stray.txt").write_text("not ours")
    assert draw(large_warehouse, site).changed
    assert "stray.txt" not in files(site)


def test_a_failure_leaves_the_old_site(small_warehouse: Path, small_site: Path, tmp_path: Path) -> None:
    site = copied(small_site, tmp_path)
    before = (site / "map.svg").read_bytes()
    with pytest.raises(Exception, match="is not there"):
        draw(small_warehouse, site, options=DrawOptions(engine=Path("/nowhere/dot")))
    assert (site / "map.svg").read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_six_hundred_models_are_drawn(large_site: Path) -> None:
    assert (large_site / "map.svg").read_text().count('id="model-') == 200
    quadrants = sum(
        (large_site / f"{q}.svg").read_text().count('id="model-')
        for q in ("foreign", "llama", "chinese", "training")
    )
    assert quadrants == 600


@pytest.mark.parametrize("exchange", [True, False])
def test_swap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchange: bool) -> None:
    if not exchange:
        monkeypatch.setattr(swapping, "_exchange", lambda fresh, site: False)
    site = tmp_path / "site"
    for text in ("one", "two"):
        fresh = beside(site)
        (fresh / "a").write_text(text)
        assert swap(fresh, site)
        assert (site / "a").read_text() == text
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.parametrize("left", [".site.new", ".site.old"])
def test_what_a_crash_left_is_cleared(tmp_path: Path, left: str) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "a").write_text("old")
    (tmp_path / left).mkdir()
    (tmp_path / left / "half").write_text("half")
    fresh = beside(site)
    assert list(fresh.iterdir()) == []
    assert (site / "a").read_text() == "old"


def test_a_crash_between_two_renames_is_mended(tmp_path: Path) -> None:
    (tmp_path / ".site.old").mkdir()
    (tmp_path / ".site.old" / "a").write_text("old")
    (tmp_path / ".site.new").mkdir()
    beside(tmp_path / "site")
    assert (tmp_path / "site" / "a").read_text() == "old"


def test_a_reader_never_meets_half_a_site(
    small_warehouse: Path, large_warehouse: Path, small_site: Path, tmp_path: Path
) -> None:
    site = copied(small_site, tmp_path)
    code = (
        "import sys; from pathlib import Path; from render.site import draw\n"
        "draw(Path(sys.argv[2]), Path(sys.argv[3])); draw(Path(sys.argv[1]), Path(sys.argv[3]))"
    )
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(small_warehouse), str(large_warehouse), str(site)]
    )
    looks = 0
    while writer.poll() is None:
        assert (site / "map.svg").read_bytes().rstrip().endswith(b"</svg>")
        looks += 1
        time.sleep(0.002)  # leave the writer a core
    assert writer.returncode == 0
    assert looks > 10


def test_the_feed_is_atom(small_site: Path) -> None:
    root = ET.parse(small_site / "feed.xml").getroot()
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated"):
        assert root.findtext(f"{ATOM}{name}")
    entries = root.findall(f"{ATOM}entry")
    assert entries[0].findtext(f"{ATOM}id") == "urn:modelmap:model:merged-camel"
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(ids) == len(set(ids))
    for entry in entries:
        assert (entry.findtext(f"{ATOM}updated") or "").endswith("Z")
        assert entry.findtext(f"{ATOM}title")


@pytest.mark.parametrize("site_url", ["", "https://example.org/map/"])
def test_the_feed_has_what_rfc_4287_demands(small_facts: Facts, site_url: str) -> None:
    """Sections 4.1.1, 4.1.2: one id, title and updated; an author; an alternate link where no content is."""
    root = ET.fromstring(feed(small_facts, site_url).encode())
    assert root.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {"self": f"{site_url}feed.xml", "alternate": f"{site_url}index.html"}
    for element in (root, *root.findall(f"{ATOM}entry")):
        assert [len(element.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated")] == [1, 1, 1]
        assert urlsplit(element.findtext(f"{ATOM}id") or "").scheme == "urn"
        assert datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "").tzinfo
        alternates = [link for link in element.findall(f"{ATOM}link") if link.get("rel") == "alternate"]
        assert len(alternates) == 1
        assert (alternates[0].get("href") or "").startswith(f"{site_url}index.html")
    assert feed(small_facts, site_url) == feed(small_facts, site_url)


def test_changes_tell_the_last_run(small_site: Path, tmp_path: Path) -> None:
    warehouse = render_world.small(tmp_path / "w.duckdb")
    with writing(warehouse) as con:
        con.executemany(
            "INSERT INTO changes VALUES ('r2', TIMESTAMPTZ '2024-03-02 06:00:00+00', ?, ?, ?, ?, ?, ?)",
            [
                ["added", "model", "gemma", None, None, None],
                ["added", "edge", "alpaca--llama", "finetune", None, None],
                ["changed", "model", "vicuna", "license", "*MIT*", "Apache-2.0"],
                ["removed", "edge", "vicuna--llama", "finetune", None, None],
                ["added", "repo", "a/b", None, None, None],
            ],
        )
    draw(warehouse, copied(small_site, tmp_path))
    text = (tmp_path / "site" / "changes.md").read_text()
    assert text.startswith("# Changes of 2024-03-02\n")
    assert "## New models (1)\n\n- **Gemma**, Google, 2024-02-26, foreign\n" in text
    assert "- **Alpaca** ← **LLaMA** (finetune)" in text
    assert "- **Vicuna**: license \\*MIT\\* → Apache-2.0" in text
    assert "1 changes of Hub repos" in text
    feed = (tmp_path / "site" / "feed.xml").read_text()
    assert "no longer said to be made from LLaMA (finetune)" in feed


def test_pictures_on_request(small_site: Path, tmp_path: Path) -> None:
    site = small_site
    (png,) = pictures(site, tmp_path / "out" / "wall.png", "png")
    assert png.read_bytes().startswith(b"\x89PNG\r\n")
    wide, high = (int.from_bytes(png.read_bytes()[at : at + 4]) for at in (16, 20))
    root = ET.parse(site / "map.svg").getroot()
    assert abs(wide - float(root.get("width") or 0)) <= 1
    assert abs(high - float(root.get("height") or 0)) <= 1
    many = pictures(site, tmp_path / "pdf", "pdf")
    assert [path.name for path in many] == [
        f"{q}.pdf" for q in ("map", "foreign", "llama", "chinese", "training")
    ]
    assert all(path.read_bytes().startswith(b"%PDF-") for path in many)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('<text class="name">Vicuna<tspan class="zh" lang="zh">小羊驼</tspan></text>', "Vicuna"),
        ('<text class="key">open 开源</text>', "open"),
        ('<text class="subtitle">61 models 模型 · 40 edges 关系</text>', "61 models · 40 edges"),
        ('<text class="line">智谱</text>', "智谱"),
    ],
)
def test_chinese_is_left_out_of_a_picture(text: str, left: str) -> None:
    assert "".join(ET.fromstring(latin(text)).itertext()) == left


def test_a_machine_without_a_chinese_font_is_told_so(small_site: Path, tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path / 'fonts'}</dir></fontconfig>")
    code = (
        "import sys; from pathlib import Path; from render.picture import pictures\n"
        "pictures(Path(sys.argv[1]), Path(sys.argv[2]), 'pdf')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(small_site), str(tmp_path / "wall.pdf")],
        env={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "fonts-noto-cjk" in done.stderr
    assert (tmp_path / "wall.pdf").read_bytes().startswith(b"%PDF")
