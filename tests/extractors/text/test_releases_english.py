"""Invented sentences, each for a rule or a trap. The names exist nowhere."""

import pytest

from extractors.names.known import KnownName, KnownNames
from extractors.text.releases import releases

NOTHING_KNOWN = KnownNames.build([])

SAID = [
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
