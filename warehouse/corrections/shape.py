"""The shape of `corrections.yaml`: a list of entries, each of which says one thing."""

from dataclasses import dataclass
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from extractors.words import Relation
from warehouse.catalogue.read import Place
from warehouse.catalogue.shape import Line, repo_id

FILE = "corrections.yaml"
"""Its name in the home, and in the evidence of what it says."""


def _reference(text: str) -> str:
    """A repo where there is a slash, else a model's id, name or alias."""
    return repo_id(text) if "/" in text else text


Reference = Annotated[Line, AfterValidator(_reference)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Pair(_Shape):
    """A child and a parent: two models, or two repos."""

    child: Reference
    parent: Reference

    @model_validator(mode="after")
    def _alike(self) -> Self:
        if ("/" in self.child) != ("/" in self.parent):
            raise ValueError("child and parent must both be models, or both Hub repos (org/name)")
        if self.child.casefold() == self.parent.casefold():
            raise ValueError(f"{self.child!r} cannot be its own parent")
        return self


class Typed(Pair):
    """A pair with its relation."""

    relation: Relation


class Naming(_Shape):
    """A name or repo, and a model."""

    name: Reference
    model: Line


class Entry(_Shape):
    """One correction. Exactly one of the four is given, and why if one likes."""

    parent: Typed | None = None
    not_parent: Pair | None = None
    same_as: Naming | None = None
    different: Naming | None = None
    why: Line | None = None

    @model_validator(mode="after")
    def _one(self) -> Self:
        given = [field for field in ("parent", "not_parent", "same_as", "different") if getattr(self, field)]
        if len(given) != 1:
            raise ValueError("write exactly one of parent, not_parent, same_as and different in an entry")
        return self

    @property
    def evidence(self) -> str:
        """As shown wherever the correction holds."""
        return f"{FILE}: {self.why}" if self.why else FILE


@dataclass(frozen=True, slots=True)
class Corrections:
    """All entries in their order, and where each stands in the file."""

    entries: tuple[Entry, ...] = ()
    places: tuple[Place, ...] = ()


NONE = Corrections()
"""What a home without the file has."""
