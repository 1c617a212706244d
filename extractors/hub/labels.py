"""Parents that stand behind a label: "- **Base model:** X", "| Foundation | X |"."""

import re
from functools import cache
from typing import TYPE_CHECKING

from extractors.hub.cues import evidence, fold, table
from extractors.hub.mentions import mentioned
from extractors.hub.statements import Statement
from extractors.hub.subjects import Sections
from extractors.words import Relation

if TYPE_CHECKING:
    from extractors.names.known import KnownNames

MAX_LABELS = 100
_LINE = re.compile(
    r"^[ >#]{0,8}(?:[-*+•|]|\d{1,2}[.)])?[ |]{0,4}([A-Za-z][A-Za-z _-]{1,30}[A-Za-z])(?: \([^()\n]{1,30}\))?"
    r" ?(?::|\||=|→) ?([^\n]{3,300})$",
    re.MULTILINE,
)
_ORIGINAL = re.compile(r"original(?: finetuned)?(?: model| weights)?$")
_NUMBER = re.compile(r"\|\s?\W?\d{1,3}(?:[.,]\d{1,3})?\s?%?\W?\s?(?:\||$)")
_DIRECTLY = re.compile(r"[\s⟦(]{0,4}(?:(?:the|a|our|official|pretrained) )?[\s⟦(]{0,2}")


@cache
def _labels() -> dict[str, Relation | None]:
    return {
        label: Relation(relation) if relation != "any" else None
        for relation, labels in table()["labels"].items()
        for label in labels
    }


def labelled(text: str, names: "KnownNames | None") -> list[Statement]:
    """Every parent that stands behind a label, in order. `text` is `Card.text`.

    A row of a table with numbers compares models, and is none; the value must begin with the model.
    """
    found: list[Statement] = []
    folded = fold(text)
    sections = Sections(folded)
    for line in _LINE.finditer(folded):
        label = line[1].lower().replace("_", " ").strip()
        if label not in _labels() or _NUMBER.search(line[2]) or sections.aside(line.start()):
            continue
        models = mentioned(line[2], names)[:2]
        if not models or not _DIRECTLY.fullmatch(line[2][: models[0].start]):
            continue
        model = models[0]
        if model.named and len(models) > 1 and models[1].start - model.end <= 4 and not models[1].named:
            model = models[1]
        if model.named and not any(c.isdigit() for c in model.parent):
            continue
        written = model.parent.lower() in line[2][model.start : model.end].lower()
        confidence = 0.93 if written and not model.named else 0.89
        if _ORIGINAL.match(label):
            confidence += 0.04  # where both are given, the base is the original's
        shown = evidence(line[0], 0, len(line[0]))
        found.append(Statement(model.parent, model.named, _labels()[label], confidence, shown, line.start()))
        if len(found) >= MAX_LABELS:
            break
    return found
