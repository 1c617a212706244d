"""Infers the parents of many records: here, or wherever a run spreads it."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from extractors.hub.infer import infer
from extractors.names.known import KnownNames
from extractors.records import Parent

log = logging.getLogger(__name__)

Record = Mapping[str, Any]
Inferred = tuple[Parent, ...] | str
"""A record's undeclared parents, or why it could not be understood."""
Infer = Callable[[Sequence[Record]], Iterator[Inferred]]
"""Infers from records one after another; gives as many results as it got records, in their order."""


def infer_each(records: Sequence[Record], names: KnownNames | None) -> Iterator[Inferred]:
    """One after another; nothing that a record holds raises. Records without cards need no names."""
    for record in records:
        try:
            yield infer(record, names)
        except Exception as error:  # noqa: BLE001  one record that trips an extractor must not lose the others
            log.warning("%s could not be understood: %s", record.get("id"), error)
            yield f"not understood: {error}"
