"""The client against a server that misbehaves in every way we know."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from world import Answer, World, gzip_bomb, html_page, redirect, slow, status, truncated
from world.answers import squeezed

from extractors.errors import ConfigurationError, TerminalError, TransientError
from extractors.http import Client, HttpOptions
from extractors.http.addresses import refusal
from extractors.http.body import TooLargeError, read_body
from extractors.http.client import StatusError
from extractors.http.headers import retry_after
from extractors.http.identity import PROJECT_URL
from extractors.http.pace import ARXIV, HUB

BODY = b'{"fine": true}' * 50


def test_plain_answer_with_all_that_is_kept_of_it(world: World, client: Client) -> None:
    world.route(
        "/x",
        Answer(body=BODY, headers={"ETag": '"v1"', "Last-Modified": "yesterday", "Content-Type": "text/xml"}),
    )
    got = client.get(world.root + "/x")
    assert (got.body, got.etag, got.last_modified, got.media_type) == (BODY, '"v1"', "yesterday", "text/xml")
    assert PROJECT_URL in world.requests[0].headers["user-agent"]
    assert "cookie" not in world.requests[0].headers


@pytest.mark.parametrize(
    ("fault", "error", "says", "requests"),
    [
        (status(500), TransientError, "500", 3),
        (status(502), TransientError, "502", 3),
        (status(503, retry_after="1"), TransientError, "asks to wait 1 seconds", 3),
        (status(503, retry_after="soon"), TransientError, "503", 3),
        (status(429), TransientError, "429", 3),
        (status(429, retry_after="3600"), TransientError, "asks to wait 3600", 1),
        (
            status(429, retry_after=format_datetime(datetime(2099, 1, 1, tzinfo=UTC))),
            TransientError,
            "wait",
            1,
        ),
        (status(404), StatusError, "404", 1),
        (status(403), StatusError, "403", 1),
        (status(406), StatusError, "406", 1),
        (status(204), StatusError, "204", 1),
        (status(206), StatusError, "206", 1),
        (status(304), StatusError, "304", 1),
        (truncated(BODY), TransientError, "connection failed", 3),
        (truncated(BODY, at=0.0), TransientError, "connection failed", 3),
        (slow(b"x" * 2000, pause=0.01), TransientError, "not done after 0.4 seconds", 1),
        (slow(b"x", pause=0.02, head=True), TransientError, "not done after 0.4 seconds", 1),
        (Answer(body=b"x" * 300_000), TooLargeError, "are announced", 1),
        (Answer(chunks=(b"x" * 10_000, 1000)), TooLargeError, "longer than 200,000", 1),
        (gzip_bomb(64), TooLargeError, "longer than 200,000", 1),
        (Answer(body=b"not gzip", headers={"Content-Encoding": "gzip"}), TransientError, "damaged", 3),
        (
            Answer(body=squeezed(BODY).body[:-9], headers={"Content-Encoding": "gzip"}),
            TransientError,
            "cut short",
            3,
        ),
        (Answer(body=b"?", headers={"Content-Encoding": "br"}), TerminalError, "not asked for", 1),
        (redirect("file:///etc/passwd"), TerminalError, "only http and https", 1),
        (redirect("gopher://example.org/"), TerminalError, "only http and https", 1),
        (redirect("http://169.254.169.254/latest/meta-data/"), TerminalError, "link-local", 1),
        (redirect("http://[fe80::1]/"), TerminalError, "link-local", 1),
        (redirect("http://0.0.0.0/"), TerminalError, "unspecified", 1),
        (redirect("http://user:secret@127.0.0.1/"), TerminalError, "user name or password", 1),
        (redirect("http://127.0.0.1:99999/"), TerminalError, "no port that exists", 1),
        (redirect(""), TerminalError, "without saying where", 1),
        (redirect("/x"), TerminalError, "more than 5 times", 6),
    ],
)
def test_faults(
    world: World,
    options: HttpOptions,
    fault: Answer,
    error: type[Exception],
    says: str,
    requests: int,
) -> None:
    world.fault("/x", fault, forever=True)
    options = replace(options, timeout_seconds=0.4 if fault.pause or fault.pause_head else 5)
    started = time.monotonic()
    with Client(options, sleep=lambda _seconds: None) as client, pytest.raises(error, match=says) as caught:
        client.get(world.root + "/x")
    assert time.monotonic() - started < 5
    assert len(world.requests) == requests
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    "fault",
    [status(503), status(429, retry_after="0"), truncated(BODY), status(408)],
    ids=lambda f: str(f.status),
)
def test_what_passes_is_waited_out(world: World, client: Client, fault: Answer) -> None:
    world.route("/x", Answer(body=BODY))
    world.fault("/x", fault, fault)
    assert client.get(world.root + "/x").body == BODY
    assert len(world.requests) == 3


def test_nobody_listens(client: Client) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
    with pytest.raises(TransientError, match="connection failed"):
        client.get(url)
    with pytest.raises(TransientError, match="cannot be looked up"):
        client.get("http://no-such-host.invalid/")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://example.org/x", "//example.org", "nonsense", "http://"]
)
def test_only_http(client: Client, url: str) -> None:
    with pytest.raises(TerminalError, match="refused"):
        client.get(url)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_loopback_is_refused_unless_allowed(world: World, options: HttpOptions, host: str) -> None:
    world.route("/x", Answer(body=BODY))
    port = world.root.rsplit(":", 1)[1]
    with (
        Client(replace(options, allow_private_hosts=False)) as client,
        pytest.raises(TerminalError, match=r"refused, .* private or loopback address"),
    ):
        client.get(f"http://{host}:{port}/x")
    assert world.requests == []


def test_a_name_that_changes_its_address_is_caught_where_the_connection_is_made(
    world: World, options: HttpOptions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: public when asked first, loopback when asked again. The first answer is what counts."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    tried: list[str] = []

    def lookup(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        address = next(answers)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: tuple[str, int], *_: object, **__: object) -> socket.socket:
        tried.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    monkeypatch.setattr(socket, "create_connection", connect)
    port = world.root.rsplit(":", 1)[1]
    with (
        Client(replace(options, allow_private_hosts=False)) as client,
        pytest.raises(TerminalError, match=r"127\.0\.0\.1 is a private"),
    ):
        client.get(f"http://rebinding.example:{port}/x")
    assert tried == ["93.184.216.34"]


@pytest.mark.parametrize(
    ("address", "private_allowed", "refused"),
    [
        ("93.184.216.34", False, False),
        ("2606:2800:220:1::1", False, False),
        ("10.0.0.1", False, True),
        ("10.0.0.1", True, False),
        ("192.168.1.1", False, True),
        ("172.16.0.1", False, True),
        ("100.64.0.1", False, True),
        ("127.0.0.1", True, False),
        ("::1", True, False),
        ("::1", False, True),
        ("fc00::1", False, True),
        ("169.254.169.254", True, True),
        ("fe80::1%eth0", True, True),
        ("224.0.0.1", True, True),
        ("ff02::1", True, True),
        ("0.0.0.0", True, True),
        ("::", True, True),
        ("240.0.0.1", True, True),
        ("255.255.255.255", True, True),
        ("::ffff:10.0.0.1", False, True),
        ("::ffff:169.254.169.254", True, True),
        ("2002:7f00:1::", False, True),
        ("64:ff9b::a9fe:a9fe", True, True),
        ("64:ff9b::7f00:1", False, True),
    ],
)
def test_addresses(address: str, private_allowed: bool, refused: bool) -> None:
    assert (refusal(address, allow_private=private_allowed) is not None) is refused


def test_conditional_request_costs_no_body(world: World, client: Client) -> None:
    world.route(
        "/x", lambda request: Answer(304 if request.headers.get("if-none-match") == '"v1"' else 200, BODY)
    )
    assert client.get(world.root + "/x", etag='"v1"').not_modified
    assert not client.get(world.root + "/x").not_modified


def test_redirects_are_followed_and_permanent_ones_reported(world: World, client: Client) -> None:
    world.route("/new", Answer(body=BODY))
    world.route("/moved", redirect("/new", 301))
    world.route("/elsewhere", redirect("/moved", 302))
    assert client.get(world.root + "/moved").moved_to == world.root + "/new"
    got = client.get(world.root + "/elsewhere")
    assert (got.body, got.moved_to) == (BODY, None)


def test_the_token_goes_to_the_hub_alone(
    world: World, options: HttpOptions, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    with World() as other:
        other.route("/", Answer(body=BODY))
        world.route("/api/models", redirect(other.root + "/stolen"))
        world.route("/feed", Answer(body=BODY))
        with Client(replace(options, hub_token="hf_verysecret")) as client:
            client.get(world.root + "/api/models", lane=HUB)
            client.get(world.root + "/feed")
            client.get(other.root + "/x", lane=HUB)
        assert world.requests[0].headers["authorization"] == "Bearer hf_verysecret"
        assert "authorization" not in world.requests[1].headers
        assert all("authorization" not in request.headers for request in other.requests)
    assert "hf_verysecret" not in caplog.text


def test_the_hubs_rate_limit_is_minded_before_it_says_429(world: World, options: HttpOptions) -> None:
    slept: list[float] = []
    world.route("/api", Answer(body=b"[]", headers={"RateLimit": '"api";r=0;t=2'}))
    with Client(options, sleep=slept.append) as client:
        client.get(world.root + "/api", lane=HUB)
        client.get(world.root + "/api", lane=HUB)
    assert len(slept) == 1
    assert 1.5 < slept[0] <= 2


def test_a_429_of_the_hub_tells_by_its_rate_limit_how_long_to_wait(world: World, client: Client) -> None:
    world.route(
        "/api", status(429, RateLimit='"api";r=0;t=290', RateLimit_Policy='"fixed window";"api";q=500;w=300')
    )
    with pytest.raises(TransientError, match="asks to wait 290 seconds"):
        client.get(world.root + "/api", lane=HUB)
    assert len(world.requests) == 1


@pytest.mark.parametrize("token", ["hf_\u4e2d", "hf_a\nb", "hf_\u202e"])
def test_a_token_that_cannot_be_one(options: HttpOptions, token: str) -> None:
    with pytest.raises(ConfigurationError, match="HF_TOKEN") as caught:
        Client(replace(options, hub_token=token))
    assert token not in str(caught.value)


def test_an_empty_token_is_none(world: World, options: HttpOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_DISABLE_IMPLICIT_TOKEN", "1")
    world.route("/api", Answer(body=b"[]"))
    with Client(replace(options, hub_token="")) as client:
        client.get(world.root + "/api", lane=HUB)
    assert "authorization" not in world.requests[0].headers


def test_a_rate_limit_that_lasts_ends_the_run_for_the_hub_but_not_for_others(
    world: World, client: Client
) -> None:
    world.route("/api", Answer(body=b"[]", headers={"RateLimit": '"api";r=0;t=250'}))
    world.route("/feed", Answer(body=BODY))
    client.get(world.root + "/api", lane=HUB)
    with pytest.raises(TransientError, match=r"allows no request for another 2[0-9]+ seconds"):
        client.get(world.root + "/api", lane=HUB)
    assert len(world.asked("/api")) == 1
    assert client.get(world.root + "/feed").body == BODY


@pytest.mark.parametrize(
    ("fault", "asked"),
    [(status(503), 12), (status(429, retry_after="900"), 12), (slow(b"x" * 99, pause=0.01), 4)],
)
def test_a_hub_that_is_down_is_not_asked_two_hundred_times(
    world: World, options: HttpOptions, fault: Answer, asked: int
) -> None:
    world.route("/api", fault)
    world.route("/feed", Answer(body=BODY))
    with Client(replace(options, timeout_seconds=0.2), sleep=lambda _seconds: None) as client:
        for _ in range(50):
            with pytest.raises(TransientError):
                client.get(world.root + "/api", lane=HUB)
        assert len(world.asked("/api")) == asked
        with pytest.raises(TransientError, match="not asked"):
            client.get(world.root + "/api", lane=HUB)
        assert client.get(world.root + "/feed").body == BODY


def test_a_hub_that_answers_now_and_then_is_asked_on(world: World, client: Client) -> None:
    world.route("/api", lambda _r: Answer(body=BODY) if len(world.requests) % 7 == 0 else status(503))
    for _ in range(10):
        with contextlib.suppress(TransientError):
            client.get(world.root + "/api", lane=HUB)
    assert len(world.requests) > 20


def test_a_name_that_cannot_be_found_is_looked_up_a_few_times_only(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_up: list[str] = []

    def lookup(host: str, *_: object, **__: object) -> list[object]:
        looked_up.append(host)
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    for number in range(30):
        with pytest.raises(TransientError):
            client.get(f"http://gone.example/{number}")
    assert len(looked_up) == 4


def test_arxiv_is_asked_every_three_seconds_over_api_and_rss(world: World, options: HttpOptions) -> None:
    slept: list[float] = []
    world.route("/", Answer(body=BODY))
    with Client(replace(options, arxiv_interval_seconds=3.0), sleep=slept.append) as client:
        for path in ("/api/query", "/rss/cs.CL", "/rss/cs.LG"):
            client.get(world.root + path, lane=ARXIV)
        client.get(world.root + "/other")
    assert len(slept) == 2
    assert all(2.8 < wait <= 3.2 for wait in slept)


def test_two_connections_a_host_and_hosts_side_by_side(options: HttpOptions) -> None:
    def dawdle(_request: object) -> Answer:
        time.sleep(0.15)
        return Answer(body=BODY)

    with World() as one, World() as two, Client(options) as client:
        for server in (one, two):
            server.route("/", dawdle)
        urls = [f"{server.root}/{number}" for server in (one, two) for number in range(6)]
        threads = [threading.Thread(target=client.get, args=(url,)) for url in urls]
        started = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.monotonic() - started
        assert max(request.at_once for request in one.requests + two.requests) == 2
    assert took < 1.2  # six a host, two at once: three times 0.15, not twelve times


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 5 ", 5),
        ("1.5", 1.5),
        ("Tue, 03 Feb 2026 10:00:30 GMT", 30),
        ("Tue, 03 Feb 2026 09:00:00 GMT", 0),
        ("-5", None),
        ("", None),
        ("in a while", None),
        ("99999999999999999999", None),
        (None, None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, now=datetime(2026, 2, 3, 10, tzinfo=UTC)) == seconds


@pytest.mark.parametrize(
    ("encode", "encoding"),
    [
        (lambda body: [body], ""),
        (lambda body: [body], "identity"),
        (lambda body: [squeezed(body).body], "gzip"),
        (lambda body: [squeezed(body[:100]).body + squeezed(body[100:]).body + b"\0\0"], "x-gzip"),
        (lambda body: [bytes([byte]) for byte in squeezed(body).body], "GZIP"),
        (lambda body: [__import__("zlib").compress(body)], "deflate"),
        (lambda body: [__import__("zlib").compress(body, wbits=-15)], "deflate"),
    ],
)
def test_bodies(encode: Callable[[bytes], list[bytes]], encoding: str) -> None:
    assert read_body(encode(BODY), encoding=encoding, limit=10_000, where="x") == BODY


def test_html_is_an_answer_like_any_other(world: World, client: Client) -> None:
    world.route("/x", html_page())
    assert client.get(world.root + "/x").media_type == "text/html; charset=utf-8"
    assert client.now() - client.get(world.root + "/x").fetched_at < timedelta(seconds=5)
