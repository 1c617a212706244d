"""Reads the catalogue's files into entries, and says what is wrong by file, line and field."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from yaml import CBaseLoader

from extractors.errors import ConfigurationError
from extractors.validation import reason, where
from warehouse.catalogue.shape import Entry, FeedEntry, LicenseEntry, ModelEntry, OrgEntry

BUNDLED = Path(__file__).parent
E_ = TypeVar("E_", bound=Entry)
Shape = TypeVar("Shape", bound=BaseModel)


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
    """Where an entry stands, and each of its fields."""

    file: str
    line: int
    fields: Mapping[str, int]

    def line_of(self, field: str) -> int:
        """The line of a field, or of the entry where the field is not written."""
        return self.fields.get(field.partition(".")[0], self.line)


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
        kept: list[E_] = []
        for file in files:
            for entry, place in entries(file, file.relative_to(root).as_posix(), shape, problems):
                key = (name, entry.id)
                if first := places.get(key):
                    message = f"{key[1]!r} is the id of {first.file}:{first.line} already; ids are unique"
                    problems.append(Problem(place.file, place.line_of("id"), f"{key[1]}.id", message))
                    continue
                places[key] = place
                kept.append(entry)
        return tuple(kept)

    catalogue = Catalogue(
        models=section("models", sorted((root / "models").glob("*.yaml")), ModelEntry),
        orgs=section("orgs", sorted((root / "orgs").glob("*.yaml")), OrgEntry),
        licenses=section("licenses", [root / "licenses.yaml"], LicenseEntry),
        feeds=section("feeds", [root / "feeds.yaml"], FeedEntry),
        places=places,
    )
    return catalogue, problems


def entries(
    path: Path, name: str, shape: type[Shape], problems: list[Problem]
) -> Iterator[tuple[Shape, Place]]:
    """The entries of one file, a list in YAML, with their places.

    Args:
        path: the file.
        name: what messages call it.
        shape: what each entry must be.
        problems: what is wrong is added here; an entry that is malformed is left out.
    """
    try:
        text = path.read_text(encoding="utf-8")
        loader = CBaseLoader(text)  # makes strings, lists and dicts only
        root = loader.get_single_node()
        values = loader.construct_document(root) if root is not None else []
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
        problems.append(Problem(name, 1, "-", "must be a list of entries, each beginning with `- `"))
        return
    for node, value in zip(root.value, values, strict=True):
        lines = _field_lines(name, node, problems)
        try:
            yield shape.model_validate(value), Place(name, node.start_mark.line + 1, lines)
        except ValidationError as error:
            entry = f"{value['id']}." if isinstance(value, dict) and isinstance(value.get("id"), str) else ""
            problems.extend(
                Problem(name, _line(node, one["loc"]), f"{entry}{where(one)}", reason(one))
                for one in error.errors()
            )


def _field_lines(name: str, node: yaml.Node, problems: list[Problem]) -> dict[str, int]:
    """YAML keeps the last of two equal keys in silence; a person who wrote both wants to know."""
    lines: dict[str, int] = {}
    if isinstance(node, yaml.MappingNode):
        for key, _ in node.value:
            line = key.start_mark.line + 1
            if key.value in lines:
                problems.append(Problem(name, line, str(key.value), "is written twice in one entry"))
            lines[key.value] = line
    return lines


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
