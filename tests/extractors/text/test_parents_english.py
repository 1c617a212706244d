"""What English says a model was made from. Each sentence is for a way of saying it, or for a trap."""

import pytest

from extractors.names.known import KnownNames
from extractors.text.releases import releases

NOTHING_KNOWN = KnownNames.build([])


def stated(title: str, text: str, *, language: str) -> dict[str, dict[str, str]]:
    """Each release's parents and their relations."""
    return {
        release.name: {parent.name: str(parent.relation) for parent in release.parents}
        for release in releases(title, text, names=NOTHING_KNOWN, language=language)
    }


MADE_FROM = [
    # any name may be tuned from, distilled from, merged: it needs neither version nor fame
    ("Larkspur is a chat model fine-tuned from Harrier.", {"Harrier": "finetune"}),
    ("Larkspur is an instruction-tuned version of Harrier.", {"Harrier": "finetune"}),
    ("Larkspur is a Vietnamese version of Harrier.", {"Harrier": "finetune"}),
    ("Larkspur was distilled from Harrier Large using 2M samples.", {"Harrier Large": "distilled"}),
    ("Larkspur was created by continued pre-training of Harrier.", {"Harrier": "continued_pretraining"}),
    ("Larkspur is a merge of Harrier and Kestrel.", {"Harrier": "merge", "Kestrel": "merge"}),
    ("This model merges Harrier-7B with Kestrel-7B.", {"Harrier-7B": "merge", "Kestrel-7B": "merge"}),
    ("Larkspur is built on the Harrier model.", {"Harrier": "finetune"}),
    # "it" is the title's release
    ("A model for nurses. It is built on Llama 3.1 8B and speaks Thai.", {"Llama 3.1 8B": "finetune"}),
    ("It has been initialised from the weights of Kestrel-7B.", {"Kestrel-7B": "finetune"}),
    ("Its language model is Qwen2.5-7B.", {"Qwen2.5-7B": "finetune"}),
    # the base stands first, or is what was worked on
    ("Larkspur takes Gemma 3 12B as its starting point.", {"Gemma 3 12B": "finetune"}),
    ("Under the hood, Larkspur uses Qwen3-8B as its language backbone.", {"Qwen3-8B": "finetune"}),
    ("The Qwen3-based Larkspur answers questions.", {"Qwen3": "finetune"}),
    ("Acme fine-tuned Mistral Small 3 on notes to create Larkspur.", {"Mistral Small 3": "finetune"}),
    ("Larkspur is Harrier-7B trained on fewer refusals.", {"Harrier-7B": "finetune"}),
    ("With Harrier-70B as the teacher, Larkspur learned to reason.", {"Harrier-70B": "distilled"}),
    # adjectives and makers between the words and the name
    ("Larkspur builds upon the performant Gemma 2 models.", {"Gemma 2": "finetune"}),
    ("Larkspur, a model by Acme, is built on Google's Gemma 3.", {"Gemma 3": "finetune"}),
    ("Larkspur is a pruned and distilled version of Llama-3.1-8B.", {"Llama-3.1-8B": "distilled"}),
    ("Larkspur was trained on top of Kimi K2.5 with RL.", {"Kimi K2.5": "finetune"}),
    ("Larkspur upcycles Qwen2.5-7B into 8 experts.", {"Qwen2.5-7B": "finetune"}),
    ("Larkspur, a compressed version of Phi-4, runs on phones.", {"Phi-4": "quantized"}),
    ("The weights of Phi-4 were merged with others to form Larkspur, a model.", {"Phi-4": "merge"}),
    (
        "Larkspur is a model distilled from acme/wide-diffusion-xl-base-1.0.",
        {"wide-diffusion-xl-base-1.0": "distilled"},
    ),
    ("Larkspur is a fine-tuned version of Code Llama.", {"Code Llama": "finetune"}),
]

MADE_FROM += [
    # what was added to it, and what works with it only
    ("Larkspur adds vision to Qwen3-8B.", {"Qwen3-8B": "finetune"}),
    ("Larkspur extends Qwen3-8B with speech input.", {"Qwen3-8B": "finetune"}),
    ("Larkspur turns Qwen3-8B into a diffusion model.", {"Qwen3-8B": "finetune"}),
    ("Larkspur is an EAGLE-3 draft model for Qwen3-8B.", {"Qwen3-8B": "adapter"}),
    ("Larkspur is a LoRA for Qwen3-8B.", {"Qwen3-8B": "adapter"}),
    # steps of training
    ("The model is post-trained from Moonshot AI's Kimi K3.", {"Kimi K3": "finetune"}),
    ("Larkspur was mid-trained from Harrier-7B.", {"Harrier-7B": "continued_pretraining"}),
    ("Larkspur is warm-started from Harrier-7B.", {"Harrier-7B": "finetune"}),
    ("Larkspur was pruned from Harrier-30B.", {"Harrier-30B": "finetune"}),
    ("Larkspur is a full-parameter SFT of Harrier-27B for agents.", {"Harrier-27B": "finetune"}),
    ("Larkspur is an RL-trained Qwen3-4B.", {"Qwen3-4B": "finetune"}),
    ("We start from Qwen3-8B and run SFT and RL.", {"Qwen3-8B": "finetune"}),
    ("Larkspur is a model: Acme took Mistral Nemo and trained it on prose.", {"Mistral Nemo": "finetune"}),
    ("We use the data to fine-tune LLaMA and call the result Larkspur.", {"LLaMA": "finetune"}),
    (
        "Larkspur pairs an image encoder with a language decoder initialized from Qwen3-8B.",
        {"Qwen3-8B": "finetune"},
    ),
    ("Larkspur is a creative tune of Harrier-7B.", {"Harrier-7B": "finetune"}),
    ("We applied supervised fine-tuning (SFT) to Harrier-7B.", {"Harrier-7B": "finetune"}),
    ("Larkspur is an improved iteration of Harrier-7B.", {"Harrier-7B": "finetune"}),
    # what stands around the name
    ("Larkspur is Acme's agent for browsers, fine-tuned from Qwen3.5-27B.", {"Qwen3.5-27B": "finetune"}),
    ("Larkspur is a reward model that leverages Harrier-49B as the foundation.", {"Harrier-49B": "finetune"}),
    ("Larkspur is a Harrier-8B pretrained model, fine-tuned for safety.", {"Harrier-8B": "finetune"}),
    ("Larkspur is a multimodal Qwen3.5-derived model for chat.", {"Qwen3.5": "finetune"}),
    (
        "Larkspur is a compact model for routing, and it was fine-tuned from\nHarrier-1B by the team.",
        {"Harrier-1B": "finetune"},
    ),
    ("Larkspur is a Gemma 4 E4B instruction fine-tune for coding.", {"Gemma 4 E4B": "finetune"}),
    ("Larkspur is a state-of-the-art Mistral Fine-tune.", {"Mistral": "finetune"}),
    ("Larkspur is built on Gemma 4 12B IT. It is small.", {"Gemma 4 12B IT": "finetune"}),
    ("Larkspur is built on the reasoning foundation of Qwen3-30B.", {"Qwen3-30B": "finetune"}),
    ("Larkspur is distilled from the 8-step Harrier-2 teacher.", {"Harrier-2": "distilled"}),
    ("Built as a post-training variation on Acme's open model GLM-5.2, Bolt says.", {"GLM-5.2": "finetune"}),
    ("Larkspur is based on the Harrier-2 checkpoint Harrier-2-7B.", {"Harrier-2-7B": "finetune"}),
    ("With this corpus, we fine-tuned Qwen3-8B into a tutor.", {"Qwen3-8B": "finetune"}),
]

NOT_MADE_FROM = [
    "Larkspur, a model, outperforms models based on Llama 3.",
    "Larkspur is a model. Its prompt enhancer is fine-tuned from Qwen3-8B.",
    "Larkspur is a model trained from scratch and compared with Qwen3-8B.",
    "Larkspur is a model trained on data generated by GPT-4o.",
    "Larkspur is a model trained on H100 GPUs and based on PyTorch.",
    "Unlike models fine-tuned from Llama, Larkspur was trained anew.",
    "Larkspur is a model fine-tuned on Alpaca and Dolly data.",
    "Larkspur is the latest version of the Acme model.",
    "Larkspur is a model. The dataset was distilled from DeepSeek-R1.",
    "Larkspur is a model derived from research at Stanford.",
    "Larkspur is a model, and you can fine-tune it from Python.",
    "Larkspur is a model with a novel extension of token level KD.",
    "Larkspur is a model that competes with top LLaMA-based LLMs.",
    "Larkspur is a model; attempts to fine-tune smaller models like Mistral 3 7B failed.",
    "Larkspur is a model, an improved version of the Evoformer2 module.",
    "Larkspur is a model; fine-tunes of Qwen3-8B are slower.",
    "Larkspur is a model trained using 8xH100 and 7xRTX3090.",
    "Larkspur is a model fine-tuned on Claude Fable 5 and GPT-5.5.",
    "Larkspur is a model fine-tuned on acme/rhymes2-dpo.",
    "Larkspur is an instruction-tuned model from ReadyCraft.",
    "Larkspur is a model built on Kimi Delta Attention.",
    "Larkspur is a model that outperforms rules and fine-tuned Qwen3-4B baselines.",
    "Larkspur is a model. It adds support for Qwen3-8B.",
    "Larkspur is a model. Many applications built on top of Qwen3-8B exist.",
    "Qwen3-8B model is popular.",
]


@pytest.mark.parametrize(("text", "parents"), MADE_FROM)
def test_a_parent_is_stated(text: str, parents: dict[str, str]) -> None:
    assert stated("Acme unveils Larkspur", text, language="en") == {"Larkspur": parents}


@pytest.mark.parametrize("text", NOT_MADE_FROM)
def test_no_parent_is_stated(text: str) -> None:
    assert stated("Acme unveils Larkspur", text, language="en") == {"Larkspur": {}}


def test_a_teacher_s_data_are_no_base() -> None:
    text = "A chatbot fine-tuned from LLaMA with ChatGPT self-chat data."
    assert stated("Larkspur v2", text, language="en") == {"Larkspur v2": {"LLaMA": "finetune"}}


@pytest.mark.parametrize(
    ("text", "children"),
    [
        (
            "Acme released Larkspur-7B and Larkspur-VL. Larkspur-VL is built on Qwen2.5-VL-7B.",
            {"Larkspur-7B": {}, "Larkspur-VL": {"Qwen2.5-VL-7B": "finetune"}},
        ),
        (
            "Acme released Larkspur-7B and Foxglove-7B. Both models are fine-tuned from Qwen3-8B.",
            {"Larkspur-7B": {"Qwen3-8B": "finetune"}, "Foxglove-7B": {"Qwen3-8B": "finetune"}},
        ),
        (
            "Acme released Larkspur-7B. It is based on Qwen3-8B. Bolt released Wren-2B. It builds on Phi-4.",
            {"Larkspur-7B": {"Qwen3-8B": "finetune"}, "Wren-2B": {"Phi-4": "finetune"}},
        ),
    ],
)
def test_each_release_has_its_own_parents(text: str, children: dict[str, dict[str, str]]) -> None:
    assert stated("Two models", text, language="en") == children


@pytest.mark.parametrize(
    ("title", "text", "parents"),
    [
        ("Larkspur-GGUF", "Quantized version of Larkspur.", {"Larkspur": "quantized"}),
        ("Larkspur-AWQ", "4-bit AWQ quantization of Larkspur 2.", {"Larkspur 2": "quantized"}),
        ("Larkspur Chat", "Larkspur Chat is a LoRA fine-tune of Harrier.", {"Harrier": "adapter"}),
        ("Larkspur", "An uncensored fine-tune of Harrier by Foo.", {"Harrier": "finetune"}),
        ("Larkspur", "Code agent fine-tuned from Qwen3-Coder-30B", {"Qwen3-Coder-30B": "finetune"}),
        ("Larkspur-7B", "Base model: Harrier-7B. License: MIT.", {"Harrier-7B": "finetune"}),
    ],
)
def test_a_name_and_a_line_under_it(title: str, text: str, parents: dict[str, str]) -> None:
    assert stated(title, text, language="en") == {title: parents}


def test_a_method_s_base_is_what_is_said_of_it_itself() -> None:
    said = "Larkspur is a new training method. It is based on Qwen3-8B. Experiments fine-tune Llama-2-7B."
    assert stated("Larkspur-RL", said.replace("Larkspur", "Larkspur-RL"), language="en") == {
        "Larkspur-RL": {"Qwen3-8B": "finetune"}
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Wren-3 Voice is a speech model that runs on phones.", [("Wren-3 Voice", 0.65)]),
        ("This guide shows how to set up a phone.", []),
    ],
)
def test_a_title_for_something_is_a_release_if_its_name_is_told(
    text: str, found: list[tuple[str, float]]
) -> None:
    read = releases("Wren-3 Voice for Phones", text, names=NOTHING_KNOWN, language="en")
    assert [(release.name, release.confidence) for release in read] == found


def test_a_size_that_is_another_name_s_is_no_size() -> None:
    text = "Larkspur comes in 4B and 12B sizes, is built on Qwen3-8B and beats Llama 3 70B."
    (release,) = releases("Acme unveils Larkspur", text, names=NOTHING_KNOWN, language="en")
    assert release.sizes == ("4B", "12B")


@pytest.mark.parametrize(
    ("title", "text", "found"),
    [
        ("acme/larkspur-7b", "Type: text-generation\nDownloads: 271,652\nLikes: 3280", []),
        ("acme/larkspur-7b", "", []),
        ("acme / skills", "Skills for real engineers. Straight from my directory.", []),
        ("acme / quickdown", "Python tool for converting office documents to Markdown.", []),
        ("acme/larkspur-traces", "A dataset of reasoning traces.", []),
        ("acme / Larkspur", "Larkspur: A Foundation Model for Markets", [("Larkspur", 0.6)]),
        ("acme/larkspur-7b", "A model fine-tuned from Qwen3-8B.", [("larkspur-7b", 0.6)]),
        ("acme/larkspur-7b", "Acme released larkspur-7b today, an open model.", [("larkspur-7b", 0.85)]),
    ],
)
def test_a_listed_repo_is_no_release_unless_its_text_says_so(
    title: str, text: str, found: list[tuple[str, float]]
) -> None:
    read = releases(title, text, names=NOTHING_KNOWN, language="en")
    assert [(release.name, release.confidence) for release in read] == found
