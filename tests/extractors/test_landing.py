"""The landing: whole or not at all, never twice, never outside its folder."""

import errno
import gzip
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.errors import ModelmapError, UnreadableError
from extractors.landing import Landing
from extractors.landing.naming import folder
from extractors.records import Document

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def keep(landing: Landing, body: bytes, at: datetime = NOON, **more: str | None) -> Document | None:
    fields: dict[str, str | None] = {
        "url": "https://a.example/feed",
        "media_type": "application/rss+xml",
    } | more
    source_id = fields.pop("source_id", "feed:a") or ""
    return landing.keep(source_id, body, fetched_at=at, **fields)  # type: ignore[arg-type]


def test_what_lands_is_there_for_the_next_process(landing: Landing) -> None:
    kept = keep(landing, b"<rss/>", etag='"1"', last_modified="then", watermark="2026-03-01")
    again = Landing(landing.root)
    assert again.documents() == [kept]
    assert kept is not None
    assert again.read(kept) == b"<rss/>"
    assert gzip.decompress(kept.path.read_bytes()) == b"<rss/>"
    assert kept.name == "feed_a/20260301T120000.000000Z-" + kept.sha256[:16] + ".xml.gz"


def test_json_is_named_so_that_duckdb_reads_it(landing: Landing) -> None:
    kept = keep(landing, b"[]", media_type="application/json; charset=utf-8")
    assert kept is not None
    assert kept.path.name.endswith(".json.gz")


@pytest.mark.parametrize(
    ("second", "lands"),
    [
        ({}, False),
        ({"watermark": "w1"}, False),
        ({"watermark": "w2"}, True),
        ({"url": "https://a.example/page2"}, True),
        ({"source_id": "feed:b"}, True),
        ({"etag": '"other"'}, False),
    ],
)
def test_the_same_again(landing: Landing, second: dict[str, str], lands: bool) -> None:
    keep(landing, b"<rss/>", watermark="w1")
    assert (keep(landing, b"<rss/>", NOON + timedelta(days=1), **second) is not None) is lands


def test_what_came_back_lands_again(landing: Landing) -> None:
    bodies = [b"a", b"b", b"a"]
    kept = [keep(landing, body, NOON + timedelta(days=day)) for day, body in enumerate(bodies)]
    assert [landing.read(one) for one in kept if one] == bodies
    assert len(landing.documents()) == 3


def test_the_order_is_the_order_of_keeping_even_when_the_clock_stands(landing: Landing) -> None:
    kept = [keep(landing, bytes([number]), url=f"https://a.example/{number}") for number in range(20)]
    assert landing.documents() == kept
    assert Landing(landing.root).documents("feed:a") == kept


def test_only_some_documents(landing: Landing) -> None:
    kept = [keep(landing, bytes([day]), NOON + timedelta(days=day)) for day in range(4)]
    other = keep(landing, b"x", NOON, source_id="feed:b")
    assert landing.documents(since=NOON + timedelta(days=2)) == kept[2:]
    assert landing.documents("feed:a", since=NOON + timedelta(days=3, seconds=1)) == []
    assert landing.documents(known={one.name for one in kept if one}) == [other]
    assert landing.newest("feed:a", "https://a.example/feed") == kept[3]
    assert landing.newest("feed:a", "https://a.example/other") is None


def test_a_clock_that_was_years_ahead_does_not_date_what_follows(landing: Landing) -> None:
    keep(landing, b"a", NOON.replace(year=2099))
    kept = keep(landing, b"b")
    assert kept is not None
    assert kept.fetched_at == NOON


@pytest.mark.parametrize("lost", ["body", "sidecar"])
def test_half_a_document_is_none(landing: Landing, lost: str) -> None:
    kept = keep(landing, b"<rss/>")
    whole = keep(landing, b"<rss>2</rss>")
    assert kept is not None
    (kept.path if lost == "body" else kept.path.with_name(kept.path.name + ".meta.json")).unlink()
    assert Landing(landing.root).documents() == [whole]


@pytest.mark.parametrize(
    "sidecar", [b"", b"{", b"[]", b"{}", b'{"content_key": 1, "fetched_at": "never"}', b"\xff\0"]
)
def test_a_damaged_sidecar_is_passed_over(
    landing: Landing, sidecar: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    kept = keep(landing, b"<rss/>")
    assert kept is not None
    kept.path.with_name(kept.path.name + ".meta.json").write_bytes(sidecar)
    assert Landing(landing.root).documents() == []
    assert "sidecar" in caplog.text
    assert kept.path.exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(path.read_bytes()[:-6]),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"not gzip at all"),
        lambda path: path.write_bytes(gzip.compress(b"something else")),
        lambda path: path.unlink(),
    ],
)
def test_a_damaged_body_is_unreadable_with_its_name(landing: Landing, damage: object) -> None:
    kept = keep(landing, b"<rss/>" * 100)
    assert kept is not None
    damage(kept.path)  # type: ignore[operator]
    with pytest.raises(UnreadableError, match=kept.path.name):
        landing.read(kept)


@pytest.mark.parametrize(
    ("number", "says"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EROFS, "read-only"),
        (errno.EACCES, "permission"),
        (errno.EIO, "Input"),
    ],
)
def test_a_disk_that_will_not(
    landing: Landing, monkeypatch: pytest.MonkeyPatch, number: int, says: str
) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    before = keep(landing, b"before")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(ModelmapError, match=says):
        keep(landing, b"<rss/>")
    monkeypatch.undo()
    assert Landing(landing.root).documents() == [before]
    assert not list(landing.root.rglob("*.partial"))


def test_a_landing_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "landing").write_text("oops")
    with pytest.raises(ModelmapError, match="could not be kept"):
        keep(Landing(tmp_path / "landing"), b"x")


def test_no_landing_yet(tmp_path: Path) -> None:
    assert Landing(tmp_path / "none").documents() == []
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("source_id", "name"),
    [
        ("hub:created", "hub_created"),
        ("arxiv:rss:cs.cl", "arxiv_rss_cs.cl"),
        ("feed:qwen-blog", "feed_qwen-blog"),
    ],
)
def test_folder_names(source_id: str, name: str) -> None:
    assert folder(source_id) == name


@given(st.text(), st.text())
def test_folder_names_stay_inside_and_apart(one: str, other: str) -> None:
    name = folder(one)
    assert name
    assert name not in (".", "..")
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert name == name.lower()
    assert (one == other) or folder(one) != folder(other)


@pytest.mark.parametrize(
    "hostile", ["../../etc/passwd", "feed:../x", "/abs", "a\0b", "con:" * 90, "", "feed:量子位", ".."]
)
def test_hostile_source_ids_land_inside(landing: Landing, hostile: str) -> None:
    kept = keep(landing, b"x", source_id=hostile)
    assert kept is not None
    assert kept.path.resolve().parent.parent == landing.root.resolve()
    assert Landing(landing.root).documents(hostile) == [kept]


def test_threads_of_one_run(landing: Landing) -> None:
    def work(number: int) -> None:
        for page in range(5):
            keep(landing, f"{number}.{page}".encode(), url=f"https://a.example/{number}/{page}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    documents = landing.documents()
    assert len(documents) == len({document.fetched_at for document in documents}) == 40


def test_sigkill_at_any_moment_leaves_whole_documents(tmp_path: Path) -> None:
    script = textwrap.dedent(
        """
        import sys
        from datetime import UTC, datetime
        from pathlib import Path
        from extractors.landing import Landing
        landing = Landing(Path(sys.argv[1]))
        print("ready", flush=True)
        for number in range(100_000):
            body = b"%d" % number * 5000
            landing.keep("feed:a", body, url="u", media_type="xml", fetched_at=datetime.now(UTC))
        """
    )
    for round_number in range(6):
        process = subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
        )
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(0.03 + 0.017 * round_number)
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        landing = Landing(tmp_path)
        documents = landing.documents()
        assert documents
        for document in documents:
            landing.read(document)
