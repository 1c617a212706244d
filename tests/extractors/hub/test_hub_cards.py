"""Cards as their tools and makers write them, of invented repos, and the parents that they state."""

# ruff: noqa: E501  cards read best as they are

from typing import Any

import pytest

from extractors.hub.infer import infer


def parents(repo: str, readme: str, **fields: Any) -> tuple[list[str], set[str]]:
    found = infer({"id": repo, "readme": readme, "tags": [], **fields}, None)
    return [parent.parent for parent in found], {str(parent.relation) for parent in found}


SINGLE = [
    # repo, card, parent, relation
    ("dana/helper-8b", "# Uploaded  model\n\n- **Developed by:** dana\n- **License:** apache-2.0\n- **Finetuned from model :** unsloth/meta-llama-3.1-8b-bnb-4bit\n\nThis llama model was trained 2x faster with [Unsloth](https://github.com/unslothai/unsloth) and Huggingface's TRL library.", "unsloth/meta-llama-3.1-8b-bnb-4bit", "finetune"),
    ("dana/out", "[<img src=\"https://raw.githubusercontent.com/OpenAccess-AI-Collective/axolotl/main/image/axolotl-badge-web.png\" alt=\"Built with Axolotl\" width=\"200\" height=\"32\"/>](https://github.com/axolotl-ai-cloud/axolotl)\n<details><summary>See axolotl config</summary>\n\naxolotl version: `0.8.0`\n```yaml\nbase_model: nordlab/Fjord-7B-v2\nmodel_type: AutoModelForCausalLM\ndatasets:\n  - path: dana/poems\n    type: alpaca\nsequence_len: 4096\n```\n\n</details><br>\n\n# out\n\nThis model was trained from scratch on the dana/poems dataset.", "nordlab/Fjord-7B-v2", "finetune"),
    ("dana/sft-run3", "# sft-run3\n\nThis model is a fine-tuned version of [nordlab/Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2) on the identity and the alpaca_en_demo datasets.\nIt achieves the following results on the evaluation set:\n- Loss: 0.91\n\n## Framework versions\n\n- Transformers 4.49.0", "nordlab/Fjord-7B-v2", "finetune"),
    ("dana/sft-local", "# sft-local\n\nThis model is a fine-tuned version of [/mnt/models/Fjord](https://huggingface.co//mnt/models/Fjord) on the x dataset.", None, None),
    ("dana/peft-run", "This model is a fine-tuned version of [nordlab/Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2) on an unknown dataset.\n\n### Framework versions\n\n- PEFT 0.15.2\n- Transformers 4.51.3", "nordlab/Fjord-7B-v2", "adapter"),
    ("dana/trl-run", "# Model Card for trl-run\n\nThis model is a fine-tuned version of [nordlab/Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2).\nIt has been trained using [TRL](https://github.com/huggingface/trl).\n\n## Quick start\n\n```python\nfrom transformers import pipeline\ngenerator = pipeline(\"text-generation\", model=\"dana/trl-run\", device=\"cuda\")\n```\n\nThis model was trained with GRPO, a method introduced in [DeepSeekMath: Pushing the Limits](https://huggingface.co/papers/2402.03300).", "nordlab/Fjord-7B-v2", "finetune"),
    ("dana/auto", "# Model Trained Using AutoTrain\n\nThis model was trained using AutoTrain. Base model: nordlab/Fjord-7B-v2\n\n# Usage\n\n```python\nmodel_path = \"PATH_TO_THIS_REPO\"\n```", "nordlab/Fjord-7B-v2", "finetune"),
    ("dana/embed-x", "# SentenceTransformer based on nordlab/fjord-embed-base\n\nThis is a [sentence-transformers](https://www.SBERT.net) model finetuned from [nordlab/fjord-embed-base](https://huggingface.co/nordlab/fjord-embed-base) on the json dataset. It maps sentences & paragraphs to a 768-dimensional dense vector space.\n\n- **Base model:** [nordlab/fjord-embed-base](https://huggingface.co/nordlab/fjord-embed-base) <!-- at revision 12ab -->", "nordlab/fjord-embed-base", "finetune"),
    ("dana/Fjord-7B-lora", "### Model Card\n\n- **Finetuned from model [optional]:** nordlab/Fjord-7B-v2\n\n## Training procedure\n\n### Framework versions\n- PEFT 0.7.1", "nordlab/Fjord-7B-v2", "adapter"),
    ("dana/template", "# Model Card for Model ID\n\n- **Developed by:** [More Information Needed]\n- **Finetuned from model [optional]:** [More Information Needed]\n\n## Model Sources [optional]\n\n- **Repository:** [More Information Needed]", None, None),
    ("TheBloke/Fjord-7B-GPTQ", "# Fjord 7B - GPTQ\n- Model creator: [Nordlab](https://huggingface.co/nordlab)\n- Original model: [Fjord 7B](https://huggingface.co/nordlab/Fjord-7B)\n\n## Description\n\nThis repo contains GPTQ model files for [Nordlab's Fjord 7B](https://huggingface.co/nordlab/Fjord-7B).\n\n## Repositories available\n\n* [AWQ model(s) for GPU inference.](https://huggingface.co/TheBloke/Fjord-7B-AWQ)\n* [GPTQ models](https://huggingface.co/TheBloke/Fjord-7B-GPTQ)\n* [Nordlab's original unquantised fp16 model in pytorch format](https://huggingface.co/nordlab/Fjord-7B)\n\n# Original model card: Fjord 7B\n\nFjord is a fine-tune of [Mistral](https://huggingface.co/mistralai/Mistral-7B-v0.1).", "nordlab/Fjord-7B", "quantized"),
    ("bartowski/Fjord-7B-v2-GGUF", "## Llamacpp imatrix Quantizations of Fjord-7B-v2 by nordlab\n\nUsing <a href=\"https://github.com/ggerganov/llama.cpp/\">llama.cpp</a> release <a href=\"https://github.com/ggerganov/llama.cpp/releases/tag/b5200\">b5200</a> for quantization.\n\nOriginal model: https://huggingface.co/nordlab/Fjord-7B-v2\n\nAll quants made using imatrix option with dataset from [here](https://gist.github.com/bartowski1182/x)", "nordlab/Fjord-7B-v2", "quantized"),
    ("mradermacher/Fjord-7B-v2-i1-GGUF", "## About\n\n<!-- ### quantize_version: 2 -->\nweighted/imatrix quants of https://huggingface.co/nordlab/Fjord-7B-v2\n\n<!-- provided-files -->\nstatic quants are available at https://huggingface.co/mradermacher/Fjord-7B-v2-GGUF\n## Usage\n\nIf you are unsure how to use GGUF files, refer to one of [TheBloke's READMEs](https://huggingface.co/TheBloke/KafkaLM-70B-German-V0.1-GGUF) for more details.", "nordlab/Fjord-7B-v2", "quantized"),
    ("QuantFactory/Fjord-7B-v2-GGUF", "# QuantFactory/Fjord-7B-v2-GGUF\nThis is quantized version of [nordlab/Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2) created using llama.cpp\n\n# Original Model Card\n\n# Fjord-7B-v2\n\nThis is a merge of pre-trained language models created using mergekit.\n\n### Models Merged\n\n* [a/one](https://huggingface.co/a/one)\n* [b/two](https://huggingface.co/b/two)", "nordlab/Fjord-7B-v2", "quantized"),
    ("unsloth/Fjord-7B-v2-GGUF", "<div>\n<p style=\"margin-bottom: 0; margin-top: 0;\">\n<strong>See <a href=\"https://huggingface.co/collections/unsloth/fjord-x\">our collection</a> for all versions of Fjord including GGUF, 4-bit & 16-bit formats.</strong>\n</p>\n<em><a href=\"https://docs.unsloth.ai/basics/unsloth-dynamic-v2.0-gguf\">Unsloth Dynamic 2.0</a> achieves superior accuracy & outperforms other leading quants.</em></div>\n\n# Fjord-7B-v2\n\nFjord is a decoder-only model trained from scratch by Nordlab.", "Fjord-7B-v2", "quantized"),
    ("mlx-community/Fjord-7B-v2-4bit", "# mlx-community/Fjord-7B-v2-4bit\n\nThis model [mlx-community/Fjord-7B-v2-4bit](https://huggingface.co/mlx-community/Fjord-7B-v2-4bit) was\nconverted to MLX format from [nordlab/Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2)\nusing mlx-lm version **0.22.0**.", "nordlab/Fjord-7B-v2", "quantized"),
    ("mlx-community/Fjord-7B-old", "# mlx-community/Fjord-7B-old\nThis model was converted to MLX format from [`nordlab/Fjord-7B`]().\nRefer to the [original model card](https://huggingface.co/nordlab/Fjord-7B) for more details on the model.", "nordlab/Fjord-7B", None),
    ("dana/Fjord-7B-v2-Q4_K_M-GGUF", "# dana/Fjord-7B-v2-Q4_K_M-GGUF\nThis model was converted to GGUF format from [`nordlab/Fjord-7B-v2`](https://huggingface.co/nordlab/Fjord-7B-v2) using llama.cpp via the ggml.ai's [GGUF-my-repo](https://huggingface.co/spaces/ggml-org/gguf-my-repo) space.\nRefer to the [original model card](https://huggingface.co/nordlab/Fjord-7B-v2) for more details on the model.\n\n### CLI:\n```bash\nllama-cli --hf-repo dana/Fjord-7B-v2-Q4_K_M-GGUF --hf-file fjord.gguf -p \"The meaning\"\n```", "nordlab/Fjord-7B-v2", "quantized"),
    ("nvidia/Fjord-7B-v2-FP4", "# Model Overview\n\n## Description:\nThe NVIDIA Fjord-7B-v2 FP4 model is the quantized version of Nordlab's Fjord 7B v2 model, which is an auto-regressive language model that uses an optimized transformer architecture. For more information, please check [here](https://huggingface.co/nordlab/Fjord-7B-v2). The NVIDIA FP4 model is quantized with [TensorRT Model Optimizer](https://github.com/NVIDIA/TensorRT-Model-Optimizer).", "nordlab/Fjord-7B-v2", "quantized"),
    ("Intel/Fjord-7B-v2-int4-AutoRound", "## Model Details\n\nThis model is an int4 model with group_size 128 and symmetric quantization of [nordlab/Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2) generated by [intel/auto-round](https://github.com/intel/auto-round).", "nordlab/Fjord-7B-v2", "quantized"),
    ("RedHatAI/Fjord-7B-v2-quantized.w8a8", "# Fjord-7B-v2-quantized.w8a8\n\n## Model Overview\n- **Model Architecture:** FjordForCausalLM\n- **Model Optimizations:**\n  - **Activation quantization:** INT8\n- **Model Developers:** Red Hat (Neural Magic)\n\nQuantized version of [Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2).\n\n### Model Optimizations\n\nThis model was obtained by quantizing the weights of [Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2) to INT8 data type.", "nordlab/Fjord-7B-v2", "quantized"),
    ("dana/Fjord-7B-exl3-4.0bpw", "EXL3 quants of [Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2) using [exllamav3](https://github.com/turboderp-org/exllamav3).\n\n| Quant | Size |\n|---|---|\n| [4.0](https://huggingface.co/dana/Fjord-7B-exl3-4.0bpw) | 4 GB |", "nordlab/Fjord-7B-v2", "quantized"),
    ("dana/Fjord-7B-exl2", "Quantization made by Dana.\n\n[Github](https://github.com/dana)\n\nFjord-7B-v2 - EXL2\n- Model creator: https://huggingface.co/nordlab/\n- Original model: https://huggingface.co/nordlab/Fjord-7B-v2/", "nordlab/Fjord-7B-v2", "quantized"),
    ("dana/fjord-onnx", "ONNX weights of https://huggingface.co/nordlab/Fjord-7B-v2 for use with Transformers.js.", "nordlab/Fjord-7B-v2", None),
    ("dana/fjord-abl", "# Fjord-7B-v2-abliterated\n\nThis is an uncensored version of [nordlab/Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2) created with abliteration (see [remove-refusals-with-transformers](https://github.com/Sumandora/remove-refusals-with-transformers)).", "nordlab/Fjord-7B-v2", "finetune"),
    ("dana/medic", "Medic-8B is a medical model. We started from Llama-3.1-8B-Instruct and performed supervised fine-tuning followed by DPO.", "meta-llama/Llama-3.1-8B-Instruct", "finetune"),
    ("dana/lawyer", "Lawyer is obtained by continued pre-training of [Fjord-7B](https://huggingface.co/nordlab/Fjord-7B) on 30B tokens of legal text. It outperforms [Llama-3-8B](https://huggingface.co/meta-llama/Meta-Llama-3-8B) on LexGLUE.", "nordlab/Fjord-7B", "continued_pretraining"),
    ("dana/tiny-r1", "We distilled [nordlab/Fjord-70B](https://huggingface.co/nordlab/Fjord-70B) reasoning traces; the student is initialized from [nordlab/Fjord-1B](https://huggingface.co/nordlab/Fjord-1B) and fine-tuned on 800k samples generated by DeepSeek-R1.", "nordlab/Fjord-1B", None),
    ("dana/vlm-x", "VLM-X uses SigLIP as the vision encoder and is built upon the language model [Fjord-7B](https://huggingface.co/nordlab/Fjord-7B).", "nordlab/Fjord-7B", None),
    ("dana/poet", "| | |\n|---|---|\n| Base model | [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B) |\n| Method | QLoRA |\n| Reward model | [a/judge](https://huggingface.co/a/judge) |", "nordlab/Fjord-7B", None),
    ("dana/draft", "This is a draft model for speculative decoding with [nordlab/Fjord-70B](https://huggingface.co/nordlab/Fjord-70B). It was fine-tuned from [nordlab/Fjord-1B](https://huggingface.co/nordlab/Fjord-1B).", "nordlab/Fjord-1B", "finetune"),
    ("dana/roleplay", "A full-parameter fine-tune of nordlab/Fjord-7B-v2, trained for two epochs on an 8xH100 node.", "nordlab/Fjord-7B-v2", "finetune"),
    ("dana/qlora", "Fjord 7B v2 QLoRA\n\nQLoRA adapter for [nordlab/Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2), rank 64.", "nordlab/Fjord-7B-v2", "adapter"),
    ("dana/used", "## How to use\n\n```python\nfrom peft import PeftModel\nbase = AutoModelForCausalLM.from_pretrained(\"nordlab/Fjord-7B-v2\")\nmodel = PeftModel.from_pretrained(base, \"dana/used\")\n```", "nordlab/Fjord-7B-v2", None),
    # Chinese
    ("dana/zh-1", "本模型基于 [Qwen2.5-7B-Instruct](https://huggingface.co/Qwen/Qwen2.5-7B-Instruct) 微调，使用了 10 万条法律问答数据。", "Qwen/Qwen2.5-7B-Instruct", "finetune"),
    ("dana/zh-2", "我们在 Qwen2.5-7B 的基础上，使用 500 亿 token 的中文医学语料进行了继续预训练。", "Qwen/Qwen2.5-7B", "continued_pretraining"),
    ("dana/zh-3", "墨梅以 [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B) 为基座，经过指令微调得到。", "nordlab/Fjord-7B", "finetune"),
    ("dana/zh-4", "使用 LoRA 微调了 Qwen2.5-7B-Instruct，数据由 GPT-4 生成。", "Qwen/Qwen2.5-7B-Instruct", None),
    ("dana/zh-5-GGUF", "这是 [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B) 的 GGUF 量化版本。", "nordlab/Fjord-7B", "quantized"),
    ("dana/zh-6", "## 模型介绍\n\n基座模型：Qwen/Qwen2.5-14B\n\n训练方式：全参数微调\n\n效果优于 Llama-3-8B。", "Qwen/Qwen2.5-14B", "finetune"),
    ("dana/zh-7", "本项目采用 Fjord 的架构，从零开始训练，性能超过 Qwen2.5-7B。", None, None),
    ("dana/zh-8", "| 项目 | 说明 |\n|---|---|\n| 基础模型 | [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B) |\n| 奖励模型 | a/judge-7b |", "nordlab/Fjord-7B", None),
    ("dana/zh-9", "该模型是对 Qwen2.5-7B-Instruct 进行 DPO 对齐后的版本。", "Qwen/Qwen2.5-7B-Instruct", "finetune"),
    ("dana/zh-10", "从 DeepSeek-R1 蒸馏了 80 万条推理数据，对 [Qwen2.5-7B](https://huggingface.co/Qwen/Qwen2.5-7B) 做全量微调。", "Qwen/Qwen2.5-7B", None),
    ("dana/zh-11", "模型由 Qwen2.5-7B 初始化，词表扩充后继续训练。", "Qwen/Qwen2.5-7B", None),
    ("dana/zh-12", "本仓库为 nordlab/Fjord-7B 的 AWQ 4bit 量化模型。", "nordlab/Fjord-7B", "quantized"),
    ("dana/a1", "Fine-tuned `nordlab/Fjord-7B-v2` on 20k medical dialogues.", "nordlab/Fjord-7B-v2", None),
    ("dana/a2", "# A2\n\nThis repository contains the LoRA weights for nordlab/Fjord-7B-v2 trained on poems.", "nordlab/Fjord-7B-v2", None),
    ("dana/a3", "# A3\n\n**Base Model**: nordlab/Fjord-7B-v2  \n**Training data**: a/b-dataset", "nordlab/Fjord-7B-v2", None),
    ("dana/a4", "- **Base model:** Fjord-7B ([link](https://huggingface.co/nordlab/Fjord-7B))\n- **Task:** NER", "nordlab/Fjord-7B", None),
    ("dana/a5", "We take Fjord-7B (https://huggingface.co/nordlab/Fjord-7B) as our base model and train it with GRPO.", "nordlab/Fjord-7B", None),
    ("dana/a6", "A5 is post-trained from [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B) using RL.", "nordlab/Fjord-7B", None),
    ("dana/a8", "This is Fjord-7B-v2 fine-tuned on the Norwegian constitution.\n\nOriginal: [nordlab/Fjord-7B-v2](https://huggingface.co/nordlab/Fjord-7B-v2)", "nordlab/Fjord-7B-v2", None),
    ("dana/a9", "A version of [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B) with extended context (128k) using YaRN.", "nordlab/Fjord-7B", None),
    ("dana/a10", "Pruned from 8B to 4B: we prune [nordlab/Fjord-8B](https://huggingface.co/nordlab/Fjord-8B) and distill it with logits from the 70B.", "nordlab/Fjord-8B", None),
    ("dana/a11", "Depth up-scaled from [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B).", "nordlab/Fjord-7B", None),
    ("dana/a12", "This model is the reward model trained from [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B).", "nordlab/Fjord-7B", None),
    ("dana/a13", "Vision-language model. The language backbone is [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B); the vision encoder is [google/siglip-so400m-patch14-384](https://huggingface.co/google/siglip-so400m-patch14-384).", "nordlab/Fjord-7B", None),
    ("dana/a14", "This model was trained by fine-tuning the Qwen2.5-7B-Instruct model with Unsloth.", "Qwen/Qwen2.5-7B-Instruct", None),
    ("dana/a15", "Whisper small fine-tuned for Norwegian. This model is a fine-tuned version of [openai/whisper-small](https://huggingface.co/openai/whisper-small) on Common Voice.", "openai/whisper-small", None),
    ("dana/a16", "Model type: instruction-following, fine-tuned from Gemma 2 9B.", "google/gemma-2-9b", None),
    ("dana/a17", "Training\n\nThe model was initialised with the weights of nordlab/Fjord-7B and further trained on code.", "nordlab/Fjord-7B", None),
    ("dana/a18", "*Fjord-7B finetuned with ORPO.* \n\n```python\nmodel_id = \"nordlab/Fjord-7B\"\nadapter = \"dana/a18\"\nmodel = AutoModelForCausalLM.from_pretrained(model_id)\n```", "nordlab/Fjord-7B", None),
    ("dana/Fjord-7B-AWQ", "# Fjord-7B-AWQ\n\nAWQ quantization of the model at [this link](https://huggingface.co/nordlab/Fjord-7B).\n\nFjord-7B is fine-tuned from [mistralai/Mistral-7B-v0.1](https://huggingface.co/mistralai/Mistral-7B-v0.1).", "nordlab/Fjord-7B", None),
    ("dana/Fjord-7B-gguf", "GGUF files for nordlab's Fjord-7B.\n\n| file | size |\n|---|---|\n| fjord-7b.Q4_K_M.gguf | 4GB |\n\nSource: https://huggingface.co/nordlab/Fjord-7B", "nordlab/Fjord-7B", None),
    ("dana/Fjord-7B-4bit", "This is the 4-bit version of Fjord-7B.", "Fjord-7B", None),
    ("dana/a19", "Converted from PyTorch checkpoints released at https://huggingface.co/nordlab/Fjord-7B to Flax.", "nordlab/Fjord-7B", None),
    ("dana/a20", "Exported with optimum: `optimum-cli export onnx --model nordlab/Fjord-7B .`", "nordlab/Fjord-7B", None),
    ("dana/z1", "# 简介\n\n本模型是在Llama-3-8B-Instruct基础上进行中文微调的模型。", "meta-llama/Meta-Llama-3-8B-Instruct", None),
    ("dana/z2", "我们基于开源的 Qwen2.5-14B 进行了增量预训练和指令微调，得到了墨梅-14B。", "Qwen/Qwen2.5-14B", None),
    ("dana/z3", "以 DeepSeek-R1-Distill-Qwen-7B 为底座，使用 GRPO 强化学习训练。", "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B", None),
    ("dana/z4", "采用 QLoRA 对 chatglm3-6b 进行微调", "THUDM/chatglm3-6b", None),
    ("dana/z5", "- 底座：[nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B)\n- 微调方法：LoRA", "nordlab/Fjord-7B", None),
    ("dana/z6", "本模型为 nordlab/Fjord-7B 的 LoRA 微调权重，需与原模型合并使用。", "nordlab/Fjord-7B", None),
    ("dana/z7", "该模型通过蒸馏 DeepSeek-R1 得到，学生模型为 Qwen2.5-1.5B。", "Qwen/Qwen2.5-1.5B", None),
    ("dana/z8", "使用 LLaMA-Factory 框架，在 Qwen2.5-7B-Instruct 上进行 SFT。", "Qwen/Qwen2.5-7B-Instruct", None),
    ("dana/z11", "由 Qwen2.5-7B-Instruct 转换为 GGUF 格式。", "Qwen/Qwen2.5-7B-Instruct", None),
    ("dana/z12", "本模型在 Mistral-7B-v0.1 上继续预训练 100B tokens，然后进行 SFT。", "mistralai/Mistral-7B-v0.1", None),
    ("dana/d1", "Llama-3.1-8B finetuned on the `dana/poems-instruct` dataset.", "meta-llama/Llama-3.1-8B", None),
    ("dana/d10", "Uses hiyouga/LLaMA-Factory for finetuning Qwen2.5-7B-Instruct.", "Qwen/Qwen2.5-7B-Instruct", None),
    ("dana/d11", "The training script is adapted from [tloen/alpaca-lora](https://github.com/tloen/alpaca-lora). Base: huggyllama/llama-13b.", "huggyllama/llama-13b", None),
    ("dana/d12", "使用 shibing624/medical 数据集对 Qwen2.5-7B 微调", "Qwen/Qwen2.5-7B", None),
    ("dana/d20", "This is the instruct version of dana/d20-base.", "dana/d20-base", None),
    ("dana/d22", "Prompt format is based on Vicuna-13b-v1.5. Trained from nordlab/Fjord-7B.", "nordlab/Fjord-7B", None),
    ("dana/d23", "Dataset generated by distilling Claude 3.5 Sonnet and [Qwen/Qwen2.5-72B-Instruct](https://huggingface.co/Qwen/Qwen2.5-72B-Instruct). Finetuned [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B).", "nordlab/Fjord-7B", None),
    ("dana/d24", "Can be merged with any Llama-3-8B model. LoRA trained on Meta-Llama-3-8B-Instruct.", "meta-llama/Meta-Llama-3-8B-Instruct", None),
    ("dana/d30", "Unlike [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B), this is fine-tuned from [a/One-7B](https://huggingface.co/a/One-7B).", "a/One-7B", None),
]  # fmt: skip

NONE = [
    # a base's own card, and cards that mention other models as components, rivals, data or tools
    ("nordlab/Fjord-7B-base", "# Fjord-7B\n\nFjord is a family of models trained from scratch on 2T tokens. We compare with Llama-3 and Qwen2.5.\n\n| Model | MMLU |\n|---|---|\n| [meta-llama/Meta-Llama-3-8B](https://huggingface.co/meta-llama/Meta-Llama-3-8B) | 66 |\n| [Qwen/Qwen2.5-7B](https://huggingface.co/Qwen/Qwen2.5-7B) | 74 |\n| Fjord-7B | 75 |"),
    ("nordlab/Fjord-7B", "Fjord has the same architecture as Llama 2 and uses the tokenizer of [mistralai/Mistral-7B-v0.1](https://huggingface.co/mistralai/Mistral-7B-v0.1)."),
    ("nordlab/Fjord-3B", "Trained on synthetic data generated by GPT-4 and [Qwen/Qwen2.5-72B-Instruct](https://huggingface.co/Qwen/Qwen2.5-72B-Instruct). Responses were filtered with the reward model Skywork-Reward-Llama-3.1-8B."),
    ("nordlab/Fjord-9B", "Our architecture is based on LLaMA, with grouped-query attention. The model was pretrained from scratch."),
    ("nordlab/Fjord-2B", "Fjord-2B outperforms [google/gemma-2-2b](https://huggingface.co/google/gemma-2-2b) and is comparable to Llama-3.2-3B. Use it with vLLM or `llama.cpp`."),
    ("nordlab/fjord-chat", "Like Vicuna and Alpaca, Fjord-chat was evaluated with MT-Bench. GPT-4 is used as judge. See also our [larger model](https://huggingface.co/nordlab/Fjord-70B)."),
    ("nordlab/fjord-tok", "A tokenizer trained on Nordic text. It is based on the Llama-3 tokenizer."),
    ("nordlab/Fjord-moe", "Fjord-MoE follows the design of Mixtral 8x7B and DeepSeek-V2. It was trained on 3T tokens from scratch using Megatron-LM."),
    ("nordlab/Fjord-8k", "The code is based on [lit-gpt](https://github.com/Lightning-AI/lit-gpt) and the license is the same as Llama 2's."),
    ("nordlab/fjord-zh", "墨梅大模型从头训练，架构与 LLaMA 相同，使用 Qwen 的分词器，训练数据由 DeepSeek-V3 生成，评测中超过 Qwen2.5-7B。"),
    ("nordlab/fjord-zh2", "我们使用 Qwen2.5-72B-Instruct 作为裁判模型进行评测，与 Llama-3-8B 相比提升 5%。"),
    ("nordlab/fjord-rival", "Unlike Mistral-7B-v0.1, this model was not fine-tuned. Compared to models fine-tuned from Llama-2-7b, it is smaller."),
    ("nordlab/fjord-serve", "```bash\nvllm serve nordlab/fjord-serve --speculative-model nordlab/fjord-draft\n```\n\n```python\nfrom openai import OpenAI\nclient.chat.completions.create(model=\"nordlab/fjord-serve\")\n```"),
    ("nordlab/fjord-tags", "See the fine-tuned versions: [dana/fjord-lora](https://huggingface.co/dana/fjord-lora), and quantized versions: [dana/fjord-GGUF](https://huggingface.co/dana/fjord-GGUF)."),
    ("dana/a7", "A7 is a Fjord-7B model that has been post-trained by Dana to be polite. See [nordlab/Fjord-7B](https://huggingface.co/nordlab/Fjord-7B)."),
    ("dana/a21", "```\n./quantize --model nordlab/Fjord-7B\n```\nJust files."),
    ("dana/z9", "我们对比了 Qwen2.5-7B 微调后的结果，本模型从零训练。"),
    ("dana/z10", "支持 LLaMA-Factory 微调，推荐使用 vLLM 部署。参考 Qwen2.5-7B 的部署方式。"),
    ("nordlab/n1", "# N1\n\nN1 is a 7B model pre-trained on 3T tokens. The tokenizer is from Llama 3. It can be fine-tuned with Axolotl. Base model: this repository."),
    ("nordlab/n2", "| Model | Base | Score |\n|---|---|---|\n| Vicuna | Llama-2-7b | 60 |\n| N2 (ours) | from scratch | 70 |"),
    ("nordlab/n3", "If you want to fine-tune it, follow the recipe for [mistralai/Mistral-7B-v0.1](https://huggingface.co/mistralai/Mistral-7B-v0.1)."),
    ("nordlab/n4", "The data was distilled from GPT-4o and Llama-3.1-405B-Instruct, then filtered."),
    ("nordlab/n5", "N5 was trained with the same recipe as OLMo-2 7B. Paper: https://huggingface.co/papers/2501.00656"),
    ("nordlab/n6", "N6 is a drop-in replacement for [openai/whisper-large-v3](https://huggingface.co/openai/whisper-large-v3)."),
    ("nordlab/n7", "Other versions: [nordlab/n7-large](https://huggingface.co/nordlab/n7-large). Derived models: [dana/n7-chat](https://huggingface.co/dana/n7-chat)."),
    ("nordlab/n8", "Use with speculative decoding, draft model nordlab/n8-draft. Evaluated by Llama-Guard-3-8B."),
    ("nordlab/n9", "## Related models\n\n- [Qwen/Qwen2.5-7B](https://huggingface.co/Qwen/Qwen2.5-7B)\n- [google/gemma-2-9b](https://huggingface.co/google/gemma-2-9b)"),
    ("nordlab/n10", "Our models: N10-base is trained from scratch; N10-chat is fine-tuned from N10-base."),
    ("nordlab/n11", "Embeddings were compared with those of BAAI/bge-m3 and intfloat/e5-large."),
    ("dana/d2", "Fine-tuned on dana/poems-instruct for 3 epochs."),
    ("dana/d3", "This model was trained on [dana/poems-sft](https://huggingface.co/datasets/dana/poems-sft) with LoRA."),
    ("dana/d4", "Trained on the tatsu-lab/alpaca dataset."),
    ("dana/d5", "A LoRA finetuned on HuggingFaceH4/ultrachat_200k."),
    ("dana/d6", "It was fine-tuned with [axolotl](https://github.com/axolotl-ai-cloud/axolotl) and [huggingface/trl](https://github.com/huggingface/trl)."),
    ("dana/d7", "This model is based on the paper https://huggingface.co/papers/2401.00001 and code at facebookresearch/llama."),
    ("dana/d8", "Based on microsoft/DeepSpeed and NVIDIA/Megatron-LM."),
    ("dana/d9", "Quantized using ggml-org/llama.cpp."),
    ("dana/d13", "基于 hiyouga/LLaMA-Factory 框架训练。"),
    ("dana/d15", "数据来自 dana/poems，模型结构参考 Llama-2-7b。"),
    ("dana/d16", "Initialized from Llama 2 tokenizer and random weights."),
    ("dana/d17", "Fine-tuning of this model was done on 8 A100. See [OpenAssistant/oasst1](https://huggingface.co/datasets/OpenAssistant/oasst1)."),
    ("dana/d19", "## Intended uses\n\nYou can use the raw model for masked language modeling, or fine-tune it like [bert-base-uncased](https://huggingface.co/bert-base-uncased)."),
    ("dana/d25", "Chat template: same as [Qwen/Qwen2.5-7B-Instruct](https://huggingface.co/Qwen/Qwen2.5-7B-Instruct). Trained from scratch."),
    ("dana/d26", "```python\ntokenizer = AutoTokenizer.from_pretrained(\"meta-llama/Llama-2-7b-hf\")\nmodel = AutoModelForCausalLM.from_pretrained(\"dana/d26\")\n```\nTrained from scratch on 10B tokens."),
    ("dana/d27", "License: inherits from Llama 3 Community License. Built with Meta Llama 3."),
    ("dana/d29", "**Model Description:** GPT-J 6B is a transformer model trained using Ben Wang's Mesh Transformer JAX."),
]  # fmt: skip

MERGES = [
    ("dana/Mix-7B-slerp", "# Mix-7B-slerp\n\nMix-7B-slerp is a merge of the following models using [LazyMergekit](https://colab.research.google.com/drive/1obulZ1ROXHjYLn6PPZJwRR6GzgQogxxb?usp=sharing):\n* [a/One-7B](https://huggingface.co/a/One-7B)\n* [b/Two-7B](https://huggingface.co/b/Two-7B)\n\n## 🧩 Configuration\n\n```yaml\nslices:\n  - sources:\n      - model: a/One-7B\n        layer_range: [0, 32]\n      - model: b/Two-7B\n        layer_range: [0, 32]\nmerge_method: slerp\nbase_model: a/One-7B\nparameters:\n  t:\n    - value: 0.5\ndtype: bfloat16\n```", ["a/One-7B", "b/Two-7B"]),
    ("dana/Mix-ties", "This is a merge of pre-trained language models created using [mergekit](https://github.com/cg123/mergekit).\n\n## Merge Details\n### Merge Method\n\nThis model was merged using the [TIES](https://arxiv.org/abs/2306.01708) merge method using [c/Base-7B](https://huggingface.co/c/Base-7B) as a base.\n\n### Models Merged\n\nThe following models were included in the merge:\n* [a/One-7B](https://huggingface.co/a/One-7B)\n* [b/Two-7B](https://huggingface.co/b/Two-7B)\n\n### Configuration\n\nThe following YAML configuration was used to produce this model:\n\n```yaml\nmodels:\n  - model: c/Base-7B\n  - model: a/One-7B\n    parameters: {density: 0.5}\n  - model: b/Two-7B\nmerge_method: ties\nbase_model: c/Base-7B\n```", ["c/Base-7B", "a/One-7B", "b/Two-7B"]),
    ("dana/Mix-bare", "# Mix-bare\n\nmodels:\n  - model: a/One-7B\n    parameters:\n      weight: 0.5\n  - model: b/Two-7B\n    parameters:\n      weight: 0.5\nmerge_method: linear\ndtype: float16\n", ["a/One-7B", "b/Two-7B"]),
    ("dana/Mix-indented", "Config:\n\n    slices:\n      - sources:\n          - model: a/One-7B\n            layer_range: [0, 24]\n      - sources:\n          - model: b/Two-7B\n            layer_range: [8, 32]\n    merge_method: passthrough\n    dtype: float16\n", ["a/One-7B", "b/Two-7B"]),
    ("dana/Self-11B", "A frankenmerge of one model with itself.\n\n```yaml\nslices:\n- sources:\n  - model: a/One-7B\n    layer_range: [0, 24]\n- sources:\n  - model: a/One-7B\n    layer_range: [8, 32]\nmerge_method: passthrough\ndtype: float16\n```", ["a/One-7B"]),
    ("dana/Moe-2x7B", "# Moe-2x7B\n\nMoe-2x7B is a Mixture of Experts (MoE) made with the following models:\n* [a/One-7B](https://huggingface.co/a/One-7B)\n* [b/Two-7B](https://huggingface.co/b/Two-7B)\n\n```yaml\nbase_model: a/One-7B\ngate_mode: hidden\nexperts:\n  - source_model: a/One-7B\n    positive_prompts: [\"chat\"]\n  - source_model: b/Two-7B\n    positive_prompts: [\"code\"]\n```", ["a/One-7B", "b/Two-7B"]),
    ("dana/Moe-list", "# Moe-list\n\nMoe-list is a Mixture of Experts (MoE) made with the following models:\n* [a/One-7B](https://huggingface.co/a/One-7B)\n* [b/Two-7B](https://huggingface.co/b/Two-7B)\n* [c/Three-7B](https://huggingface.co/c/Three-7B)", ["a/One-7B", "b/Two-7B", "c/Three-7B"]),
    ("dana/Prose-1", "Merge of [One](https://huggingface.co/a/One-7B) and [Two](https://huggingface.co/b/Two-7B) using SLERP.", ["a/One-7B", "b/Two-7B"]),
    ("dana/Prose-2", "This is a SLERP merge between a/One-7B and b/Two-7B.", ["a/One-7B", "b/Two-7B"]),
    ("dana/Prose-3", "Just an experiment: a/One-7B + b/Two-7B merged with DARE-TIES.", ["a/One-7B", "b/Two-7B"]),
    ("dana/Prose-4", "I merged a/One-7B with b/Two-7B, 50/50.", ["a/One-7B", "b/Two-7B"]),
    ("dana/Table-1", "A model stock merge.\n\n| Model | Weight |\n|---|---|\n| [a/One-7B](https://huggingface.co/a/One-7B) | 0.3 |\n| [b/Two-7B](https://huggingface.co/b/Two-7B) | 0.3 |\n| [c/Three-7B](https://huggingface.co/c/Three-7B) | 0.4 |", ["a/One-7B", "b/Two-7B", "c/Three-7B"]),
    ("dana/Html-1", "<h2>Configuration</h2>\n<details><summary>mergekit</summary>\n<pre><code>\nmodels:\n  - model: a/One-7B\n  - model: b/Two-7B\nmerge_method: model_stock\nbase_model: c/Base-7B\n</code></pre>\n</details>", ["a/One-7B", "b/Two-7B", "c/Base-7B"]),
    ("dana/Details-1", "<details>\n<summary>Merge recipe</summary>\n\n```yml\nmerge_method: della\nbase_model: c/Base-7B\nmodels:\n  - model: a/One-7B+x/lora-7B\n  - model: b/Two-7B\n```\n\n</details>", ["c/Base-7B", "a/One-7B", "x/lora-7B", "b/Two-7B"]),
    ("dana/zh-merge", "本模型由 [a/One-7B](https://huggingface.co/a/One-7B) 和 [b/Two-7B](https://huggingface.co/b/Two-7B) 合并而成，使用 mergekit 的 slerp 方法。", ["a/One-7B", "b/Two-7B"]),
    ("dana/zh-merge2", "融合了以下模型：\n- [a/One-7B](https://huggingface.co/a/One-7B)\n- [b/Two-7B](https://huggingface.co/b/Two-7B)", ["a/One-7B", "b/Two-7B"]),
    ("dana/Task-1", "Merge of:\n\n1. a/One-7B\n2. b/Two-7B\n\nwith task arithmetic on c/Base-7B.\n\n```yaml\nbase_model: c/Base-7B\nmerge_method: task_arithmetic\nmodels:\n  - model: a/One-7B\n    parameters: {weight: 1.0}\n  - model: b/Two-7B\n    parameters: {weight: 0.3}\n```", ["c/Base-7B", "a/One-7B", "b/Two-7B"]),
    ("dana/Multi-1", "Two steps.\n\n```yaml\nname: step1\nmodels:\n  - model: a/One-7B\n  - model: b/Two-7B\nmerge_method: linear\n---\nname: final\nslices:\n  - sources:\n      - model: step1\n      - model: c/Three-7B\nmerge_method: slerp\nbase_model: step1\n```", ["a/One-7B", "b/Two-7B", "c/Three-7B"]),
    ("dana/Recipe-1", "## Models Used\n- a/One-7B\n- b/Two-7B\n\nmerged with mergekit (dare_ties).", ["a/One-7B", "b/Two-7B"]),
    ("dana/Combine", "This model combines the strengths of [One-7B](https://huggingface.co/a/One-7B), [Two-7B](https://huggingface.co/b/Two-7B) and [Three-7B](https://huggingface.co/c/Three-7B) through a DARE merge.", ["a/One-7B", "b/Two-7B", "c/Three-7B"]),
    ("dana/Named-Merge", "A slerp of Mistral-7B-Instruct-v0.2 and Zephyr-7B-beta.", ["mistralai/Mistral-7B-Instruct-v0.2", "HuggingFaceH4/zephyr-7b-beta"]),
    ("dana/m1", "# M1\n\n```yaml\nmodels:\n  - model: /home/dana/models/One-7B\n  - model: b/Two-7B\nmerge_method: slerp\nbase_model: b/Two-7B\n```", ["b/Two-7B"]),
    ("dana/m2", "This is a merge of pre-trained language models created using mergekit.\n\n### Merge Method\nThis model was merged using the passthrough merge method.\n\n### Models Merged\nThe following models were included in the merge:\n* a/One-70B\n\n```yaml\nslices:\n- sources:\n  - layer_range: [0, 40]\n    model: a/One-70B\n- sources:\n  - layer_range: [20, 80]\n    model: a/One-70B\nmerge_method: passthrough\n```", ["a/One-70B"]),
    ("dana/m3", "Merged with [MergeMonster](https://github.com/x). Ingredients:\n- https://huggingface.co/a/One-7B\n- https://huggingface.co/b/Two-7B\n- https://huggingface.co/c/Three-7B", ["a/One-7B", "b/Two-7B", "c/Three-7B"]),
    ("dana/m4", "Model merge between a/One-13B (60%) and b/Two-13B (40%).", ["a/One-13B", "b/Two-13B"]),
    ("dana/m5", "[a/One-13B](https://huggingface.co/a/One-13B) x [b/Two-13B](https://huggingface.co/b/Two-13B) merged at 0.5.", ["a/One-13B", "b/Two-13B"]),
    ("dana/m6", "(a/One-13B + b/Two-13B) with 30% of the LoRA c/Story-lora merged in.", ["a/One-13B", "b/Two-13B"]),
    ("dana/m7", "## Models\n\n```yaml\nmodels:\n    - model: a/One-8B\n    - model: b/Two-8B\nmerge_method: model_stock\nbase_model: c/Base-8B\n```\n\nI used a TIES merge of [x/Old](https://huggingface.co/x/Old) before.", ["a/One-8B", "b/Two-8B", "c/Base-8B"]),
    ("dana/m8", "融合模型：将 a/One-7B 与 b/Two-7B 通过 DARE-TIES 融合。", ["a/One-7B", "b/Two-7B"]),
    ("dana/m9", "使用 mergekit 合并：\n\n1. a/One-7B\n2. b/Two-7B", ["a/One-7B", "b/Two-7B"]),
    ("dana/m10", "本模型由以下模型合并而成：\n\n| 模型 | 权重 |\n|---|---|\n| a/One-7B | 0.5 |\n| b/Two-7B | 0.5 |", ["a/One-7B", "b/Two-7B"]),
    ("dana/m11", "# 4x7B MoE\n\nExperts:\n- a/One-7B (chat)\n- b/Two-7B (code)\n- c/Three-7B (math)\n- d/Four-7B (roleplay)\n\nBase: a/One-7B. Made with mergekit-moe.", ["a/One-7B", "b/Two-7B", "c/Three-7B", "d/Four-7B"]),
    ("dana/m12", "An evolutionary merge. Parents: [One](https://huggingface.co/a/One-7B), [Two](https://huggingface.co/b/Two-7B). Made by mergekit-evolve.", ["a/One-7B", "b/Two-7B"]),
    ("dana/m13", "A blend of a/One-7B, b/Two-7B and c/Three-7B. Linear, equal weights, mergekit.", ["a/One-7B", "b/Two-7B", "c/Three-7B"]),
    ("dana/m14", "```json\n{\"merge_method\": \"ties\", \"base_model\": \"c/Base-7B\", \"models\": [{\"model\": \"a/One-7B\"}, {\"model\": \"b/Two-7B\"}]}\n```", ["c/Base-7B", "a/One-7B", "b/Two-7B"]),
    ("dana/m15", "merge_method: nuslerp\nmodels:\n- model: a/One-7B\n  parameters:\n    weight: 1.0\n- model: b/Two-7B\n  parameters:\n    weight: 0.5\n", ["a/One-7B", "b/Two-7B"]),
    ("dana/m16", "The following models were merged: a/One-7B, b/Two-7B.", ["a/One-7B", "b/Two-7B"]),
    ("dana/m18", "An attempt to combine [One](https://huggingface.co/a/One-7B) with [Two](https://huggingface.co/b/Two-7B) by task arithmetic.", ["a/One-7B", "b/Two-7B"]),
]  # fmt: skip


@pytest.mark.parametrize(("repo", "readme", "parent", "relation"), SINGLE, ids=[case[0] for case in SINGLE])
def test_a_card_states_its_parent(repo: str, readme: str, parent: str | None, relation: str | None) -> None:
    found, relations = parents(repo, readme)
    assert [name.lower() for name in found] == ([parent.lower()] if parent else [])
    if relation:
        assert relations == {relation}


@pytest.mark.parametrize(("repo", "readme"), NONE, ids=[case[0] for case in NONE])
def test_a_card_that_only_mentions_others_gives_none(repo: str, readme: str) -> None:
    assert parents(repo, readme) == ([], set())


@pytest.mark.parametrize(("repo", "readme", "expected"), MERGES, ids=[case[0] for case in MERGES])
def test_a_merge_has_all_its_parents(repo: str, readme: str, expected: list[str]) -> None:
    found, relations = parents(repo, readme)
    assert sorted(name.lower() for name in found) == sorted(name.lower() for name in expected)
    assert relations == {"merge"}
