"""The one HTTP client: polite to those it asks, distrustful of what they answer.

Every fetch is streamed, capped after decompression and held to one time limit; redirects are followed by
hand so that each hop is checked like the first; retries happen here and nowhere else.
"""

import logging
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from types import TracebackType
from typing import Self

import httpcore
import httpx
import stamina
from huggingface_hub.utils import (  # type: ignore[attr-defined]  # exported by name only, no __all__
    build_hf_headers,
    parse_ratelimit_headers,
)

from extractors.errors import ConfigurationError, ModelmapError, TerminalError, TransientError
from extractors.http.addresses import Deadline, check_url
from extractors.http.body import ACCEPT_ENCODING, TooLargeError, read_body
from extractors.http.headers import kept, next_link, origin, retry_after, shown
from extractors.http.health import SLOW, GivenUpError, Health
from extractors.http.identity import USER_AGENT
from extractors.http.pace import HUB, Pace
from extractors.http.transport import GuardedTransport

log = logging.getLogger(__name__)
# stamina warns of each retry without saying of what; `_wait_before_retry` does.
logging.getLogger("stamina").setLevel(logging.ERROR)

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_CONDITIONS = frozenset({"if-none-match", "if-modified-since"})
_TRY_AGAIN = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class HttpOptions:
    """How to fetch.

    Attributes:
        allow_private_hosts: whether private and loopback addresses may be spoken to.
        max_bytes: size limit of a document after decompression.
        timeout_seconds: time limit of one document, from name lookup to last byte, redirects included.
        arxiv_interval_seconds: time between the starts of two requests to arXiv.
        hub_endpoint: the only place that `hub_token` is sent to.
        hub_token: None uses the token that huggingface_hub finds (`HF_TOKEN`), False none.
        attempts: tries at most for what may succeed if tried again.
        longest_wait_seconds: wait at most when a server asks for one; more is an error at once.
        max_redirects: hops at most.
        connections_per_host: requests at most under way at one host.
    """

    allow_private_hosts: bool = False
    max_bytes: int = 16 * 1024 * 1024
    timeout_seconds: float = 30.0
    arxiv_interval_seconds: float = 3.0
    hub_endpoint: str = "https://huggingface.co"
    hub_token: str | bool | None = None
    attempts: int = 4
    longest_wait_seconds: float = 30.0
    max_redirects: int = 5
    connections_per_host: int = 2


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer that can be used: a whole body (status 200), or nothing new (`not_modified`)."""

    url: str
    fetched_at: datetime
    body: bytes
    media_type: str
    not_modified: bool = False
    etag: str | None = None
    last_modified: str | None = None
    next_url: str | None = None
    moved_to: str | None = None


class StatusError(TerminalError):
    """An answer that trying again will not change."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class TimeLimitError(TransientError):
    """A document that was not there whole within the time limit."""


class Client:
    """Fetches documents. Safe to use from several threads; close it, or use it in a `with`.

    Proxies of the environment are not used: behind one, nobody here could tell which address is spoken to.

    Raises:
        ConfigurationError: the Hub token cannot be one.
    """

    def __init__(
        self,
        options: HttpOptions = HttpOptions(),
        *,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.options = options
        self.now = now
        self._deadline = Deadline()
        self._http = httpx.Client(
            transport=GuardedTransport(allow_private=options.allow_private_hosts, deadline=self._deadline),
            follow_redirects=False,
            trust_env=False,
            timeout=options.timeout_seconds,
            headers={"user-agent": USER_AGENT, "accept-encoding": ACCEPT_ENCODING},
        )
        # Nothing we fetch needs a session, and a cookie would tell one source about another.
        self._http.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self._pace = Pace(
            connections=options.connections_per_host,
            arxiv_interval=options.arxiv_interval_seconds,
            longest_wait=options.longest_wait_seconds,
            sleep=sleep,
        )
        self._health = Health()
        self._hub = origin(httpx.URL(options.hub_endpoint))
        self._hub_headers = _hub_headers(options.hub_token)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._http.close()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        accept: str = "*/*",
        lane: str | None = None,
        vital: bool = False,
    ) -> Fetched:
        """Fetch one document, trying again where that may help.

        Args:
            url: http or https.
            etag: of the version that we have; the answer may then be `not_modified`.
            last_modified: likewise.
            accept: media types wanted.
            lane: requests of one lane wait for each other (`pace.HUB`, `pace.ARXIV`).
            vital: whether it is asked for although everything else in its lane has just failed.

        Raises:
            TransientError: it did not work now, after all attempts, or the server asks for a longer wait
                than the options allow.
            TerminalError: it will not work (`StatusError` for a status), or was refused as unsafe.
        """
        conditions = {"if-none-match": etag, "if-modified-since": last_modified}
        headers = {"accept": accept} | {name: value for name, value in conditions.items() if value}
        for attempt in stamina.retry_context(
            on=self._wait_before_retry,
            attempts=self.options.attempts,
            timeout=None,
            wait_initial=0.5,
            wait_max=5.0,
            wait_jitter=0.5,
        ):
            with attempt:
                return self._once(url, headers, lane, vital=vital)
        raise AssertionError("stamina returns or raises")

    def _wait_before_retry(self, error: Exception) -> bool | float:
        """Whether and when to try again; what used up its whole time is left to the next run."""
        if not isinstance(error, TransientError) or isinstance(error, TimeLimitError | GivenUpError):
            return False
        log.info("%s Trying again unless it was the last attempt.", error)
        if error.retry_after is None:
            return True
        if error.retry_after > self.options.longest_wait_seconds:
            return False
        return error.retry_after + random.uniform(0.0, 0.5)  # so that many do not come back at once

    def _once(self, url: str, headers: dict[str, str], lane: str | None, *, vital: bool) -> Fetched:
        left = self.options.timeout_seconds
        moved: list[bool] = []
        try:
            here = httpx.URL(url)
            for _ in range(self.options.max_redirects + 1):
                check_url(here)
                with self._pace.turn(here, lane):
                    started = time.monotonic()
                    self._deadline.at = started + left
                    answer = self._healthy_hop(here, headers, lane, vital=vital)
                    left -= time.monotonic() - started
                if isinstance(answer, Fetched):
                    return replace(answer, moved_to=str(here) if moved and all(moved) else None)
                moved.append(answer.permanent)
                here = answer.target
        except httpx.InvalidURL as error:
            raise TerminalError(f"{url[:200]!r}: refused, not a URL ({error}).") from error
        raise TerminalError(
            f"{shown(url)}: refused, it redirects more than {self.options.max_redirects} times."
        )

    def _healthy_hop(
        self, url: httpx.URL, headers: dict[str, str], lane: str | None, *, vital: bool
    ) -> "Fetched | _Redirect":
        """A hop, unless the last dozen to the same place failed.

        In a lane every passing failure counts. Elsewhere only a host that cannot be reached does: one feed
        that is down says nothing of its neighbours.
        """
        key = lane or url.host
        if not vital:
            self._health.check(key)
        try:
            answer = self._hop(url, headers, lane)
        except TransientError as error:
            unreachable = isinstance(error.__cause__, httpcore.ConnectError | httpcore.ConnectTimeout)
            if unreachable or lane:
                slow = unreachable or isinstance(error, TimeLimitError)
                self._health.failed(key, SLOW if slow else 1, str(error))
            raise
        except TerminalError:
            self._health.answered(key)
            raise
        self._health.answered(key)
        return answer

    def _hop(self, url: httpx.URL, headers: dict[str, str], lane: str | None) -> "Fetched | _Redirect":
        """One request and its answer, with the errors of both libraries turned into ours."""
        if lane == HUB and origin(url) == self._hub:
            headers = self._hub_headers | headers
        try:
            with self._http.stream("GET", url, headers=headers) as response:
                return self._answer(response, url, lane)
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            if self._deadline.over:
                limit = self.options.timeout_seconds
                raise TimeLimitError(f"{shown(url)}: not done after {limit:g} seconds; given up.") from error
            raise TransientError(f"{shown(url)}: timed out ({type(error).__name__}).") from error
        except (httpx.HTTPError, httpx.StreamError, httpcore.ProtocolError, httpcore.NetworkError) as error:
            raise TransientError(
                f"{shown(url)}: the connection failed ({type(error).__name__}: {error})."
            ) from error

    def _answer(self, response: httpx.Response, url: httpx.URL, lane: str | None) -> "Fetched | _Redirect":
        status, headers = response.status_code, response.headers
        if lane == HUB:
            self._mind_rate_limit(response, url)
        if status in _REDIRECTS:
            return _redirect(response, url)
        if status == 304 and (
            "if-none-match" in response.request.headers or "if-modified-since" in response.request.headers
        ):
            return Fetched(str(url), self.now(), b"", "", not_modified=True)
        if status == 200:
            announced = headers.get("content-length", "")
            if announced.isdigit() and int(announced) > self.options.max_bytes:
                raise TooLargeError(f"{shown(url)}: refused, {int(announced):,} bytes are announced.")
            body = read_body(
                response.iter_raw(),
                encoding=headers.get("content-encoding", ""),
                limit=self.options.max_bytes,
                where=shown(url),
            )
            return Fetched(
                url=str(url),
                fetched_at=self.now(),
                body=body,
                media_type=kept(headers.get("content-type")) or "",
                etag=kept(headers.get("etag")),
                last_modified=kept(headers.get("last-modified")),
                next_url=next_link(response),
            )
        raise self._failure(response, url, lane)

    def _failure(self, response: httpx.Response, url: httpx.URL, lane: str | None) -> ModelmapError:
        status = response.status_code
        what = f"{shown(url)}: answered {status} {response.reason_phrase[:60]!a}"
        if status not in _TRY_AGAIN and status < 500:
            return StatusError(f"{what}.", status)
        wait = retry_after(response.headers.get("retry-after"), now=self.now())
        limit = parse_ratelimit_headers(response.headers) if wait is None and status == 429 else None
        if limit and limit.remaining <= 0:
            wait = float(limit.reset_in_seconds)
        if wait is None:
            return TransientError(f"{what}.")
        if wait <= self.options.longest_wait_seconds:
            self._pace.rest(url, lane, wait)
        return TransientError(f"{what} and asks to wait {wait:.0f} seconds.", retry_after=wait)

    def _mind_rate_limit(self, response: httpx.Response, url: httpx.URL) -> None:
        """Stop before the Hub has to say 429: with nothing left of the window, rest until it ends."""
        info = parse_ratelimit_headers(response.headers)
        if info and info.remaining <= 0 and response.status_code < 400:
            log.info("%s: rate limit used up, resting %d seconds", url.host, info.reset_in_seconds)
            self._pace.rest(url, HUB, info.reset_in_seconds)


def _hub_headers(token: str | bool | None) -> dict[str, str]:
    if isinstance(token, str) and not (token.isascii() and token.strip().isprintable()):
        raise ConfigurationError("HF_TOKEN: not a token, it has characters that none has; set it anew.")
    headers: dict[str, str] = build_hf_headers(
        token=None if token == "" else token, headers={"user-agent": USER_AGENT}
    )
    return headers


@dataclass(frozen=True, slots=True)
class _Redirect:
    target: httpx.URL
    permanent: bool


def _redirect(response: httpx.Response, url: httpx.URL) -> _Redirect:
    location = response.headers.get("location", "")
    if not location:
        raise TerminalError(f"{shown(url)}: redirects without saying where to.")
    try:
        target = url.join(location)
    except (httpx.InvalidURL, ValueError) as error:
        raise TerminalError(f"{shown(url)}: redirects to what is not a URL ({error}).") from error
    if url.scheme == "https" and target.scheme == "http":
        raise TerminalError(f"{shown(url)}: refused, it redirects from https to http ({target.host}).")
    return _Redirect(target, permanent=response.status_code in _PERMANENT)
