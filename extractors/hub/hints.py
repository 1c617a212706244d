"""Which records inference need not look at: an upper bound of what it finds, as SQL over a whole batch."""

import re
from functools import cache

import duckdb

from extractors.hub.infer import MERGE_TAGS
from extractors.hub.own_name import TELLING
from extractors.hub.read import sql
from extractors.hub.references import NO_KEY, bases, makers

_PLAIN = re.compile(r"[^a-z0-9]")


def define(con: duckdb.DuckDBPyConnection) -> None:
    """Make the macro `hub_may_tell(repo_id, tags)`.

    It is false only where `infer` finds nothing in a record without card and configs: no word for a format or
    a removal of refusals, no maker's own repo, no tags of a merge, no well-known base within the name.
    """
    con.execute("SET VARIABLE hub_telling_words = $1", ["(?i)" + "|".join(f"(?:{p})" for p in TELLING)])
    con.execute("SET VARIABLE hub_makers = $1", [sorted(makers())])
    con.execute("SET VARIABLE hub_merge_words = $1", ["(?i)" + "|".join(sorted(MERGE_TAGS))])
    con.execute("SET VARIABLE hub_empty_words = $1", [sorted(NO_KEY)])
    con.execute("SET VARIABLE hub_uneven = $1", ["|".join([*sorted(NO_KEY), "[^a-z0-9._-]"])])
    con.execute("SET VARIABLE hub_base_keys = $1", [_base_keys()])
    con.execute(sql("hints.sql"))


@cache
def _base_keys() -> str:
    """Keys without points, since a name may have its points elsewhere; the shortest say all."""
    plain = sorted({_PLAIN.sub("", key) for key in bases()}, key=lambda key: (len(key), key))
    kept: list[str] = []
    for key in plain:
        if not any(shorter in key for shorter in kept):
            kept.append(key)
    return "|".join(kept)
