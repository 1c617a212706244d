"""A home, the installed command line, and an outside world that a run polls."""

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from world import Arxiv, Feed, Hub, Item, Paper, World, hub_record

MODELMAP = Path(sys.executable).parent / "modelmap"


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

    def rows(self, sql: str) -> list[dict]:
        done = self("sql", "--format", "json", sql)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def site(self) -> dict[str, str]:
        """Digest of every file of the site."""
        site = self.home / "site"
        return {
            path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(site.rglob("*"))
            if path.is_file()
        }


@pytest.fixture(scope="session")
def prefect_home(tmp_path_factory) -> Path:
    """One for all tests: making Prefect's database takes longer than a run."""
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture
def modelmap(tmp_path, prefect_home) -> Modelmap:
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("MODELMAP_", "PREFECT_", "HF_"))
    }
    environment = clean | {
        "PREFECT_HOME": str(prefect_home),
        "HF_HUB_DISABLE_IMPLICIT_TOKEN": "1",
        "MODELMAP_HTTP__ALLOW_PRIVATE_HOSTS": "true",
        "MODELMAP_ARXIV__INTERVAL_SECONDS": "0",
    }
    return Modelmap(tmp_path / "home", environment, tmp_path)


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
