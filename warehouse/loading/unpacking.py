"""Checks landed pages, and unpacks them for DuckDB, which would do it a second time and more slowly."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from extractors.errors import UnreadableError
from extractors.hub.listing import overcrowded
from extractors.landing import Landing
from extractors.records import Document
from warehouse.loading.batch import Ledgered

_AT_ONCE = 4
"""Documents; unpacking, hashing and writing let go of Python's lock."""
_ROOM = 1 << 30
"""Bytes of disk for a batch; two hundred pages of the Hub take 300 MB."""


@contextmanager
def unpacked(
    landing: Landing, documents: Sequence[Document], *, keep: bool
) -> Iterator[tuple[list[tuple[Path, Document]], list[Ledgered]]]:
    """The files to read for documents that are what was fetched, in their order; and the other documents.

    What there is no room for is read as it landed, and all if they are to `keep`: the others are gone
    afterwards.
    """
    most = 0 if keep else _ROOM // max(1, len(documents))
    with (
        TemporaryDirectory(prefix="modelmap-pages-") as folder,
        ThreadPoolExecutor(max_workers=_AT_ONCE) as pool,
    ):

        def check(turn: int, document: Document) -> Path | Ledgered:
            return _unpack(landing, document, Path(folder) / f"{turn:06}.json", most)

        found = list(pool.map(check, range(len(documents)), documents))
        sound = [(one, d) for one, d in zip(found, documents, strict=True) if isinstance(one, Path)]
        yield sound, [one for one in found if isinstance(one, Ledgered)]


def _unpack(landing: Landing, document: Document, to: Path, most: int) -> Path | Ledgered:
    """Where the document is to be read; or why it is not the bytes that were landed, or no page."""
    try:
        body = landing.read(document)
    except UnreadableError as error:
        return Ledgered(document, unreadable=str(error))
    if fault := overcrowded(body):
        return Ledgered(document, unreadable=fault)
    if len(body) > most:
        return document.path
    try:
        to.write_bytes(body)
    except OSError:  # no room: DuckDB unpacks it itself
        return document.path
    return to
