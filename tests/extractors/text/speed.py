"""Times text extraction beside reading its JSON: `python tests/extractors/text/speed.py [FILE.jsonl]`.

Without a file, 2,000 invented texts of the length of ordinary news are read. One core, best of five.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from extractors.names.known import KnownNames
from extractors.text.extract import extract

NEWS = (
    "Acme today released **Borealis-{n}**, a family of open language models in 4B, 12B and 70B "
    "sizes under the Apache 2.0 license. "
    "Borealis-{n} is built on top of Qwen2.5-{n}B and outperforms GPT-4 on several benchmarks. "
    "It supports 128K tokens of context. "
    "Weights are on https://huggingface.co/acme/borealis-{n}. The team plans to publish a "
    "technical report next month."
)
NEWS_ZH = (
    "**某公司**正式发布了新一代旗舰模型 `北风-{n}`，总参数 **68.5B**、激活参数 **3B**，支持 128K "
    "上下文。\n\n该模型基于 `Qwen3-{n}B` 微调，"
    "在多项基准测试中表现优异，性能超越同尺寸模型。官方称其推理速度提升 **2 倍**，采用 `Apache "
    "2.0` 协议开源，权重已在 **Hugging Face** 开放下载。"
)


def invented(count: int) -> list[bytes]:
    return [
        orjson.dumps(
            {"id": n, "title": f"某公司发布 北风-{n}", "text": NEWS_ZH.format(n=n), "lang": "zh"}
            if n % 2
            else {
                "id": n,
                "title": f"Acme releases Borealis-{n}",
                "text": (NEWS.format(n=n) + "\n") * 3,
                "lang": "en",
            }
        )
        for n in range(count)
    ]


def best(work: Callable[[], object]) -> float:
    seconds = []
    for _ in range(5):
        started = time.process_time()
        work()
        seconds.append(time.process_time() - started)
    return min(seconds)


def main() -> None:
    lines = Path(sys.argv[1]).read_bytes().splitlines() if len(sys.argv) > 1 else invented(2_000)
    names = KnownNames.build([])
    reading = best(lambda: [orjson.loads(line) for line in lines])
    extracting = best(lambda: list(extract(lines, names=names)))
    characters = sum(map(len, lines)) / len(lines)
    print(f"{len(lines)} texts of {characters:.0f} bytes")  # noqa: T201 -- a script says what it found
    print(f"reading the JSON {len(lines) / reading:,.0f} texts/s")  # noqa: T201 -- a script says what it found
    print(f"extract text     {len(lines) / extracting:,.0f} texts/s")  # noqa: T201 -- a script says what it found


if __name__ == "__main__":
    main()
