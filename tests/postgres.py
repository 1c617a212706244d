"""A real PostgreSQL server for tests, in a directory of its own, on a socket of its own."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest


class Postgres:
    """A server without network, disk syncs or passwords. It refuses to run as root: root lends it a user."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._user = _unprivileged()
        self.folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))  # sockets allow for 107 bytes of path
        self._numbers = count(1)
        if self._user:
            shutil.chown(self.folder, self._user)
        self.folder.chmod(0o711)
        data = self.folder / "data"
        made = self._run(
            "initdb", "-D", data, "-A", "trust", "-U", "owner", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        if made.returncode:
            pytest.skip(f"initdb fails here: {made.stderr.decode().strip()}")
        self.start()
        self._do("createuser", "modelmap")

    def start(self) -> None:
        """Start it, as at first or after `kill`."""
        options = f"-c fsync=off -c listen_addresses='' -k {self.folder}"
        data, log = self.folder / "data", self.folder / "log"
        started = self._run("pg_ctl", "-D", data, "-w", "-o", options, "-l", log, "start")
        assert started.returncode == 0, log.read_text()

    def kill(self) -> None:
        """As if the machine had lost its power."""
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def _run(self, program: str, *arguments: object, **given) -> subprocess.CompletedProcess[bytes]:
        command = [self._programs / program, *map(str, arguments)]
        # output goes to a file: the server keeps what it inherits open, and a pipe would never end
        with tempfile.TemporaryFile() as told:
            done = subprocess.run(
                command, stdout=told, stderr=told, check=False, cwd="/", user=self._user,
                group=pwd.getpwnam(self._user).pw_gid if self._user else None,
                extra_groups=[] if self._user else None, **given,
            )  # fmt: skip
            told.seek(0)
            done.stderr = told.read()
        return done

    def _do(self, program: str, *arguments: str) -> None:
        done = self._run(program, "-h", str(self.folder), "-U", "owner", *arguments)
        assert done.returncode == 0, done.stderr.decode()

    def database(self) -> str:
        """A new database; how it is reached, as libpq reads it."""
        name = f"modelmap{next(self._numbers)}"
        self._do("createdb", "-O", "modelmap", name)
        return f"host={self.folder} user=modelmap dbname={name}"

    def stop(self) -> None:
        """Stop the server and remove what it left."""
        with suppress(OSError):
            self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)


def _programs() -> Path:
    """Debian keeps the server's programs out of the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("initdb"):
        return Path(on_path).parent
    pytest.skip("PostgreSQL's server is not installed (Debian: postgresql)")


def _unprivileged() -> str | None:
    if os.geteuid() != 0:
        return None
    names = {user.pw_name for user in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in names:
            return name
    pytest.skip("PostgreSQL refuses to run as root, and there is no user postgres or nobody")
