"""Whatever happened in whatever order, and however it was cut into loads: a build gives the same tables."""

# ruff: noqa: E501  rows of tables read best on one line

import random
from pathlib import Path

import pytest
from warehouse_world import DAY, NO_SNAPSHOT, Home, record

from warehouse.rebuild import rebuild

NAMES = ("Llama-3.1-8B", "Qwen4-7B", "Qwen4-7B-GGUF", "Wonder-7B", "Wonder-7B-Chat", "Llama-2-7b")
IDS = [f"{author}/{name}" for author in ("meta-llama", "Qwen", "famous", "mirror") for name in NAMES]
ITEMS = [
    ("1", "Introducing Falcon: our open model", "Today we release Falcon with open weights."),
    (
        "2",
        "Introducing Zebra 3, an open-weight language model",
        "Today we release Zebra 3, a 7B language model.",
    ),
    ("3", "Introducing Qwen4", "Today we release Qwen4 with open weights."),
]
CARD = (
    b'{"id": "%s", "readme": "A fine-tuned version of [Qwen/Qwen2.5-7B](https://huggingface.co/Qwen/Qwen2.5-7B).",'
    b' "config_json": null, "adapter_config_json": null}'
)


def live(home: Home, dice: random.Random) -> None:
    """Days of edited parents, rings of copies, likes that rise and fall, items that change, cards that come late."""
    for day in range(dice.randint(2, 5)):
        for number in range(dice.randint(1, 3)):
            records = [
                record(
                    repo, *dice.sample(IDS, dice.choice([0, 0, 1, 1, 2])), relation=dice.choice(["finetune", "quantized", "merge"]),
                    likes=dice.choice([1, 60, 300, 900]), cardData={"license": dice.choice(["mit", "apache-2.0"])},
                )
                for repo in dice.sample(IDS, dice.randint(1, 6))
            ]  # fmt: skip
            home.land_page(
                *records,
                day=day + number / 1000,
                source=dice.choice(["hub:created", "hub:trending"]),
                watermark=str(day),
            )
        if dice.random() < 0.7:
            home.land_feed(*dice.sample(ITEMS, 2), day=day + 0.01)
        if dice.random() < 0.3:
            home.land_bytes(CARD % dice.choice(IDS).encode(), day=day + 0.02, source="hub:cards")
        if dice.random() < 0.8:
            home.load()
    home.load()


@pytest.mark.parametrize("seed", range(3))
def test_a_build_gives_what_the_history_gave(tmp_path: Path, seed: int) -> None:
    home = Home(tmp_path)
    live(home, random.Random(seed))
    lived = home.facts()
    columns = [name for name, *_ in home.ask("DESCRIBE facts.keyed_repos")]
    kept = home.ask(f"SELECT {', '.join(columns)} FROM facts.keyed_repos ORDER BY ALL")
    assert kept == home.ask(
        f"SELECT {', '.join(columns)} FROM repos SEMI JOIN facts.repo_keys USING (repo_id) ORDER BY ALL"
    )
    assert kept
    loaded = rebuild(home.path, landing=home.landing, catalogue=home.catalogue, now=DAY, snapshot=NO_SNAPSHOT)
    assert loaded.changes == 0
    assert home.facts() == lived
