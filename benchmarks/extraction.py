"""`modelmap extract` against reading the same JSON."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import orjson

from benchmarks.measure import Part, timed
from benchmarks.synthetic import pages, texts
from extractors.hub.extract import extract as extract_hub
from extractors.text.extract import extract as extract_text
from warehouse.catalogue.read import bundled
from warehouse.names import known_names


def make_hub(file: Path, number: int) -> None:
    """Records, one a line."""
    with file.open("wb") as out:
        for page in pages(0, number, number):
            out.writelines(orjson.dumps(one) + b"\n" for one in orjson.loads(page))


def make_texts(file: Path, number: int) -> None:
    """News items, one a line."""
    with file.open("wb") as out:
        out.writelines(texts(number))


def reading(file: Path) -> Part:
    """The bare reading: each line parsed, and written again."""
    return _each(file, lambda lines: (orjson.dumps(orjson.loads(line)) for line in lines))


def hub(file: Path) -> Part:
    """Parents of Hub records."""
    names = known_names(bundled())
    return _each(file, lambda lines: extract_hub(lines, names=names))


def hub_undeclared(file: Path) -> Part:
    """Parents of Hub records whose declarations are hidden."""
    names = known_names(bundled())
    return _each(file, lambda lines: extract_hub(lines, undeclared=True, names=names))


def text(file: Path) -> Part:
    """Releases in texts."""
    names = known_names(bundled())
    return _each(file, lambda lines: extract_text(lines, names=names))


def _each(file: Path, work: Callable[[Iterable[bytes]], Iterator[bytes]]) -> Part:
    def run() -> int:
        with file.open("rb") as lines:
            return sum(1 for _ in work(lines))

    return timed(run)
