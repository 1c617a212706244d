"""Keys, display names and short names of models, for joining in SQL."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.names.grammar import fold, parse

_SEPARATORS = re.compile(r"[\s_\-/:]+")
_UNSAFE = re.compile(r"[^a-z0-9.]+")
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Named:
    """A name ready for joining: `key` is equal for all names of one model, `slug` is fit for a model_id."""

    key: str
    name: str
    slug: str


@lru_cache(maxsize=65_536)
def named(raw: str) -> Named:
    """Fold a repo id or a name as a text writes it; sizes, dates, formats and variants are dropped from its name."""
    tail = raw.rpartition("/")[2]
    parsed = parse(raw)
    dropped = {*parsed.sizes, *parsed.variants, *parsed.formats, *parsed.dates}
    kept = [word for word in _SEPARATORS.split(tail) if word and word.lower() not in dropped]
    name = " ".join(kept) if " " in tail.strip() else "-".join(kept)
    name = name or tail
    return Named(fold(raw), name, slug(name))


def slug(name: str) -> str:
    """A short name of `[a-z0-9.-]`, the same for the same name; a hash where no such letter remains."""
    text = _UNSAFE.sub("-", name.lower())[:_LONGEST].strip("-.")
    text = re.sub(r"[.-]*-[.-]*|\.{2,}", "-", text)
    return text or "model-" + hashlib.sha256(name.encode()).hexdigest()[:8]
