"""`modelmap extract hub`: parents of Hub records, no network, no warehouse."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.names.known import KnownNames


def extract(lines: Iterable[bytes], *, undeclared: bool = False, names: "KnownNames | None" = None) -> Iterator[bytes]:
    """One output line per input line, in order; see the contract, section 6."""
    for _ in lines:
        yield b"{}\n"
