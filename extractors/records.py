"""Records on their way from a source to the warehouse: frozen, typed, UTC-aware, checked where made."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from extractors.words import Origin, Relation, ReleaseKind

SourceKind = Literal["hub", "feed", "arxiv"]


@dataclass(frozen=True, slots=True)
class Source:
    """One thing that is polled.

    `source_id` names it everywhere: `hub:created`, `hub:trending`, `hub:author:Qwen`, `arxiv:api`,
    `arxiv:rss:cs.CL`, `feed:qwen-blog`.
    """

    source_id: str
    kind: SourceKind
    url: str
    name: str
    org: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """What the warehouse knows of a source from earlier runs; all empty on the first."""

    watermark: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    last_success_at: datetime | None = None
    failures_in_a_row: int = 0
    last_attempt_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One landed document: bytes as fetched, and what was known when fetching them.

    `watermark`, where set, is where the source stands once this document and all that it landed before
    are loaded. It is committed together with the rows, never before.
    """

    source_id: str
    path: Path
    url: str
    fetched_at: datetime
    sha256: str
    media_type: str
    etag: str | None = None
    last_modified: str | None = None
    watermark: str | None = None

    @property
    def name(self) -> str:
        """The document's name below the landing, the same on every machine."""
        return f"{self.path.parent.name}/{self.path.name}"


@dataclass(frozen=True, slots=True)
class Polled:
    """What polling one source came to. `documents` is empty when nothing was new.

    `gaps` are times of which the source told nothing, and of which no later poll will hear.
    """

    source_id: str
    attempted_at: datetime
    documents: tuple[Document, ...] = ()
    error: str | None = None
    notes: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A document or record that could not be read, and why."""

    source_id: str
    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Parent:
    """A claim that a repo was made from `parent` (a repo id wherever one can be named, else a name)."""

    parent: str
    relation: Relation
    origin: Origin
    confidence: float
    evidence: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A feed item or a paper, as plain text without markup or control characters."""

    source_id: str
    entry_id: str
    title: str
    text: str
    url: str | None = None
    published_at: datetime | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class StatedParent:
    """A parent that a text states for a release."""

    name: str
    relation: Relation
    confidence: float


@dataclass(frozen=True, slots=True)
class Release:
    """A release that a text announces."""

    name: str
    kind: ReleaseKind
    confidence: float
    evidence: str
    org: str | None = None
    sizes: tuple[str, ...] = ()
    license: str | None = None
    hf_ids: tuple[str, ...] = ()
    parents: tuple[StatedParent, ...] = field(default=())
