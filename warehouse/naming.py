"""Keys, display names and short names of models, for joining in SQL."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from extractors.names.grammar import parse, tokens

_SEPARATORS = re.compile(r"[\s_\-/:]+")
_UNSAFE = re.compile(r"[^a-z0-9.]+")
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Named:
    """A name ready for joining.

    Attributes:
        key: equal for all names of one model, its sizes, dates, variants and formats.
        keys: keys to look it up by, the finest first: as it is but for the format, with sizes and dates
            but without the variant, and folded. Some models are one size or one date of a family.
        name: for showing; sizes, dates, formats and variants dropped.
        slug: the same, fit for a model_id.
        is_bare: nothing was dropped: the name is a family's own.
    """

    key: str
    keys: tuple[str, str, str]
    name: str
    slug: str
    is_bare: bool


@lru_cache(maxsize=65_536)
def named(raw: str) -> Named:
    """Take a repo id, or a name as a text writes it."""
    tail = raw.rpartition("/")[2]
    parsed = parse(raw)
    dropped = {*parsed.sizes, *parsed.variants, *parsed.formats, *parsed.dates}
    words = [word for word in tokens(tail) if word not in parsed.formats]
    sized = [word for word in words if word not in parsed.variants]
    kept = [word for word in _SEPARATORS.split(tail) if word and word.lower() not in dropped]
    name = (" " if " " in tail.strip() else "-").join(kept) or tail
    return Named(
        key=parsed.key,
        keys=(f"exact:{''.join(words)}", f"sized:{''.join(sized)}", f"name:{parsed.key}"),
        name=name,
        slug=slug(name),
        is_bare=not dropped,
    )


def slug(name: str) -> str:
    """A short name of `[a-z0-9.-]`, the same for the same name; a hash where no such letter remains."""
    text = _UNSAFE.sub("-", name.lower())[:_LONGEST].strip("-.")
    text = re.sub(r"[.-]*-[.-]*|\.{2,}", "-", text)
    return text or "model-" + hashlib.sha256(name.encode()).hexdigest()[:8]
