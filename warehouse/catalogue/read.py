"""Reads the catalogue's files into entries, and says what is wrong by file, line and field."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml import CBaseLoader

from extractors.errors import ConfigurationError
from extractors.validation import reason, where
from warehouse.catalogue.shape import FeedEntry, LicenseEntry, ModelEntry, OrgEntry

BUNDLED = Path(__file__).parent
E_ = TypeVar("E_", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file of the catalogue or the configuration."""

    file: str
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        """`models/meta.yaml:12: released_on: …`."""
        return f"{self.file}:{self.line}: {self.field}: {self.message}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry stands."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Every curated fact, and where each entry stands (`places`, by section and id)."""

    models: tuple[ModelEntry, ...]
    orgs: tuple[OrgEntry, ...]
    licenses: tuple[LicenseEntry, ...]
    feeds: tuple[FeedEntry, ...]
    places: dict[tuple[str, str], Place]


@cache
def bundled() -> Catalogue:
    """The catalogue that ships with modelmap.

    Raises:
        ConfigurationError: an entry is malformed; the message lists every problem.
    """
    catalogue, problems = read(BUNDLED)
    if problems:
        raise ConfigurationError("the catalogue cannot be read:\n" + "\n".join(map(str, problems)))
    return catalogue


def read(root: Path) -> tuple[Catalogue, list[Problem]]:
    """Read all files below `root`. Entries that are malformed are left out and reported."""
    problems: list[Problem] = []
    places: dict[tuple[str, str], Place] = {}

    def section(name: str, files: list[Path], shape: type[E_]) -> tuple[E_, ...]:
        entries: list[E_] = []
        for file in files:
            for entry, line in _entries(file, file.relative_to(root).as_posix(), shape, problems):
                places.setdefault((name, str(entry.id)), Place(file.relative_to(root).as_posix(), line))  # type: ignore[attr-defined]
                entries.append(entry)
        return tuple(entries)

    catalogue = Catalogue(
        models=section("models", sorted((root / "models").glob("*.yaml")), ModelEntry),
        orgs=section("orgs", sorted((root / "orgs").glob("*.yaml")), OrgEntry),
        licenses=section("licenses", [root / "licenses.yaml"], LicenseEntry),
        feeds=section("feeds", [root / "feeds.yaml"], FeedEntry),
        places=places,
    )
    return catalogue, problems


def _entries(path: Path, name: str, shape: type[E_], problems: list[Problem]) -> Iterator[tuple[E_, int]]:
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=CBaseLoader)
        values = yaml.load(text, Loader=CBaseLoader)  # noqa: S506  BaseLoader makes strings, lists and dicts only
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(Problem(name, line, "-", f"is not YAML: {error.problem}"))
        return
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        problems.append(Problem(name, 1, "-", f"cannot be read: {error}"))
        return
    if root is None:
        return
    if not isinstance(root, yaml.SequenceNode):
        problems.append(Problem(name, 1, "-", "must be a list of entries, each beginning with `- id:`"))
        return
    for node, value in zip(root.value, values, strict=True):
        problems.extend(_repeated(name, node))
        try:
            yield shape.model_validate(value), node.start_mark.line + 1
        except ValidationError as error:
            problems.extend(
                Problem(name, _line(node, one["loc"]), where(one), reason(one)) for one in error.errors()
            )


def _repeated(name: str, node: yaml.Node) -> Iterator[Problem]:
    """YAML keeps the last of two equal keys in silence; a person who wrote both wants to know."""
    if not isinstance(node, yaml.MappingNode):
        return
    seen: set[str] = set()
    for key, _ in node.value:
        if key.value in seen:
            yield Problem(name, key.start_mark.line + 1, key.value, "is written twice in one entry")
        seen.add(key.value)


def _line(node: yaml.Node, location: tuple[int | str, ...]) -> int:
    """The line of the innermost node that an error's location names."""
    for part in location:
        if isinstance(node, yaml.MappingNode):
            found = next((pair for pair in node.value if pair[0].value == part), None)
            if found is None:
                break
            node = found[1] if isinstance(found[1], yaml.CollectionNode) else found[0]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
    return node.start_mark.line + 1
