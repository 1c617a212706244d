"""Every name under which the catalogue knows a model or an organisation."""

from collections.abc import Iterator

from extractors.names.known import KnownName, KnownNames, NameKind
from warehouse.catalogue.read import Catalogue

_KINDS: dict[str, NameKind] = {"model": "model", "framework": "framework", "technique": "technique"}


def known_names(catalogue: Catalogue) -> KnownNames:
    """Names, Chinese names, aliases and Hub repos of all entries, for finding them in texts.

    A model's own name comes before another's alias, and models before organisations: of two names that
    are spelled alike the first wins.
    """
    return KnownNames.build([*_models(catalogue), *_orgs(catalogue)])


def _models(catalogue: Catalogue) -> Iterator[KnownName]:
    for entry in catalogue.models:
        yield KnownName(entry.name, entry.id, entry.name, _KINDS.get(entry.kind, "other"), entry.org)
    for entry in catalogue.models:
        for name in (entry.name_zh, *entry.aliases, entry.hub_repo, *entry.repos):
            if name:
                yield KnownName(name, entry.id, entry.name, _KINDS.get(entry.kind, "other"), entry.org)


def _orgs(catalogue: Catalogue) -> Iterator[KnownName]:
    for org in catalogue.orgs:
        for name in (org.name, org.name_zh, *org.aliases):
            if name:
                yield KnownName(name, org.id, org.name, "org", org.id)
