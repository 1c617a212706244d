"""Drawing against the bare layout engine on the same graphs, and an unchanged day against a first one."""

import os
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.measure import Part, timed
from render import engine
from render.choose import choose
from render.facts import QUADRANTS, read
from render.sheet import sheet
from render.svg import draw_sheet
from warehouse.database import reading


def engine_calls(warehouse: Path, models: int) -> tuple[Part, Part, int]:
    """Drawing the four-quadrant map of so many models, the engine drawing it alone, and how many were drawn.

    The engine alone gets the same four graphs, one after the other, and does all of it: order, places, lines
    and SVG. We ask it for the order alone, and for all four at once.
    """
    with reading(warehouse) as con:
        facts = read(con)
    sources: list[str] = []

    class Noted(engine.Running):
        """A run whose source is noted."""

        def __init__(self, source: str, **options: Any) -> None:
            sources.append(source)
            super().__init__(source, **options)

    def draw() -> int:
        drawn = sheet(facts, choose(facts, models), QUADRANTS, engine=None)
        draw_sheet(drawn)
        return len(drawn.boxes)

    arrange = vars(import_module("render.arrange"))
    arrange["Running"] = Noted
    drawing = timed(draw)
    arrange["Running"] = engine.Running
    whole = [source.replace("splines=none", "").replace("nslimit=0.1", "") for source in sources]
    layouts = timed(lambda: [engine.run(source, output="svg") and None for source in whole])
    return drawing, layouts, drawing.result


def offline(home: Path) -> Part:
    """`modelmap run --offline` as a user calls it."""
    program = Path(sys.executable).parent / "modelmap"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return timed(
        lambda: (
            subprocess.run(  # noqa: S603  our own program
                [program, "run", "--offline", "--home", str(home)],
                env=environment,
                capture_output=True,
                check=True,
            ).returncode
        )
    )
