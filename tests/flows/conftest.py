"""A home, the installed command line, and an outside world that a run polls."""

import hashlib
import io
import json
import os
import subprocess
import sys
from contextlib import AbstractContextManager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from filelock import FileLock
from plain import PLAIN
from world import Arxiv, Feed, Hub, Item, Paper, World, hub_record

from flows import cli
from flows.home import Home, held
from flows.passes import Steps, one_pass
from flows.settings import load
from flows.steps import begin
from flows.summary import Outcome

MODELMAP = Path(sys.executable).parent / "modelmap"


def site_digests(site: Path) -> dict[str, str]:
    """Digest of every file of the site."""
    return {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


@dataclass
class Modelmap:
    """`modelmap` as a user calls it: a process of its own, in a home of its own."""

    home: Path
    environment: dict[str, str]
    cwd: Path
    program: str = str(MODELMAP)

    def __call__(self, *arguments: str, stdin: bytes = b"", **variables: str) -> subprocess.CompletedProcess:
        done = subprocess.run(
            [self.program, *arguments],
            input=stdin,
            capture_output=True,
            env=self.environment | {"MODELMAP_HOME": str(self.home)} | variables,
            cwd=self.cwd,
            timeout=180,
            check=False,
        )
        done.stdout, done.stderr = done.stdout.decode(), done.stderr.decode()
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def here(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess:
        """The same in this process, where a process of its own is not the point."""
        told, said = io.StringIO(), io.StringIO()
        with self._variables(variables), redirect_stdout(told), redirect_stderr(said):
            code = cli.run(list(arguments))
        return subprocess.CompletedProcess(arguments, code, told.getvalue(), said.getvalue())

    def one_pass(self, how: Steps = PLAIN, **variables: str) -> Outcome:
        """What `run` does, in this process and without Prefect."""
        home = Home(self.home)
        with self._variables(variables), held(home):
            passing, states = begin(home, load(home, None))
            return one_pass(passing, states, how)

    def _variables(self, variables: dict[str, str]) -> AbstractContextManager[object]:
        return patch.dict(os.environ, self.environment | {"MODELMAP_HOME": str(self.home)} | variables)

    def rows(self, sql: str) -> list[dict]:
        done = self.here("sql", "--format", "json", sql)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def site(self) -> dict[str, str]:
        return site_digests(self.home / "site")


@pytest.fixture(scope="session")
def environment(prefect_home) -> dict[str, str]:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MODELMAP_", "PREFECT_", "HF_"))
    }
    return clean | {
        "PREFECT_HOME": str(prefect_home),
        "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
        "MODELMAP_HTTP__ALLOW_PRIVATE_HOSTS": "true",
        "MODELMAP_ARXIV__INTERVAL_SECONDS": "0",
    }


@pytest.fixture
def modelmap(tmp_path, environment) -> Modelmap:
    return Modelmap(tmp_path / "home", environment, tmp_path)


@pytest.fixture(scope="session")
def bundled(of_all_workers, environment) -> Path:
    """A home with what is bundled, loaded and drawn once for all workers; to be copied, or only read."""
    home = of_all_workers / "bundled"
    with FileLock(of_all_workers / "bundled.lock"):
        if not home.exists():
            fresh = home.with_name("bundled.new")
            build = Modelmap(fresh, environment, of_all_workers)("build")
            assert build.returncode == 0, build.stderr
            fresh.rename(home)
    return home


NOW = datetime.now(UTC).replace(microsecond=0)


@dataclass
class Outside:
    """A Hub, a feed and arXiv with a day's news."""

    world: World
    hub: Hub
    feed: Feed
    arxiv: Arxiv

    @property
    def variables(self) -> dict[str, str]:
        """Configuration that points a run at it."""
        return {
            "MODELMAP_HUB__ENDPOINT": self.hub.endpoint,
            "MODELMAP_ARXIV__ENDPOINT": self.arxiv.endpoint,
            "MODELMAP_ARXIV__RSS": self.arxiv.rss,
            "MODELMAP_FEEDS": json.dumps([{"name": "Acme blog", "url": self.feed.url, "language": "en"}]),
        }


@pytest.fixture
def outside(world) -> Outside:
    hub = Hub(
        world,
        [
            hub_record(
                f"someone/Qwen3-8B-poet-{number}", NOW - timedelta(hours=number), base_model="Qwen/Qwen3-8B"
            )
            for number in range(7)
        ]
        + [hub_record("acme/Poet-8B", NOW - timedelta(hours=1), likes=900, trendingScore=50)],
        page_size=3,
    )
    feed = Feed(
        world,
        "/acme/feed.xml",
        [
            Item(
                title="Introducing Poet-8B, our first open model",
                link="https://acme.example/poet",
                published=NOW - timedelta(hours=2),
                text="Today we release Poet-8B, an open-weight language model fine-tuned from Qwen3-8B "
                "and licensed under Apache 2.0.",
            )
        ],
    )
    arxiv = Arxiv(
        world,
        [
            Paper(
                paper_id="2611.00001",
                title="Poet: An Open Language Model for Verse",
                abstract="We introduce Poet, an open language model. We release all weights.",
                submitted=NOW - timedelta(days=1),
            )
        ],
    )
    return Outside(world, hub, feed, arxiv)
