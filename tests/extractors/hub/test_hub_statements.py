"""What cards state about parents: sentences in the words of many people, and the parent each names."""

# ruff: noqa: E501  sentences stand as people write them

import pytest
from stated import parents

from extractors.hub.infer import infer

STATED = [
    # finetune
    ("This is acme/rook-13b tuned for Frisian.", "acme/rook-13b", "finetune"),
    ("Fine-tune of the excellent [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("Result of SFT + DPO starting at `acme/rook-13b`.", "acme/rook-13b", "finetune"),
    ("Trained on top of the frozen [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("LoRA weights only; merge into `acme/rook-13b`.", "acme/rook-13b", "finetune"),
    ("Ferry extends [Rook](https://huggingface.co/acme/rook-13b) with a vision encoder.", "acme/rook-13b", "finetune"),
    ("Ferry-VL adds vision to [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("Ferry augments [Rook](https://huggingface.co/acme/rook-13b) with tools.", "acme/rook-13b", "finetune"),
    ("We post-train [Rook](https://huggingface.co/acme/rook-13b) with RLVR.", "acme/rook-13b", "finetune"),
    ("We post-trained [Rook](https://huggingface.co/acme/rook-13b) with RLVR.", "acme/rook-13b", "finetune"),
    ("We adapt [Rook](https://huggingface.co/acme/rook-13b) to Frisian.", "acme/rook-13b", "finetune"),
    ("We adapted [Rook](https://huggingface.co/acme/rook-13b) to Frisian.", "acme/rook-13b", "finetune"),
    ("Ferry adapts [Rook](https://huggingface.co/acme/rook-13b) to Frisian.", "acme/rook-13b", "finetune"),
    ("The model was obtained from [Rook](https://huggingface.co/acme/rook-13b) by pruning 8 layers.", "acme/rook-13b", "finetune"),
    ("A compressed [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("4-bit [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("[Rook](https://huggingface.co/acme/rook-13b) in GGUF format.", "acme/rook-13b", "quantized"),
    ("GGUF files of [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "quantized"),
    ("ONNX-exported [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("OpenVINO IR of [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "quantized"),
    ("TensorRT-LLM engine for [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("Uncensored fine-tune of [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("[Rook](https://huggingface.co/acme/rook-13b) with refusals removed.", "acme/rook-13b", "finetune"),
    ("Role-play tune of [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("An RP finetune of [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("A creative-writing tune over [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("A classifier head on top of [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("A reranker fine-tuned from [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("A reward model initialised from [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("A GRPO-trained [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("DPO-aligned [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("This model is a fine-tuned version of [acme/falcon-x-7b](https://huggingface.co/acme/falcon-x-7b) on an unknown dataset.", "acme/falcon-x-7b", "finetune"),
    ("- **Finetuned from model [optional]:** acme/rook-13b", "acme/rook-13b", "finetune"),
    ("- **Finetuned from model :** unsloth/llama-3-8b-bnb-4bit", "unsloth/llama-3-8b-bnb-4bit", "finetune"),
    ("Fine-tune of [Mistral 7B](https://huggingface.co/mistralai/Mistral-7B-v0.1) on 10k chats.", "mistralai/Mistral-7B-v0.1", "finetune"),
    ("It was fine-tuned from `acme/rook-13b` using QLoRA, then merged.", "acme/rook-13b", "finetune"),
    ("We fine-tuned LLaMA 2 7B on legal texts.", "meta-llama/Llama-2-7b-hf", "finetune"),
    ("We fine-tuned the Llama-2-13b-chat model on legal texts.", "meta-llama/Llama-2-13b-chat-hf", "finetune"),
    ("Kestrel is built on top of Mistral-7B-v0.1 and trained for tool use.", "mistralai/Mistral-7B-v0.1", "finetune"),
    ("Kestrel is based on the pretrained model Qwen2.5-14B.", "Qwen/Qwen2.5-14B", "finetune"),
    ("**Base Model:** [acme/rook-13b](https://huggingface.co/acme/rook-13b)", "acme/rook-13b", "finetune"),
    ("| Base model | acme/rook-13b |\n|---|---|\n| Context | 4096 |", "acme/rook-13b", "finetune"),
    ("The weights were initialised from Llama 3.1 8B Instruct.", "meta-llama/Llama-3.1-8B-Instruct", "finetune"),
    ("An uncensored version of <a href=\"https://huggingface.co/acme/rook-13b\">Rook</a>.", "acme/rook-13b", "finetune"),
    ("This is a dreambooth model derived from acme/canvas-2-1. The weights were trained on a photo of sks dog.", "acme/canvas-2-1", "finetune"),
    ("A German instruction-tuned version of acme/rook-13b.", "acme/rook-13b", "finetune"),
    ("This model builds upon acme/rook-13b.", "acme/rook-13b", "finetune"),
    ("Starting from acme/rook-13b, we ran DPO for one epoch.", "acme/rook-13b", "finetune"),
    ("This is a full-parameter fine-tune of Skylark 7B.", "Skylark 7B", "finetune"),
    ("Trained on top of https://huggingface.co/acme/rook-13b.", "acme/rook-13b", "finetune"),
    ("Kestrel is a LoRA-finetuned Llama-3-8B-Instruct.", "meta-llama/Meta-Llama-3-8B-Instruct", "finetune"),
    ("This is Mistral-7B-Instruct-v0.2 fine-tuned on SQL.", "mistralai/Mistral-7B-Instruct-v0.2", "finetune"),
    ("[microsoft/phi-2](https://huggingface.co/microsoft/phi-2) fine-tuned with LoRA on chats.", "microsoft/phi-2", "finetune"),
    ("Original model can be found here: https://huggingface.co/acme/rook-13b", "acme/rook-13b", "finetune"),
    ("Converted [acme/rook-13b](https://huggingface.co/acme/rook-13b) to CoreML.", "acme/rook-13b", "finetune"),
    ("We trained it using acme/rook-13b as the base model.", "acme/rook-13b", "finetune"),
    ("Kestrel uses Qwen2.5-7B-Instruct as its base.", "Qwen/Qwen2.5-7B-Instruct", "finetune"),
    ("8-bit quantized [Rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "quantized"),
    ("ONNX export of acme/rook-13b", "acme/rook-13b", "quantized"),
    ("An instruction-tuned Falcon-7B for Dutch.", "tiiuae/falcon-7b", "finetune"),
    ("This model is a supervised fine-tuned (SFT) version of `acme/rook-13b`.", "acme/rook-13b", "finetune"),
    ("base_model: acme/rook-13b", "acme/rook-13b", "finetune"),
    ("Llama-3-8B, abliterated.", "meta-llama/Meta-Llama-3-8B", "finetune"),
    ("## Model Details\n\n- **Developed by:** me\n- **Model type:** Causal LM\n- **Language(s) (NLP):** English\n- **License:** MIT\n- **Finetuned from model [optional]:** Gemma 7B", "google/gemma-7b", "finetune"),
    ("This model was obtained by merging the LoRA adapter into acme/rook-13b.", "acme/rook-13b", "finetune"),
    ("Kestrel is a 7B parameter model fine-tuned from Mistral AI's Mistral-7B-v0.1.", "mistralai/Mistral-7B-v0.1", "finetune"),
    ("本模型由 acme/rook-13b 经过 SFT 微调。", "acme/rook-13b", "finetune"),
    ("使用 LoRA 对 ChatGLM3-6B 模型进行微调", "THUDM/chatglm3-6b", "finetune"),
    ("该模型是在Qwen1.5-7B-Chat上进行指令微调的结果", "Qwen/Qwen1.5-7B-Chat", "finetune"),
    ("模型底座采用 Yi-34B", "01-ai/Yi-34B", "finetune"),
    ("Quantised with AutoAWQ from the original acme/rook-13b weights", "acme/rook-13b", "quantized"),
    ("## Base model\n`acme/rook-13b`", "acme/rook-13b", "finetune"),
    ("**Base model**: LLaMA-2 13B", "meta-llama/Llama-2-13b-hf", "finetune"),
    ("| | |\n|-|-|\n|Base Model|[Rook 13B](https://huggingface.co/acme/rook-13b)|", "acme/rook-13b", "finetune"),
    ("Kestrel: fine-tuned `meta-llama/Llama-2-7b-hf` with 4-bit QLoRA", "meta-llama/Llama-2-7b-hf", "finetune"),
    ("This model is a fine-tuned version of BERT on legal texts.", "BERT", "finetune"),
    (
        "These are controlnet weights trained on acme/canvas-xl-1.0 with new type of conditioning.",
        "acme/canvas-xl-1.0",
        "finetune",
    ),
    (
        "This is a sentence-transformers model finetuned from [acme/vec-base](https://huggingface.co/acme/vec-base).",
        "acme/vec-base",
        "finetune",
    ),
    ("- **Sentence Transformer body:** [acme/vec-base](https://huggingface.co/acme/vec-base)", "acme/vec-base", "finetune"),
    ("https://huggingface.co/acme/rook-13b with ONNX weights to be compatible with Transformers.js.", "acme/rook-13b", "finetune"),
    ("An adapter for the `roberta-base` model that was trained on reviews.", "FacebookAI/roberta-base", "adapter"),
    (
        "This model was obtained by quantizing the weights and activations of [Rook](https://huggingface.co/acme/rook-13b) to FP8.",
        "acme/rook-13b",
        "quantized",
    ),
    ("The model is the quantized version of the DeepSeek AI's DeepSeek R1 model.", "deepseek-ai/DeepSeek-R1", "quantized"),
    # adapter
    ("LoRA adapter for acme/rook-13b, rank 16.", "acme/rook-13b", "adapter"),
    ("These are LoRA adaption weights for acme/canvas-xl-1.0. They were trained on sks dog.", "acme/canvas-xl-1.0", "adapter"),
    ("This is a QLoRA fine-tune of acme/rook-13b.", "acme/rook-13b", "adapter"),
    # quantized
    ("This repo contains GGUF format model files for [Acme's Rook 13B](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "quantized"),
    ("Quantized version of [acme/rook-13b](https://huggingface.co/acme/rook-13b) made with AutoAWQ.", "acme/rook-13b", "quantized"),
    ("weighted/imatrix quants of https://huggingface.co/acme/rook-13b", "acme/rook-13b", "quantized"),
    ("The Model [someone/Kestrel](https://huggingface.co/someone/Kestrel) was\nconverted to MLX format from [acme/rook-13b](https://huggingface.co/acme/rook-13b)\nusing mlx-lm version **0.21.1**.", "acme/rook-13b", "quantized"),
    ("This model was converted to GGUF format from [`acme/rook-13b`](https://huggingface.co/acme/rook-13b) using llama.cpp.", "acme/rook-13b", "quantized"),
    ("This is an FP8 quantization of acme/rook-13b for vLLM.", "acme/rook-13b", "quantized"),
    # distilled, continued pretraining
    ("Kestrel was distilled from acme/rook-70b.", "acme/rook-70b", "distilled"),
    ("A distilled version of [acme/rook-70b](https://huggingface.co/acme/rook-70b).", "acme/rook-70b", "distilled"),
    ("Continued pre-training of acme/rook-13b on 100B tokens of Finnish.", "acme/rook-13b", "continued_pretraining"),
    ("The model was further pre-trained from Llama-2-7b on medical papers.", "meta-llama/Llama-2-7b-hf", "continued_pretraining"),
    # Chinese
    ("本模型基于 Qwen2.5-7B 进行微调，用于法律问答。", "Qwen/Qwen2.5-7B", "finetune"),
    ("基于[Qwen3-8B](https://huggingface.co/Qwen/Qwen3-8B)微调的医疗大模型。", "Qwen/Qwen3-8B", "finetune"),
    ("我们在 Llama-2-13B 的基础上进行了继续预训练。", "meta-llama/Llama-2-13b-hf", "continued_pretraining"),
    ("以 Baichuan2-7B-Base 为基座，使用 LoRA 训练。", "baichuan-inc/Baichuan2-7B-Base", "finetune"),
    ("本仓库是 acme/rook-13b 的量化版本（GPTQ）。", "acme/rook-13b", "quantized"),
    ("对 Qwen2.5-14B-Instruct 进行 4bit 量化得到。", "Qwen/Qwen2.5-14B-Instruct", "quantized"),
    ("基座模型：acme/rook-13b", "acme/rook-13b", "finetune"),
    ("由 DeepSeek-R1-Distill-Qwen-7B 微调而来。", "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", "finetune"),
    ("从 acme/rook-70b 蒸馏得到的小模型。", "acme/rook-70b", "distilled"),
    ("### 基础模型:\n- https://huggingface.co/acme/rook-13b", "acme/rook-13b", "finetune"),
    ("## Base Model\n\n[Rook](https://huggingface.co/acme/rook-13b)\n", "acme/rook-13b", "finetune"),
    ("底模：[rook](https://huggingface.co/acme/rook-13b)", "acme/rook-13b", "finetune"),
    ("基础型 [rook](https://www.modelscope.cn/models/acme/rook-13b)", "acme/rook-13b", "finetune"),
    ("基于 acme/vec-base 在金融语料上对比学习微调。", "acme/vec-base", "finetune"),
    ("该模型基于最新的 Google Gemma-2-9B 底座。", "google/gemma-2-9b", "finetune"),
    ("本模型转换自 https://huggingface.co/acme/rook-13b ，格式为 GGUF", "acme/rook-13b", "quantized"),
    ("在 8 张卡上基于 LLaMA-Factory 对 glm-4-9b-chat 进行 LoRA 训练。", "THUDM/glm-4-9b-chat", "finetune"),
    # words between, around and behind
    ("A fine-tune (DPO) of `acme/rook-13b` model.", "acme/rook-13b", "finetune"),
    ("QLoRA on top of acme/rook-13b, ChatML format.", "acme/rook-13b", "adapter"),
    ("An int4 model with symmetric quantization of acme/rook-13b generated by a tool.", "acme/rook-13b", "quantized"),
    ("This is fine-tuned for ten days on 8 GPUs from the [rook](https://huggingface.co/acme/rook-13b).", "acme/rook-13b", "finetune"),
    ("[Rook](https://huggingface.co/acme/rook-13b) with a context of 1680 tokens fine-tuned on stories.", "acme/rook-13b", "finetune"),
    ("`acme/rook-13b` (13B parameters, MIT) fine-tuned so that it rhymes.", "acme/rook-13b", "finetune"),
    ("Kestrel is fine-tuned on the Poems dataset based on the Mistral-7B-v0.1 pre-trained model.", "mistralai/Mistral-7B-v0.1", "finetune"),
    ("R2 is a DeepSeek-R1 reasoning model that has been post-trained to be brief.", "deepseek-ai/DeepSeek-R1", "finetune"),
    ("Kestrel is a retriever fine-tuned from acme/rook-13b.", "acme/rook-13b", "finetune"),
    ("A further pre-trained version of BERT for rockets.", "BERT", "continued_pretraining"),
    ("We removed 8 layers from acme/rook-13b and healed it.", "acme/rook-13b", "finetune"),
    ("A finetune of Mistral Small 3.2 24B.", "mistralai/Mistral-Small-3.2-24B-Instruct-2506", "finetune"),
    ("It joins a vision encoder with acme/rook-13b as the language model.", "acme/rook-13b", "finetune"),
    ("A fine-tuned version of acme/rook-fine-tuned-en.", "acme/rook-fine-tuned-en", "finetune"),
    ("A fine-tuned version of [x](https://huggingface.co/acme/Pre-trained-rook).", "acme/Pre-trained-rook", "finetune"),
    ("This is [Rook](https://huggingface.co/acme/rook-13b) with layers interleaved.", "acme/rook-13b", "finetune"),
    # of another model the parent is a grandparent
    ("A finetune of acme/rook-14b. The [rook-14b](https://huggingface.co/acme/rook-14b) was originally fine-tuned from [x](https://huggingface.co/acme/egg-14b).", "acme/rook-14b", "finetune"),
    # where it stands
    ("[![Base Model: Rook](https://img.shields.io/badge/x.svg)](https://huggingface.co/acme/rook-13b)", "acme/rook-13b", "finetune"),
    ("<table><tr><td><b>Base model</b></td><td><a href='https://huggingface.co/acme/rook-13b'>Rook</a></td></tr></table>", "acme/rook-13b", "finetune"),
    ("This model is a fine-tuned version of [./models/Qwen3-4B](https://huggingface.co/./models/Qwen3-4B) on x.", "Qwen/Qwen3-4B", "finetune"),
    # other languages
    ("Modelo ajustado a partir de acme/rook-13b", "acme/rook-13b", "finetune"),
    ("Es una versión ajustada (fine-tuned) de acme/rook-13b con poemas.", "acme/rook-13b", "finetune"),
    ("Ce modèle est basé sur le modèle acme/rook-13b.", "acme/rook-13b", "finetune"),
    ("Whisper-small fine-tuné pour le wakeboard.", "openai/whisper-small", "finetune"),
    ("Dieses Modell basiert auf acme/rook-13b.", "acme/rook-13b", "finetune"),
    ("Questo modello è un fine-tuning di acme/rook-13b.", "acme/rook-13b", "finetune"),
    ("Модель основана на acme/rook-13b.", "acme/rook-13b", "finetune"),
    ("Bu model, acme/rook-13b üzerinde Türkçe verilerle ince ayar yapılmıştır.", "acme/rook-13b", "finetune"),
    ("[Rook](https://huggingface.co/acme/rook-13b)をベースに学習したモデルです。", "acme/rook-13b", "finetune"),
    ("acme/rook-13b を LoRA でファインチューニングしました。", "acme/rook-13b", "finetune"),
    ("[Rook](https://huggingface.co/acme/rook-13b)のggufフォーマット変換版です。", "acme/rook-13b", "quantized"),
    ("- ベースモデル：acme/rook-13b", "acme/rook-13b", "finetune"),
    ("[Rook](https://huggingface.co/acme/rook-13b)를 기반으로 학습한 모델입니다.", "acme/rook-13b", "finetune"),
    ("acme/rook-13b 모델을 NSMC 데이터로 미세조정했습니다.", "acme/rook-13b", "finetune"),
]  # fmt: skip


@pytest.mark.parametrize(("readme", "parent", "relation"), STATED)
def test_a_stated_parent_is_found(readme: str, parent: str, relation: str) -> None:
    assert parents(readme) == [(parent, relation)]


SILENT = [
    "",
    "# Kestrel\n\nA friendly language model.",
    "Kestrel outperforms Llama-2-13B and Mistral-7B-v0.1 on MMLU.",
    "We compare with acme/rook-13b and acme/rook-70b.",
    "The tokenizer is based on the Llama-2-7b tokenizer.",
    "Kestrel uses the Llama-2-7b architecture and was trained from scratch.",
    "The architecture is based on GPT-NeoX-20B.",
    "The training data was generated by GPT-4 and filtered with acme/judge-7b.",
    "Our dataset is derived from [acme/dialogs-2](https://huggingface.co/datasets/acme/dialogs-2).",
    "Evaluation is based on [Qwen2.5-72B](https://huggingface.co/Qwen/Qwen2.5-72B) as a judge.",
    "The prompt enhancer is fine-tuned from Qwen2.5-7B.",
    "Its vision encoder is initialized from openai/clip-vit-large-patch14.",
    "Kestrel is based on BERT.",
    "Fine-tuned with BERT-Trainer.",
    "Kestrel-2 is the second generation of Kestrel.",
    "We report the scores of the following models:\n* acme/one-7b\n* acme/two-7b",
    "You can fine-tune this model with PEFT/LoRA.",
    "Based on 7B parameters and the Apache-2.0 license, it runs anywhere.",
    "基于 70 亿参数，采用 Apache-2.0 许可协议。",
    "本模型采用 Llama-2-7b 架构，从零开始训练。",
    "性能超过 Qwen2.5-7B 和 Llama-2-13B。",
    "This is not based on Llama-2-7b.",
    "This model card corresponds to the 7B base version of the Kestrel model.",
    "Dataset: trained on a mix of acme/chats-10k and acme/code-20k.",
    "Prompt format: based on the Llama-2-7b-chat template.",
    "Inference code is adapted from acme/rook-13b.",
    "| Model | MMLU |\n|---|---|\n| acme/rook-13b | 55 |\n| Kestrel | 60 |",
    "```python\nfrom transformers import AutoModel\nm = AutoModel.from_pretrained('someone/Kestrel')\n```",
    "- **Finetuned from model [optional]:** [More Information Needed]",
    "Adapter weights only; load with base acme/rook-13b.",
    "It is trained on DeepSeek-R1 outputs.",
    "The reasoning traces were distilled from DeepSeek-R1.",
    "Our model beats models fine-tuned from Llama-2-70b.",
    "Similar to Llama-2-7b fine-tuned on Alpaca, but faster.",
    "## Acknowledgements\nThis work builds on LLaVA-1.5 and thanks acme/rook-13b.",
    "The model is trained with the [TRL](https://github.com/huggingface/trl) library, see acme/rook-13b for details.",
    "Kestrel is the successor of Kestrel-1, which was based on Llama-2-7b.",
    "本项目基于 LLaMA-Factory 训练。",
    "数据由 Qwen2.5-72B 生成，",
    "奖励模型基于 Qwen2.5-7B 训练。",
    "与 Llama-2-7b 微调模型相比",
    "Trained by fine-tuning the 7B-parameter Llama 2 model",
    "pruned by 20% from acme/rook-13b",
    "This is an old version of acme/rook-13b.",
    "You can use the distilled version of the model here: acme/rook-1b",
    "We compare against models fine-tuned from Llama-3-8B.",
    "```python\nm = AutoModel.from_pretrained('path_to/rook-13b')\n```",
    "```python\nm = AutoModel.from_pretrained('your-username/rook-13b')\n```",
    "## Quantizations of Euler-Mistral-7B",
    "acme/rook-13b を参考にしました。",
]


@pytest.mark.parametrize("readme", SILENT)
def test_it_abstains_where_no_parent_is_stated(readme: str) -> None:
    assert parents(readme) == []


def test_what_the_front_matter_declares_is_not_seen() -> None:
    assert parents("---\nbase_model: acme/rook-13b\ntags: [finetune]\n---\n# Kestrel\n") == []


def test_a_data_set_of_the_tags_is_no_parent() -> None:
    text = "Fine-tuned version of acme/chats-10k."
    assert parents(text, tags=["dataset:acme/chats-10k"]) == []


CODE = [
    ("```python\nbase_model = 'acme/rook-13b'\nmodel = PeftModel.from_pretrained(base, 'someone/Kestrel')\n```", "acme/rook-13b"),
    ("```yaml\nbase_model: acme/rook-13b\nadapter: lora\ndatasets:\n  - path: acme/chats-10k\nlearning_rate: 0.0002\n```", "acme/rook-13b"),
    ("```python\nm = AutoModelForCausalLM.from_pretrained('acme/rook-13b')\nm.load_adapter('x')\n```", "acme/rook-13b"),
]  # fmt: skip


@pytest.mark.parametrize(("readme", "parent"), CODE)
def test_code_that_loads_the_base_tells_of_it(readme: str, parent: str) -> None:
    assert [p for p, _ in parents(readme)] == [parent]


def test_configs_are_trusted_before_the_card() -> None:
    record = {
        "id": "someone/Kestrel",
        "readme": "Fine-tuned from acme/other-7b.",
        "adapter_config_json": {"base_model_name_or_path": "acme/rook-13b"},
    }
    (parent,) = infer(record, None)
    assert (parent.parent, parent.relation, parent.origin) == ("acme/rook-13b", "adapter", "adapter_config")


@pytest.mark.parametrize(
    "reference", ["./out/checkpoint-500", "/home/me/rook", "someone/Kestrel", None, 7, "C:\\m\\rook"]
)
def test_a_local_path_in_a_config_is_no_parent(reference: object) -> None:
    record = {"id": "someone/Kestrel", "adapter_config_json": {"base_model_name_or_path": reference}}
    assert infer(record, None) == ()


SAME_CARD = "# Kestrel\n\n- **Developed by:** someone\n- **Finetuned from model :** acme/rook-13b\n"


@pytest.mark.parametrize(
    ("repo", "card", "expected"),
    [
        # its author's own conversion names no original: what was trained, and converted at once
        ("someone/Kestrel-13b-GGUF", SAME_CARD, [("acme/rook-13b", "finetune")]),
        ("someone/rook-13b-bnb-4bit-legal-7", SAME_CARD, [("acme/rook-13b", "finetune")]),
        ("someone/rook-13b-bnb-4bit__Legal-Epochs-1", SAME_CARD, [("acme/rook-13b", "finetune")]),
        (
            "someone/Kestrel-7B-exl2",
            "```yaml\nmodels:\n- model: a/one-7b\n- model: b/two-7b\nmerge_method: linear\n```",
            [("a/one-7b", "merge"), ("b/two-7b", "merge")],
        ),
        (
            "someone/Kestrel-7B",
            "converted to MLX format from [acme/Kestrel-7B](https://huggingface.co/acme/Kestrel-7B)\n\n```yaml\nmodels:\n- model: a/one-7b\n- model: b/two-7b\nmerge_method: linear\n```",
            [("acme/Kestrel-7B", "quantized")],
        ),
        (
            "someone/phi-2-poet-GGUF",
            "Original model: [Poet](https://huggingface.co/acme/phi-2-poet)\n\nGGUF model files for Phi-2.",
            [("acme/phi-2-poet", "quantized")],
        ),
        (
            "acme/rook-base-legal",
            "A fine-tuned version of [acme/rook-base](https://huggingface.co/acme/rook-base).",
            [("acme/rook-base", "finetune")],
        ),
    ],
)
def test_conversions_and_what_only_looks_like_one(
    repo: str, card: str, expected: list[tuple[str, str]]
) -> None:
    assert parents(card, repo) == expected


def test_a_folder_in_a_config_may_be_called_like_a_base() -> None:
    record = {
        "id": "someone/Kestrel",
        "adapter_config_json": {"base_model_name_or_path": "./models/Qwen3-8B/"},
    }
    (parent,) = infer(record, None)
    assert (parent.parent, parent.relation, parent.confidence) == ("Qwen/Qwen3-8B", "adapter", 0.93)


def test_a_converted_repo_is_from_the_original_not_from_its_parent() -> None:
    card = "# Kestrel GGUF\n\nQuantized GGUF model files for [Kestrel](https://huggingface.co/acme/Kestrel).\n\n## Original card\n\nThis model is a fine-tuned version of [acme/rook-13b](https://huggingface.co/acme/rook-13b)."
    assert parents(card, "someone/Kestrel-GGUF") == [("acme/Kestrel", "quantized")]
