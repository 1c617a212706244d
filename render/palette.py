"""Colours, in one place, as CSS for light and dark.

Relations follow Okabe and Ito's palette, which people with any of the common colour deficiencies can tell
apart (https://jfly.uni-koeln.de/color/), darkened for white paper and lightened for a dark screen; each
relation has an arrowhead of its own as well. CSS variables are avoided: librsvg and others do not know them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours of one theme. Families are (border, fill of a base model) from 0, the one without a colour."""

    sheet: str
    panel: str
    stripe: str
    frame: str
    ink: str
    soft: str
    paper: str
    new: str
    new_ink: str
    relations: Mapping[str, str]
    families: tuple[tuple[str, str], ...]


LIGHT = Theme(
    sheet="#f4f5f7",
    panel="#ffffff",
    stripe="#f3f5f9",
    frame="#d5d9e0",
    ink="#161b22",
    soft="#545d6b",
    paper="#ffffff",
    new="#ffb000",
    new_ink="#161b22",
    relations={
        "finetune": "#0068a8",
        "adapter": "#c97800",
        "quantized": "#5d6570",
        "merge": "#a63d83",
        "distilled": "#c8430a",
        "continued_pretraining": "#007f5c",
        "reproduction": "#7a6a00",
        "successor": "#8a93a0",
        "architecture": "#8a93a0",
        "technique": "#7d8fb3",
    },
    families=(
        ("#6b7583", "#e6e9ee"),
        ("#2f6fb5", "#d6e6f8"),
        ("#b9670a", "#fbe4c6"),
        ("#12806a", "#cdeee5"),
        ("#8450ad", "#e9dcf5"),
        ("#b03a66", "#f9dbe6"),
        ("#6f6c10", "#eeecc0"),
    ),
)
DARK = Theme(
    sheet="#0d1117",
    panel="#141a22",
    stripe="#19212b",
    frame="#303a46",
    ink="#e8ecf1",
    soft="#a3aebb",
    paper="#1a212b",
    new="#ffc247",
    new_ink="#161b22",
    relations={
        "finetune": "#5db4f0",
        "adapter": "#f0a83c",
        "quantized": "#a4adb8",
        "merge": "#e08cc4",
        "distilled": "#ff8a57",
        "continued_pretraining": "#3fcf9f",
        "reproduction": "#d9c64a",
        "successor": "#7d8793",
        "architecture": "#7d8793",
        "technique": "#8296c0",
    },
    families=(
        ("#8b96a5", "#2b333e"),
        ("#6aa9ea", "#1d3a5a"),
        ("#e29a45", "#4b3316"),
        ("#4cc4a7", "#15433a"),
        ("#b98be0", "#3a2851"),
        ("#ea84aa", "#4d2134"),
        ("#c6c255", "#3b3a12"),
    ),
)


def rules(theme: Theme) -> list[tuple[str, str]]:
    """Selectors and declarations that depend on the theme."""
    made = [
        (".sheet", f"fill:{theme.sheet}"),
        (".panel", f"fill:{theme.panel};stroke:{theme.frame}"),
        (".stripe", f"fill:{theme.stripe}"),
        ("text", f"fill:{theme.ink}"),
        (".soft", f"fill:{theme.soft}"),
        (".node .box", f"fill:{theme.paper}"),
        (".badge", f"fill:{theme.new}"),
        (".badge-text", f"fill:{theme.new_ink}"),
        (".new .glow", f"stroke:{theme.new}"),
    ]
    for name, colour in theme.relations.items():
        made += [
            (f".edge.{name} path", f"stroke:{colour}"),
            (f".head-{name}", f"stroke:{colour};fill:{colour if name not in HOLLOW else theme.panel}"),
        ]
    for number, (border, fill) in enumerate(theme.families):
        made += [
            (f".f{number} .box", f"stroke:{border}"),
            (f".f{number}.base .box", f"fill:{fill}"),
        ]
    return made


HOLLOW = frozenset({"adapter", "merge", "reproduction", "successor", "architecture"})
"""Relations whose arrowhead is drawn as an outline."""


def css() -> str:
    """Light colours, and dark ones where the reader prefers them."""
    light = "".join(f"{selector}{{{body}}}" for selector, body in rules(LIGHT))
    dark = "".join(f"{selector}{{{body}}}" for selector, body in rules(DARK))
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"


def _chart_rules(theme: Theme) -> list[tuple[str, str]]:
    made = [
        (".sheet", f"fill:{theme.sheet}"),
        ("text", f"fill:{theme.ink}"),
        ("text.soft", f"fill:{theme.soft}"),
        (".grid", f"stroke:{theme.frame}"),
        (".cell", f"fill:{theme.paper}"),
        (".paper", f"fill:{theme.paper};stroke:{theme.frame}"),
    ]
    for number, (border, _) in enumerate(theme.families):
        made += [(f".c{number}", f"fill:{border}"), (f"path.c{number}", f"fill:none;stroke:{border}")]
    return made


def chart_css() -> str:
    """Colours of the charts, light and dark."""
    light = "".join(f"{selector}{{{body}}}" for selector, body in _chart_rules(LIGHT))
    dark = "".join(f"{selector}{{{body}}}" for selector, body in _chart_rules(DARK))
    return f"{light}@media (prefers-color-scheme:dark){{{dark}}}"


def repaint() -> str:
    """Dark colours for a drawing whose colours are attributes, by the light colour that each stands for."""
    names = ("sheet", "ink", "soft", "frame")
    pairs = [(getattr(LIGHT, name), getattr(DARK, name)) for name in names]
    pairs += [(light, dark) for (light, _), (dark, _) in zip(LIGHT.families, DARK.families, strict=True)]
    made = "".join(
        f'[{part}="{light}"]{{{part}:{dark}}}' for light, dark in pairs for part in ("fill", "stroke")
    )
    return f"@media (prefers-color-scheme:dark){{{made}}}"


def css_by_attribute() -> str:
    """The same for a page whose reader may choose: `data-theme` on the root, else the system's preference."""
    light = "".join(f".map {selector}{{{body}}}" for selector, body in rules(LIGHT))
    dark = [(f".map {selector}", body) for selector, body in rules(DARK)]
    chosen = "".join(f":root[data-theme=dark] {selector}{{{body}}}" for selector, body in dark)
    asked = "".join(f":root:not([data-theme=light]) {selector}{{{body}}}" for selector, body in dark)
    return f"{light}{chosen}@media (prefers-color-scheme:dark){{{asked}}}"
