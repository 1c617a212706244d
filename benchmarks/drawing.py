"""Drawing against the bare layout engine on the same graphs, and an unchanged day against a first one."""

import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

from benchmarks.measure import Timed, timed
from render import engine
from render.choose import choose
from render.facts import QUADRANTS, read
from render.sheet import sheet
from render.svg import draw_sheet
from warehouse.database import reading


def engine_calls(warehouse: Path, models: int) -> tuple[float, float, int]:
    """Seconds of drawing the four-quadrant map of so many models, seconds of its layouts alone, and models.

    The layouts are done again afterwards with nothing around them: one call of the engine after the other.
    """
    with reading(warehouse) as con:
        facts = read(con)
    calls: list[tuple[str, dict[str, Any]]] = []
    bare = engine.run

    def noted(source: str, **options: Any) -> bytes:
        calls.append((source, options))
        return bare(source, **options)

    arrange = import_module("render.arrange")
    vars(arrange)["run"] = noted
    chosen = choose(facts, models)
    started = time.perf_counter()
    drawn = sheet(facts, chosen, QUADRANTS, engine=None)
    draw_sheet(drawn)
    drawing = time.perf_counter() - started
    vars(arrange)["run"] = bare
    started = time.perf_counter()
    for source, options in calls:
        bare(source, **options)
    return drawing, time.perf_counter() - started, len(drawn.boxes)


def offline(home: Path) -> Timed:
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
