"""What the loading of one document or batch needs to know, and says."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from extractors.landing import Landing
from extractors.names.known import KnownNames
from extractors.records import Document, Rejected, Source
from extractors.words import Origin
from warehouse.loading.inferring import Infer

BULK_SOURCES = ("hub:backfill", "hub:dump")
"""Listings of repos that are not new: they are counted, not written down as changes one by one."""
CARDS_SOURCE = "hub:cards"
"""Single records with their card and configs, which a listing lacks."""
RECHECK_SOURCE = "hub:recheck"
"""Records of repos that were asked after because no listing had shown them for long."""
GONE_SOURCE = "hub:gone"
"""Names that no longer lead to a repo, and where those of renamed repos lead."""


@dataclass(frozen=True, slots=True)
class Context:
    """The run that loads.

    Attributes:
        run_id: its name.
        now: when.
        record: what it adds is written down as changes.
        touched: so is which repos it touches, for what is derived afterwards; a build derives everything.
    """

    run_id: str
    now: datetime
    record: bool
    touched: bool = True

    @property
    def parameters(self) -> dict[str, Any]:
        """As the staging SQL names them."""
        return {
            "run_id": self.run_id,
            "now": self.now,
            "record": self.record,
            "touched": self.touched,
            "origins": [str(origin) for origin in Origin],
            "bulk_sources": list(BULK_SOURCES),
            "cards_source": CARDS_SOURCE,
        }


@dataclass(frozen=True, slots=True)
class Inputs:
    """What documents are read with.

    Attributes:
        landing: where they are.
        names: the names that are known already; built when first asked for.
        feeds: what the catalogue says of feeds, by source id: their language, and whose news they bring.
        infer: infers undeclared parents elsewhere; None does it here.
    """

    landing: Landing
    names: Callable[[], KnownNames]
    feeds: Mapping[str, Source]
    infer: Infer | None = None


@dataclass(frozen=True, slots=True)
class Ledgered:
    """How one document was read."""

    document: Document
    records: int = 0
    rejected: tuple[Rejected, ...] = ()
    unreadable: str | None = None


@dataclass(frozen=True, slots=True)
class Brought:
    """What a batch of documents added."""

    documents: int = 0
    repos: int = 0
    announcements: int = 0
    rejected: int = 0

    def __add__(self, other: "Brought") -> "Brought":
        return Brought(
            self.documents + other.documents,
            self.repos + other.repos,
            self.announcements + other.announcements,
            self.rejected + other.rejected,
        )
