"""Know again what was drawn before from the same, so that it need not be drawn again.

A drawing carries a seal: a hash of what it was drawn from and one of itself, so that a file that somebody has
changed is drawn anew.
"""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

_SEAL = re.compile(r' data-seal="([0-9a-f]{24}-[0-9a-f]{24})"')
_ROOT = "<svg "


def sealed(svg: str, source: str) -> str:
    """The drawing with its seal.

    Args:
        svg: the document.
        source: a hash of what it was drawn from.
    """
    return svg.replace(_ROOT, f'{_ROOT}data-seal="{source[:24]}-{_hash(svg)}" ', 1)


def kept(path: Path, source: str) -> str | None:
    """The drawing in a file, if it was drawn from the same and is as it was drawn."""
    try:
        svg = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    found = _SEAL.search(svg)
    if not found:
        return None
    bare = svg.replace(f'data-seal="{found[1]}" ', "", 1)
    return svg if found[1] == f"{source[:24]}-{_hash(bare)}" else None


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:24]
