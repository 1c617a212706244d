"""Writing a file so that nobody ever sees half of it."""

import contextlib
import errno
import os
import time
from pathlib import Path

from extractors.errors import ModelmapError
from extractors.landing.naming import PARTIAL_SUFFIX

_STALE_SECONDS = 3600


def write_whole(path: Path, content: bytes, *, sync_folder: bool = True) -> None:
    """Write beside, sync, rename, sync the folder: after a crash the file is there whole or not at all.

    Several files of one folder need its sync but once, after the last.

    Raises:
        ModelmapError: the disk is full, read-only, or may not be written.
    """
    partial = path.with_name(path.name + PARTIAL_SUFFIX)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        if sync_folder:
            _sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise ModelmapError(_explain(path, error)) from error


def remove_stale(where: Path) -> None:
    """Remove what a killed run left half written; younger files may belong to a run that goes on."""
    with contextlib.suppress(OSError):
        for partial in where.glob(f"*{PARTIAL_SUFFIX}"):
            if time.time() - partial.stat().st_mtime > _STALE_SECONDS:
                partial.unlink()


def _sync_folder(where: Path) -> None:
    # Not every system lets a folder be opened; where it does not, the rename is as durable as it gets.
    with contextlib.suppress(OSError):
        handle = os.open(where, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _explain(path: Path, error: OSError) -> str:
    reasons = {
        errno.ENOSPC: "the disk is full; free some space and run again",
        errno.EDQUOT: "the disk quota is used up; free some space and run again",
        errno.EROFS: "the file system is read-only; choose another home with --home",
        errno.EACCES: "permission is denied; make the home writable or choose another with --home",
        errno.EPERM: "permission is denied; make the home writable or choose another with --home",
    }
    reason = reasons.get(error.errno or 0, f"{error.strerror or error}; nothing that landed before is lost")
    return f"{path.parent}: a fetched document could not be kept: {reason}."
