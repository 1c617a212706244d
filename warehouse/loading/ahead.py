"""Reads the next pages while the last ones are merged, so that neither core waits for the other.

Inference is Python and keeps to one core; DuckDB lets go of Python's lock and takes what is left.
"""

import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from typing import TypeVar

import duckdb

from warehouse.statements import settle

Batch = TypeVar("Batch")
Read = TypeVar("Read")

_TURN = 0.0005
"""Seconds."""


@contextmanager
def quick_turns() -> Iterator[None]:
    """Let a thread that works in Python hand its lock on after half a millisecond instead of five.

    Unpacking a page, and each step of a query, ask for it ten times: beside inference nothing else went on.
    """
    before = sys.getswitchinterval()
    sys.setswitchinterval(_TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def read_ahead(
    con: duckdb.DuckDBPyConnection,
    batches: Sequence[Batch],
    read: Callable[[duckdb.DuckDBPyConnection, Batch], Read],
) -> Generator[tuple[duckdb.DuckDBPyConnection, Read]]:
    """What reading each batch gave, in their order, and the connection that has its temporary tables.

    Meanwhile a thread reads the one after it, through a second connection to the same file: temporary
    tables belong to a connection. What `read` raises is raised when it is the batch's turn. Close the
    iterator if it is not exhausted; one batch needs no thread.
    """
    if len(batches) == 1:
        yield con, read(con, batches[0])
        return
    with (
        closing(con.cursor()) as other,
        ThreadPoolExecutor(max_workers=1, thread_name_prefix="read-ahead") as thread,
    ):
        settle(other)
        turns = [(con, other)[turn % 2] for turn in range(len(batches))]
        try:
            waiting = thread.submit(read, turns[0], batches[0])
            for turn in range(len(batches)):
                done = waiting.result()
                if turn + 1 < len(batches):
                    waiting = thread.submit(read, turns[turn + 1], batches[turn + 1])
                yield turns[turn], done
        except BaseException:  # the caller goes no further, and neither need the thread
            con.interrupt()
            other.interrupt()
            raise
