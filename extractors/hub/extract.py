"""`modelmap extract hub`: parents of Hub records, no network, no warehouse."""

import logging
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import orjson

from extractors import licenses
from extractors.hub.card import front_matter
from extractors.hub.infer import infer
from extractors.hub.own_name import from_own_name
from extractors.hub.read import sql

if TYPE_CHECKING:
    from extractors.names.known import KnownNames

log = logging.getLogger(__name__)
BATCH_LINES = 20_000
BATCH_BYTES = 32 * 1024 * 1024
_CARD_FIELDS = ("base_model", "base_model_relation", "license", "license_name", "language", "library_name")
MAX_LINE = 96 * 1024 * 1024
"""Bytes of one record. A card may be large; what is larger than this is no record."""


def extract(
    lines: Iterable[bytes], *, undeclared: bool = False, names: "KnownNames | None" = None
) -> Iterator[bytes]:
    """One line of JSON per input line, in order; contract, section 6.

    `undeclared` hides what a repo declares (tags, cardData, front matter), so that only inference is seen.
    Without it, inference speaks only for repos that declare no parent. A line that cannot be read gives
    `{"line": N, "error": "…"}`.
    """
    con = duckdb.connect()
    try:
        con.execute("SET threads = 1")  # batches are small; the rest of the machine is the user's
        con.execute(sql("macros.sql"))
        first = 1
        for batch in _batches(lines):
            yield from _batch(con, batch, first=first, undeclared=undeclared, names=names)
            first += len(batch)
    finally:
        con.close()


def _batches(lines: Iterable[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    size = 0
    for line in lines:
        batch.append(line)
        size += len(line)
        if len(batch) >= BATCH_LINES or size >= BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _batch(
    con: duckdb.DuckDBPyConnection,
    batch: list[bytes],
    *,
    first: int,
    undeclared: bool,
    names: "KnownNames | None",
) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="modelmap-hub-") as folder:
        file = Path(folder) / "lines.jsonl"
        file.write_bytes(b"\n".join(map(_one_line, batch)))
        con.execute("SET VARIABLE hub_files = $1", [[str(file)]])
        con.execute(sql("source_lines.sql"))
        con.execute(sql("fields.sql"))
        con.execute(sql("read.sql"))
    con.execute(sql("undeclared.sql" if undeclared else "declared.sql"))
    rows = con.execute(sql("lines.sql")).fetchall()
    for number, (line, row) in enumerate(zip(batch, rows, strict=True), start=first):
        if row[1] is None:
            yield orjson.dumps({"line": number, "error": _why(line)}) + b"\n"
            continue
        try:
            parents = orjson.Fragment(row[5]) if row[5] else _inferred(row[1], line, names)
        except Exception as error:  # one record that trips an extractor must not end the rest
            log.warning("line %d could not be understood", number, exc_info=error)
            yield orjson.dumps({"line": number, "error": f"not understood: {error}"}) + b"\n"
            continue
        yield orjson.dumps(_described(row, parents), option=orjson.OPT_APPEND_NEWLINE)


def _one_line(line: bytes) -> bytes:
    """The line as DuckDB shall see it: always one row, so that rows and lines keep step."""
    line = line.strip().removeprefix(b"\xef\xbb\xbf")
    if not line or len(line) > MAX_LINE or b"\n" in line or b"\r" in line:
        return b"null"
    return _with_front_matter(line) if b'"readme"' in line else line


def _with_front_matter(line: bytes) -> bytes:
    """The record with its card's front matter as `cardData` where it came without, and without the card."""
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError:
        return line
    readme = record.pop("readme", None) if isinstance(record, dict) else None
    if isinstance(readme, str) and not isinstance(record.get("cardData"), dict):
        front = front_matter(readme)
        record["cardData"] = {name: front[name] for name in _CARD_FIELDS if name in front}
        if not isinstance(record.get("tags"), list):
            record["tags"] = front.get("tags")
    try:
        return orjson.dumps(record, default=str, option=orjson.OPT_NON_STR_KEYS)
    except TypeError:  # nested deeper than orjson writes, or an integer of more than 64 bits
        return line


def _inferred(repo_id: str, line: bytes, names: "KnownNames | None") -> list[dict[str, Any]]:
    if from_own_name(repo_id) is None and not _tells_more(line):
        return []  # most records: they need not be read again
    try:
        parents = infer(orjson.loads(line), names)
    except orjson.JSONDecodeError:  # DuckDB took it, orjson does not: a number too large, say
        return []
    return [
        {
            "parent": parent.parent,
            "relation": parent.relation,
            "origin": parent.origin,
            "confidence": parent.confidence,
            "evidence": parent.evidence,
        }
        for parent in parents
    ]


def _tells_more(line: bytes) -> bool:
    """Whether something beside the name may tell: a card, a config, the tags of a merge; or an escape."""
    return b"readme" in line or b"config_json" in line or b"erge" in line or b"ERGE" in line or b"\\u" in line


def _described(row: tuple[Any, ...], parents: object) -> Mapping[str, Any]:
    _, repo_id, released_on, parameters, license_id, _ = row
    org, _, name = repo_id.rpartition("/")
    facts = licenses.normalise(license_id)
    return {
        "repo_id": repo_id,
        "name": name,
        "org": org or None,
        "released_on": released_on,
        "parameters": parameters,
        "license": facts.spdx if facts else None,
        "openness": facts.openness if facts else None,
        "parents": parents,
    }


def _why(line: bytes) -> str:
    """Why a line is no Hub record, in words."""
    if not line.strip():
        return "the line is empty: one JSON object per line is expected"
    if len(line) > MAX_LINE:
        return f"the record is over {MAX_LINE // 1024**2} MB"
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return f"no JSON: {error}"
    if not isinstance(record, dict):
        return f"no Hub record: a JSON object is expected, this is {type(record).__name__}"
    return 'no Hub record: it has no usable "id" ("org/name")'
