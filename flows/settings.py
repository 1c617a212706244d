"""Configuration: `<home>/modelmap.toml` or `--config`; `MODELMAP_<SECTION>__<KEY>` beats the file."""

import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, SettingsError

from extractors.errors import ConfigurationError
from extractors.validation import reason, where
from flows.home import Home
from warehouse.lake import SCHEME
from warehouse.marts import MAP_CONFIDENCE


def _http(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("must be an http(s) URL")
    return url


def _endpoint(url: str) -> str:
    """Paths are appended to an endpoint, so it keeps no slash at its end."""
    return _http(url).rstrip("/")


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Hub(_Section):
    """`[hub]`: the Hugging Face Hub, or a server that speaks its protocol."""

    endpoint: str = "https://huggingface.co"
    first_records: Annotated[int, Field(ge=1)] = 20_000
    cards_per_run: Annotated[int, Field(ge=0, le=5_000)] = 50

    _url = field_validator("endpoint")(_endpoint)


class Arxiv(_Section):
    """`[arxiv]`: the API and the daily RSS."""

    endpoint: str = "https://export.arxiv.org/api/query"
    rss: str = "https://rss.arxiv.org/rss"
    categories: tuple[Annotated[str, Field(pattern=r"^[a-z-]+(\.[A-Za-z-]+)?$")], ...] = ("cs.CL", "cs.LG")
    interval_seconds: Annotated[float, Field(ge=0)] = 3.0

    _url = field_validator("endpoint", "rss")(_endpoint)


class Http(_Section):
    """`[http]`: limits for every document, from every source."""

    allow_private_hosts: bool = False
    max_bytes: Annotated[int, Field(ge=1024)] = 16_777_216
    timeout_seconds: Annotated[float, Field(gt=0)] = 30


class Feed(_Section):
    """`[[feeds]]`: given at all, they replace the bundled list."""

    name: Annotated[str, Field(min_length=1)]
    url: str
    org: str | None = None
    language: Literal["en", "zh"] | None = None

    _url = field_validator("url")(_http)


class Warehouse(_Section):
    """`[warehouse]`: a file, relative to the home, or `ducklake:postgres:…`, which several machines share.

    `data_path` is where a shared one keeps its Parquet files: a folder, relative to the home, or an address
    in an object store.
    """

    url: Annotated[str, Field(min_length=1)] = "warehouse.duckdb"
    data_path: Annotated[str, Field(min_length=1)] = "lake"

    @field_validator("url")
    @classmethod
    def _place(cls, value: str) -> str:
        if value.strip() == SCHEME:
            raise ValueError(f"it lacks what names the database, as in {SCHEME}dbname=modelmap")
        if re.match(r"\w{2,}:", value) and not value.startswith(SCHEME):
            raise ValueError(f"must be a file, or {SCHEME}…: a DuckLake with its catalogue in PostgreSQL")
        return value


class Flows(_Section):
    """`[flows]`: where the reading of cards and the inference of parents runs.

    Attributes:
        task_runner: `threads` of this process, or a `dask` cluster.
        dask_address: of the cluster's scheduler; without it a run starts a cluster of its own.
        dask_workers: processes of that.
    """

    task_runner: Literal["threads", "dask"] = "threads"
    dask_address: Annotated[str, Field(pattern=r"^(tcp|tls|ws|wss)://.")] | None = None
    dask_workers: Annotated[int, Field(ge=1)] = 2


class Extract(_Section):
    """`[extract]`: how sure it must be to be drawn; edges and models below wait in the view `waiting`."""

    map_confidence: Annotated[float, Field(ge=0, le=1)] = MAP_CONFIDENCE


class Render(_Section):
    """`[render]`: how the map is drawn, and where the site is published, for absolute links in the feed."""

    engine: Literal["bundled", "system"] = "bundled"
    site_url: str | None = None

    @field_validator("site_url")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        return None if value is None else f"{_http(value).rstrip('/')}/"


class Notify(_Section):
    """`[notify]`: where the summary of a run goes, as apprise URLs, and when."""

    urls: tuple[SecretStr, ...] = ()
    when: Literal["always", "news", "problems"] = "news"


class Settings(BaseSettings):
    """All of the configuration, checked."""

    model_config = SettingsConfigDict(
        env_prefix="MODELMAP_", env_nested_delimiter="__", extra="forbid", frozen=True
    )

    hub: Hub = Hub()
    arxiv: Arxiv = Arxiv()
    http: Http = Http()
    feeds: tuple[Feed, ...] | None = None
    warehouse: Warehouse = Warehouse()
    flows: Flows = Flows()
    extract: Extract = Extract()
    render: Render = Render()
    notify: Notify = Notify()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment beats the file, whose values arrive as keyword arguments."""
        del settings_cls, dotenv_settings, file_secret_settings
        return (env_settings, init_settings)


def load(home: Home, config: Path | None) -> Settings:
    """Read and check the configuration.

    Raises:
        ConfigurationError: the file is missing though named, is not TOML, or holds a key or value that
            modelmap does not know; the message names the file and the key.
    """
    path = config or home.config
    values = _read(path) if config or path.exists() else {}
    if endpoint := os.environ.get("HF_ENDPOINT"):
        values = {**values, "hub": {**values.get("hub", {}), "endpoint": endpoint}}
    try:
        return Settings(**values)
    except ValidationError as error:
        problems = "\n".join(f"{path}: {where(one)}: {reason(one)}" for one in error.errors())
        raise ConfigurationError(f"the configuration cannot be used:\n{problems}") from error
    except SettingsError as error:
        raise ConfigurationError(f"the configuration cannot be used: {error}") from error


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigurationError(f"there is no configuration at {path}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path} is not TOML: {error}") from error
