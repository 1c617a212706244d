"""One read-only query, its result as text."""

import csv
import io
import json
import math
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal, get_args

import duckdb
from rich.cells import cell_len

from extractors.errors import ConfigurationError
from warehouse.confined import confine
from warehouse.database import Place, reading
from warehouse.printable import printable

Form = Literal["table", "csv", "json"]


def query(warehouse: Place, sql: str, form: str = "table") -> str:
    """Run one statement and give its rows as a table, CSV or a JSON array, each ending with a newline.

    It can read the warehouse and nothing else: no other file, no network, no settings.

    Raises:
        ConfigurationError: the statement is wrong or not allowed; the message is DuckDB's first line.
        ModelmapError: the warehouse cannot be opened.
    """
    if form not in get_args(Form):
        raise ConfigurationError(f"{form!r} is no format: choose table, csv or json")
    with reading(warehouse) as con:
        try:
            statements = con.extract_statements(sql)
            if len(statements) != 1:
                raise ConfigurationError(f"give one statement, not {len(statements)}")
            confine(con, warehouse, sql)
            con.execute(statements[0])
            names = [column[0] for column in con.description or []]
            rows = con.fetchall()
        except duckdb.Error as error:
            raise ConfigurationError(f"the query failed: {str(error).splitlines()[0]}") from error
    return shown(names, rows, form)


def shown(names: Sequence[str], rows: Sequence[Sequence[Any]], form: str) -> str:
    """Rows as `form` says (table, csv or json), ending with a newline.

    In a table, what a terminal would obey is replaced; CSV and JSON hold values as they are.
    """
    plain = [[_plain(value) for value in row] for row in rows]
    match form:
        case "csv":
            return _csv(names, plain)
        case "json":
            return _json(names, plain)
        case _:
            return _table(names, plain)


def _csv(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([["" if value is None else _text(value) for value in row] for row in rows])
    return out.getvalue()


def _json(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    records = [dict(zip(names, row, strict=True)) for row in rows]
    lines = ",\n ".join(json.dumps(record, ensure_ascii=False, allow_nan=False) for record in records)
    return f"[{lines}]\n"


def _table(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> str:
    cells = [[printable("" if value is None else _text(value)) for value in row] for row in rows]
    header = [printable(name) for name in names]
    numeric = [
        bool(rows)
        and all(isinstance(row[i], int | float | None) and not isinstance(row[i], bool) for row in rows)
        for i in range(len(header))
    ]
    widths = [max(map(cell_len, column)) for column in zip(header, *cells, strict=True)]

    def line(row: Sequence[str]) -> str:
        parts = []
        for cell, width, right in zip(row, widths, numeric, strict=True):
            space = " " * (width - cell_len(cell))
            parts.append(space + cell if right else cell + space)
        return "  ".join(parts).rstrip()

    rule = "  ".join("─" * width for width in widths)
    count = f"({len(rows)} row{'' if len(rows) == 1 else 's'})"
    return "\n".join([line(header), rule, *map(line, cells), count]) + "\n"


def _plain(value: Any) -> Any:  # noqa: PLR0911  one return per type
    """A value as JSON has it: times in UTC, decimals as numbers, NaN and infinities as null."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else None
        case datetime():
            return (
                value.astimezone(UTC).isoformat().replace("+00:00", "Z")
                if value.tzinfo
                else value.isoformat()
            )
        case date():
            return value.isoformat()
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case bytes():
            return value.hex()
        case list() | tuple():
            return [_plain(item) for item in value]
        case dict():
            return {str(key): _plain(item) for key, item in value.items()}
        case _:
            return str(value)


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else str(value)
