"""Landing a dump of the Hub's listing that the user has, as if its pages had been fetched."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from extractors.errors import ConfigurationError
from extractors.hub.read import sql
from extractors.landing import Landing
from extractors.records import Document

log = logging.getLogger(__name__)

SOURCE_ID = "hub:dump"
PAGE_RECORDS = 1_000
"""Records in one landed document, as many as the Hub's own pages have."""
_REMOTE = ("https://", "http://", "hf://")
_LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst")
_PARQUET = (".parquet", ".pq")


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump, read.

    Attributes:
        name: of its file, or its address; the machine's folders are left out, for it is published.
        records: how many.
        known_at: the time of its newest record. A dump cannot know more, whenever it was downloaded, and
            what has been seen later must not give way to it.
    """

    con: duckdb.DuckDBPyConnection
    name: str
    records: int
    known_at: datetime

    @property
    def pages(self) -> int:
        """Documents that it lands as."""
        return -(-self.records // PAGE_RECORDS)


@contextmanager
def opened(place: str, *, scratch: Path, now: datetime, limit: int | None = None) -> Iterator[Dump]:
    """Read a Parquet file, JSON Lines or a JSON array of Hub records.

    Columns or fields are those of the Hub's API (`id`, `createdAt`, `tags`, `cardData`, …; `modelId` and
    snake case are understood too), nested ones also as text that holds JSON.

    Args:
        place: a file, or an `https://` or `hf://` address; globs as DuckDB has them.
        scratch: folder for what does not fit into memory.
        now: records of a later time are not believed to be.
        limit: read so many records at most.

    Raises:
        ConfigurationError: there is no such file, it cannot be read or has no ids, or DuckDB's httpfs
            extension is needed and not there.
    """
    con = duckdb.connect(config={"temp_directory": str(scratch), "memory_limit": "1GB"})
    try:
        con.execute("SET TimeZone = 'UTC'")
        con.execute("SET autoinstall_known_extensions = false")
        if place.startswith(_REMOTE):
            _load_httpfs(con, place)
        elif not any(sign in place for sign in "*?[") and not Path(place).is_file():
            raise ConfigurationError(f"--from {place}: there is no such file")
        try:
            _read(con, place, limit)
        except duckdb.Error as error:
            reason = str(error).splitlines()[0]
            raise ConfigurationError(
                f"--from {place}: it cannot be read as Parquet or JSON Lines: {reason}"
            ) from error
        yield _dump(con, place, now)
    finally:
        con.close()


def land(
    dump: Dump, landing: Landing, *, step: Callable[[], None] = lambda: None
) -> Iterator[Document | None]:
    """Land page after page; None for one that had landed already, as after an interruption."""
    landed = {document.url: document.sha256 for document in landing.documents(SOURCE_ID)}
    for page in range(dump.pages):
        first = page * PAGE_RECORDS
        records = dump.con.execute(
            "SELECT record FROM dump WHERE n > $1 AND n <= $2 ORDER BY n", [first, first + PAGE_RECORDS]
        ).fetchall()
        body = b"[" + b",\n".join(record.encode("utf-8", "replace") for (record,) in records) + b"]"
        url = f"{dump.name}#{first + 1}"
        step()
        if landed.get(url) == hashlib.sha256(body).hexdigest():
            yield None
            continue
        yield landing.keep(SOURCE_ID, body, url=url, media_type="application/json", fetched_at=dump.known_at)


def _load_httpfs(con: duckdb.DuckDBPyConnection, place: str) -> None:
    try:
        con.execute("LOAD httpfs")
    except duckdb.Error as error:
        raise ConfigurationError(
            f"--from {place}: reading addresses needs DuckDB's httpfs extension, which is not installed. Run "
            "`INSTALL httpfs` once in any DuckDB of this version, or download the file and give its path."
        ) from error


def _read(con: duckdb.DuckDBPyConnection, place: str, limit: int | None) -> None:
    reader, options = "read_json_objects", "format = 'auto', maximum_object_size = 134217728"
    if _is_parquet(place):
        reader, options = "read_parquet", "union_by_name = true"
    elif _is_lines(place):
        options = "format = 'newline_delimited', ignore_errors = true, maximum_object_size = 134217728"
    row = "to_json(rows)" if reader == "read_parquet" else "rows.json"
    bound = f" LIMIT {int(limit)}" if limit else ""
    con.execute("SET VARIABLE dump_place = $1", [place])
    con.execute(
        f"CREATE OR REPLACE TEMP VIEW dumped AS SELECT {row} AS json "  # noqa: S608  from the tables above
        f"FROM {reader}(getvariable('dump_place'), {options}) AS rows{bound}"
    )
    con.execute(sql("dump.sql"))


def _dump(con: duckdb.DuckDBPyConnection, place: str, now: datetime) -> Dump:
    row = con.execute(
        "SELECT count(*), count(*) FILTER (json_extract_string(record, '$.id') IS NOT NULL), "
        "max(known_at) FILTER (known_at <= $1) FROM dump",
        [now.astimezone(UTC).replace(tzinfo=None)],
    ).fetchone()
    records, named, known_at = row or (0, 0, None)
    if not named:
        raise ConfigurationError(
            f"--from {place}: none of its {records:,} records has an `id` (or `modelId`) such as "
            "org/name: it is no dump of the Hub's models"
        )
    name = place if place.startswith(_REMOTE) else f"file:{Path(place).name}"
    return Dump(con, name.partition("?")[0], records, known_at.replace(tzinfo=UTC) if known_at else now)


def _is_parquet(place: str) -> bool:
    if place.startswith(_REMOTE) or not Path(place).is_file():
        return place.partition("?")[0].endswith(_PARQUET)
    with Path(place).open("rb") as file:
        return file.read(4) == b"PAR1"


def _is_lines(place: str) -> bool:
    if place.partition("?")[0].endswith(_LINES):
        return True
    if place.startswith(_REMOTE) or not Path(place).is_file():
        return False
    with Path(place).open("rb") as file:
        return file.read(1024).lstrip()[:1] == b"{"
