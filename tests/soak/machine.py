"""A machine that makes one pass a day with a clock of its own, without Prefect."""

import hashlib
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from plain import PLAIN, UNDRAWN

from extractors.http import Client, HttpOptions
from flows import steps
from flows.home import Home
from flows.passes import one_pass
from flows.settings import Settings
from flows.summary import Outcome
from warehouse.catalogue.read import Catalogue
from warehouse.database import reading
from warehouse.fingerprint import fingerprint
from warehouse.load import load


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

    def daily(self, now: datetime, *, draw: bool = True) -> Outcome:
        self.now = now
        begun, states = steps.begin(self.home, self.settings)
        how = PLAIN if draw else UNDRAWN
        return one_pass(replace(begun, started_at=now), states, how, client=self._client)

    def _client(self, _settings: Settings) -> Client:
        options = HttpOptions(
            allow_private_hosts=True, arxiv_interval_seconds=0.0, hub_token=False, attempts=1
        )
        return Client(options, sleep=lambda _seconds: None, now=lambda: self.now)

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
