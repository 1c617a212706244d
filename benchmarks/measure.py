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
class Took:
    """Seconds, the process's peak of memory in bytes, and what the case returned."""

    seconds: float
    peak: int
    result: Any


def alone(case: Callable[..., Any], *arguments: Any) -> Took:
    """Run `case(*arguments)` in a fresh process. A `(seconds, result)` of its own timing is taken over."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(sender, case, arguments))
    process.start()
    sender.close()
    try:
        seconds, peak, result = receiver.recv()
    except EOFError:
        process.join()
        raise SystemExit(f"{case.__name__} failed with {process.exitcode}") from None
    process.join()
    return Took(seconds, peak, result)


def best(case: Callable[..., Any], *arguments: Any, times: int = 3) -> Took:
    """The fastest of several runs: what the machine does beside can only slow a run down."""
    return min((alone(case, *arguments) for _ in range(times)), key=lambda took: took.seconds)


class Timed(tuple[float, Any]):
    """What a case returns that times only a part of itself."""

    __slots__ = ()


def timed(work: Callable[[], Any]) -> Timed:
    """Time one part."""
    gc.collect()
    started = time.perf_counter()
    result = work()
    return Timed((time.perf_counter() - started, result))


def _run(sender: Any, case: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    seconds, result = timed(lambda: case(*arguments))
    if isinstance(result, Timed):
        seconds, result = result
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sender.send((seconds, peak * (1 if sys.platform == "darwin" else 1024), result))


def machine() -> str:
    """The machine in one line."""
    model = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.exists():
        names = [
            line.partition(":")[2].strip()
            for line in info.read_text().splitlines()
            if line.startswith("model name")
        ]
        model = names[0] if names else model
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    system = f"{platform.system()}, Python {platform.python_version()}"
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}"
