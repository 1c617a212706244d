"""What is kept beside a landed body: the fields of its `Document`, as JSON."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import orjson

from extractors.errors import UnreadableError
from extractors.records import Document


@dataclass(frozen=True, slots=True)
class Landed:
    """A document and the key that tells whether the next one says anything else."""

    document: Document
    content_key: str


def encode(landed: Landed) -> bytes:
    """The sidecar's bytes; the path is left out, so that a home can be moved."""
    document = landed.document
    return orjson.dumps(
        {
            "source_id": document.source_id,
            "url": document.url,
            "fetched_at": document.fetched_at.isoformat(),
            "sha256": document.sha256,
            "media_type": document.media_type,
            "etag": document.etag,
            "last_modified": document.last_modified,
            "watermark": document.watermark,
            "content_key": landed.content_key,
        },
        option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE,
    )


def decode(sidecar: bytes, path: Path) -> Landed:
    """Read a sidecar back.

    Raises:
        UnreadableError: it is not what `encode` writes.
    """
    try:
        fields = orjson.loads(sidecar)
        key = fields.pop("content_key")
        fields["fetched_at"] = datetime.fromisoformat(fields["fetched_at"])
        document = Document(path=path, **fields)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableError(f"not a sidecar of this version: {error}") from error
    if document.fetched_at.tzinfo is None or not isinstance(document.sha256, str):
        raise UnreadableError("not a sidecar of this version: a field has the wrong type")
    return Landed(document, str(key))
