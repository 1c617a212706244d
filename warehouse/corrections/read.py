"""Reads `corrections.yaml`, and says what is wrong by file, line and field."""

from collections.abc import Collection, Iterator
from pathlib import Path

from extractors.errors import ConfigurationError
from warehouse.catalogue.read import Catalogue, Problem, entries
from warehouse.corrections.apply import catalogued
from warehouse.corrections.shape import NONE, Corrections, Entry, Pair


def read_corrections(path: Path) -> tuple[Corrections, list[Problem]]:
    """The file's entries; malformed ones are left out and reported. No file, no corrections."""
    if not path.exists():
        return NONE, []
    problems: list[Problem] = []
    read = list(entries(path, path.name, Entry, problems))
    return Corrections(tuple(entry for entry, _ in read), tuple(place for _, place in read)), problems


def check_corrections(
    corrections: Corrections, catalogue: Catalogue, others: Collection[str] | None = None
) -> list[Problem]:
    """Entries that contradict each other, and those that name a model that nobody knows.

    Args:
        corrections: what was read.
        catalogue: where models are looked up.
        others: ids and names of models that the catalogue does not have, in lower case; None if they
            are not known, for nothing has been loaded yet, and then no name is called unknown.
    """
    problems = [
        Problem(place.file, place.line, field, message)
        for entry, place in zip(corrections.entries, corrections.places, strict=True)
        for field, message in _unknown(entry, catalogue, others)
    ]
    told: dict[tuple[str, str], tuple[str, int]] = {}
    for entry, place in zip(corrections.entries, corrections.places, strict=True):
        for kind, one, other in _claims(entry, catalogue):
            before, line = told.setdefault((one, other), (kind, place.line))
            if before != kind:
                problems.append(Problem(place.file, place.line, kind, f"line {line} says the opposite"))
    return sorted(problems, key=lambda p: (p.line, p.field, p.message))


def checked_corrections(path: Path, catalogue: Catalogue) -> Corrections:
    """The corrections at `path`.

    Raises:
        ConfigurationError: something is wrong with them; every problem is listed.
    """
    corrections, problems = read_corrections(path)
    problems = problems or check_corrections(corrections, catalogue)
    if problems:
        raise ConfigurationError(f"{path} cannot be used:\n" + "\n".join(map(str, problems)))
    return corrections


def _unknown(entry: Entry, catalogue: Catalogue, others: Collection[str] | None) -> Iterator[tuple[str, str]]:
    if others is None:
        return
    known = catalogued(catalogue)
    for field in ("parent", "not_parent", "same_as", "different"):
        given = getattr(entry, field)
        if given is None:
            continue
        named = (
            {"child": given.child, "parent": given.parent}
            if isinstance(given, Pair)
            else {"model": given.model}
        )
        for part, name in named.items():
            if "/" not in name and name.casefold() not in known and name.casefold() not in others:
                yield f"{field}.{part}", f"{name!r} is no model that the catalogue or the warehouse knows"


def _claims(entry: Entry, catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    known = catalogued(catalogue)

    def key(name: str) -> str:
        return known.get(name.casefold(), name.casefold())

    for kind in ("parent", "not_parent"):
        if pair := getattr(entry, kind):
            yield kind, key(pair.child), key(pair.parent)
    for kind in ("same_as", "different"):
        if naming := getattr(entry, kind):
            yield kind, naming.name.casefold(), key(naming.model)
