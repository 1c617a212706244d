"""Asking after single repos: cards, and what no listing has shown for long."""

import json
from dataclasses import replace

from hub_days import OPTIONS, Runs
from world import Hub, html_page, status

from extractors.hub.cards import poll_cards
from extractors.hub.recheck import recheck


def test_cards(hub: Hub, run: Runs) -> None:
    hub.files = {
        "org/a/raw/main/README.md": "---\nbase_model: x/y\n---\n中文".encode() + b"\xff",
        "org/a/raw/main/config.json": b'{"model_type": "llama"}',
        "org/b/raw/main/adapter_config.json": b"{broken",
    }
    wanted = ["org/a", "org/b", "org/a", "../etc", "org/a/../../x", "a b", "", "gpt2"]
    polled = poll_cards(wanted, run.client, run.landing, OPTIONS)
    assert polled.error is None
    cards = [json.loads(run.landing.read(document)) for document in polled.documents]
    assert [card["id"] for card in cards] == ["org/a", "org/b", "gpt2"]
    assert cards[0]["readme"].startswith("---\nbase_model: x/y")
    assert cards[0]["config_json"] == {"model_type": "llama"}
    assert cards[1] == {"id": "org/b", "readme": None, "config_json": None, "adapter_config_json": None}
    hub.world.forget()
    assert poll_cards(wanted, run.client, run.landing, OPTIONS).documents == ()
    assert hub.world.requests == []


def test_recheck_tells_changed_renamed_and_gone_repos_apart(hub: Hub, run: Runs) -> None:
    hub.renamed = {"old/name": "org/model-3"}
    hub.records[2]["likes"] = 99
    wanted = ["org/model-2", "old/name", "gone/repo", "../x", "org/model-2"]
    polled = recheck(wanted, run.client, run.landing, OPTIONS)
    assert (polled.error, len(hub.world.requests)) == (None, 4)
    found, gone = (json.loads(run.landing.read(document)) for document in polled.documents)
    assert [(record["id"], record["likes"]) for record in found] == [("org/model-2", 99), ("org/model-3", 0)]
    assert gone == [
        {"id": "old/name", "status": 307, "now": "org/model-3"},
        {"id": "gone/repo", "status": 404, "now": None},
    ]
    assert recheck(wanted, run.client, run.landing, OPTIONS).documents == ()


def test_recheck_takes_a_failure_for_no_verdict(hub: Hub, run: Runs) -> None:
    hub.world.fault("/api/models/org/model-1", status(503), forever=True)
    hub.world.fault("/api/models/org/model-2", html_page(), forever=True)
    polled = recheck([f"org/model-{n}" for n in range(4)], run.client, run.landing, OPTIONS)
    assert "503" in (polled.error or "")
    assert [document.source_id for document in polled.documents] == ["hub:recheck"]
    assert run.ids("hub:recheck") == {"org/model-0", "org/model-3"}


def test_cards_are_bounded_and_give_up_on_a_hub_that_is_down(hub: Hub, run: Runs) -> None:
    wanted = [f"org/m{n}" for n in range(20)]
    assert len(poll_cards(wanted, run.client, run.landing, replace(OPTIONS, cards=4)).documents) == 4
    hub.world.route("/", status(500))
    hub.world.forget()
    polled = poll_cards(wanted, run.client, run.landing, OPTIONS)
    assert "500" in (polled.error or "")
    assert len(hub.world.requests) == 9  # three repos, three attempts
