"""Loads DuckDB's extensions, from their wheels where these are installed; nothing is downloaded."""

from importlib.util import find_spec
from pathlib import Path

import duckdb

from extractors.errors import ConfigurationError


def load_extension(con: duckdb.DuckDBPyConnection, name: str, *, needed_by: str) -> None:
    """Load one extension into `con`, and keep DuckDB from fetching others by itself.

    Args:
        con: the connection.
        name: as DuckDB calls it: httpfs, ducklake, postgres_scanner.
        needed_by: what cannot be done without it, for the message.

    Raises:
        ConfigurationError: it is not installed for this version of DuckDB.
    """
    con.execute("SET autoinstall_known_extensions = false")
    wheel = _wheel(name)
    try:
        con.execute(f"LOAD '{str(wheel).replace(chr(39), chr(39) * 2)}'" if wheel else f"LOAD {name}")
    except duckdb.Error as error:
        raise ConfigurationError(
            f"{needed_by} needs DuckDB's extension {name}, which is not installed. Run "
            f"`pip install 'modelmap[shared]'`, or `INSTALL {name}` once in a DuckDB {duckdb.__version__} "
            f"with a network ({str(error).splitlines()[0]})"
        ) from error


def _wheel(name: str) -> Path | None:
    """The extension's file of the installed package `duckdb-extension-NAME`, if it is for this DuckDB."""
    spec = find_spec(f"duckdb_extension_{name}")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        file = Path(folder) / "extensions" / f"v{duckdb.__version__}" / f"{name}.duckdb_extension"
        if file.is_file():
            return file
    return None
