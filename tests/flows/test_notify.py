"""The summary reaches the places that `[notify]` names: a real HTTP server here."""

import json
import logging
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from flows.notify import notify, wanted
from flows.settings import Notify
from flows.summary import Outcome, markdown, text

AT = datetime(2026, 11, 1, 6, tzinfo=UTC)


def _outcome(**fields) -> Outcome:
    quiet = {
        "run_id": "r",
        "started_at": AT,
        "finished_at": AT,
        "offline": False,
        "site": Path("site"),
        "polled": 3,
        "failed": {},
        "paused": {},
        "not_due": 0,
        "notes": (),
        "warnings": (),
        "documents": 0,
        "quarantined": 0,
        "repos_added": 0,
        "announcements_added": 0,
        "models_added": 0,
        "changes": 0,
        "models_drawn": 200,
        "edges_drawn": 180,
        "site_changed": False,
    }
    return Outcome(**quiet | fields)


@pytest.fixture
def mailbox():
    got = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"json://127.0.0.1:{server.server_address[1]}/", got
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("when", "fields", "sent"),
    [
        ("always", {}, True),
        ("news", {}, False),
        ("news", {"changes": 2}, True),
        ("news", {"failed": {"feed:x": "500"}}, True),
        ("problems", {"changes": 2}, False),
        ("problems", {"warnings": ("feed:x: silent",)}, True),
        ("problems", {"quarantined": 1}, True),
    ],
)
def test_when_a_summary_is_sent(when, fields, sent):
    assert wanted(Notify(urls=("json://127.0.0.1/",), when=when), _outcome(**fields)) is sent
    assert not wanted(Notify(when=when), _outcome(**fields)), "nobody to tell"


def test_the_summary_arrives(mailbox):
    url, got = mailbox
    outcome = _outcome(models_added=2, changes=5, failed={"feed:x": "HTTP 500"})
    assert notify(Notify(urls=(url,)), outcome)
    (message,) = got
    assert message["title"] == "modelmap: partial, 2 new models"
    assert "failed: feed:x: HTTP 500" in message["message"]


def test_an_address_that_is_none_is_told_without_its_secret(caplog):
    with caplog.at_level(logging.WARNING, logger="flows.notify"):
        assert not notify(Notify(urls=("nonsense://user:secret@host",)), _outcome())
    assert "number 1 of [notify] urls is no apprise URL" in caplog.text
    assert "secret" not in caplog.text


def test_the_summary_keeps_the_outside_world_on_one_line():
    outcome = _outcome(failed={"feed:x": "bad | <script>\nalert(1)</script>"}, warnings=("feed:y: silent",))
    told = markdown(outcome)
    assert "- `feed:x`: bad \\| &lt;script> alert(1)&lt;/script>" in told
    assert "- feed:y: silent" in told
    assert "warning: feed:y: silent" in text(outcome)
