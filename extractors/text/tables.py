"""The word tables of `words.toml`: kept as data, so that a word is added without touching code."""

import tomllib
from pathlib import Path

_TABLES = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def table(name: str) -> tuple[str, ...]:
    """The entries of a table, in its order."""
    entries = _TABLES[name]
    return tuple(entries.split() if isinstance(entries, str) else entries)
