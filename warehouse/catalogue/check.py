"""What a machine can check of the catalogue beyond each entry's shape."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date

from license_expression import get_spdx_licensing

from extractors.words import DERIVATIONS, Relation
from warehouse.catalogue.read import Catalogue, Problem
from warehouse.catalogue.shape import ModelEntry


def check(catalogue: Catalogue, today: date) -> list[Problem]:
    """Everything wrong with entries that are each well-formed, sorted by file and line."""
    problems = [problem for rule in RULES for problem in rule(catalogue, today)]
    return sorted(problems, key=lambda p: (p.file, p.line, p.field, p.message))


def _at(catalogue: Catalogue, section: str, key: str, field: str, message: str) -> Problem:
    place = catalogue.places[section, key]
    return Problem(place.file, place.line_of(field), f"{key}.{field}", message)


def _names_point_to_something(catalogue: Catalogue, _: date) -> Iterator[Problem]:
    models = {entry.id for entry in catalogue.models}
    orgs = {entry.id for entry in catalogue.orgs}
    for entry in catalogue.models:
        if entry.org is not None and entry.org not in orgs:
            yield _at(
                catalogue, "models", entry.id, "org", f"{entry.org!r} is not in orgs/; add it there first"
            )
        for parent in entry.parents:
            if parent.id not in models:
                yield _at(catalogue, "models", entry.id, "parents", f"{parent.id!r} is not in models/")
        for field in entry.sources:
            if field not in ModelEntry.model_fields:
                yield _at(catalogue, "models", entry.id, "sources", f"{field!r} is not a field of an entry")
    for feed in catalogue.feeds:
        if feed.org is not None and feed.org not in orgs:
            yield _at(catalogue, "feeds", feed.id, "org", f"{feed.org!r} is not in orgs/; add it there first")


def _dates_are_possible(catalogue: Catalogue, today: date) -> Iterator[Problem]:
    dates = {entry.id: entry.released_on for entry in catalogue.models if entry.released_on}
    for entry in catalogue.models:
        if entry.released_on and (entry.released_on > today.isoformat() or entry.released_on < "1950"):
            yield _at(
                catalogue,
                "models",
                entry.id,
                "released_on",
                f"{entry.released_on} cannot be: it is in the future or before 1950",
            )
        for parent in entry.parents:
            born = dates.get(parent.id)
            if born and entry.released_on:
                shared = min(len(born), len(entry.released_on))  # compare to the precision both have
                if entry.released_on[:shared] < born[:shared]:
                    yield _at(
                        catalogue, "models", entry.id, "released_on",
                        f"{entry.released_on} is before its parent {parent.id} ({born})",
                    )  # fmt: skip


def _licences_are_known(catalogue: Catalogue, _: date) -> Iterator[Problem]:
    known = {entry.id for entry in catalogue.licenses}
    spdx = get_spdx_licensing()
    for entry in catalogue.licenses:
        if not entry.id.startswith("LicenseRef-") and spdx.unknown_license_keys(entry.id):
            yield _at(
                catalogue,
                "licenses",
                entry.id,
                "id",
                "is not an SPDX id; write LicenseRef-… for a licence of its own",
            )
    for model in catalogue.models:
        if model.license is not None and model.license not in known:
            yield _at(catalogue, "models", model.id, "license", f"{model.license!r} is not in licenses.yaml")


def _derivation_has_no_cycle(catalogue: Catalogue, _: date) -> Iterator[Problem]:
    parents = {
        entry.id: [parent.id for parent in entry.parents if parent.relation in DERIVATIONS]
        for entry in catalogue.models
    }
    done: set[str] = set()
    for start, above_start in parents.items():
        stack = [(start, iter(above_start))]
        path = {start}
        while stack:
            here, rest = stack[-1]
            above = next((p for p in rest if p not in done), None)
            if above is None:
                done.add(here)
                path.discard(here)
                stack.pop()
            elif above in path:
                yield _at(
                    catalogue,
                    "models",
                    here,
                    "parents",
                    f"{above!r} is its own ancestor: derivation has a cycle",
                )
                done.add(above)
            elif above in parents:
                path.add(above)
                stack.append((above, iter(parents[above])))
            else:
                done.add(above)


def _relations_fit(catalogue: Catalogue, _: date) -> Iterator[Problem]:
    kinds = {entry.id: entry.kind for entry in catalogue.models}
    for entry in catalogue.models:
        for parent in entry.parents:
            made_with = kinds.get(parent.id) in {"framework", "technique"}
            if parent.relation in DERIVATIONS and made_with and entry.kind == "model":
                yield _at(
                    catalogue,
                    "models",
                    entry.id,
                    "parents",
                    f"{parent.id!r} is a {kinds[parent.id]}: write relation: technique",
                )
            if parent.relation is Relation.TECHNIQUE and kinds.get(parent.id) == "model":
                yield _at(
                    catalogue,
                    "models",
                    entry.id,
                    "parents",
                    f"{parent.id!r} is a model: technique is for what a model was made with",
                )
        seen = Counter((parent.id, parent.relation) for parent in entry.parents)
        for (key, _relation), count in seen.items():
            if count > 1 or key == entry.id:
                yield _at(
                    catalogue,
                    "models",
                    entry.id,
                    "parents",
                    f"{key!r} is named twice, or is the entry itself",
                )


def _aliases_are_unambiguous(catalogue: Catalogue, _: date) -> Iterator[Problem]:
    owners: dict[str, str] = {}
    for entry in catalogue.models:
        for name in dict.fromkeys(alias.casefold() for alias in (entry.name, *entry.aliases)):
            owner = owners.setdefault(name, entry.id)
            if owner != entry.id:
                yield _at(catalogue, "models", entry.id, "aliases", f"{name!r} already names {owner!r}")
    repos: dict[str, str] = {}
    for entry in catalogue.models:
        for repo in {r.casefold() for r in (entry.hub_repo, *entry.repos) if r}:
            owner = repos.setdefault(repo, entry.id)
            if owner != entry.id:
                yield _at(catalogue, "models", entry.id, "repos", f"{repo!r} already belongs to {owner!r}")


def _orgs_are_told_apart(catalogue: Catalogue, _: date) -> Iterator[Problem]:
    names: dict[str, str] = {}
    authors: dict[str, str] = {}
    for org in catalogue.orgs:
        for name in dict.fromkeys(n.casefold() for n in (org.name, org.name_zh, *org.aliases) if n):
            if (owner := names.setdefault(name, org.id)) != org.id:
                yield _at(catalogue, "orgs", org.id, "aliases", f"{name!r} already names {owner!r}")
        for author in dict.fromkeys(author.casefold() for author in org.hub_authors):
            if (owner := authors.setdefault(author, org.id)) != org.id:
                yield _at(
                    catalogue, "orgs", org.id, "hub_authors", f"{author!r} already belongs to {owner!r}"
                )


def _licences_are_told_apart(catalogue: Catalogue, _: date) -> Iterator[Problem]:
    spellings: dict[str, str] = {}
    for entry in catalogue.licenses:
        for name in dict.fromkeys(n.casefold() for n in (entry.id, *entry.hub_ids, *entry.aliases)):
            if (owner := spellings.setdefault(name, entry.id)) != entry.id:
                yield _at(catalogue, "licenses", entry.id, "aliases", f"{name!r} already means {owner!r}")
    urls: dict[str, str] = {}
    for feed in catalogue.feeds:
        if (owner := urls.setdefault(feed.url, feed.id)) != feed.id:
            yield _at(catalogue, "feeds", feed.id, "url", f"{feed.url} is polled as {owner!r} already")


def _remarks_name_fields(catalogue: Catalogue, _: date) -> Iterator[Problem]:
    fields = ModelEntry.model_fields
    for entry in catalogue.models:
        for section in ("disputes", "article"):
            for remark in getattr(entry, section):
                if remark.field not in fields:
                    message = f"{remark.field!r} is not a field of an entry"
                    yield _at(catalogue, "models", entry.id, section, message)
        for dispute in entry.disputes:
            if dispute.field in fields and str(getattr(entry, dispute.field)) == dispute.value:
                message = f"{dispute.field} {dispute.value!r} is what the entry says itself"
                yield _at(catalogue, "models", entry.id, "disputes", message)


def _openness_agrees(catalogue: Catalogue, _: date) -> Iterator[Problem]:
    licenses = {entry.id: entry for entry in catalogue.licenses}
    for entry in catalogue.models:
        if entry.openness == "open" and entry.license in licenses:
            found = licenses[entry.license].openness
            if found != "open" and "openness" not in entry.sources:
                message = f"open, but {entry.license} is {found}: put it right, or give its source in sources"
                yield _at(catalogue, "models", entry.id, "openness", message)


RULES: tuple[Callable[[Catalogue, date], Iterator[Problem]], ...] = (
    _names_point_to_something,
    _dates_are_possible,
    _licences_are_known,
    _derivation_has_no_cycle,
    _relations_fit,
    _aliases_are_unambiguous,
    _orgs_are_told_apart,
    _licences_are_told_apart,
    _remarks_name_fields,
    _openness_agrees,
)
