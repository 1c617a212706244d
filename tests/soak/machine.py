"""A machine that makes one pass a day with a clock of its own: the daily flow's steps, without Prefect."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from extractors.http import Client, HttpOptions
from extractors.records import Polled
from flows import polling, steps
from flows.home import Home
from flows.settings import Settings
from warehouse.catalogue.read import Catalogue
from warehouse.database import reading
from warehouse.fingerprint import fingerprint
from warehouse.load import Loaded, load


@dataclass(frozen=True)
class Day:
    """What one pass came to."""

    polled: tuple[Polled, ...]
    loaded: Loaded
    redrawn: bool

    @property
    def failed(self) -> dict[str, str]:
        return {one.source_id: one.error for one in self.polled if one.error}


class Machine:
    """One home, polled by `daily` as `flows.daily` does it."""

    def __init__(
        self, root: Path, settings: Settings, catalogue: Catalogue, patch: pytest.MonkeyPatch
    ) -> None:
        self.home, self.settings = Home(root), settings
        root.mkdir()
        # the small catalogue of the test, and no bundled snapshot: sixty days have to fit into a minute
        patch.setattr(steps, "checked_catalogue", lambda _now: catalogue)
        patch.setattr(steps, "load", partial(load, snapshot=root / "no-snapshot"))
        self.now: datetime
        options = HttpOptions(
            allow_private_hosts=True, arxiv_interval_seconds=0.0, hub_token=False, attempts=1
        )
        self.client = Client(options, sleep=lambda _seconds: None, now=lambda: self.now)

    def daily(self, now: datetime, *, draw: bool = True) -> Day:
        self.now = now
        begun, states = steps.begin(self.home, self.settings)
        passing = replace(begun, started_at=now)
        asked, _ = polling.split_due(polling.sources(passing), states, now)
        with ThreadPoolExecutor(4) as pool:

            def poll(some: list[polling.Asked]) -> list[Polled]:
                return list(pool.map(lambda one: polling.poll(passing, *one, self.client), some))

            leading, first, slow = polling.in_turn(asked)
            polled = poll(leading)
            polled += poll(first) + (poll(slow) if polling.news(polled) else [])
        loaded = steps.load_landed(passing, polled)
        if closer := polling.poll_closer(passing, states, self.client):
            polled += closer
            loaded += steps.load_landed(passing, closer)
        redrawn = draw and steps.draw_site(self.home, self.settings).changed
        return Day(tuple(polled), loaded, redrawn)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        with reading(self.home.root / "warehouse.duckdb") as con:
            return con.execute(sql).fetchall()

    def facts(self) -> str:
        with reading(self.home.root / "warehouse.duckdb") as con:
            return fingerprint(con)

    def site(self) -> dict[str, str]:
        return {
            path.relative_to(self.home.site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(self.home.site.rglob("*"))
            if path.is_file()
        }
