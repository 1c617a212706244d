"""What a site was drawn from, kept in it: a pass that learnt nothing new finds it and need not draw again."""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

from render.facts import Facts
from render.swap import files

NAME = ".drawn.json"
_ROOM = Path(__file__).parent
_DRAWN_WITH = ("altair", "graphviz-pure", "vl-convert-python")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a site holds.

    Attributes:
        origin: a hash of all that decides what is drawn; see `origin`.
        content: a hash of every file's bytes, of the tables in `data/` only of their names.
        models: how many the overview shows.
        edges: likewise.
    """

    origin: str
    content: str
    models: int
    edges: int


def origin(facts: Facts, fingerprint: str, options: object, *, engine: Path | None) -> str:
    """A hash of the facts, the options, and the code and the programs that draw.

    A program of the system's has no version that we could ask for without running it, so its size and time
    stand for it.
    """
    digest = hashlib.sha256(f"{fingerprint}\n{options!r}\n".encode())
    if engine and (found := shutil.which(engine)):
        state = Path(found).stat()
        digest.update(f"{state.st_size} {state.st_mtime_ns}\n".encode())
    for part in (facts.models, facts.edges, facts.changes, facts.sources, facts.bases, facts.as_of):
        digest.update(repr(part).encode())
    digest.update(_code())
    return digest.hexdigest()


def stands(site: Path, origin: str) -> Standing | None:
    """What stands at `site` if it was drawn from `origin` and every file is as it was drawn."""
    try:
        told = Standing(**json.loads((site / NAME).read_bytes()))
        return told if told.origin == origin and told.content == _content(site) else None
    except (OSError, ValueError, TypeError):
        return None


def sign(site: Path, origin: str, *, models: int, edges: int) -> Standing:
    """Write down in a new site what it was drawn from."""
    standing = Standing(origin, _content(site), models, edges)
    (site / NAME).write_text(json.dumps(asdict(standing), indent=1) + "\n", encoding="utf-8")
    return standing


def _content(site: Path) -> str:
    digest = hashlib.sha256()
    for name in files(site):
        if name == NAME:
            continue
        digest.update(f"{name}\n".encode())
        if not name.startswith("data/"):
            digest.update(hashlib.sha256((site / name).read_bytes()).digest())
    return digest.hexdigest()


@cache
def _code() -> bytes:
    digest = hashlib.sha256(" ".join(version(name) for name in _DRAWN_WITH).encode())
    for path in sorted(_ROOM.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(_ROOM).as_posix().encode() + path.read_bytes())
    return digest.digest()
