"""Whatever happened in whatever order, and however it was cut into loads: a build gives the same tables."""

# ruff: noqa: E501  rows of tables read best on one line

import random
from pathlib import Path

import pytest
from warehouse_world import DAY, NO_SNAPSHOT, Home, record

from warehouse.rebuild import rebuild

NAMES = ("Llama-3.1-8B", "Qwen4-7B", "Qwen4-7B-GGUF", "Wonder-7B", "Wonder-7B-Chat", "Llama-2-7b")
BARE = ["gpt2", "falcon"]
"""Names without an author, as the Hub's oldest repos have: they are keyed only once somebody names them."""
IDS = BARE + [f"{author}/{name}" for author in ("meta-llama", "Qwen", "famous", "mirror") for name in NAMES]
SMALL = {
    "facts.keyed_repos": "SELECT {columns} FROM repos SEMI JOIN facts.repo_keys USING (repo_id)",
    "facts.keyed_edges": "SELECT {columns} FROM facts.repo_edges SEMI JOIN facts.repo_keys USING (repo_id)",
}
"""What the small tables hold, told by the big ones."""
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


@pytest.mark.parametrize("seed", [0, 12, 15])  # each found a fault that the others do not
def test_a_build_gives_what_the_history_gave(tmp_path: Path, seed: int) -> None:
    home = Home(tmp_path)
    live(home, random.Random(seed))
    lived = home.facts()
    for table, told in SMALL.items():
        columns = ", ".join(name for name, *_ in home.ask(f"DESCRIBE {table}"))
        kept = home.ask(f"SELECT {columns} FROM {table} ORDER BY ALL")
        assert kept == home.ask(told.format(columns=columns) + " ORDER BY ALL")
        assert kept
    copies = [home.ask(f"FROM {table} ORDER BY ALL") for table in ("facts.copies", "facts.copy_edges")]
    loaded = rebuild(home.path, landing=home.landing, catalogue=home.catalogue, now=DAY, snapshot=NO_SNAPSHOT)
    assert loaded.changes == 0
    assert home.facts() == lived
    assert [
        home.ask(f"FROM {table} ORDER BY ALL") for table in ("facts.copies", "facts.copy_edges")
    ] == copies
