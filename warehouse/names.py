"""Every name under which the catalogue knows a model."""

from typing import TYPE_CHECKING

from warehouse.catalogue.read import Catalogue

if TYPE_CHECKING:
    from extractors.names.known import KnownNames


def known_names(catalogue: Catalogue) -> "KnownNames":
    """Names, Chinese names, aliases and Hub repos of all entries, for finding them in texts."""
    from extractors.names.known import KnownName, KnownNames  # noqa: PLC0415  written at the same time

    return KnownNames.build(
        KnownName(name=name, model_id=entry.id, canonical=entry.name, kind=entry.kind, org=entry.org)
        for entry in catalogue.models
        for name in dict.fromkeys(
            filter(None, (entry.name, entry.name_zh, *entry.aliases, entry.hub_repo, *entry.repos))
        )
    )
