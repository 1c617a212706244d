"""The templates of the page, the feed and the charts."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from render.paths import px
from render.text import clean, link, xml_id

TEMPLATES = Path(__file__).parent / "templates"


@cache
def environment() -> Environment:
    """Templates with autoescape everywhere, and the filters that the drawings share."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters.update(px=px, xml_id=xml_id, link=link, clean=clean)
    return made
