"""How landed documents and their folders are called."""

import hashlib
import re
from datetime import UTC, datetime

_PLAIN = re.compile(r"[a-z0-9][a-z0-9.:-]{0,99}")
_TIME = "%Y%m%dT%H%M%S.%fZ"

SIDECAR_SUFFIX = ".meta.json"
PARTIAL_SUFFIX = ".partial"


def folder(source_id: str) -> str:
    """Name of the folder that holds a source's documents.

    A source id may come from a configuration, so it is never used as a path: anything but plain
    lower-case characters is replaced, and a digest keeps two such ids apart, on file systems that
    ignore case too.
    """
    if _PLAIN.fullmatch(source_id) and ".." not in source_id and not source_id.endswith("."):
        return source_id.replace(":", "_")
    plain = re.sub(r"[^a-z0-9-]+", "_", source_id.lower())[:60].strip("_") or "source"
    return f"{plain}-{hashlib.sha256(source_id.encode('utf-8', 'surrogatepass')).hexdigest()[:8]}"


def file_name(fetched_at: datetime, sha256: str, media_type: str) -> str:
    """`<UTC time>-<sha256[:16]>.<json|xml>.gz`; names of one source sort by time."""
    kind = "json" if "json" in media_type.lower() else "xml"
    return f"{time_stamp(fetched_at)}-{sha256[:16]}.{kind}.gz"


def time_stamp(when: datetime) -> str:
    """A time as file names begin with it; as text it sorts as in time."""
    return when.astimezone(UTC).strftime(_TIME)
