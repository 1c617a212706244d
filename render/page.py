"""Write the page that shows the maps."""

from __future__ import annotations

from collections.abc import Mapping

from render.facts import Facts
from render.names import QUADRANT
from render.sheet import Sheet
from render.svg import environment


def page(facts: Facts, sheets: Mapping[str, Sheet]) -> str:
    """The whole page."""
    maps = [(name, "All four quadrants" if name == "map" else QUADRANT[name][0]) for name in sheets]
    return environment().get_template("index.html.j2").render(maps=maps, subtitle=sheets["map"].subtitle)
