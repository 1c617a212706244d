"""What holds for the catalogue that ships: how much there is, and facts that everyone agrees on."""

# ruff: noqa: E501  rows of tables read best on one line

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from extractors.words import DERIVATIONS
from warehouse.catalogue.read import BUNDLED, bundled
from warehouse.catalogue.shape import ModelEntry

# What the article of June 2023 names; its people and organisations stand in orgs/.
ARTICLE = """
    chatgpt gpt-3.5 instructgpt gpt-3 sft rm ppo ppo-ptx rlhf instructgpt-sft-set instructgpt-rm-set cot icl
    prompt-engineering finetuning instruction-tuning practical-guides encoder-only decoder-only encoder-decoder
    bert bart t5 gpt-2 bloom opt llama gpt-neo gpt-j gpt-neox glm llama-leak google-memo gpt-4 pile openchatkit
    pythia dolly bloomz huggingchat stablelm falcon openbuddy-falcon linly-falcon self-instruct alpaca alpaca-lora
    alpaca-cpp gpt4all fastchat vicuna lmsys-arena alpaca-cot luotuo linly-chatflow chatllama yulan openllama lima
    moss ernie-bot spark tongyi-qianwen chatglm chatglm-6b visualglm cpm cpm-ant cpm-bee luca zhihaitu zhinao-360
    aquila baichuan zidong-taichu chatrwkv qianmo-eval lora qlora quantization distillation federated-learning gptq
    llmtune lion akd fate-llm colossal-ai open-assistant trlx deepspeed deepspeed-chat lmflow pku-beaver safe-rlhf
""".split()  # noqa: SIM905  ninety-five quoted words would hide the list

# Names as people write them, and whose they are.
NAMES = [
    ("Llama 3.1 405B Instruct", "llama-3.1"),
    ("Llama-2-7b-chat-hf", "llama-2"),
    ("Llama 3.3 70B Instruct", "llama-3.3"),
    ("Qwen2.5 72B Instruct", "qwen2.5"),
    ("Qwen/QwQ-32B", "qwq-32b"),
    ("DeepSeek-R1", "deepseek-r1"),
    ("DeepSeek R1", "deepseek-r1"),
    ("deepseek-ai/DeepSeek-V3", "deepseek-v3"),
    ("Claude 3.5 Sonnet", "claude-3.5-sonnet"),
    ("GPT-4o mini", "gpt-4o-mini"),
    ("gpt-oss-120b", "gpt-oss"),
    ("Gemma 3 27B", "gemma-3"),
    ("Mixtral 8x7B", "mixtral-8x7b"),
    ("mistralai/Mistral-7B-v0.1", "mistral-7b"),
    ("microsoft/phi-2", "phi-2"),
    ("THUDM/chatglm3-6b", "chatglm3-6b"),
    ("小羊驼", "vicuna"),
    ("羊驼", "alpaca"),
    ("文心一言", "ernie-bot"),
    ("通义千问", "tongyi-qianwen"),
    ("豆包", "doubao"),
]

# The maker's own page or paper gives the day.
DATES = [
    ("bert", "2018-10-11"), ("gpt-2", "2019-02-14"), ("t5", "2019-10-23"), ("gpt-3", "2020-05-28"),
    ("gpt-j", "2021-06-04"), ("instructgpt", "2022-01-27"), ("opt", "2022-05-02"), ("bloom", "2022-07-12"),
    ("chatgpt", "2022-11-30"), ("llama", "2023-02-24"), ("alpaca", "2023-03-13"),
    ("gpt-4", "2023-03-14"), ("chatglm-6b", "2023-03-14"), ("ernie-bot", "2023-03-16"), ("vicuna", "2023-03-30"),
    ("llama-2", "2023-07-18"), ("qwen", "2023-08-03"), ("mistral-7b", "2023-09-27"), ("yi", "2023-11-02"),
    ("gemini", "2023-12-06"), ("mixtral-8x7b", "2023-12-11"), ("phi-2", "2023-12-12"), ("gemma", "2024-02-21"),
    ("claude-3", "2024-03-04"), ("llama-3", "2024-04-18"), ("deepseek-v2", "2024-05-06"), ("gpt-4o", "2024-05-13"),
    ("claude-3.5-sonnet", "2024-06-20"), ("llama-3.1", "2024-07-23"), ("qwen2.5", "2024-09-19"),
    ("deepseek-v3", "2024-12-26"), ("deepseek-r1", "2025-01-20"), ("gemma-3", "2025-03-12"), ("llama-4", "2025-04-05"),
    ("qwen3", "2025-04-29"), ("kimi-k2", "2025-07-11"), ("gpt-oss", "2025-08-05"), ("gpt-5", "2025-08-07"),
]  # fmt: skip

# The next generation of a line is trained anew: never a derivation.
TRAINED_ANEW = [
    ("llama-2", "llama"), ("llama-3", "llama-2"), ("llama-4", "llama-3.1"), ("qwen2", "qwen1.5"),
    ("qwen3", "qwen2.5"), ("gemma-2", "gemma"), ("gemma-3", "gemma-2"), ("phi-4", "phi-3"), ("yi", "llama"),
    ("chatglm2-6b", "chatglm-6b"), ("baichuan2", "baichuan"), ("internlm2", "internlm"), ("deepseek-v3", "deepseek-v2"),
    ("olmo-2", "olmo"), ("glm-4.5", "glm-4"), ("mixtral-8x7b", "llama-2"),
]  # fmt: skip
DERIVED = [
    ("alpaca", "llama"), ("vicuna", "llama"), ("zephyr", "mistral-7b"), ("code-llama", "llama-2"),
    ("deepseek-r1", "deepseek-v3"), ("deepseek-r1-distill-llama", "llama-3.1"), ("qwen2.5-coder", "qwen2.5"),
    ("bloomz", "bloom"), ("flan-t5", "t5"), ("chinese-llama-alpaca", "llama"), ("belle", "bloomz"),
    ("dolly", "pythia"), ("qwen3-embedding", "qwen3"),
]  # fmt: skip

COUNTRIES = {
    "CN": "alibaba baidu deepseek zhipu moonshot minimax 01-ai stepfun tencent huawei openbmb openbuddy baai rednote",
    "US": "openai anthropic meta google microsoft nvidia xai allenai huggingface eleutherai lmsys liquid",
    "FR": "mistral bigscience", "CA": "cohere", "AE": "tii mbzuai inception", "KR": "lg upstage naver skt",
    "JP": "sakana elyza rinna", "IL": "ai21", "GB": "deepmind stability", "DE": "aleph-alpha jina laion bfl",
    "SG": "ai-singapore sea-ai-lab", "IN": "sarvam krutrim", "CH": "swiss-ai", "RU": "yandex sber",
}  # fmt: skip
OLD_AUTHORS = [
    ("THUDM", "zhipu"), ("zai-org", "zhipu"), ("CohereForAI", "cohere"), ("CohereLabs", "cohere"),
    ("WizardLM", "wizardlm"), ("WizardLMTeam", "wizardlm"), ("ehartford", "cognitivecomputations"),
    ("sberbank-ai", "sber"), ("bert-base-uncased", None), ("google-bert", "google"), ("openai-community", "openai"),
]  # fmt: skip


def models() -> dict[str, ModelEntry]:
    return {entry.id: entry for entry in bundled().models}


def names() -> Iterator[tuple[str, str]]:
    for entry in bundled().models:
        for name in (entry.name, entry.name_zh, *entry.aliases, entry.hub_repo, *entry.repos):
            if name:
                yield name, entry.id
        for repo in filter(None, (entry.hub_repo, *entry.repos)):
            yield repo.partition("/")[2], entry.id


def test_there_is_as_much_as_was_promised() -> None:
    catalogue = bundled()
    kinds = Counter(entry.kind for entry in catalogue.models)
    assert kinds["model"] >= 1_500
    assert kinds["framework"] + kinds["technique"] >= 200
    assert len(catalogue.orgs) >= 450
    assert len(catalogue.feeds) >= 60
    assert {feed.language for feed in catalogue.feeds} == {"en", "zh"}


def test_all_that_the_article_names_is_in_the_catalogue() -> None:
    assert len(ARTICLE) == 95
    assert [entity for entity in ARTICLE if entity not in models()] == []


def test_every_framework_says_which_stages_it_serves() -> None:
    silent = [
        entry.id
        for entry in bundled().models
        if entry.kind in {"framework", "technique"} and not entry.stages and not entry.notes
    ]
    assert silent == []


def test_models_are_dated_to_the_day() -> None:
    """A month is honest where no more is known; more than a few are a gap."""
    dated = [entry for entry in bundled().models if entry.kind == "model"]
    vague = [entry.id for entry in dated if len(entry.released_on or "") < 10]
    assert len(vague) <= len(dated) * 0.02, vague


def test_models_say_what_they_are() -> None:
    silent = [
        entry.id
        for entry in bundled().models
        if entry.kind == "model" and not (entry.architecture and entry.openness)
    ]
    assert silent == []


def test_open_weights_have_a_repo_or_a_page() -> None:
    lost = [
        entry.id
        for entry in bundled().models
        if entry.kind == "model"
        and entry.openness != "closed"
        and not (entry.hub_repo or entry.url or entry.source)
    ]
    assert lost == []


@pytest.mark.parametrize(("name", "model"), NAMES)
def test_names_as_people_write_them(name: str, model: str) -> None:
    assert {owner for known, owner in names() if known.casefold() == name.casefold()} == {model}


@pytest.mark.parametrize(("model", "day"), DATES)
def test_days_that_everyone_agrees_on(model: str, day: str) -> None:
    released_on = models()[model].released_on
    assert released_on is not None
    assert abs((date.fromisoformat(released_on) - date.fromisoformat(day)).days) <= 1


@pytest.mark.parametrize(("child", "parent"), TRAINED_ANEW)
def test_a_successor_is_no_derivation(child: str, parent: str) -> None:
    derived = {p.id for p in models()[child].parents if p.relation in DERIVATIONS}
    assert parent not in derived


@pytest.mark.parametrize(("child", "parent"), DERIVED)
def test_weights_that_were_reused(child: str, parent: str) -> None:
    assert parent in {p.id for p in models()[child].parents if p.relation in DERIVATIONS}


def test_countries() -> None:
    found = {org.id: org.country for org in bundled().orgs}
    wrong = {
        org: found.get(org)
        for country, orgs in COUNTRIES.items()
        for org in orgs.split()
        if found.get(org) != country
    }
    assert wrong == {}


@pytest.mark.parametrize(("author", "org"), OLD_AUTHORS)
def test_old_and_new_names_on_the_hub(author: str, org: str | None) -> None:
    owners = {author.casefold(): entry.id for entry in bundled().orgs for author in entry.hub_authors}
    assert owners.get(author.casefold()) == org


def test_licences_of_models_are_named() -> None:
    """`LicenseRef-other` and `-unknown` are for the few whose terms no source gives."""
    weights = [e for e in bundled().models if e.kind == "model" and e.openness != "closed"]
    vague = [e.id for e in weights if e.license in {None, "LicenseRef-other", "LicenseRef-unknown"}]
    assert len(vague) <= len(weights) * 0.05, vague


def test_the_snapshot() -> None:
    with (BUNDLED / "snapshot" / "hub_repos.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len({row["repo_id"] for row in rows}) >= 1_500
    assert rows == sorted(rows, key=lambda row: (row["repo_id"], row["parent"]))
    assert len({(row["repo_id"], row["parent"]) for row in rows}) == len(rows)
    assert {row["relation"] for row in rows} <= {"", "finetune", "adapter", "quantized", "merge"}
    for row in rows:
        assert row["repo_id"].count("/") == 1
        assert bool(row["parent"]) == bool(row["relation"])
        assert row["parent"] != row["repo_id"]
        assert row["source"].startswith("https://")
        assert date.fromisoformat(row["as_of"]) >= date(2024, 1, 1)
        assert not row["created_on"] or row["created_on"] <= row["as_of"], row
        assert not row["parameters"] or int(row["parameters"]) > 0


def test_the_snapshot_writes_licences_that_the_catalogue_knows() -> None:
    known = {name.casefold() for entry in bundled().licenses for name in (entry.id, *entry.hub_ids)}
    with (BUNDLED / "snapshot" / "hub_repos.csv").open(encoding="utf-8", newline="") as file:
        written = {row["license"].casefold() for row in csv.DictReader(file)} - {""}
    assert written <= known
