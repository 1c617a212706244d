"""One run against a world that means harm: what is good is used, what is bad is set aside, what is drawn is inert."""

# ruff: noqa: E501  rows of tables read best on one line

import gzip
import json
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from datetime import timedelta
from email.utils import format_datetime
from html.parser import HTMLParser
from urllib.parse import urlsplit

import duckdb
import pytest
from conftest import NOW
from world import (
    Answer,
    Arxiv,
    Feed,
    Hub,
    Item,
    Paper,
    Request,
    World,
    gzip_bomb,
    html_page,
    hub_record,
    redirect,
    slow,
    status,
    truncated,
)

SCRIPT = "<script>alert(1)</script>"
RTL, NUL = "\u202egnp.exe", "\x00"
NASTY = (
    SCRIPT,
    '"];node[label="x',
    RTL,
    NUL,
    "'; DROP TABLE models; --",
    "](javascript:alert(1))",
    "\x1b[31m",
)
LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + b"".join(
        b'<!ENTITY lol%d "%s">' % (n, b"&lol%d;" % (n - 1) * 10 if n > 1 else b"&lol;" * 10)
        for n in range(1, 10)
    )
    + b"]><rss version='2.0'><channel><title>&lol9;</title><item><title>&lol9;</title></item></channel></rss>"
)
OUTSIDE_ENTITY = (
    b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<rss version='2.0'><channel><title>x</title><item><title>Introducing &x;</title><guid>1</guid></item></channel></rss>"
)


def rss(*items: str) -> bytes:
    return f"<rss version='2.0'><channel><title>t</title>{''.join(items)}</channel></rss>".encode()


GOOD_FEED = rss(
    "<item><title>Introducing Halo-3</title><guid>1</guid><description>We release Halo-3 today.</description></item>"
)
FEEDS: dict[str, Answer] = {
    "html": html_page(),
    "empty": Answer(body=b""),
    "cut": truncated(GOOD_FEED, announced=False),
    "reset": truncated(GOOD_FEED),
    "laughs": Answer(body=LAUGHS, headers={"Content-Type": "text/xml"}),
    "entity": Answer(body=OUTSIDE_ENTITY, headers={"Content-Type": "text/xml"}),
    "bomb": gzip_bomb(1024),
    "false-gzip": Answer(body=b"no gzip", headers={"Content-Encoding": "gzip"}),
    "half-gzip": Answer(body=gzip.compress(GOOD_FEED)[:-9], headers={"Content-Encoding": "gzip"}),
    "drip": slow(GOOD_FEED, pause=0.2),
    "drip-head": slow(GOOD_FEED, pause=0.2, head=True),
    "forbidden": status(403),
    "missing": status(404),
    "down": status(500),
    "later-seconds": status(429, retry_after="7200"),
    "later-date": status(503, retry_after=format_datetime(NOW + timedelta(hours=3), usegmt=True)),
    "later-nonsense": status(429, retry_after="soon"),
    "circle": redirect("/feeds/circle"),
    "metadata": redirect("http://169.254.169.254/latest/meta-data/"),
    "file": redirect("file:///etc/passwd"),
    "nowhere": redirect("http://"),
    "nested": Answer(body=b"<rss version='2.0'><channel>" + b"<a>" * 50_000),
    "wrong-charset": Answer(
        body=b"<?xml version='1.0' encoding='utf-8'?>" + rss("<item><title>发布 Halo-3</title><guid>1</guid></item>").decode().encode("gb18030"),
        headers={"Content-Type": "text/xml; charset=ascii"},
    ),
    "no-such-charset": Answer(body=GOOD_FEED, headers={"Content-Type": "text/xml; charset=x-mystery"}),
    "json": Answer(body=b'{"error": "no"}', headers={"Content-Type": "application/json"}),
}  # fmt: skip
USABLE = {"wrong-charset", "no-such-charset", "entity", "laughs", "cut"}
"""Feeds that may be answered for: something in them can be read, or nothing is wrong but the label."""


class HostileHub(Hub):
    """A Hub whose listings of single authors are each broken in a way of their own."""

    def _listing(self, request: Request) -> Answer:
        author = request.one("author")
        broken = AUTHORS.get(author)
        if broken and request.path == "/api/models":
            return broken(request) if callable(broken) else broken
        return super()._listing(request)


def looping(request: Request) -> Answer:
    link = f"<http://{request.headers['host']}/api/models?author=Qwen&cursor={request.one('cursor') or 'a'}>"
    return Answer(
        body=json.dumps([hub_record("Qwen/Loop-1", NOW)]).encode(), headers={"Link": f'{link}; rel="next"'}
    )


def far_away(_request: Request) -> Answer:
    return Answer(body=b"[]", headers={"Link": '<http://169.254.169.254/api/models>; rel="next"'})


AUTHORS = {
    "Qwen": looping,
    "deepseek-ai": far_away,
    "mistralai": Answer(body=b'[{"id": "mistralai/half'),
    "google": html_page(),
    "microsoft": Answer(body=b"{}"),
    "meta-llama": Answer(body=b"[" * 100_000),
    "tiiuae": Answer(body=b"[" + b"{}," * 600_000 + b"{}]"),
    "THUDM": redirect("file:///etc/shadow"),
    "baichuan-inc": Answer(body=b"null"),
}
BAD = [
    {}, {"id": None}, {"id": 5}, {"id": ["a/b"]}, {"id": ""}, {"id": "a/b/c"}, {"id": "../../etc/passwd"}, {"id": "a/" + "x" * 5000},
    *({"id": f"evil/{text}"} for text in NASTY if text != NUL), {"id": "evil/\x00"}, 7, "text", None, [], [[]],
]  # fmt: skip


def good() -> list[dict]:
    """Records that name a repo, whatever else is wrong with them."""
    odd = {
        "createdAt": 12, "lastModified": "yesterday", "downloads": "many", "likes": -(2**63), "trendingScore": {}, "tags": "text",
        "cardData": [], "config": "none", "safetensors": 9, "gated": {"a": 1}, "pipeline_tag": ["x"], "library_name": 4, "author": {},
    }  # fmt: skip
    records = [hub_record(f"someone/odd-{name}", NOW, **{name: value}) for name, value in odd.items()]
    records += [hub_record(f"someone/null-{name}", NOW, **{name: None}) for name in odd]
    records += [{"id": "someone/bare"}, hub_record("someone/self", NOW, base_model="someone/self")]
    records += [hub_record("ring/a-1", NOW, base_model="ring/b-1", likes=900), hub_record("ring/b-1", NOW, base_model="ring/a-1", likes=900)]  # fmt: skip
    for number, text in enumerate(NASTY):
        card = {
            "license": "other",
            "license_name": text,
            "language": [text],
            "base_model": [text, {"name": text}],
        }
        tags = [f"base_model:{text}", f"base_model:finetune:Qwen/{text}", f"license:{text}", text]
        records.append(
            hub_record(
                f"zai-org/Nasty-{number}",
                NOW,
                cardData=card,
                tags=tags,
                pipeline_tag="text-generation",
                library_name=text,
                likes=9000,
                trendingScore=99,
                config={"model_type": text},
            )
        )
    return records


class Page(HTMLParser):
    """What a page would do: its scripts, handlers and links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.handlers: list[str] = []
        self.links: list[str] = []
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag in ("script", "iframe", "object", "embed")
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        if tag == "link" and ("rel", "icon") in attrs:  # the template's own, and no link
            return
        self.links += [
            value or "" for name, value in attrs if name.rpartition(":")[2] in ("href", "src", "action")
        ]


def assert_inert(path, scripts: int) -> None:
    text = path.read_text(encoding="utf-8")
    found = Page(text)
    assert found.scripts == scripts, path.name
    assert found.handlers == [], path.name
    assert {urlsplit(link).scheme for link in found.links} <= {"http", "https", ""}, path.name
    assert not any(sign in text for sign in (SCRIPT, "\x00", "\u202e", "\x1b")), path.name


def harmful(world: World) -> tuple[list[dict], dict[str, str]]:
    """Fill a world with harm; gives the records that are good, and the configuration that points there."""
    records = good()
    hub = HostileHub(world, records, page_size=40)
    body = json.dumps([*records, *BAD]).encode()
    world.route("/api/models", lambda request: hub._listing(request) if request.one("author") or request.path != "/api/models" else Answer(body=body))  # fmt: skip
    # given to whichever listing asks first
    world.fault(
        "/api/models",
        status(429, RateLimit='"api";r=0;t=1'),
        status(503),
        status(429, retry_after="1"),
        truncated(body),
    )
    for name, answer in FEEDS.items():
        world.route(f"/feeds/{name}", answer)
    Feed(
        world,
        "/feeds/sound",
        [Item(f"Introducing Halo-{n} {text.replace(NUL, '')}".replace("\x1b", ""), "javascript:alert(1)", NOW, f"We release Halo-{n}. {text}".replace(NUL, "").replace("\x1b", "")) for n, text in enumerate(NASTY)],
    )  # fmt: skip
    arxiv = Arxiv(
        world,
        [
            Paper(
                "2611.00001",
                f"Poet: An Open Language Model {SCRIPT}",
                "We release it.",
                NOW - timedelta(days=1),
            )
        ],
    )
    world.fault("/api/query", status(503), html_page())
    world.route("/rss/cs.LG", html_page())
    rows = [
        {"name": name, "url": f"{world.root}/feeds/{name}", "language": "en"} for name in (*FEEDS, "sound")
    ]
    return records, {
        "MODELMAP_HUB__ENDPOINT": hub.endpoint,
        "MODELMAP_ARXIV__ENDPOINT": arxiv.endpoint,
        "MODELMAP_ARXIV__RSS": arxiv.rss,
        "MODELMAP_FEEDS": json.dumps(rows),
        "MODELMAP_HTTP__TIMEOUT_SECONDS": "6",
    }


@pytest.mark.slow
def test_a_world_that_means_harm(modelmap, world: World, bundled):
    scripts = Page((bundled / "site" / "index.html").read_text(encoding="utf-8")).scripts
    records, variables = harmful(world)
    code, errors, seconds, megabytes = measured(modelmap, variables)
    assert code == 0, errors
    assert "Traceback" not in errors
    assert "a fault of ours" not in errors
    assert not any(sign in errors for sign in ("\x00", "\u202e", "\x1b")), "no control characters in messages"
    assert (megabytes < 600, seconds < 180) == (True, True), f"{megabytes:.0f} MB, {seconds:.0f} s"
    used_and_set_aside(modelmap, records)

    site = modelmap.home / "site"
    for drawing in site.rglob("*.svg"):
        ET.parse(drawing)
        assert_inert(drawing, 0)
    assert_inert(site / "index.html", scripts)
    ET.parse(site / "feed.xml")
    assert not {request.path for request in world.requests} & {"/latest/meta-data/", "/etc/passwd"}


def used_and_set_aside(modelmap, records: list[dict]) -> None:
    with duckdb.connect(modelmap.home / "warehouse.duckdb", read_only=True) as con:

        def names(sql: str) -> set[str]:
            return {name for (name,) in con.execute(sql).fetchall()}

        got = names("SELECT repo_id FROM repos WHERE author IN ('someone', 'ring', 'zai-org', 'evil')")
        rejected = "SELECT count(*) FROM quarantine WHERE source_id = 'hub:created' AND document LIKE '%#%'"
        assert con.execute(rejected).fetchone() == (len(BAD),)
        failed = names("SELECT source_id FROM sources WHERE last_error IS NOT NULL")
        quarantined = names("SELECT source_id FROM quarantine")
        told = names("SELECT name FROM announcements WHERE source_id = 'feed:sound'")
        assert names("SELECT url FROM announcements WHERE url LIKE 'javascript%'") == set()
        assert names("SELECT model_id FROM ancestry WHERE model_id = ancestor_id") == set()
    assert got >= {record["id"] for record in records}
    assert not any(name.startswith("evil") for name in got)
    assert failed >= {f"feed:{name}" for name in FEEDS if name not in USABLE}
    assert failed >= {f"hub:author:{name}" for name in AUTHORS}
    assert not failed & {"hub:created", "hub:trending", "feed:sound", "arxiv:api", "arxiv:rss:cs.CL"}
    assert quarantined >= {"feed:html", "feed:empty", "feed:laughs", "feed:nested", "feed:json", "arxiv:rss:cs.LG", "hub:author:mistralai", "hub:author:google", "hub:author:microsoft"}  # fmt: skip
    assert told >= {f"Halo-{n}" for n in range(len(NASTY))}


MEASURING = """
import resource, subprocess, sys
with open(sys.argv[1], "wb") as errors:
    code = subprocess.call(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=errors)
print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Linux counts the memory of whoever starts a process as the process's own, until it is another program. A
run that pytest starts would be told to need what pytest needs, so a small program stands between."""


def measured(modelmap, variables: dict[str, str]) -> tuple[int, str, float, float]:
    """Exit code, standard error, seconds and the peak of memory in MB of one run."""
    began = time.monotonic()
    log = modelmap.cwd / "errors.txt"
    done = subprocess.run(
        [sys.executable, "-S", "-c", MEASURING, str(log), modelmap.program, "run"],
        env=modelmap.environment | {"MODELMAP_HOME": str(modelmap.home)} | variables,
        cwd=modelmap.cwd,
        capture_output=True,
        check=True,
    )
    code, kilobytes = map(int, done.stdout.split())
    return code, log.read_text(), time.monotonic() - began, kilobytes / 1024
