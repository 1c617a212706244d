"""Invented sentences, each for a rule or a trap. The names exist nowhere."""

import pytest

from extractors.names.known import KnownName, KnownNames
from extractors.text.releases import releases

NOTHING_KNOWN = KnownNames.build([])

SAID = [
    ("Stable Reel 4D", "Stable Reel 4D is our latest model for video.", ["Stable Reel 4D"]),
    (
        "LarkQE: a submission to the Metrics task",
        "We present LarkQE, our contribution to the Metrics task. LarkQE is a quality estimation system.",
        ["LarkQE"],
    ),
    # verb and object
    ("Introducing Orchid 2: our most capable open model yet", "", ["Orchid 2"]),
    (
        "Announcing Granule 3.1 Mini and Granule 3.1 Large",
        "Both models are on Hugging Face.",
        ["Granule 3.1 Mini", "Granule 3.1 Large"],
    ),
    ("Mistral AI unveils Codestral 9", "", ["Codestral 9"]),
    (
        "NVIDIA Launches Cosmos-Weather for Climate Simulation",
        "NVIDIA unveiled Cosmos-Weather, a foundation model for climate.",
        ["Cosmos-Weather"],
    ),
    ("Microsoft open-sources VibeTalk, a framework for long-form speech", "", ["VibeTalk"]),
    ("Meet Larkspur: a 3B vision-language model for the edge", "", ["Larkspur"]),
    ("Our newest work", "Today we release Wren-8B and Wren-70B, two open language models.", ["Wren-8B"]),
    ("The Nimbus 2 herd: a new era", "We are sharing the first models in the Nimbus 2 herd.", ["Nimbus 2"]),
    ("A note", "Apple researchers have published OpenFerret, an open-source multimodal LLM.", ["OpenFerret"]),
    (
        "A note",
        "It is a vision model called Snowdrop-4B that runs on phones. It was trained by students.",
        ["Snowdrop-4B"],
    ),
    # subject and verb
    ("Granite 5.0 is here", "IBM's Granite 5.0 models are out.", ["Granite 5.0"]),
    ("Qwen 9 Released", "", ["Qwen 9"]),
    ("A note", "Baichuan-M9-14B was announced as a medical LLM.", ["Baichuan-M9-14B"]),
    ("A note", "Lumina-Paint, our new image model, is out today.", ["Lumina-Paint"]),
    # a digest, each announcement in its own clause
    (
        "This week in AI",
        (
            "**Google** released **Gemma 9** in four sizes. **Alibaba** open-sourced "
            "**Qwen9-Max**, and **DeepSeek** published a paper. "
            "**Microsoft** introduced Muse 4, a generative model, and presented Magma 7, a foundation model."
        ),
        ["Gemma 9", "Qwen9-Max", "Muse 4", "Magma 7"],
    ),
    (
        "Not much happened",
        "There were new models like bagelet-7b-v0.4, and DeepMath-7b-instruct.",
        ["bagelet-7b-v0.4", "DeepMath-7b-instruct"],
    ),
    # titles that are names
    ("Kestrel-9B-Chat", "An instruction-tuned chat model.", ["Kestrel-9B-Chat"]),
    ("Harrier", "A chat assistant fine-tuned on user conversations by Somelab", ["Harrier"]),
    (
        "Devstone 2 / Devstone Small 2",
        "Code agent models: Devstone 2 (123B), Devstone Small 2 (24B).",
        ["Devstone 2", "Devstone Small 2"],
    ),
    ("SLIMMY Model Family", "Small function-calling models", ["SLIMMY"]),
    ("GPT-9 (Instant / Thinking)", "The strongest model series so far.", ["GPT-9"]),
    ("MOSSY by Some University", "a 16b custom foundational model", ["MOSSY"]),
    ("quick-infer", "A fast inference library in C++", ["quick-infer"]),
    # names with a lone letter, and headlines that go on in capitals
    ("Introducing Order A Sight: multimodal AI for offices", "", ["Order A Sight"]),
    ("Introducing: Orchid 2 and Orchid Shell CLI.", "Open models and an agent.", ["Orchid 2"]),
    ("Somelab Releases Ember-9 Open Model For Laptops", "", ["Ember-9"]),
    ("Somelab Unveils Heron-9B, Beats GPT-9 On Coding", "", ["Heron-9B"]),
    ("DeepSeek Releases V9.1 Flash: 55B Multimodal Model", "", ["V9.1 Flash"]),
    ("Welcome Plover 3 - Somelab's new open LLM", "", ["Plover 3"]),
    (
        "Meet Dune Mini Code: Somelab's 30B Mixture-of-Experts Model With 3B Active Parameters",
        "",
        ["Dune Mini Code"],
    ),
    ("Introducing the Q-JEPA 9 world model and new benchmarks for physics", "", ["Q-JEPA 9"]),
    # a platform's blog: the title is the model's name, or the first sentence says what it is
    (
        "OpenAI gpt-ash",
        "A platform partners with OpenAI to bring gpt-ash to its community.",
        ["gpt-ash"],
    ),
    (
        "Check facts with Sureword-Mini",
        "Sureword-Mini is a new factuality checking model developed by Some Labs that is now available.",
        ["Sureword-Mini"],
    ),
    (
        "New sight models",
        "New vision models are now available: PLoVA 1.6, in 7B and 13B sizes.",
        ["PLoVA 1.6"],
    ),
    ("Wide Enough", "Today, we are announcing Plover Wide 2, our flagship model.", ["Plover Wide 2"]),
    ("From bytes", "Proposes AV-Net, a hierarchical byte-level language model.", ["AV-Net"]),
    ("Somelab Researchers Introduce PQ-ALM: A Local Alternative That Trains Deep Networks", "", ["PQ-ALM"]),
    ("Speaking of Linnet", "Linnet TTS: A frontier, open-weights text-to-speech model.", ["Linnet TTS"]),
    (
        "Plover 3 goes small",
        "The platform partners with Somelab to bring Plover 3 to Somewhere.",
        ["Plover 3"],
    ),
    # lists under a heading
    (
        "Weekly roundup",
        (
            "## New models\n- Wren3-2.6B (Somelab): a model for phones\n- Plover 4.2 Tiny: 7B\n\n"
            "## Tools\n- somecache 0.21: faster caching"
        ),
        ["Wren3-2.6B", "Plover 4.2 Tiny"],
    ),
    # papers
    (
        "Zephyrus: Open and Efficient Small Language Models",
        "We present Zephyrus. We train it on 300B tokens." * 20,
        ["Zephyrus"],
    ),
    (
        "FlashSort: Fast Sorting for MoE Training",
        "Mixture-of-experts training is slow. We propose FlashSort, an IO-aware sorting algorithm.",
        ["FlashSort"],
    ),
    (
        "Slimmer Fine-Tuned Models",
        (
            "Models are large. In this work we introduce a novel method called Neural Weight "
            "Search (NWS-Prune)"
            " for slimming."
        ),
        ["NWS-Prune"],
    ),
    (
        "On users",
        "We introduce an LLM-based personality-aware user simulation (PersSim). It helps.",
        ["PersSim"],
    ),
    (
        "Wide-band transformer",
        "Autoregressive decoding is narrow. We introduce the wide-band transformer, which widens it. "
        + "We train and measure it. " * 25,
        ["Wide-band transformer"],
    ),
    (
        "Tern Technical Report: models for Portuguese",
        "This report introduces Tern, a family of language models.",
        ["Tern"],
    ),
]

UNSAID = [
    ("A note on training", "Built upon the open Helios-32B, the thing is trained on public data."),
    ("Kept", "Launching today. Your chats, saved locally with no cloud."),
    ("A note on chatbots", "It is an open-sourced version of Flamenco, by others."),
    ("Helios-7B outperforms GPT-4 on coding, says study", "The study compares Helios-7B with GPT-4."),
    (
        "OpenAI rumoured to release GPT-9 next month",
        "OpenAI will release GPT-9 in March, people familiar say.",
    ),
    ("Tessera AI raises $40M", "The startup plans to launch a new model, Tess-2, later this year."),
    ("Sources: Meta delays release of Llama Giant", "Meta is delaying the release of Llama Giant."),
    ("Price cuts for Gemini 9 Flash", "We are lowering the price of Gemini 9 Flash by 40%."),
    ("The GPT-9 API is now 30% faster", "We have improved the inference stack for GPT-9."),
    ("Introducing Canvas mode in ChatGPT", "Canvas is a new way of working."),
    ("Ollama now supports Gemma 9", "You can now run Gemma 9 locally."),
    ("DeepSeek-V9 technical report released", ""),
    (
        "MedQuestBench: A Benchmark for Clinical Reasoning",
        "We introduce MedQuestBench, a benchmark of 4,000 questions.",
    ),
    ("Misfired alignment", "To quantify this, we introduce VETTO, a benchmark of 2,032 pairs."),
    ("Open corpora", "We release BigPile, a dataset of 3T tokens."),
    ("On the Calibration of Large Language Models", "We study GPT-4 and LLaMA-2. We find overconfidence."),
    ("Small Language Models: A Survey", "We review small language models such as Phi-2."),
    ("awesome-llm-things", "A curated list of language models."),
    ("Fixing Gemma", "Google's Gemma was found unstable until somebody fixed 8 bugs."),
    # products, programmes, events, hardware
    ("Introducing Weight Vault: Your private platform for inference", "Weight Vault serves our models."),
    ("Introducing South: The next era of enterprise AI", "South enables enterprises to deploy agents."),
    ("Somelab Compute", "Frontier AI infrastructure for everyone."),
    ("Announcing the inaugural Plover Startup Program cohort", "We support startups that use Plover models."),
    ("Gather 2031: why collaboration matters", ""),
    ("WWDC 31: Running Plover 7B with Core ML", ""),
    ("NVIDIA DGX Spark", "The latest NVIDIA DGX Spark is here! It runs fast."),
    ("Introducing the Some Corp 5th Gen EPYC CPU", ""),
    ("Cloud models", "Cloud models are now in preview, letting you run larger models."),
    ("Pondering", "Ollama now has the ability to enable or disable pondering of the model."),
    ("Introducing the CodeQuest Leaderboard - Holistic and Contamination-Free Evaluation of LLMs", ""),
    ("Somelab announces Series A funding", "Somelab announced Series A funding of $20M."),
    # what is to come, asked or rumoured
    ("Report: Somelab to open-source Plover 9 next month", ""),
    ("Plover 5.5 (rumor)", "Users report that some queries are routed to Plover 5.5."),
    ("Plover-5.3: how capable is it?", "It is the most capable open-weight model released to date."),
    ("Build, tweak, repeat", "Making it easier to develop generative applications."),
    ("Reimagining Freedom: How Somelab's Models Help a University", ""),
    (
        "Our open source Plover models help growth",
        "Our open source Plover models are helping to spur growth.",
    ),
    ("How we work", "A company blog post about culture."),
    ("Computer agents", "OpenPaw is a personal AI assistant that connects your apps."),
    ("", ""),
]


@pytest.mark.parametrize(("title", "text", "names"), SAID)
def test_announced(title: str, text: str, names: list[str]) -> None:
    found = [r.name for r in releases(title, text, names=NOTHING_KNOWN, language="en") if r.confidence >= 0.5]
    assert found == names


@pytest.mark.parametrize(("title", "text"), UNSAID)
def test_not_announced(title: str, text: str) -> None:
    found = releases(title, text, names=NOTHING_KNOWN, language="en")
    assert [r.name for r in found if r.confidence >= 0.5] == []


PARENTS = [
    (
        "Merlin-32B",
        "Merlin-32B is a reasoning model built on top of Qwen2.5-32B.",
        [("Qwen2.5-32B", "finetune")],
    ),
    ("Merlin", "A chatbot fine-tuned from Mistral by Somelab", [("Mistral", "finetune")]),
    ("Merlin", "A finetuned LLaMA model on assistant style data", [("LLaMA", "finetune")]),
    (
        "Quill-LoRA",
        "A LoRA adapter for Mistral-7B-v0.3 that writes poetry.",
        [("Mistral-7B-v0.3", "adapter")],
    ),
    ("Merlin-GGUF", "", [("Merlin", "quantized")]),
    ("Gemma 9 QAT", "Quantization aware training models", [("Gemma 9", "quantized")]),
    ("Merlin-int4", "A quantized version of Falcon-40B for laptops.", [("Falcon-40B", "quantized")]),
    (
        "Blizzard-120B",
        "Blizzard-120B is a merge of Llama-3-70B-Instruct and Hermes-2-Pro-Llama-3-70B.",
        [("Llama-3-70B-Instruct", "merge"), ("Hermes-2-Pro-Llama-3-70B", "merge")],
    ),
    ("Finch-1.5B", "A small model distilled from DeepSeek-R1.", [("DeepSeek-R1", "distilled")]),
    (
        "Tamil-LLaMA-13B",
        "A continued pretraining of Llama-2-13B on Tamil text.",
        [("Llama-2-13B", "continued_pretraining")],
    ),
    (
        "OpenHarbor",
        "An open language model and a fully open reproduction of DeepSeek-R1.",
        [("DeepSeek-R1", "reproduction")],
    ),
    (
        "Sparrow-8B",
        "A model that uses the Llama 3 architecture but was trained from scratch.",
        [("Llama 3", "architecture")],
    ),
    ("R9-1776", "Deepseek-R1 671B Param model without censorship", [("Deepseek-R1 671B", "finetune")]),
    ("Chatty-GPT", "multi-modal chatbot, using llama with custom weights", [("llama", "finetune")]),
    ("Larch-3B", "It takes Qwen2.5-3B as its backbone.", [("Qwen2.5-3B", "finetune")]),
    ("Merlin", "An uncensored version of DeepSeek's R1 model by Somelab", [("R1", "finetune")]),
    ("Orca-9", "Orca-9 is the successor to Falcon-40B.", [("Falcon-40B", "successor")]),
    ("Marlin-9B", "Marlin-9B is initialised from Llama-3.1-8B.", [("Llama-3.1-8B", "finetune")]),
    ("Marlin-9B", "It continues pre-training from Llama 2 70B.", [("Llama 2 70B", "continued_pretraining")]),
    ("Marlin-9B", "It is a Qwen3-4B-based embedding model.", [("Qwen3-4B", "finetune")]),
    ("Marlin-9B", "It expands SOLAR-10.7B to 22B.", [("SOLAR-10.7B", "finetune")]),
    ("Marlin-9B", "It inherits the architecture of DeepSeek-V3.", [("DeepSeek-V3", "architecture")]),
    ("Marlin-9B", "A new model built from the Falcon-40B foundation.", [("Falcon-40B", "finetune")]),
    ("Marlin-9B", "It sits on top of the Qwen3-Next-80B backbone.", [("Qwen3-Next-80B", "finetune")]),
    (
        "Marlin-9B",
        "Continual pretraining on ~15T mixed tokens from Falcon-Base-2.",
        [("Falcon-Base-2", "continued_pretraining")],
    ),
    (
        "Marlin-9B",
        "Marlin-9B, a 1.5B generative verifier initialized from Qwen2.5-Math-1.5B.",
        [("Qwen2.5-Math-1.5B", "finetune")],
    ),
    ("Marlin-9B", "It is an upgrade of Granite 3.1.", [("Granite 3.1", "successor")]),
    (
        "Marlin-9B",
        "It is post-trained on top of Gemma 4 and Qwen 3.5.",
        [("Gemma 4", "finetune"), ("Qwen 3.5", "finetune")],
    ),
    ("Marlin-9B", "It was trained on 800K samples distilled from DeepSeek-R1.", []),
    ("MarlinVideo-1.5", "An upgraded version of Somelab's Marlin video model.", []),
    ("Marlin-9B", "It outperforms models fine-tuned from Llama 2.", []),
    ("Marlin-9B", "It was evaluated against models based on GPT-4.", []),
    # traps
    ("Lumina-Paint", "An image model. Its prompt enhancer is fine-tuned from Qwen3-8B.", []),
    ("Merlin-7B", "A model that outperforms Llama-2-13B and is fine-tuned on 10M conversations.", []),
    ("Merlin-7B", "A model based on the Transformer architecture, trained on H100 GPUs.", []),
    ("Merlin-7B", "Trained on data generated by a judge based on GPT-4.", []),
    ("Gemma 9 2B", "coding models from 2b base, 7b base and 7b instruct", []),
]


@pytest.mark.parametrize(("title", "text", "parents"), PARENTS)
def test_parents(title: str, text: str, parents: list[tuple[str, str]]) -> None:
    (found,) = releases(title, text, names=NOTHING_KNOWN, language="en")
    assert [(p.name, str(p.relation)) for p in found.parents if p.confidence >= 0.5] == parents


def test_a_known_name_may_be_a_parent_without_a_version() -> None:
    known = KnownNames.build([KnownName("Cormorant", "cormorant", "Cormorant")])
    text = "A chat model based on Cormorant, trained by Somelab."
    assert releases("Merlin", text, names=NOTHING_KNOWN, language="en")[0].parents == ()
    assert [p.name for p in releases("Merlin", text, names=known, language="en")[0].parents] == ["Cormorant"]


def test_details() -> None:
    (found,) = releases(
        "Acme releases Borealis",
        "<p>Acme today released <b>Borealis</b>, a family of language models in 4B, 12B and 70B "
        "sizes under the Apache 2.0 license. "
        'It was trained on 15T tokens. Weights: <a href="https://huggingface.co/acme/borealis-70b">here</a> '
        "https://huggingface.co/acme/borealis-70b and https://huggingface.co/datasets/acme/corpus</p>",
        names=NOTHING_KNOWN,
        url="https://acme.example/blog",
    )
    assert found.name == "Borealis"
    assert found.kind == "model"
    assert found.sizes == ("4B", "12B", "70B")
    assert found.license == "Apache 2.0"
    assert found.hf_ids == ("acme/borealis-70b",)
    assert "Borealis" in found.evidence


@pytest.mark.parametrize(
    ("title", "text", "org"),
    [
        ("NVIDIA Nemotron 9: hybrid models", "NVIDIA Nemotron 9 is a model.", "NVIDIA"),
        ("Mistral AI unveils Codestral 9", "", "Mistral AI"),
        ("Google DeepMind releases Gemma 9", "", "Google DeepMind"),
    ],
)
def test_organisation(title: str, text: str, org: str) -> None:
    assert releases(title, text, names=NOTHING_KNOWN, language="en")[0].org == org
