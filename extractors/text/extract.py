"""`modelmap extract text`: JSON Lines in and out."""

from collections.abc import Iterable, Iterator

import orjson

from extractors.errors import UnreadableError
from extractors.names.known import KnownNames
from extractors.records import Release
from extractors.text.releases import releases

_FIELDS = ("title", "text", "lang", "url", "published")


def extract(lines: Iterable[bytes], *, names: KnownNames) -> Iterator[bytes]:
    """One JSON line for each line of `lines`, in order, as section 6 of the contract has it.

    A line that cannot be read gives `{"line": N, "error": "…"}`, counted from 1, and the rest go on.
    """
    for number, line in enumerate(lines, 1):
        try:
            yield orjson.dumps(_read(line, names)) + b"\n"
        except UnreadableError as error:
            yield orjson.dumps({"line": number, "error": str(error)}) + b"\n"


def _read(line: bytes, names: KnownNames) -> dict[str, object]:
    try:
        record = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise UnreadableError(f"not JSON: {error}") from error
    if not isinstance(record, dict):
        raise UnreadableError("not a JSON object; wanted one with id, title and text")
    for field in _FIELDS:
        if not isinstance(record.get(field), str | None):
            raise UnreadableError(f"{field} is no string")
    found = releases(
        record.get("title") or "",
        record.get("text") or "",
        names=names,
        language=record.get("lang"),
        url=record.get("url"),
    )
    return {"id": record.get("id"), "releases": [_plain(release) for release in found]}


def _plain(release: Release) -> dict[str, object]:
    return {
        "name": release.name,
        "kind": release.kind,
        "org": release.org,
        "sizes": release.sizes,
        "license": release.license,
        "hf_ids": release.hf_ids,
        "confidence": release.confidence,
        "evidence": release.evidence,
        "parents": [
            {"name": parent.name, "relation": parent.relation, "confidence": parent.confidence}
            for parent in release.parents
        ],
    }
