"""Reading a body with a cap that holds after decompression.

httpx decompresses a whole chunk before anyone can count: 64 KiB from the wire become 64 MiB in memory.
Here the decompressor is told how much it may give.
"""

import zlib
from collections.abc import Iterable, Iterator

from extractors.errors import TerminalError, TransientError

ACCEPT_ENCODING = "gzip, deflate"
_STEP = 1 << 18


def read_body(chunks: Iterable[bytes], *, encoding: str, limit: int, where: str) -> bytes:
    """The decompressed body.

    Args:
        chunks: the bytes from the wire.
        encoding: the `Content-Encoding` header, empty for none.
        limit: bytes allowed after decompression.
        where: the URL, for messages.

    Raises:
        TerminalError: more than `limit`, or an encoding that was not asked for.
        TransientError: the compressed stream is cut short or damaged.
    """
    body = bytearray()
    for piece in _plain(chunks, encoding.strip().lower(), where):
        body += piece
        if len(body) > limit:
            raise TooLargeError(f"{where}: refused, longer than {limit:,} bytes after decompression.")
    return bytes(body)


class TooLargeError(TerminalError):
    """A document over the size limit."""


def _plain(chunks: Iterable[bytes], encoding: str, where: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from chunks
    elif encoding in ("gzip", "x-gzip", "deflate"):
        yield from _inflated(chunks, where)
    else:
        raise TerminalError(f"{where}: refused, compressed as {encoding[:40]!r}, which was not asked for.")


def _inflated(chunks: Iterable[bytes], where: str) -> Iterator[bytes]:
    inflater: zlib._Decompress | None = None
    head = b""
    try:
        for chunk in chunks:
            waiting = head + chunk
            head = b""
            while waiting:
                if inflater is None:
                    if len(waiting) < 2:
                        head = waiting
                        break
                    inflater = zlib.decompressobj(_window(waiting))
                yield inflater.decompress(waiting, _STEP)
                waiting = inflater.unconsumed_tail
                if inflater.eof:
                    # Several gzip members may follow each other; zero padding after the last may too.
                    waiting = inflater.unused_data.lstrip(b"\0")
                    if waiting:
                        inflater = None
    except zlib.error as error:
        raise TransientError(f"{where}: the compressed body is damaged ({error}).") from error
    if inflater is None or not inflater.eof:
        raise TransientError(f"{where}: the compressed body is cut short.")


def _window(first: bytes) -> int:
    """The `wbits` for what the stream really is: servers say "deflate" for raw deflate and for zlib."""
    if first[:2] == b"\x1f\x8b":
        return 31
    zlib_header = first[0] & 0x0F == 8 and (first[0] << 8 | first[1]) % 31 == 0
    return 15 if zlib_header else -15
