"""Put a finished directory in another's place, so that a reader sees the old one or the new one."""

from __future__ import annotations

import ctypes
import os
import shutil
from contextlib import suppress
from filecmp import cmp
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def beside(site: Path) -> Path:
    """An empty directory next to the site to write the new one into; what a crash left is cleared first."""
    site.parent.mkdir(parents=True, exist_ok=True)
    if not site.exists() and _old(site).is_dir():
        _old(site).rename(site)  # a crash came between the two renames of `swap`
    fresh = _new(site)
    for left in (fresh, _old(site)):
        shutil.rmtree(left, ignore_errors=True)
    fresh.mkdir()
    return fresh


def swap(fresh: Path, site: Path, *, but: frozenset[str] = frozenset()) -> bool:
    """Replace the site by the new one, unless both hold the same bytes. Returns whether it was replaced.

    Args:
        fresh: the new directory; it is gone afterwards.
        site: the directory to replace.
        but: files that make no difference.
    """
    if site.is_dir() and same(fresh, site, but=but):
        shutil.rmtree(fresh)
        return False
    if not site.exists():
        fresh.rename(site)
        return True
    if not _exchange(fresh, site):
        site.rename(_old(site))
        fresh.rename(site)
    for left in (fresh, _old(site)):
        shutil.rmtree(left, ignore_errors=True)
    return True


def same(one: Path, other: Path, *, but: frozenset[str] = frozenset()) -> bool:
    """Whether two directories hold the same files with the same bytes, but for the contents of some."""
    names = files(one)
    return names == files(other) and all(
        cmp(one / name, other / name, shallow=False) for name in names if name not in but
    )


def files(directory: Path) -> list[str]:
    """Every file below a directory, by its path from there, sorted."""
    return sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file())


def _exchange(fresh: Path, site: Path) -> bool:
    """Exchange two directories in one step where the system can (Linux: renameat2(2), since 3.15)."""
    with suppress(AttributeError, OSError):
        call = ctypes.CDLL(None, use_errno=True).renameat2
        done = call(
            ctypes.c_int(_AT_FDCWD),
            ctypes.c_char_p(os.fsencode(fresh)),
            ctypes.c_int(_AT_FDCWD),
            ctypes.c_char_p(os.fsencode(site)),
            ctypes.c_uint(_RENAME_EXCHANGE),
        )
        return bool(done == 0)
    return False


def _new(site: Path) -> Path:
    return site.with_name(f".{site.name}.new")


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}.old")
