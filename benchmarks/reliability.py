"""`python -m benchmarks.reliability FILE…`: how often a claim of a given confidence is right.

Takes Hub records that declare their parents (JSON arrays as the Hub's listing gives them, or JSON Lines, with
the card as `readme` where there is one), hides the declaration, infers, and compares. A claim is right if it
names a declared parent: the repo, or where sizes and variants fold together (`extractors.names.grammar.fold`)
the model. Relations are compared where the tag says more than `finetune`, which the Hub fills in by itself.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from extractors.hub.extract import extract
from extractors.names.grammar import fold
from warehouse.catalogue.read import bundled
from warehouse.names import known_names

_BINS = (0.95, 0.9, 0.85, 0.8, 0.7, 0.6, 0.5)
"""Lower ends of the table's rows."""
_RELATIONS = ("finetune", "adapter", "quantized", "merge")
_PREFIX = "base_model:"


@dataclass(frozen=True, slots=True)
class Claim:
    """One inferred parent beside what the repo declares."""

    origin: str
    confidence: float
    same_repo: bool
    same_model: bool
    same_relation: bool


def main() -> None:
    """Print both tables, in Markdown."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.reliability", description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--no-names", action="store_true", help="without the names of the catalogue")
    options = parser.parse_args()
    names = None if options.no_names else known_names(bundled())
    records = [record for file in options.files for record in records_of(file) if declared(record)]
    found = extract((orjson.dumps(record) for record in records), undeclared=True, names=names)
    claims = [claim for record, line in zip(records, found, strict=True) for claim in judged(record, line)]
    answered = sum(1 for record in records if record.get("readme"))
    print(f"{len(records)} records that declare a parent, {answered} with a card; {len(claims)} claims\n")
    for line in table(claims):
        print(line)


def records_of(file: Path) -> Iterator[dict[str, Any]]:
    """The Hub records of a file: a JSON array, or one record a line."""
    text = file.read_text(encoding="utf-8")
    loaded = (
        json.loads(text) if text.lstrip()[:1] == "[" else map(json.loads, filter(str.strip, text.split("\n")))
    )
    yield from (record for record in loaded if isinstance(record, dict))


def declared(record: dict[str, Any]) -> dict[str, str | None]:
    """Declared parents in lower case, each with its relation where the tags give one."""
    parents: dict[str, str | None] = {}
    for tag in record.get("tags") or ():
        if not str(tag).startswith(_PREFIX):
            continue
        relation, colon, parent = str(tag)[len(_PREFIX) :].partition(":")
        if colon and relation in _RELATIONS:
            parents[parent.lower()] = relation
        else:
            parents.setdefault(str(tag)[len(_PREFIX) :].lower(), None)
    return parents


def judged(record: dict[str, Any], line: bytes) -> Iterator[Claim]:
    """Every claim of an output line."""
    truth = declared(record)
    models = {fold(parent): relation for parent, relation in truth.items()}
    for parent in orjson.loads(line)["parents"]:
        name = parent["parent"].lower()
        relation = truth.get(name, models.get(fold(name)))
        yield Claim(
            parent["origin"],
            parent["confidence"],
            name in truth,
            fold(name) in models,
            relation in {None, "finetune"} or relation == parent["relation"],
        )


def table(claims: Iterable[Claim]) -> Iterator[str]:
    """By confidence, and by origin and confidence."""
    bins: defaultdict[tuple[str, float], list[Claim]] = defaultdict(list)
    for claim in claims:
        low = next((low for low in _BINS if claim.confidence >= low), 0.0)
        for origin in ("all", claim.origin):
            bins[origin, low].append(claim)
    yield "| origin | confidence | claims | mean confidence | right model | right repo | relation right |"
    yield "|---|---|---|---|---|---|---|"
    for origin, low in sorted(bins, key=lambda key: (key[0] != "all", key[0], -key[1])):
        made = bins[origin, low]
        right = [claim for claim in made if claim.same_model]
        high = next((high for high in reversed(_BINS) if high > low), 1.0)
        shares = (
            _share(claim.confidence for claim in made),
            _share(claim.same_model for claim in made),
            _share(claim.same_repo for claim in made),
            _share(claim.same_relation for claim in right),
        )
        told = " | ".join("–" if share is None else f"{share:.2f}" for share in shares)
        yield f"| {origin} | {low:.2f}–{high:.2f} | {len(made)} | {told} |"


def _share(values: Iterable[float]) -> float | None:
    listed = list(values)
    return sum(listed) / len(listed) if listed else None


if __name__ == "__main__":
    main()
