"""The landing: bytes as fetched, compressed, named by source, time and content, never edited.

A document is two files: the body (`….json.gz` or `….xml.gz`) and a sidecar with what was known when it
was fetched. The sidecar is on disk, synced, before the body takes its name, so whoever sees a body sees
a whole document; a body without a sidecar, or a sidecar without a body, is not a document.
"""

import gzip
import hashlib
import logging
import threading
import zlib
from collections import defaultdict
from collections.abc import Container
from datetime import UTC, datetime, timedelta
from pathlib import Path

from extractors.errors import UnreadableError
from extractors.landing.naming import SIDECAR_SUFFIX, file_name, folder, time_stamp
from extractors.landing.sidecar import Landed, decode, encode
from extractors.landing.write import remove_stale, write_whole
from extractors.records import Document

log = logging.getLogger(__name__)

_CLOCK_SLACK = timedelta(hours=1)
_TICK = timedelta(microseconds=1)
_RECENT = 500


class Landing:
    """The landing below one home. Safe to use from several threads of one process."""

    def __init__(self, root: Path) -> None:
        self.root = root
        # One lock a source: syncing to disk is slow, and sources do not wait for each other.
        self._locks: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)
        self._by_source: dict[str, list[Landed]] = {}

    def keep(
        self,
        source_id: str,
        body: bytes,
        *,
        url: str,
        media_type: str,
        fetched_at: datetime,
        etag: str | None = None,
        last_modified: str | None = None,
        watermark: str | None = None,
        content_key: str | None = None,
    ) -> Document | None:
        """Keep one fetched document.

        Args:
            source_id: the source that it came from.
            body: the bytes as fetched, decompressed.
            url: where it was asked for.
            media_type: its `Content-Type`, parameters included.
            fetched_at: when it arrived. Moved on by microseconds where needed, so that a source's
                documents sort in the order in which they were kept.
            etag: validator for the next conditional request.
            last_modified: validator for the next conditional request.
            watermark: where the source stands once this document and all before it are loaded.
            content_key: what two documents share when nothing that matters changed between them; the
                body's digest unless the caller knows better.

        Returns:
            The document, or None when the newest one from this source and URL has the same content and
            there is no new watermark to record.

        Raises:
            ModelmapError: the landing cannot be written (disk full, read-only).
        """
        digest = hashlib.sha256(body).hexdigest()
        key = content_key or digest
        with self._locks[source_id]:
            landed = self._recent(source_id)
            newest = _newest(landed, url)
            if newest and newest.content_key == key and watermark in (None, newest.document.watermark):
                return None
            if landed:
                latest = landed[-1].document.fetched_at
                if latest - _CLOCK_SLACK < fetched_at <= latest:
                    fetched_at = latest + _TICK
            path = self.root / folder(source_id) / file_name(fetched_at, digest, media_type)
            document = Document(
                source_id=source_id,
                path=path,
                url=url,
                fetched_at=fetched_at.astimezone(UTC),
                sha256=digest,
                media_type=media_type,
                etag=etag,
                last_modified=last_modified,
                watermark=watermark,
            )
            kept = Landed(document, key)
            write_whole(path.with_name(path.name + SIDECAR_SUFFIX), encode(kept), sync_folder=False)
            # mtime 0 and no name: the same bytes give the same file.
            write_whole(path, gzip.compress(body, compresslevel=6, mtime=0))
            landed.append(kept)
            return document

    def newest(self, source_id: str, url: str) -> Document | None:
        """The document of a source that landed last from one URL."""
        with self._locks[source_id]:
            found = _newest(self._recent(source_id), url)
        return found.document if found else None

    def documents(
        self,
        source_id: str | None = None,
        *,
        since: datetime | None = None,
        known: Container[str] = frozenset(),
    ) -> list[Document]:
        """Landed documents in (fetched_at, name) order.

        After a year there are tens of thousands; what is left out costs no more than its name.

        Args:
            source_id: only this source's.
            since: only those fetched then or later.
            known: not those with these names.
        """
        if source_id is not None:
            folders = [self.root / folder(source_id)]
        else:
            folders = sorted(self.root.iterdir()) if self.root.is_dir() else []
        first = time_stamp(since) if since else ""
        found = [
            one.document
            for where in folders
            for name in _names(where)
            if name >= first and f"{where.name}/{name}" not in known and (one := _read(where / name))
        ]
        return sorted(found, key=lambda document: (document.fetched_at, document.name))

    def read(self, document: Document) -> bytes:
        """The bytes of a document as they were fetched.

        Raises:
            UnreadableError: the file is missing, cut short, or not the bytes that were landed.
        """
        try:
            body = gzip.decompress(document.path.read_bytes())
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableError(
                f"{document.path}: cannot be read ({error}). The file is damaged; restore it from a backup,"
                " or delete it and its sidecar to go on without it."
            ) from error
        if hashlib.sha256(body).hexdigest() != document.sha256:
            raise UnreadableError(
                f"{document.path}: is not what was fetched (its digest differs). The file is damaged;"
                " restore it from a backup, or delete it and its sidecar to go on without it."
            )
        return body

    def _recent(self, source_id: str) -> list[Landed]:
        """A source's last documents, as far back as one pass over it may have to look."""
        if source_id not in self._by_source:
            where = self.root / folder(source_id)
            remove_stale(where)
            names = _names(where)[-_RECENT:]
            self._by_source[source_id] = [one for name in names if (one := _read(where / name))]
        return self._by_source[source_id]


def _newest(landed: list[Landed], url: str) -> Landed | None:
    return next((one for one in reversed(landed) if one.document.url == url), None)


def _names(where: Path) -> list[str]:
    """Names of a folder's documents, oldest first; what is half written is passed over."""
    if not where.is_dir():
        return []
    names = {path.name for path in where.iterdir()}
    return sorted(name for name in names if name.endswith(".gz") and name + SIDECAR_SUFFIX in names)


def _read(path: Path) -> Landed | None:
    try:
        return decode(path.with_name(path.name + SIDECAR_SUFFIX).read_bytes(), path)
    except (OSError, UnreadableError) as error:
        log.warning("%s: passed over, its sidecar cannot be read (%s)", path, error)
        return None
