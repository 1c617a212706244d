"""A small warehouse to draw from, and a generated large one, with the warehouse's own schema."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from warehouse.database import writing

AS_OF = datetime(2024, 3, 1, 6, tzinfo=UTC)

ORGS = {
    "meta": ("Meta", None, "US"), "openai": ("OpenAI", None, "US"), "google": ("Google", "谷歌", "US"),
    "stanford": ("Stanford", None, "US"), "lmsys": ("LMSYS", None, "US"), "tii": ("TII", None, "AE"),
    "openbuddy": ("OpenBuddy", None, "CN"), "eleutherai": ("EleutherAI", None, "US"),
    "databricks": ("Databricks", None, "US"), "bigscience": ("BigScience", None, "FR"),
    "mistralai": ("Mistral AI", None, "FR"), "microsoft": ("Microsoft", "微软", "US"),
    "anthropic": ("Anthropic", None, "US"), "tsinghua": ("Tsinghua KEG", "清华KEG", "CN"),
    "zhipu": ("Zhipu AI", "智谱AI", "CN"), "openbmb": ("OpenBMB", "面壁智能", "CN"), "fudan": ("Fudan University", "复旦大学", "CN"),
    "baichuan": ("Baichuan", "百川智能", "CN"), "qwen": ("Qwen", "通义千问", "CN"), "deepseek": ("DeepSeek", "深度求索", "CN"),
    "ccnu": ("Central China Normal University", "华中师范大学", "CN"), "szu": ("Shenzhen University", "深圳大学", "CN"),
    "ke": ("KE Holdings", "贝壳", "CN"), "uw": ("University of Washington", None, "US"), "person": ("Eric J. Wang", None, "US"),
    "pku": ("Peking University", "北京大学", "CN"), "hpcai": ("HPC-AI Tech", "潞晨科技", "SG"), "hkust": ("HKUST", "港科大", "CN"),
}  # fmt: skip

# id, name, name_zh, kind, org, released, precision, sizes, licence, openness, commercial, quadrant
MODELS: list[tuple[object, ...]] = [
    ("gpt-2", "GPT-2", None, "model", "openai", "2019-02-14", "day", ["117M", "1.5B"], "MIT", "open", True, "foreign"),
    ("gpt-3", "GPT-3", None, "model", "openai", "2020-05-28", "day", ["175B"], None, "closed", None, "foreign"),
    ("gpt-neo", "GPT-Neo", None, "model", "eleutherai", "2021-03-21", "day", ["1.3B", "2.7B"], "MIT", "open", True, "foreign"),
    ("gpt-j", "GPT-J", None, "model", "eleutherai", "2021-06-09", "day", ["6B"], "Apache-2.0", "open", True, "foreign"),
    ("gpt-neox", "GPT-NeoX-20B", None, "model", "eleutherai", "2022-02-09", "day", ["20B"], "Apache-2.0", "open", True, "foreign"),
    ("opt", "OPT", None, "model", "meta", "2022-05-03", "day", ["125M", "1.3B", "66B", "175B"], "LicenseRef-opt", "semi-open", False, "foreign"),
    ("bloom", "BLOOM", None, "model", "bigscience", "2022-07-12", "day", ["176B"], "LicenseRef-bloom-rail-1.0", "semi-open", True, "foreign"),
    ("chatgpt", "ChatGPT", None, "product", "openai", "2022-11-30", "day", [], None, "closed", None, "foreign"),
    ("pythia", "Pythia", None, "model", "eleutherai", "2023-02-13", "day", ["70M", "12B"], "Apache-2.0", "open", True, "foreign"),
    ("openchatkit", "OpenChatKit", None, "model", "eleutherai", "2023-03-10", "day", ["20B"], "Apache-2.0", "open", True, "foreign"),
    ("gpt-4", "GPT-4", None, "model", "openai", "2023-03-14", "day", [], None, "closed", None, "foreign"),
    ("claude", "Claude", None, "product", "anthropic", "2023-03-14", "day", [], None, "closed", None, "foreign"),
    ("claude-2", "Claude 2", None, "product", "anthropic", "2023-07-11", "day", [], None, "closed", None, "foreign"),
    ("dolly", "Dolly 2.0", None, "model", "databricks", "2023-04-12", "day", ["12B"], "MIT", "open", True, "foreign"),
    ("falcon", "Falcon", "猎鹰", "model", "tii", "2023-05-25", "day", ["7B", "40B"], "Apache-2.0", "open", True, "foreign"),
    ("openbuddy-falcon", "OpenBuddy-Falcon-7B", None, "model", "openbuddy", "2023-06-09", "day", ["7B"], "Apache-2.0", "open", True, "foreign"),
    ("falcon-180b", "Falcon-180B", None, "model", "tii", "2023-09-06", "day", ["180B"], "LicenseRef-falcon-180b", "semi-open", True, "foreign"),
    ("mistral-7b", "Mistral 7B", None, "model", "mistralai", "2023-09-27", "day", ["7B"], "Apache-2.0", "open", True, "foreign"),
    ("mixtral-8x7b", "Mixtral 8x7B", None, "model", "mistralai", "2023-12-11", "day", ["8x7B"], "Apache-2.0", "open", True, "foreign"),
    ("gemma", "Gemma", None, "model", "google", "2024-02-26", "day", ["2B", "7B"], "LicenseRef-gemma", "semi-open", True, "foreign"),
    ("phi-1.5", "Phi-1.5", None, "model", "microsoft", "2023-09-11", "day", ["1.3B"], "MIT", "open", True, "foreign"),
    ("phi-2", "Phi-2", None, "model", "microsoft", "2023-12-12", "day", ["2.7B"], "MIT", "open", True, "foreign"),
    ("llama", "LLaMA", "LLaMA(驼马)", "model", "meta", "2023-02-24", "day", ["7B", "13B", "33B", "65B"], "LicenseRef-llama-1", "semi-open", False, "llama"),
    ("alpaca", "Alpaca", "羊驼", "model", "stanford", "2023-03-13", "day", ["7B"], "CC-BY-NC-4.0", "semi-open", False, "llama"),
    ("alpaca-lora", "Alpaca-LoRA", None, "model", "person", "2023-03-14", "day", ["7B"], "Apache-2.0", "open", True, "llama"),
    ("vicuna", "Vicuna", "小羊驼", "model", "lmsys", "2023-03-30", "day", ["7B", "13B"], "LicenseRef-llama-1", "semi-open", False, "llama"),
    ("luotuo", "Luotuo", "骆驼", "model", "ccnu", "2023-03-26", "day", ["7B"], "Apache-2.0", "semi-open", False, "llama"),
    ("linly", "Linly-ChatFlow", "伶荔", "model", "szu", "2023-03-28", "day", ["7B", "33B"], "Apache-2.0", "semi-open", False, "llama"),
    ("belle", "BELLE", None, "model", "ke", "2023-03-17", "day", ["7B"], "Apache-2.0", "semi-open", False, "llama"),
    ("guanaco", "Guanaco", "原驼", "model", "uw", "2023-05-23", "day", ["7B", "65B"], "MIT", "semi-open", False, "llama"),
    ("open-llama", "OpenLLaMA", None, "model", None, "2023-05-03", "day", ["3B", "7B", "13B"], "Apache-2.0", "open", True, "llama"),
    ("wizardlm", "WizardLM", None, "model", "microsoft", "2023-04-24", "day", ["7B"], "LicenseRef-llama-1", "semi-open", False, "llama"),
    ("llama-2", "Llama 2", None, "model", "meta", "2023-07-18", "day", ["7B", "13B", "70B"], "LicenseRef-llama-2", "semi-open", True, "llama"),
    ("chinese-llama-2", "Chinese-LLaMA-2", "中文LLaMA-2", "model", None, "2023-07-31", "day", ["7B", "13B"], "Apache-2.0", "semi-open", True, "llama"),
    ("code-llama", "Code Llama", None, "model", "meta", "2023-08-24", "day", ["7B", "34B"], "LicenseRef-llama-2", "semi-open", True, "llama"),
    ("merged-camel", "Merged-Camel", None, "model", None, "2024-02-28", "day", ["13B"], "LicenseRef-llama-2", "semi-open", True, "llama"),
    ("glm-130b", "GLM-130B", None, "model", "tsinghua", "2022-08-04", "day", ["130B"], "LicenseRef-glm-130b", "semi-open", False, "chinese"),
    ("chatglm", "ChatGLM", None, "product", "zhipu", "2023-03-14", "day", ["130B"], None, "closed", None, "chinese"),
    ("chatglm-6b", "ChatGLM-6B", None, "model", "tsinghua", "2023-03-14", "day", ["6B"], "LicenseRef-chatglm", "semi-open", True, "chinese"),
    ("visualglm-6b", "VisualGLM-6B", None, "model", "tsinghua", "2023-05-17", "day", ["6B"], "LicenseRef-chatglm", "semi-open", True, "chinese"),
    ("chatglm2-6b", "ChatGLM2-6B", None, "model", "tsinghua", "2023-06-25", "day", ["6B"], "LicenseRef-chatglm", "semi-open", True, "chinese"),
    ("chatglm3-6b", "ChatGLM3-6B", None, "model", "tsinghua", "2023-10-27", "day", ["6B"], "LicenseRef-chatglm", "semi-open", True, "chinese"),
    ("cpm-bee", "CPM-Bee", "千亿参数中英文基座模型", "model", "openbmb", "2023-05-27", "day", ["1B", "10B"], "LicenseRef-cpm-bee", "semi-open", True, "chinese"),
    ("luca", "Luca", "露卡", "product", "openbmb", "2023-05-29", "day", [], None, "closed", None, "chinese"),
    ("moss", "MOSS", None, "model", "fudan", "2023-04-21", "day", ["16B"], "AGPL-3.0-only", "semi-open", True, "chinese"),
    ("baichuan-7b", "Baichuan-7B", "百川", "model", "baichuan", "2023-06-15", "day", ["7B"], "LicenseRef-baichuan", "semi-open", True, "chinese"),
    ("baichuan2", "Baichuan 2", "百川2", "model", "baichuan", "2023-09-06", "day", ["7B", "13B"], "LicenseRef-baichuan", "semi-open", True, "chinese"),
    ("qwen", "Qwen", "通义千问", "model", "qwen", "2023-08-03", "day", ["1.8B", "72B"], "LicenseRef-qwen", "semi-open", True, "chinese"),
    ("qwen1.5", "Qwen1.5", "通义千问", "model", "qwen", "2024-02-04", "day", ["0.5B", "72B"], "LicenseRef-qwen", "semi-open", True, "chinese"),
    ("deepseek-llm", "DeepSeek LLM", "深度求索", "model", "deepseek", "2023-11-29", "day", ["7B", "67B"], "LicenseRef-deepseek", "semi-open", True, "chinese"),
    ("360zhinao", "360 Zhinao", "360智脑", "product", None, "2023-05-23", "day", [], None, "closed", None, "chinese"),
    ("chatglm-tuning", "ChatGLM-Tuning", None, "model", None, "2023-03-25", "day", ["6B"], "MIT", "semi-open", True, "chinese"),
    ("rlhf", "RLHF", "人类反馈强化学习", "technique", "openai", "2022-03-04", "day", [], None, None, None, "training"),
    ("lora", "LoRA", "低秩适配", "technique", "microsoft", "2021-06-17", "day", [], "MIT", "open", True, "training"),
    ("qlora", "QLoRA", None, "technique", "uw", "2023-05-23", "day", [], "MIT", "open", True, "training"),
    ("self-instruct", "Self-Instruct", "自指令", "technique", "uw", "2022-12-01", "month", [], "Apache-2.0", "open", True, "training"),
    ("deepspeed-chat", "DeepSpeed Chat", None, "framework", "microsoft", "2023-04-12", "day", [], "Apache-2.0", "open", True, "training"),
    ("colossalchat", "ColossalChat", None, "framework", "hpcai", "2023-03-29", "day", [], "Apache-2.0", "open", True, "training"),
    ("lmflow", "LMFlow", None, "framework", "hkust", "2023-03-27", "day", [], "Apache-2.0", "open", True, "training"),
    ("pku-beaver", "PKU-Beaver", "河狸", "framework", "pku", "2023-05-15", "day", [], "Apache-2.0", "open", True, "training"),
    ("mystery", "Prompt tuning tricks", "提示微调", "technique", None, None, None, [], None, None, None, "training"),
]  # fmt: skip

EDGES = [
    ("gpt-3", "gpt-2", "successor"), ("chatgpt", "gpt-3", "finetune"), ("gpt-4", "chatgpt", "successor"),
    ("gpt-j", "gpt-neo", "successor"), ("gpt-neox", "gpt-neo", "successor"), ("openchatkit", "gpt-neox", "finetune"),
    ("dolly", "pythia", "finetune"), ("claude-2", "claude", "successor"), ("openbuddy-falcon", "falcon", "finetune"),
    ("falcon-180b", "falcon", "successor"), ("mixtral-8x7b", "mistral-7b", "successor"), ("phi-2", "phi-1.5", "successor"),
    ("alpaca", "llama", "finetune"), ("alpaca-lora", "llama", "adapter"), ("vicuna", "llama", "finetune"),
    ("alpaca-lora", "alpaca", "reproduction"),
    ("luotuo", "llama", "adapter"), ("linly", "llama", "continued_pretraining"), ("belle", "llama", "finetune"),
    ("guanaco", "llama", "adapter"), ("open-llama", "llama", "reproduction"), ("wizardlm", "llama", "finetune"),
    ("llama-2", "llama", "successor"), ("chinese-llama-2", "llama-2", "continued_pretraining"),
    ("code-llama", "llama-2", "continued_pretraining"), ("merged-camel", "code-llama", "merge"), ("merged-camel", "chinese-llama-2", "merge"),
    ("chatglm", "glm-130b", "finetune"), ("chatglm-6b", "chatglm", "distilled"), ("visualglm-6b", "chatglm-6b", "finetune"),
    ("chatglm2-6b", "chatglm-6b", "successor"), ("chatglm3-6b", "chatglm2-6b", "successor"), ("luca", "cpm-bee", "finetune"),
    ("baichuan2", "baichuan-7b", "successor"), ("qwen1.5", "qwen", "successor"), ("chatglm-tuning", "chatglm-6b", "adapter"),
    ("qlora", "lora", "successor"), ("alpaca-lora", "lora", "technique"), ("luotuo", "lora", "technique"),
    ("guanaco", "qlora", "technique"), ("alpaca", "self-instruct", "technique"), ("chatglm-tuning", "lora", "technique"),
    ("chatgpt", "rlhf", "technique"), ("deepspeed-chat", "rlhf", "technique"), ("deepseek-llm", "llama-2", "architecture"),
    ("baichuan-7b", "llama", "architecture"), ("llama", "gpt-3", "architecture"),
]  # fmt: skip

_COLUMNS = (
    "model_id, name, name_zh, kind, org_id, org, country, released_on, released_precision, sizes, parameters_max, license,"
    " openness, commercial_use, quadrant, url, aliases, languages, origin, confidence, first_seen_at, on_map"
)


def small(path: Path) -> Path:
    """62 models that a person knows."""
    rows = []
    for number, (key, name, zh, kind, org, day, precision, sizes, lic, openness, commercial, quadrant) in enumerate(MODELS):
        released = date.fromisoformat(str(day)) if day else None
        seen = datetime(released.year, released.month, released.day, tzinfo=UTC) if released else None
        org_name, _, country = ORGS.get(str(org), (None, None, None))
        rows.append((
            key, name, zh, kind, org, org_name, country, released, precision, sizes, None, lic, openness, commercial,
            quadrant, f"https://example.org/{key}", [f"{name} model"] if number % 7 == 0 else [], ["en"], "curated", 1.0, seen, True,
        ))  # fmt: skip
    return _write(path, rows, EDGES)


def large(path: Path, count: int = 600, *, seed: int = 7) -> Path:
    """A generated crowd: bases, lines of successors, many derivatives, in the proportions of the Hub."""
    rng = random.Random(seed)
    quadrants = [("foreign", 0.27), ("llama", 0.33), ("chinese", 0.28), ("training", 0.12)]
    rows: list[tuple[object, ...]] = []
    edges: list[tuple[str, str, str]] = []
    relations = ["finetune"] * 6 + ["adapter", "quantized", "merge", "distilled", "continued_pretraining", "reproduction"]
    for quadrant, part in quadrants:
        mine: list[tuple[str, date]] = []
        bases: list[str] = []
        for number in range(round(count * part)):
            day = date(2019, 1, 1) + timedelta(days=round(1870 * rng.betavariate(4, 1.3)))
            mine.append((f"{quadrant}-{number}", day))
        mine.sort(key=lambda pair: pair[1])
        for number, (key, day) in enumerate(mine):
            base = not bases or rng.random() < 0.22
            chinese = "模型" if rng.random() < 0.3 else None
            kind = "model" if quadrant != "training" else rng.choice(["framework", "technique"])
            seen = datetime(day.year, day.month, day.day, tzinfo=UTC)
            rows.append((
                key, f"{rng.choice(['Aster', 'Birch', 'Cedar', 'Dahlia-Instruct', 'Elm', 'Fir-Chat'])}-{number}", chinese, kind,
                f"org-{rng.randrange(40)}", f"Org {rng.randrange(40)}", "US", day, "day", [f"{rng.choice([1, 3, 7, 13, 70])}B"], None,
                rng.choice(["Apache-2.0", "MIT", "LicenseRef-llama-2", None]), rng.choice(["open", "semi-open", "closed"]),
                rng.choice([True, False, None]), quadrant, None, [], ["en"], rng.choice(["curated", "hub_tag"]), 1.0, seen, True,
            ))  # fmt: skip
            if base:
                if bases and rng.random() < 0.5:
                    edges.append((key, rng.choice(bases[-4:]), "successor"))
                bases.append(key)
            else:
                edges.append((key, rng.choice(bases[-6:]), rng.choice(relations) if quadrant != "training" else "technique"))
            if quadrant == "llama" and rng.random() < 0.06:
                edges.append((key, f"training-{rng.randrange(20)}", "technique"))
    return _write(path, rows, edges)


def _write(path: Path, rows: list[tuple[object, ...]], edges: list[tuple[str, str, str]]) -> Path:
    seen = {row[0]: row[20] for row in rows}
    with writing(path) as con:
        con.executemany(f"INSERT INTO models ({_COLUMNS}) VALUES ({', '.join('?' * 22)})", rows)
        con.executemany(
            "INSERT INTO lineage (child_id, parent_id, relation, origin, confidence, evidence, evidence_url, position, first_seen_at)"
            " VALUES (?, ?, ?, 'curated', 1.0, 'stated by its makers', 'https://example.org/source', 0, ?)",
            [(child, parent, relation, seen.get(child)) for child, parent, relation in edges],
        )
        con.execute(
            "INSERT INTO ancestry WITH RECURSIVE up AS (SELECT child_id, parent_id, 1 AS depth FROM lineage"
            " WHERE relation NOT IN ('successor', 'architecture', 'technique') UNION SELECT up.child_id, l.parent_id, up.depth + 1"
            " FROM up JOIN lineage l ON l.child_id = up.parent_id WHERE l.relation NOT IN ('successor', 'architecture', 'technique') AND up.depth < 20)"
            " SELECT child_id, parent_id, min(depth) FROM up GROUP BY ALL"
        )
        con.execute(
            "INSERT INTO changes VALUES ('r1', TIMESTAMPTZ '2024-03-01 06:00:00+00', 'added', 'model', ?, NULL, NULL, NULL)",
            [rows[-1][0]],
        )
    return path
