"""What a server can answer, good and bad."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache


@dataclass(frozen=True)
class Answer:
    """One answer.

    `cut` closes the connection after so many bytes of the body although more were announced; `pause` waits
    so many seconds before each byte of the body (`pause_head`: of the head); `chunks` is a body made on
    the way.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    pause: float = 0.0
    pause_head: float = 0.0
    chunks: "tuple[bytes, int] | None" = None

    def with_headers(self, **headers: str) -> "Answer":
        return replace(self, headers=self.headers | {k.replace("_", "-"): v for k, v in headers.items()})

    def parts(self) -> Iterator[bytes]:
        if self.chunks:
            piece, times = self.chunks
            for _ in range(times):
                yield piece
        else:
            yield self.body if self.cut is None else self.body[: self.cut]


def status(code: int, *, retry_after: str | None = None, **headers: str) -> Answer:
    """A bare status; `RateLimit` and the like as keywords with underscores for dashes."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(code, b"no", named | ({"Retry-After": retry_after} if retry_after is not None else {}))


def redirect(target: str, code: int = 302) -> Answer:
    return Answer(code, headers={"Location": target})


def truncated(body: bytes, *, at: float = 0.5, announced: bool = True) -> Answer:
    """Half a body: with its whole length announced (a reset), or passed off as all there is."""
    half = int(len(body) * at)
    return Answer(body=body, cut=half) if announced else Answer(body=body[:half])


def slow(body: bytes, *, pause: float = 0.05, head: bool = False) -> Answer:
    """A drip: a byte, a pause, a byte."""
    return Answer(body=body, pause=0 if head else pause, pause_head=pause if head else 0)


def html_page() -> Answer:
    body = (
        b"<!DOCTYPE html><html><head><title>One moment</title></head><body><p>Checking you.</p></body></html>"
    )
    return Answer(body=body, headers={"Content-Type": "text/html; charset=utf-8"})


@cache
def _bomb(megabytes: int) -> bytes:
    squeezed = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * (1 << 20)
    return b"".join([*(squeezed.compress(block) for _ in range(megabytes)), squeezed.flush()])


def gzip_bomb(megabytes: int = 64) -> Answer:
    """Spaces, a thousand for each byte on the wire."""
    return Answer(body=_bomb(megabytes), headers={"Content-Encoding": "gzip"})


def squeezed(body: bytes) -> Answer:
    return Answer(body=gzip.compress(body, mtime=0), headers={"Content-Encoding": "gzip"})
