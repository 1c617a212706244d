"""Makes passes that can be killed: `python killable.py`, one order a line on standard input.

An order is `{"home": …, "variables": {…}, "cpu": …, "rename": …}`. Each is carried out in a fork, so that
nothing is imported twice: one pass without Prefect, ended by the kernel after so many seconds of processor
time, or in front of a rename, given by its number or by the name that the file was to get. The answer is
`{"status": …, "cpu": …}`.
"""

import json
import os
import signal
import struct
import sys
import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

from plain import PLAIN

from flows.home import Home, held
from flows.passes import one_pass
from flows.settings import load
from flows.steps import begin, checked_catalogue


def obey(order: dict, told: int) -> None:
    renames = 0

    def renaming(event: str, arguments: tuple) -> None:
        nonlocal renames
        if event == "os.rename":
            renames += 1
            if order["rename"] in (renames, Path(arguments[1]).name):
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(renaming)
    if order["cpu"]:
        # SIGPROF that nobody handles ends a process as SIGKILL does: at once, by the kernel
        signal.setitimer(signal.ITIMER_PROF, order["cpu"])
    os.environ.update(order["variables"])
    home = Home(Path(order["home"]))
    with held(home):
        passing, states = begin(home, load(home, None))
        one_pass(passing, states, PLAIN)
    os.write(told, struct.pack("d", time.process_time()))


def main() -> None:
    checked_catalogue(datetime.now(UTC))
    for line in sys.stdin:
        telling, told = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                obey(json.loads(line), told)
            except BaseException:  # noqa: BLE001  a fork must not go on as its parent
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        os.close(told)
        _, status = os.waitpid(child, 0)
        (cpu,) = struct.unpack("d", os.read(telling, 8) or bytes(8))
        os.close(telling)
        answer = {"status": os.waitstatus_to_exitcode(status), "cpu": cpu}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
