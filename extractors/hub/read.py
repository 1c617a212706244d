"""Reads Hub records into temporary tables: bulk pages and single records through the same SQL."""

import gzip
import json
import logging
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import duckdb

from extractors import languages, licenses

log = logging.getLogger(__name__)
_SQL = Path(__file__).parent / "sql"


@cache
def sql(name: str) -> str:
    """The text of one of the SQL files beside this module."""
    return (_SQL / name).read_text(encoding="utf-8")


def stage(con: duckdb.DuckDBPyConnection, paths: Sequence[Path]) -> None:
    """Fills temporary tables from landed pages (JSON arrays of Hub records) or JSON Lines, plain or gzip.

    - `hub_records`, a view, one row per repo: repo_id, author, created_at, last_modified_at (TIMESTAMPTZ),
      downloads, likes, trending_score, pipeline_tag, library, license (SPDX or LicenseRef-…), license_id (as
      the Hub has it), parameters, model_type, languages, gated, tags, file. A repo that several pages brought
      is taken from the last of `paths`.
    - `hub_parents`, declared parents: repo_id, parent, relation, origin, confidence, evidence, position.
    - `hub_rejects`: file, record (from 1; NULL for a whole file), reason.

    One bad record, or one bad page, is rejected; the rest is used. Nothing that a page holds raises. Call it
    outside a transaction: a page that DuckDB refuses would end it.
    """
    con.execute(sql("macros.sql"))
    with tempfile.TemporaryDirectory(prefix="modelmap-hub-") as folder:
        unreadable = _read_somehow(con, [str(path) for path in paths], Path(folder))
    name_values(con)
    con.execute(sql("declared.sql"))
    con.execute(sql("tables.sql"))
    for file, reason in unreadable:
        con.execute("INSERT INTO hub_rejects VALUES ($1, NULL, $2)", [file, reason])


def _read_somehow(
    con: duckdb.DuckDBPyConnection, files: Sequence[str], folder: Path
) -> list[tuple[str, str]]:
    """All at once as pages of the Hub; if one is none, as any records; if one is no JSON, one by one."""
    for fields in ("fields_paged.sql", "fields.sql"):
        try:
            _read(con, files, folder, fields)
        except duckdb.Error as error:
            log.info("a page is not read by %s: %s", fields, _first_line(error))
        else:
            return []
    return _one_by_one(con, files, folder)


def _read(con: duckdb.DuckDBPyConnection, files: Sequence[str], folder: Path, fields: str) -> None:
    if not files:  # DuckDB refuses an empty list; an empty file gives the same tables without rows
        empty = folder / "empty.json"
        empty.write_bytes(b"[]")
        files = [str(empty)]
    con.execute("SET VARIABLE hub_files = $1", [list(files)])
    con.execute(sql("source.sql"))
    con.execute(sql(fields))
    con.execute(sql("read.sql"))


def name_values(con: duckdb.DuckDBPyConnection) -> None:
    """Turns the licence and language fields that `hub_read` has into maps that the SQL looks up."""
    stated = [row[0] for row in con.execute("SELECT DISTINCT license_id FROM hub_read ORDER BY 1").fetchall()]
    facts = {text: found.spdx for text in stated if text and (found := licenses.normalise(text))}
    query = "SELECT DISTINCT unnest(language_ids) AS tag FROM hub_read ORDER BY 1"
    tags = {row[0]: languages.normalise(row[0]) for row in con.execute(query).fetchall() if row[0]}
    for name, table in (("hub_licenses", facts), ("hub_languages", tags)):
        con.execute(
            f"SET VARIABLE {name} = MAP($1::VARCHAR[], $2::VARCHAR[])", [list(table), list(table.values())]
        )


def _one_by_one(con: duckdb.DuckDBPyConnection, files: Sequence[str], folder: Path) -> list[tuple[str, str]]:
    """Finds the files that break the reading, saves what they hold, reads the rest as before."""
    good, unreadable, saved_from = [], [], {}
    for number, file in enumerate(files):
        try:
            con.execute(
                "SELECT count(json) FROM read_json_objects($1, maximum_object_size = 134217728)", [file]
            )
        except duckdb.Error:
            saved = folder / f"{number:06d}.jsonl"
            if reason := _save(Path(file), saved):
                unreadable.append((file, reason))
            saved_from[str(saved)] = file
            good.append(str(saved))
        else:
            good.append(file)
    _read(con, good, folder, "fields.sql")
    for path, file in saved_from.items():
        con.execute("UPDATE hub_rows SET file = $1 WHERE file = $2", [file, path])
    return unreadable


def _save(file: Path, saved: Path) -> str | None:
    """Writes the records of a file that DuckDB refuses as clean JSON Lines; the reason for what is lost."""
    saved.touch()
    try:
        body = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        return f"the file cannot be read, fetch it again: {error}"
    records = list(_records(body.decode("utf-8", "replace")))
    saved.write_bytes(b"".join(record + b"\n" for record in records if record is not None))
    if not any(records):
        return "the page is no complete JSON: the download was cut short, or it is no Hub listing"
    lost = records.count(None)
    return f"{lost} of its records are no JSON" if lost else None


def _records(text: str) -> Iterator[bytes | None]:
    """Each record as clean JSON, None for one that is none. Half a page gives nothing."""
    if text.lstrip()[:1] == "[":
        try:
            page = json.loads(text)
        except (ValueError, RecursionError):
            return
        yield from map(_clean, page)
        return
    for line in text.splitlines():
        if line.strip():
            try:
                yield _clean(json.loads(line))
            except (ValueError, RecursionError):
                yield None


def _clean(record: object) -> bytes | None:
    """JSON again, lone surrogates replaced: DuckDB refuses the whole page for one of them."""
    try:
        return json.dumps(record, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")
    except (ValueError, RecursionError):
        return None


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200]
