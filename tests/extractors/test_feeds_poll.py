"""Polling a feed: conditions, faults, gaps, silence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from feed_bodies import DAY, ITEM, NOW, rss
from polling import Polling
from world import Answer, Feed, Item, World, gzip_bomb, html_page, redirect, status, truncated

from extractors.feeds.archive import resting
from extractors.feeds.poll import poll
from extractors.feeds.read import read
from extractors.http import Client, HttpOptions
from extractors.landing import Landing
from extractors.records import Polled, Source, SourceState
from extractors.sources import PollOptions, feed_sources

OPTIONS = PollOptions()


class Runs(Polling):
    def __init__(self, client: Client, landing: Landing, source: Source) -> None:
        super().__init__(poll, client, landing, OPTIONS)
        self.source = source

    def again(self) -> Polled:
        return self(self.source)

    def titles(self) -> set[str]:
        found: set[str] = set()
        for document in self.landing.documents():
            found.update(entry.title for entry in read(document, self.landing.read(document))[0])
        return found


@pytest.fixture
def feed(world: World) -> Feed:
    return Feed(
        world,
        "/feed.xml",
        [Item(f"News {n}", f"https://a.example/{n}", DAY + timedelta(hours=n)) for n in range(5)],
    )


@pytest.fixture
def client(options: HttpOptions) -> Iterator[Client]:
    with Client(options, sleep=lambda _seconds: None, now=lambda: NOW) as made:
        yield made


@pytest.fixture
def run(client: Client, landing: Landing, feed: Feed) -> Runs:
    return Runs(client, landing, feed_sources([{"name": "A blog", "url": feed.url}])[0])


@pytest.mark.parametrize("validators", [True, False])
@pytest.mark.parametrize("atom", [True, False])
def test_an_unchanged_feed_costs_one_request_and_lands_once(
    feed: Feed, run: Runs, atom: bool, validators: bool
) -> None:
    feed.atom, feed.validators = atom, validators
    first = run.again()
    assert first.error is None
    assert [document.watermark for document in first.documents] == [(DAY + timedelta(hours=4)).isoformat()]
    feed_requests = [run.again() for _ in range(3)]
    assert [polled.documents for polled in feed_requests] == [(), (), ()]
    assert len(run.titles()) == 5


def test_conditional_requests(feed: Feed, run: Runs, world: World) -> None:
    run.again()
    run.again()
    assert world.requests[1].headers["if-none-match"].startswith('W/"')
    assert world.requests[1].headers["if-modified-since"] == "Thu, 30 Jul 2026 12:00:00 GMT"
    feed.items.insert(0, Item("New", "https://a.example/new", DAY + timedelta(hours=9)))
    assert len(run.again().documents) == 1
    assert "New" in run.titles()


def test_a_head_that_changes_every_time_is_no_news(feed: Feed, run: Runs, world: World) -> None:
    world.route(
        "/feed.xml",
        lambda _r: Answer(body=rss(f"<lastBuildDate>{datetime.now(UTC)}</lastBuildDate>" + ITEM).encode()),
    )
    assert len(run.again().documents) == 1
    assert run.again().documents == ()


@pytest.mark.parametrize(
    ("fault", "says", "lands"),
    [
        (status(503), "503", False),
        (status(404), "404", False),
        (status(406), "406", False),
        (status(429, retry_after="86400"), "86400", False),
        (truncated(b"<rss>" * 99), "connection failed", False),
        (gzip_bomb(8), "longer than", False),
        (redirect("file:///etc/passwd"), "only http", False),
        (html_page(), "HTML page", True),
        (Answer(body=b""), "empty", True),
        (Answer(body=rss(ITEM * 3).encode()[:-40]), "cut short", True),
        (Answer(body=b"<rss><channel"), "no entry can be read", True),
    ],
)
def test_faults_are_reported_and_healed(
    feed: Feed, run: Runs, world: World, fault: Answer, says: str, lands: bool
) -> None:
    world.fault("/feed.xml", fault.with_headers(ETag='"bad"'), forever=True)
    polled = run.again()
    assert says in (polled.error or "")
    assert bool(polled.documents) is lands
    assert run.again().documents == ()  # the same rubbish does not pile up
    assert all("if-none-match" not in request.headers for request in world.requests)
    world.heal()
    assert run.again().error is None
    assert {f"News {n}" for n in range(5)} <= run.titles()


def test_a_feed_that_has_moved_for_good_says_where(feed: Feed, run: Runs, world: World) -> None:
    world.route("/old.xml", redirect("/feed.xml", 308))
    run.source = replace(run.source, url=world.root + "/old.xml")
    assert run.again().notes == (f"it has moved to {feed.url}",)


def test_an_empty_feed_is_a_success(feed: Feed, run: Runs) -> None:
    feed.items, feed.validators = [], False
    polled = run.again()
    assert (polled.error, len(polled.documents)) == (None, 1)
    feed.title = "The time of day is in the title"
    assert run.again().documents == ()


def test_a_gap_is_closed_from_archive_pages_or_told(feed: Feed, run: Runs, world: World) -> None:
    run.again()
    later = [
        Item(f"Later {n}", f"https://a.example/later/{n}", DAY + timedelta(hours=10 + n)) for n in range(9)
    ]

    def page(items: list[Item], older: str) -> Answer:
        entries = "".join(
            f"<entry><id>{one.link}</id><title>{one.title}</title><published>{one.published:%FT%TZ}</published>"
            f"</entry>"
            for one in items
        )
        link = f"<link rel='next' href='{older}'/>" if older else ""
        return Answer(body=f"<feed xmlns='http://www.w3.org/2005/Atom'>{link}{entries}</feed>".encode())

    world.route("/feed.xml", page(later[6:], "/feed/2"))
    world.route("/feed/2", page(later[3:6], "/feed/3"))
    world.route("/feed/3", page(later[:3] + feed.items[-1:], "/feed/4"))
    world.forget()
    polled = run.again()
    assert (polled.error, polled.notes, len(world.requests)) == (None, (), 3)
    assert [document.watermark for document in polled.documents][:2] == [None, None]
    assert {f"Later {n}" for n in range(9)} <= run.titles()

    far = [Item("Far", "https://a.example/far", DAY + timedelta(hours=40))]
    world.route("/feed.xml", page(far, "https://elsewhere.example/feed/2"))
    assert run.again().gaps == ("nothing is known of the time from 2026-07-31 to 2026-08-01",)


@pytest.mark.parametrize(
    ("last", "today", "rests"),
    [
        ("2026-07-31T06:00", "2026-08-01T06:00", False),  # Friday, Saturday: once, for Friday's late news
        ("2026-08-01T06:00", "2026-08-01T18:00", True),
        ("2026-08-01T06:00", "2026-08-02T06:00", True),  # Sunday
        ("2026-08-02T06:00", "2026-08-03T06:00", False),  # Monday
        ("2026-07-25T06:00", "2026-08-01T06:00", False),  # a week ago, a Saturday too
        (None, "2026-08-01T06:00", False),
        ("2026-08-02T06:00", "2026-08-01T06:00", False),
    ],
)
def test_skip_days(last: str | None, today: str, rests: bool) -> None:
    body = rss("<skipDays><day>Sunday</day><day> saturday </day></skipDays>").encode()
    before = datetime.fromisoformat(last + "+00:00") if last else None
    now = datetime.fromisoformat(today + "+00:00")
    assert resting(body, before, now) is rests
    assert not resting(rss("").encode(), before, now)


def test_a_feed_at_rest_is_not_asked(
    feed: Feed, landing: Landing, world: World, options: HttpOptions
) -> None:
    saturday = datetime(2026, 8, 1, 6, tzinfo=UTC)
    world.route("/feed.xml", Answer(body=rss("<skipDays><day>Saturday</day></skipDays>").encode()))
    source = feed_sources([{"name": "A", "url": feed.url}])[0]
    with Client(options, now=lambda: saturday) as client:
        assert len(poll(source, SourceState(), client, landing, OPTIONS).documents) == 1
        rested = poll(source, SourceState(last_success_at=saturday), client, landing, OPTIONS)
    assert "skipDays" in rested.notes[0]
    assert len(world.requests) == 1


@pytest.mark.parametrize(
    ("days_between", "quiet_days", "told"),
    [(1, 5, False), (1, 29, False), (1, 31, True), (20, 60, False), (20, 90, True)],
)
def test_a_feed_that_has_fallen_silent_is_told_of(
    feed: Feed, run: Runs, days_between: int, quiet_days: int, told: bool
) -> None:
    newest = NOW - timedelta(days=quiet_days)
    feed.items = [
        Item(f"News {n}", f"https://a.example/{n}", newest - timedelta(days=n * days_between))
        for n in range(6)
    ]
    for polled in (run.again(), run.again()):  # the second is answered with 304
        assert polled.error is None
        assert ("newest entry is" in "".join(polled.notes)) is told


def test_a_date_in_the_future_does_not_become_the_watermark(feed: Feed, run: Runs) -> None:
    feed.items.append(Item("Later", "https://a.example/later", NOW + timedelta(days=1)))
    assert run.again().documents[0].watermark == (DAY + timedelta(hours=4)).isoformat()


def test_feed_sources() -> None:
    rows: list[dict[str, object]] = [
        {"name": "Qwen blog", "url": "https://a.example/1", "org": "qwen", "language": "en"},
        {"name": "Qwen blog", "url": "https://a.example/2"},
        {"name": "量子位", "url": "https://a.example/3", "id": ""},
        {"name": "!!!", "url": "https://a.example/4"},
        {"name": "again", "url": "https://a.example/1"},
        {"name": "named", "url": "https://a.example/5", "id": "given-id"},
    ]
    sources = feed_sources(rows)
    assert [source.source_id for source in sources] == [
        "feed:qwen-blog",
        "feed:qwen-blog-2",
        "feed:量子位",
        "feed:feed",
        "feed:given-id",
    ]
    assert (sources[0].org, sources[0].language, sources[1].org) == ("qwen", "en", None)
