"""Makers and lines of models that are household words: what may stand before a name, or be a base.

They help to cut "NVIDIA Nemotron 3" after its maker and to tell a base model from a library in
"based on X". No release is found by them: new names have to be found by the language.
"""

from extractors.text.tables import table

ORGS = frozenset(table("orgs"))
"""First words that name a maker and no model, in lower case."""

ORG_TAILS = frozenset(table("org_tails"))
"""Words that go on a maker's name: "Google DeepMind", "Cohere Labs", "Prime Intellect"."""

ORG_PHRASES = table("org_phrases")
"""Makers of several words, in lower case."""

CHINESE_ORGS = table("chinese_orgs")
"""Makers' Chinese names, the longer before the shorter."""

FAMILIES = table("families")
"""How names of well-known lines of models begin, in lower case."""

CHINESE_FAMILIES = table("chinese_families")
"""Chinese names of well-known lines."""

HOUSEHOLD = frozenset(table("household"))
"""Keys of lines so well known that a new release is not called by them alone."""

_FLAT = tuple(family.replace(" ", "-") for family in FAMILIES)


def is_family(name: str) -> bool:
    """Whether `name` begins as a well-known line of models does."""
    folded = name.rpartition("/")[2].lower().replace(" ", "-").replace("_", "-")
    return (
        folded.startswith(_FLAT)
        or folded.removeprefix("meta-").startswith(_FLAT)
        or name.startswith(CHINESE_FAMILIES)
    )
