"""Feed items and papers: what they announce is kept once, follows edits, and finds its model."""

# ruff: noqa: E501  rows of tables, and expected texts, read best on one line

from datetime import timedelta

import pytest
from warehouse_world import DAY, MODELS, Home, catalogue

ITEM = (
    "1",
    "Introducing Llama 3.1: our most capable open model",
    "Today we release Llama 3.1 with open weights.",
)
NEW = ("2", "Introducing Zebra 3, an open-weight language model",
       "Today we release Zebra 3, a 7B language model finetuned from Qwen2.5, under Apache 2.0.")  # fmt: skip


def test_an_item_finds_its_model(home: Home) -> None:
    home.land_feed(ITEM)
    assert home.load().announcements_added == 1
    assert home.ask("SELECT source_id, title, url, name, kind, model_id FROM announcements") == [
        ("feed:blog", ITEM[1], "https://example.org/1", "Llama 3.1", "model", "llama-3.1")
    ]


def test_an_item_seen_again_is_the_same_announcement(home: Home) -> None:
    home.land_feed(ITEM, day=0)
    home.load()
    home.land_feed(NEW, ITEM, day=1)
    assert home.load().announcements_added == 1
    assert home.ask("SELECT name, first_seen_at FROM announcements ORDER BY first_seen_at") == [
        ("Llama 3.1", DAY),
        ("Zebra 3", DAY + timedelta(days=1)),
    ]


def test_an_edited_item_replaces_what_it_said(home: Home) -> None:
    home.land_feed(ITEM, day=0)
    home.load()
    home.land_feed(
        ("1", "Introducing Falcon: our open model", "Today we release Falcon with open weights."), day=1
    )
    home.load()
    assert home.ask("SELECT name, model_id FROM announcements") == [("Falcon", "falcon")]
    home.land_feed(ITEM, day=0.5, source="feed:other")
    home.load()
    assert home.ask("SELECT count(*) FROM announcements") == [(2,)]


def test_a_paper_in_two_listings_is_one_announcement(home: Home) -> None:
    entry = (
        "<entry><id>http://arxiv.org/abs/2505.00001v1</id><title>Falcon: An Open Language Model</title>"
        "<summary>We introduce Falcon, an open language model, and release its weights.</summary>"
        "<published>2025-05-30T10:00:00Z</published></entry>"
    )
    body = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>arXiv</title>{entry}</feed>'.encode()
    home.land_bytes(body, day=0, source="arxiv:api", media_type="application/atom+xml")
    home.land_bytes(body, day=1, source="arxiv:rss:cs.CL", media_type="application/atom+xml")
    assert home.load().announcements_added == 1
    assert home.ask("SELECT source_id, model_id, first_seen_at FROM announcements") == [
        ("arxiv:api", "falcon", DAY)
    ]


def test_an_unknown_name_becomes_a_candidate_with_its_parents(home: Home) -> None:
    home.catalogue = catalogue(
        MODELS, feeds=[{"id": "blog", "name": "Blog", "url": "https://example.org/rss", "org": "tii"}]
    )
    home.land_feed(NEW)
    loaded = home.load()
    assert loaded.models_added == len(MODELS) + 1
    assert home.ask("SELECT model_id, name, org, origin, quadrant, on_map, first_seen_at FROM models WHERE origin <> 'curated'") == [
        ("zebra-3", "Zebra 3", "TII", "news", "chinese", True, DAY)  # beside its base
    ]  # fmt: skip
    assert home.ask(
        "SELECT child_id, parent_id, relation, origin, evidence FROM lineage WHERE origin <> 'curated'"
    ) == [("zebra-3", "qwen2.5", "finetune", "news", NEW[1])]
    assert home.ask("SELECT model_id FROM announcements") == [("zebra-3",)]


def test_news_about_a_known_model_changes_nothing_of_it(home: Home) -> None:
    home.load()
    before = home.ask("SELECT * FROM models ORDER BY ALL"), home.ask("SELECT * FROM lineage ORDER BY ALL")
    home.land_feed(("3", "Introducing Falcon", "Today we release Falcon, finetuned from Qwen2.5."))
    home.load()
    assert (
        home.ask("SELECT * FROM models ORDER BY ALL"),
        home.ask("SELECT * FROM lineage ORDER BY ALL"),
    ) == before


@pytest.mark.parametrize(
    "body", [b"<rss><channel><item>", b"not xml at all", b""], ids=["cut", "text", "empty"]
)
def test_a_feed_that_is_no_feed_is_quarantined(home: Home, body: bytes) -> None:
    home.land_bytes(body, source="feed:blog", media_type="application/rss+xml")
    loaded = home.load()
    assert loaded.documents == 1
    assert loaded.rejected >= 1
    assert [source for (source,) in home.ask("SELECT DISTINCT source_id FROM quarantine")] == ["feed:blog"]
    assert home.load().documents == 0
