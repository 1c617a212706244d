"""Parents that a repo does not declare, from its configs, its card and its name."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from extractors.records import Parent

if TYPE_CHECKING:
    from extractors.names.known import KnownNames


def infer(record: Mapping[str, Any], names: "KnownNames | None") -> tuple[Parent, ...]:  # noqa: ARG001 - the signature others build on
    """Undeclared parents of one Hub record, surest first; empty where it does not know."""
    return ()


def declared_in_card(record: Mapping[str, Any]) -> tuple[Parent, ...]:  # noqa: ARG001 - follows
    """Parents that the card's front matter declares, for records without cardData."""
    return ()
