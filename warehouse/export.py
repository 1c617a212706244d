"""Writes every public table to Parquet, and all of them to one DuckDB file to download."""

import tempfile
from pathlib import Path

import duckdb

from warehouse.database import Place, attach, explained, migrate
from warehouse.publics import BOOKS, FACTS, VIEWS
from warehouse.statements import quoted

DOWNLOAD = "modelmap.duckdb"
_PUBLIC = sorted((*FACTS, *BOOKS, *VIEWS))
_EXACT = "fsst,dict_fsst,alp,alprd,dictionary,bitpacking"
"""Compression methods that sample at random, or leave unused memory in the file (bitpacking: what stands
where a NULL is). Without them, and with row groups that fit a block, writing three warehouses six times each
gave the same bytes (DuckDB 1.5.5). DuckDB promises nothing here, so whoever publishes the copy should go
by the fingerprint; Parquet files are the same always."""

_MEMORY = "1GB"
"""Sorting three million repos takes 1.9 GB if it may, and no less time than with this (DuckDB 1.5.5)."""


def export(warehouse: Place, folder: Path) -> list[Path]:
    """Write `<table>.parquet` for each public table and view, sorted and compressed, and `modelmap.duckdb`.

    The same rows give the same Parquet bytes and, as far as measured, the same copy.

    Args:
        warehouse: where it is; it is only read.
        folder: an existing folder; files of these names are replaced.

    Returns:
        The files that were written.

    Raises:
        ModelmapError: the warehouse is open for writing elsewhere or damaged, or the disk is full.
    """
    written = []
    con = duckdb.connect(":memory:", config={"threads": 1, "memory_limit": _MEMORY})
    spilled = tempfile.TemporaryDirectory(dir=folder, prefix="sorting-")
    try:
        con.execute(f"SET temp_directory = {quoted(spilled.name)}")
        con.execute("SET TimeZone = 'UTC'")
        con.execute(f"SET disabled_compression_methods = '{_EXACT}'")
        attach(con, warehouse, "warehouse")
        copy = folder / DOWNLOAD
        copy.unlink(missing_ok=True)
        con.execute(f"ATTACH {quoted(copy)} AS download (ROW_GROUP_SIZE 2048)")
        for table in _PUBLIC:
            ordered = f"SELECT * FROM warehouse.main.{table} ORDER BY ALL"  # noqa: S608  a name of our own
            file = folder / f"{table}.parquet"
            con.execute(f"CREATE TABLE download.main.{table} AS {ordered}")
            copied = f"SELECT * FROM download.main.{table}"  # noqa: S608  one thread: in the order it was made
            con.execute(f"COPY ({copied}) TO {quoted(file)} (FORMAT parquet, COMPRESSION zstd)")
            written.append(file)
        migrate(con)
        _comment(con)
        con.execute("CHECKPOINT download")
        con.execute("DETACH download")
        written.append(copy)
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise explained(warehouse, error) from error
    finally:
        con.close()
        spilled.cleanup()
    return written


def _comment(con: duckdb.DuckDBPyConnection) -> None:
    """Give the copy the comments of the schema, which `con` has in memory: a lake keeps fewer of them."""
    tables = con.execute(
        "SELECT table_name, comment "
        "FROM (FROM duckdb_tables() UNION ALL BY NAME SELECT *, view_name AS table_name FROM duckdb_views()) "
        "WHERE database_name = 'memory' AND schema_name = 'main' AND list_contains(?, table_name) "
        "AND comment IS NOT NULL ORDER BY ALL",
        [_PUBLIC],
    ).fetchall()
    columns = con.execute(
        "SELECT table_name, column_name, comment FROM duckdb_columns() "
        "WHERE database_name = 'memory' AND schema_name = 'main' AND list_contains(?, table_name) "
        "AND comment IS NOT NULL ORDER BY ALL",
        [_PUBLIC],
    ).fetchall()
    for table, comment in tables:
        con.execute(f"COMMENT ON TABLE download.main.{table} IS {quoted(comment)}")
    for table, column, comment in columns:
        con.execute(f'COMMENT ON COLUMN download.main.{table}."{column}" IS {quoted(comment)}')
