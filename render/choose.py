"""Choose what the overview shows when the map knows more than a sheet can hold.

The score of a model, in points:

- 6 if a person entered it in the catalogue (origin `curated`);
- 6 if it is one of the `LANDMARKS`;
- 2 × log2(1 + descendants), so that 1 counts 2, 15 count 8 and 255 count 16; for a technique or framework,
  what was made with it counts instead; each successor counts as well;
- log10(1 + likes) and half of log10(1 + downloads), summed over its repos;
- 3 × its age in years, at most 12: what is still named after four years has made history;
- log2(1 + other names, a Chinese one among them): what is talked about has many.

What is new this week comes first, up to an eighth of the sheet, so that it is seen while it is news. Then the
`LANDMARKS`: the map of June 2023 that this one goes on from, whose reader should find everything again, and
firsts whose weight no figure shows, for they were never on the Hub, or before it counted. Then each quadrant
of models gets a quarter of the sheet if it has that many, and training a sixth, more only where models leave
room: this is a map of models. Within that the highest scores are chosen, ties by id. The parent of a chosen
model by derivation is chosen too, so that no arrow begins in the air.
"""

from __future__ import annotations

from math import log2, log10

from render.facts import QUADRANTS, Facts, Model

LANDMARKS = frozenset({
    # the map of June 2023 that this one goes on from: foreign
    "chatgpt", "instructgpt", "gpt-1", "gpt-2", "gpt-3", "gpt-3.5", "gpt-4", "bert", "t5", "bart", "bloom",
    "gpt-j", "gpt-neo", "gpt-neox", "pythia", "openchatkit", "dolly", "bloomz", "stablelm", "huggingchat",
    "falcon", "linly-falcon", "openbuddy-falcon", "open-assistant", "palm", "opt", "codegen",
    # LLaMA
    "llama", "alpaca", "alpaca-lora", "alpaca-cpp", "alpaca-cot", "vicuna", "fastchat", "koala", "baize",
    "gpt4all", "chatdoctor", "minigpt-4", "guanaco", "openllama", "chatllama", "lima", "luotuo", "yulan",
    "llama-adapter", "belle-llama", "phoenix", "linly-chatflow", "chinese-llama-alpaca", "llama-2",
    # Chinese
    "glm", "chatglm", "chatglm-6b", "visualglm", "moss", "cpm-ant", "cpm-bee", "luca", "chatyuan",
    "ernie-bot", "spark", "tongyi-qianwen", "zhihaitu", "zhinao-360", "aquila", "zidong-taichu", "chatrwkv",
    "cpm", "baichuan", "belle", "deepseek-r1",
    # frameworks and techniques
    "deepspeed", "deepspeed-chat", "peft", "lora", "qlora", "rlhf", "sft", "rm", "ppo", "ppo-ptx", "dpo",
    "trl", "trlx", "colossal-ai", "lmflow", "pku-beaver", "safe-rlhf", "fate-llm", "federated-learning",
    "lion", "akd", "llmtune", "prompt-engineering", "self-instruct", "instruction-tuning", "cot", "icl",
    "finetuning", "quantization", "gptq", "llama.cpp", "rope", "distillation",
})  # fmt: skip
"""By these the story of open language models is told; ids that are not on the map are let be."""


def score(model: Model, facts: Facts) -> float:
    """How notable a model is; see the module's text."""
    points = 6.0 if model.origin == "curated" else 0.0
    if model.model_id in LANDMARKS:
        points += 6.0
    made = model.descendants
    if children := facts.children.get(model.model_id):
        relations = [edge.relation for edge in children]
        made = max(made, relations.count("technique")) + relations.count("successor")
    if made:
        points += 2 * log2(1 + made)
    if model.likes or model.downloads:
        points += log10(1 + model.likes) + 0.5 * log10(1 + model.downloads)
    if model.released_on and facts.as_of:
        days = facts.as_of.toordinal() - model.released_on.toordinal()
        points += max(0.0, min(12.0, 3 * days / 365.25))
    if model.aliases or model.name_zh:
        points += log2(1 + len(model.aliases) + bool(model.name_zh))
    return round(points, 6)


def choose(facts: Facts, limit: int) -> list[Model]:
    """At most `limit` models of those on the map, in the order of their ids."""
    candidates = [model for model in facts.models.values() if model.on_map and model.quadrant in QUADRANTS]
    if len(candidates) <= limit:
        return candidates
    ranked = sorted(candidates, key=lambda model: (-score(model, facts), model.model_id))
    kept: dict[str, Model] = {}
    for model in [model for model in ranked if facts.is_new(model)][: limit // 8]:
        _keep(model, kept, facts, limit)
    for model in [model for model in ranked if model.model_id in LANDMARKS]:
        _keep(model, kept, facts, limit)
    for quadrant in QUADRANTS:
        share = limit // 6 if quadrant == "training" else limit // 4
        for model in [model for model in ranked if model.quadrant == quadrant][:share]:
            _keep(model, kept, facts, limit)
    for model in sorted(ranked, key=lambda model: model.quadrant == "training"):
        if len(kept) == limit:
            break
        _keep(model, kept, facts, limit)
    return [kept[key] for key in sorted(kept)]


def _keep(model: Model, kept: dict[str, Model], facts: Facts, limit: int) -> None:
    """Keep a model and the parents it is derived from, if there is room for all of them."""
    wanted: dict[str, Model] = {}
    waiting = [model]
    while waiting:
        one = waiting.pop()
        if one.model_id in kept or one.model_id in wanted:
            continue
        wanted[one.model_id] = one
        waiting += [
            facts.models[edge.parent]
            for edge in facts.parents.get(one.model_id, ())
            if edge.derived and facts.models[edge.parent].on_map
        ]
    if len(kept) + len(wanted) <= limit:
        kept.update(wanted)
