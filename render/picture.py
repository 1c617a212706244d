"""PNG and PDF of what was drawn, for those who print it or send it round.

vl-convert carries resvg and its Latin fonts, so neither a browser nor a system program is needed. It sets
Chinese with a font of the machine. On a machine without one there would be an empty frame for each character:
there, Chinese is left out of PNG and PDF (never of the SVG), and a warning says what to install.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path

from render.box import NAME_SIZE
from render.facts import QUADRANTS
from render.measure import SLACK, width

log = logging.getLogger(__name__)

MAPS = ("map", *QUADRANTS)
_BESIDE = re.compile(
    r'<text class="(name|heading|title)" x="([\d.]+)"([^>]*)>([^<]*)<tspan class="(zh|heading-zh)" dx="(\d+)"'
)
_BESIDE_ALONE = re.compile(r'<tspan class="(?:zh|heading-zh)"[^>]*>[^<]*</tspan>')
_CHINESE = re.compile(r"\s*[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+")
_TEXT = re.compile(r"(?<=>)[^<>]+(?=</text>)")
_SAMPLE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">'
    '<text y="20" font-size="20" font-family="Noto Sans CJK SC,Arial,sans-serif">{}</text></svg>'
)
_SIZES = {"name": NAME_SIZE, "heading": 18.0, "title": 26.0}


def pictures(site: Path, target: Path, suffix: str) -> Sequence[Path]:
    """Write the maps of a drawn site as PNG or PDF.

    Args:
        site: where the SVGs are.
        target: a file with that suffix for the map of four quadrants; any other path is a directory, made if
            need be, for all five maps.
        suffix: `png` or `pdf`.

    Returns:
        The files written.

    Raises:
        OSError: a file cannot be read or written.
        ValueError: the drawing cannot be converted.
    """
    from vl_convert import svg_to_pdf, svg_to_png  # noqa: PLC0415 - 40 MB that only this needs

    chinese = svg_to_png(_SAMPLE.format("\u56fd")) != svg_to_png(_SAMPLE.format("\U0010fffd"))
    if not chinese:
        log.warning(
            "no font on this machine has Chinese: %s leaves it out; install one (Debian: fonts-noto-cjk)",
            suffix.upper(),
        )
    one = target.suffix.lower() == f".{suffix}"
    wanted = {"map": target} if one else {name: target / f"{name}.{suffix}" for name in MAPS}
    for name, path in wanted.items():
        svg = (site / f"{name}.svg").read_text(encoding="utf-8")
        svg = _BESIDE.sub(_apart, svg) if chinese else latin(svg)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(svg_to_png(svg) if suffix == "png" else svg_to_pdf(svg))
    return tuple(wanted.values())


def latin(svg: str) -> str:
    """The drawing without Chinese; what is in Chinese alone stays."""
    return _TEXT.sub(lambda found: _CHINESE.sub("", found[0]).strip() or found[0], _BESIDE_ALONE.sub("", svg))


def _apart(found: re.Match[str]) -> str:
    """Give the Chinese name a place of its own, for resvg sets text that hangs together in one font."""
    style, x, rest, text, zh, gap = found.groups()
    at = float(x) + width(unescape(text), _SIZES[style], bold=True) / SLACK + float(gap)
    return f'<text class="{style}" x="{x}"{rest}>{text}<tspan class="{zh}" x="{at:.1f}"'
