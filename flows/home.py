"""The home: the one directory that holds a user's state, and the lock that keeps two runs out of it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from extractors.errors import ConfigurationError, HomeBusyError, ModelmapError

ROOM = 48 << 20
"""Bytes that have to be free; a first run writes about half of it: warehouse, site, Prefect's database."""


@dataclass(frozen=True, slots=True)
class Home:
    """Where things lie below the home (contract section 5)."""

    root: Path

    @property
    def landing(self) -> Path:
        """Documents as fetched."""
        return self.root / "landing"

    @property
    def site(self) -> Path:
        """The published site, replaced as a whole."""
        return self.root / "site"

    @property
    def config(self) -> Path:
        """The configuration that is read when `--config` names none."""
        return self.root / "modelmap.toml"

    @property
    def corrections(self) -> Path:
        """What the user knows better, if anything."""
        return self.root / "corrections.yaml"

    @property
    def prefect(self) -> Path:
        """State of the embedded Prefect server."""
        return self.root / "prefect"


def locate(option: Path | None) -> Home:
    """`--home`, else `$MODELMAP_HOME`, else `./var`, as an absolute path."""
    chosen = option or Path(os.environ.get("MODELMAP_HOME") or "var")
    return Home(chosen.expanduser().absolute())


def prepare(home: Home) -> None:
    """Make the home if it is not there.

    Raises:
        ConfigurationError: it cannot be made or written.
        ModelmapError: its disk is full.
    """
    for place in (home.root, home.landing):
        try:
            place.mkdir(parents=True, exist_ok=True)
            probe = place / f".writable-{os.getpid()}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise ConfigurationError(
                f"the home {home.root} cannot be written: {place}: {error.strerror or error}; "
                "make it writable, or choose another with --home DIR or $MODELMAP_HOME"
            ) from error
    if (free := shutil.disk_usage(home.root).free) < ROOM:
        raise ModelmapError(
            f"the disk of the home {home.root} is full: it has {free >> 20} MB, a run may need {ROOM >> 20}; "
            "free some space and run again, nothing that is there is lost"
        )


@contextmanager
def held(home: Home) -> Iterator[None]:
    """Hold the home for one run; the operating system lets go of it even after SIGKILL.

    Raises:
        HomeBusyError: another run holds it.
    """
    prepare(home)
    # One lock object per home and process: the command line takes it before Prefect starts, so that a busy
    # home is told at once, and the flow, in another thread, takes it again.
    lock = FileLock(home.root / ".lock", timeout=0, thread_local=False, is_singleton=True)
    try:
        lock.acquire()
    except Timeout as error:
        raise HomeBusyError(
            f"another run holds the home {home.root}; wait until it ends, or choose another with --home DIR"
        ) from error
    except OSError as error:
        raise ConfigurationError(
            f"the home {home.root} cannot be locked: {error.strerror or error}"
        ) from error
    try:
        yield
    finally:
        lock.release()
