"""Timing, each case in a process of its own, so that its peak of memory is its own."""

import gc
import multiprocessing
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """What a case returns that times only a part of itself: seconds, seconds of processor, and its result."""

    seconds: float
    processor: float
    result: Any


@dataclass(frozen=True, slots=True)
class Took(Part):
    """The same of a whole case, and the process's peak of memory in bytes."""

    peak: int


def alone(case: Callable[..., Any], *arguments: Any) -> Took:
    """Run `case(*arguments)` in a fresh process; if it returns a `Part`, that is what counts."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(sender, case, arguments))
    process.start()
    sender.close()
    try:
        took: Took = receiver.recv()
    except EOFError:
        process.join()
        raise SystemExit(f"{case.__name__} failed with {process.exitcode}") from None
    process.join()
    return took


def best(case: Callable[..., Any], *arguments: Any, times: int = 3) -> Took:
    """The fastest of several runs: what the machine does beside can only slow a run down."""
    return min((alone(case, *arguments) for _ in range(times)), key=lambda took: took.seconds)


def timed(work: Callable[[], Any]) -> Part:
    """Time one part. Processes that it starts count as well."""
    gc.collect()
    started, used = time.perf_counter(), _processor()
    result = work()
    return Part(time.perf_counter() - started, _processor() - used, result)


def _processor() -> float:
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _run(sender: Any, case: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    # DuckDB takes a process without a script of its own for a console, and draws its bar there.
    sys.modules["__main__"].__file__ = __file__
    whole = timed(lambda: case(*arguments))
    part = whole.result if isinstance(whole.result, Part) else whole
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    sender.send(Took(part.seconds, part.processor, part.result, peak))


def machine() -> str:
    """The machine in one line."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        lines = info.read_text(encoding="utf-8").splitlines()
        names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}"
