"""Stand-ins for texts that are no ASCII, while Vega places them.

Vega measures every text with the fonts of the machine, and for each one in Chinese it looks through all of
them: a third of the time that the statistics take. Nothing is placed by such a text's width, so it is set
afterwards.
"""

from __future__ import annotations

import re
from typing import Any

from markupsafe import escape

_MASK = re.compile(r"~\d+~")


class Masks:
    """Gives each text a stand-in, and takes them back."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def on(self, value: Any) -> Any:
        """The same value with stand-ins in it; keys of mappings stay as they are."""
        if isinstance(value, str):
            if value.isascii() and "~" not in value:
                return value
            return self._texts.setdefault(value, f"~{len(self._texts)}~")
        if isinstance(value, dict):
            return {key: self.on(part) for key, part in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.on(part) for part in value]
        return value

    def off(self, svg: str) -> str:
        """A drawing with the texts themselves."""
        texts = {mask: str(escape(text)) for text, mask in self._texts.items()}
        return _MASK.sub(lambda found: texts.get(found[0], found[0]), svg)
