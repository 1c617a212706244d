"""The shape of the catalogue's entries. `extra="forbid"`, so that a misspelt field is named, not ignored."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, HttpUrl, TypeAdapter

from extractors.words import Openness, Quadrant, Relation

Kind = Literal[
    "model", "framework", "technique", "product", "dataset", "evaluation", "paper", "event", "architecture"
]
Architecture = Literal["encoder", "decoder", "encoder-decoder", "other"]
Stage = Literal[
    "pretraining", "continued_pretraining", "SFT", "RM", "PPO", "DPO", "GRPO", "PEFT", "quantization",
    "distillation", "merging", "serving", "evaluation",
]  # fmt: skip
OrgKind = Literal["company", "university", "lab", "community", "person"]

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_SIZE = re.compile(r"(?:\d+x)?\d+(?:\.\d+)?[KMBT](?:-A\d+(?:\.\d+)?[MB])?")
_REPO = re.compile(r"[A-Za-z0-9][\w.-]*/[\w.-]+")
_HTTP = TypeAdapter(HttpUrl)


def _date(text: str) -> str:
    """A date to the day, month or year; an impossible one is refused."""
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no date: write YYYY-MM-DD, or YYYY-MM or YYYY where no more is known")
    date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    return text


def _size(text: str) -> str:
    if not _SIZE.fullmatch(text):
        raise ValueError(f"{text!r} is no size: write 7B, 0.5B, 350M, 8x7B, 235B-A22B or 1T")
    return text


def repo_id(text: str) -> str:
    """The text, if it can be a repo on the Hub.

    Raises:
        ValueError: it cannot.
    """
    if not _REPO.fullmatch(text) or len(text) > 96 or ".." in text or "--" in text:
        raise ValueError(f"{text!r} is no Hub repo id: write org/name")
    return text


def _url(text: str) -> str:
    _HTTP.validate_python(text)
    return text


def _one_line(text: str) -> str:
    if "\n" in text or text != text.strip():
        raise ValueError("must be one line without spaces at its ends")
    return text


Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[.-][a-z0-9]+)*$", max_length=64)]
PartialDate = Annotated[str, AfterValidator(_date)]
Size = Annotated[str, AfterValidator(_size)]
RepoId = Annotated[str, AfterValidator(repo_id)]
Url = Annotated[str, AfterValidator(_url)]
Line = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_one_line)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
Optional = BeforeValidator(lambda text: None if text == "" else text)  # `key:` with nothing after it


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(_Entry):
    """What all entries of the catalogue's files have: an id, by which others name them."""

    id: str


class ParentEntry(_Entry):
    """A typed parent. `source` is needed where the entry's own source does not state it."""

    id: Slug
    relation: Relation
    source: Url | None = None
    note: Line | None = None


class Dispute(_Entry):
    """A value that another source gives for `field`, and why it is not followed."""

    field: str
    value: Line
    source: Line
    why: Line


class ArticleClaim(_Entry):
    """What the article of June 2023 or the author's chart of 2024-02 says where the truth differs."""

    field: str
    says: Line


class ModelEntry(Entry):
    """One thing drawn or drawable: a model, framework, technique, or another thing that the article names.

    `source` backs every fact that `sources` does not list by field name.
    """

    id: Slug
    name: Line
    kind: Kind
    org: Slug | None = None
    source: Url
    name_zh: Line | None = None
    released_on: Annotated[PartialDate | None, Optional] = None
    sizes: tuple[Size, ...] = ()
    license: Line | None = None
    openness: Openness | None = None
    architecture: Architecture | None = None
    languages: tuple[
        Annotated[str, Field(pattern=r"^(?:[a-z]{2,3}(?:-[A-Za-z]{2,4})?|multilingual|code)$")], ...
    ] = ()
    url: Url | None = None
    hub_repo: RepoId | None = None
    repos: tuple[RepoId, ...] = ()
    parents: tuple[ParentEntry, ...] = ()
    aliases: tuple[Line, ...] = ()
    stages: tuple[Stage, ...] = ()
    quadrant: Quadrant | None = None
    on_map: bool = True
    sources: dict[str, Url] = {}
    disputes: tuple[Dispute, ...] = ()
    article: tuple[ArticleClaim, ...] = ()
    notes: tuple[Line, ...] = ()


class OrgEntry(Entry):
    """An organisation or person, and every author name that it has or had on the Hub."""

    id: Slug
    name: Line
    country: Country
    kind: OrgKind
    source: Url
    name_zh: Line | None = None
    hub_authors: tuple[Annotated[str, Field(pattern=r"^[A-Za-z0-9][\w.-]*$")], ...] = ()
    aliases: tuple[Line, ...] = ()
    watched: bool = False
    url: Url | None = None
    notes: tuple[Line, ...] = ()


class LicenseEntry(Entry):
    """A licence: an SPDX id, or `LicenseRef-…` for one that SPDX does not list."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9.+-]+$")]
    name: Line
    openness: Openness
    commercial_use: bool
    source: Url
    condition: Line | None = None
    hub_ids: tuple[Line, ...] = ()
    aliases: tuple[Line, ...] = ()


class FeedEntry(Entry):
    """A feed that is polled by default, what it is good for and how it behaves."""

    id: Slug
    name: Line
    url: Url
    language: Literal["en", "zh"]
    good_for: Line
    source: Line
    org: Slug | None = None
    behaviour: tuple[
        Literal["titles_only", "full_text", "summaries", "whole_archive", "bridge", "high_volume", "digest"],
        ...,
    ] = ()
