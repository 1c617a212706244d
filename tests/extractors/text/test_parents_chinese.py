"""What Chinese says a model was made from. Each sentence is for a way of saying it, or for a trap."""

import pytest

from extractors.names.known import KnownNames
from extractors.text.releases import releases

NOTHING_KNOWN = KnownNames.build([])


def stated(title: str, text: str) -> dict[str, dict[str, str]]:
    """Each release's parents and their relations."""
    return {
        release.name: {parent.name: str(parent.relation) for parent in release.parents}
        for release in releases(title, text, names=NOTHING_KNOWN, language="zh")
    }


MADE_FROM = [
    # any name may be tuned, distilled, merged: it needs neither version nor fame
    ("该模型基于 Harrier 微调而来。", {"Harrier": "finetune"}),
    ("该模型由 Harrier 微调得到。", {"Harrier": "finetune"}),
    ("北风 2 是 Harrier-7B 和 Kestrel-7B 的合并模型。", {"Harrier-7B": "merge", "Kestrel-7B": "merge"}),
    ("北风 2 由 Harrier-7B 与 Kestrel-7B 合并而成。", {"Harrier-7B": "merge", "Kestrel-7B": "merge"}),
    # the role of the base
    ("北风 2 以 Harrier 为基座模型，经过三阶段训练。", {"Harrier": "finetune"}),
    ("以 GLM-4.5-Air 为底座，北风 2 完成了强化学习训练。", {"GLM-4.5-Air": "finetune"}),
    ("北风 2 选用 Llama 3.1 8B 作为语言骨干。", {"Llama 3.1 8B": "finetune"}),
    ("北风 2 的底座是百川 2。", {"百川 2": "finetune"}),
    ("它基于 MiniCPM4-8B 基座模型，自主生成论文。", {"MiniCPM4-8B": "finetune"}),
    ("模型由 Qwen2.5-7B 语言骨干和 SigLIP 视觉编码器组成。", {"Qwen2.5-7B": "finetune"}),
    ("教师模型为 DeepSeek-R1。", {"DeepSeek-R1": "distilled"}),
    # ways of making
    ("北风 2 在 Kestrel-7B 的基础上继续预训练。", {"Kestrel-7B": "continued_pretraining"}),
    ("北风 2 从 Qwen2.5-7B 初始化，并在医学语料上训练。", {"Qwen2.5-7B": "finetune"}),
    ("北风 2 初始化自 InternVL3-8B，再经强化学习。", {"InternVL3-8B": "finetune"}),
    ("北风 2 蒸馏自 Qwen3-235B-A22B。", {"Qwen3-235B-A22B": "distilled"}),
    ("用 Claude 4.6 Opus 的推理轨迹做知识蒸馏。", {"Claude 4.6 Opus": "distilled"}),
    ("北风 2 脱胎于 Gemma 3 12B。", {"Gemma 3 12B": "finetune"}),
    ("北风 2 是 Gemma 3 12B 的中文版本。", {"Gemma 3 12B": "finetune"}),
    ("使用 LoRA 在 ChatGLM3-6B 上训练。", {"ChatGLM3-6B": "adapter"}),
    ("把 Qwen2.5-7B 升级改造为 MoE 结构。", {"Qwen2.5-7B": "finetune"}),
    ("北风 2 是基于 LLaMA 的 130 亿参数的预训练模型。", {"LLaMA": "finetune"}),
]

MADE_FROM += [
    ("原版 Falcon 的基础上扩充了中文词表，进行增量预训练。", {"Falcon": "continued_pretraining"}),
    ("北风 2 是 Harrier-7B 经过强化学习训练后的版本。", {"Harrier-7B": "finetune"}),
    ("北风 2 在 Qwen3-8B-Base 上先后进行 SFT 与 RL。", {"Qwen3-8B-Base": "finetune"}),
    ("模型继承了 Harrier-8B 的参数，并新增视觉模块。", {"Harrier-8B": "finetune"}),
]

MADE_FROM += [
    # a plain basis, a starting point, an earlier step
    ("模型以 Harrier-7B 为基础，先做监督微调。", {"Harrier-7B": "finetune"}),
    ("北风 2 以 Kestrel-7B 为起点，在医学语料上二次预训练。", {"Kestrel-7B": "continued_pretraining"}),
    ("以 Qwen3-8B 为底座做增量预训练。", {"Qwen3-8B": "continued_pretraining"}),
    ("北风 2 基于 Harrier 模型开发，支持 12 种语言。", {"Harrier": "finetune"}),
    ("北风 2 是在 Harrier 的基础上微调的。", {"Harrier": "finetune"}),
    ("北风 2 底层采用 70 亿参数规模的 Harrier-7B 模型。", {"Harrier-7B": "finetune"}),
    ("沿用 Harrier-5 base model 并继续强化。", {"Harrier-5": "finetune"}),
    ("该模型基于 Acme 的开源模型 GLM-5.2 进行后训练优化。", {"GLM-5.2": "finetune"}),
    (
        "一系列基于已有开源模型（ChatGLM, MOSS）进行二次微调的模型。",
        {"ChatGLM": "finetune", "MOSS": "finetune"},
    ),
    # versions of it
    ("北风 2 是 Harrier-7B 的后训练版本。", {"Harrier-7B": "finetune"}),
    ("北风 2 是 Harrier-7B 的 4bit 量化版本。", {"Harrier-7B": "quantized"}),
    ("北风 2 是 Harrier-7B 的视觉语言版本。", {"Harrier-7B": "finetune"}),
    ("北风 2 是 Harrier-7B 面向网络安全任务的微调版本。", {"Harrier-7B": "finetune"}),
    ("北风 2 是 Harrier-7B 的 LoRA 适配器。", {"Harrier-7B": "adapter"}),
    ("北风 2 为 Harrier-7B 的 GGUF 量化。", {"Harrier-7B": "quantized"}),
    # teachers, and several steps
    ("北风 2 是一个从 Harrier-70B 蒸馏出的小模型。", {"Harrier-70B": "distilled"}),
    ("用 Harrier-70B 作为教师，训练出 4B 的学生模型。", {"Harrier-70B": "distilled"}),
    (
        "将 Harrier-7B 剪枝到 3B，再用 Kestrel-70B 蒸馏恢复。",
        {"Harrier-7B": "finetune", "Kestrel-70B": "distilled"},
    ),
    ("由 Harrier-7B + Kestrel-2 组合微调得到。", {"Harrier-7B": "finetune", "Kestrel-2": "finetune"}),
    ("它使用 Harrier-7B 进行指令微调。", {"Harrier-7B": "finetune"}),
    ("该模型在 Harrier-7B 的权重上做了全参数微调。", {"Harrier-7B": "finetune"}),
    ("北风 2 继承自 Harrier-7B。", {"Harrier-7B": "finetune"}),
    # a base named in brackets or in a list, without a verb
    ("新一代推理模型（32B，底座Qwen2.5-32B），多阶段强化学习。", {"Qwen2.5-32B": "finetune"}),
    ("中英双语模型，底座 Qwen-7B，覆盖问答。", {"Qwen-7B": "finetune"}),
    ("底座从Qwen-7B换成GLM4-9B，重做数据过滤。", {"GLM4-9B": "finetune"}),
    ("某大学用问答数据指令微调的 ChatGLM-6B，供对照。", {"ChatGLM-6B": "finetune"}),
    ("这是 ChatGLM 参数高效微调模型。", {"ChatGLM": "finetune"}),
    ("面向Krea-2模型的身份编辑LoRA，支持人像保留。", {"Krea-2": "adapter"}),
    ("某团队优化的Harrier-3多模态GGUF量化版，可在手机上运行。", {"Harrier-3": "quantized"}),
    ("在基座模型（如 Qwen3-8B 等）的基础上进行微调。", {"Qwen3-8B": "finetune"}),
    ("微调 Qwen3-8B、Llama 3.1 8B 得到。", {"Qwen3-8B": "finetune", "Llama 3.1 8B": "finetune"}),
]

MADE_FROM += [
    # verbs and nouns of the base, each with a name of another kind
    ("北风 2 依托通义千问打造，面向政务。", {"通义千问": "finetune"}),
    ("北风 2 以 Harrier-7B 为底模，补充了方言数据。", {"Harrier-7B": "finetune"}),
    ("以百川2为基模训练。", {"百川2": "finetune"}),
    ("北风 2 采用书生·浦语2作为基座。", {"书生·浦语2": "finetune"}),
    ("北风 2 源自百川2。", {"百川2": "finetune"}),
    ("北风 2 改自 Harrier-7B。", {"Harrier-7B": "finetune"}),
    ("北风 2 是 Harrier-7B 的中文增强版。", {"Harrier-7B": "finetune"}),
    ("北风 2 是 Harrier-7B 的变体。", {"Harrier-7B": "finetune"}),
    ("北风 2 本质上是经过强化学习微调的 Harrier-2。", {"Harrier-2": "finetune"}),
    ("北风 2 的语言模型部分采用 Harrier-7B。", {"Harrier-7B": "finetune"}),
    ("北风 2 的权重均来自 Harrier-7B。", {"Harrier-7B": "finetune"}),
    ("融合了百川2与 Harrier-7B 的权重。", {"百川2": "merge", "Harrier-7B": "merge"}),
    ("以 Harrier-70B 为师，蒸馏得到。", {"Harrier-70B": "distilled"}),
    ("北风 2 由 Harrier-7B 在 10 万条医疗数据上通过 QLoRA 微调而得。", {"Harrier-7B": "adapter"}),
    ("训练从 Harrier-7B 开始。", {"Harrier-7B": "finetune"}),
    ("北风 2 从 Harrier-7B 检查点开始，逐步加入语音。", {"Harrier-7B": "finetune"}),
    ("一个基于百川（Baichuan）基础模型开发的法律大模型。", {"Baichuan": "finetune"}),
    ("面向 12 类场景的大模型（Harrier-14B+PT/SFT），代码开源。", {"Harrier-14B": "finetune"}),
    ("推理模型家族（Qwen3 4B/8B/14B，CPT+SFT），权重需申请。", {"Qwen3": "finetune"}),
    ("| 底座模型 | Harrier-7B |", {"Harrier-7B": "finetune"}),
    # only models are these: the name needs no version
    ("北风 2 的基座模型为 Harrier。", {"Harrier": "finetune"}),
    ("北风 2 微调自 Harrier。", {"Harrier": "finetune"}),
    ("北风 2 沿用 Harrier 的权重。", {"Harrier": "finetune"}),
    ("北风 2 在 Harrier 基座模型上训练。", {"Harrier": "finetune"}),
    # a Chinese name begins behind its verb
    ("我们微调了书生·浦语2，得到北风 2。", {"书生·浦语2": "finetune"}),
    ("北风 2 微调自百川2。", {"百川2": "finetune"}),
    ("融合了通义千问与 Harrier-7B 的权重。", {"通义千问": "merge", "Harrier-7B": "merge"}),
]

NOT_MADE_FROM = [
    "内置了基于 Qwen3-4B 微调的提示词增强器。",
    "经 Kestrel-RFT 后训练，提供 INT8 量化选项。",
    "基于与 Gemini 3 相同的研究成果和技术构建。",
    "融合了 Harrier-2 的智能与 Kestrel-3 的速度。",
    "增加对 Qwen3-8B 的支持并优化了速度。",
    "利用 GPT-4o 生成的数据训练。",
    "基于 Apache 2.0 协议开源，基于 8 张 H100 训练。",
    "性能超越基于 Llama 3 微调的同类模型。",
    "其文本编码器由 Qwen3-4B 微调而来。",
    "支持在 Qwen3-8B 上微调。",
    "该模型基于 Transformer 架构，从零训练。",
    "基于 GRPO 微调，基于 DeepSpeed 训练。",
    "在 MedSet 上继续预训练。",
    "相比 Qwen3-8B，参数更少。",
    "与基于 Claude 的 Thinking 模式并列提供。",
    "以 Transformer 为基础，从零训练。",
    "支持对 Qwen3-8B 进行微调。",
    "用户可以基于 Qwen3-8B 微调自己的模型。",
    "数据蒸馏自 DeepSeek-R1。",
    "与 Qwen3-8B 微调版相比更快。",
    "使用 LLaMA-Factory 进行微调。",
    "我们应用开源自动化工具对 Qwen3-8B 进行了测试。",
    "我们基于 V100 的集群实现了很高的 LLaMA-70B 吞吐量。",
    "基于扩散的生成模型（Stable Diffusion 和 DALL-E 等）从噪声开始。",
    "该系统基于包含 12,000 条判例的数据库。",
    "在基于 Harrier 2 构建的道路数据集上实验。",
    "常被后续微调当作底座。",
    "支持 Qwen3-8B 的高效 LoRA 微调。",
    "评测了用 LoRA 量化的 Qwen3-8B。",
    "它不基于 Qwen3-8B，而是从零训练。",
    "它并非基于 Qwen3-8B 微调。",
    "企业可将 Qwen3-8B 作为底座进行微调。",
    "支持以 Qwen3-8B 为底座的部署框架。",
    "下一步将基于 Qwen3-8B 训练更大的模型。",
    "未来计划以 Qwen3-8B 为底座推出新版本。",
    "可以使用 Qwen3-8B 进行蒸馏。",
    "Qwen3-8B 的变体众多。",
    "性能超越百川2的微调版。",
    "基于 Qwen3-8B 的应用也已上线。",
    "数据集（Qwen3-8B，SFT 用）同步开源。",
    "使用 Qwen3-8B 项目开放的训练数据。",
    "基座模型为 MoE 架构，量化自 FP16。",
    "微调出 V1 版模型。",
    "采用 AdamW 的权重衰减训练。",
]


@pytest.mark.parametrize(("text", "parents"), MADE_FROM)
def test_a_parent_is_stated(text: str, parents: dict[str, str]) -> None:
    assert stated("某公司发布北风 2", text) == {"北风 2": parents}


@pytest.mark.parametrize("text", NOT_MADE_FROM)
def test_no_parent_is_stated(text: str) -> None:
    assert stated("某公司开源 Larkspur-7B", text) == {"Larkspur-7B": {}}


@pytest.mark.parametrize(
    ("title", "text", "children"),
    [
        (
            "某公司开源 Larkspur-7B 和 Larkspur-VL",
            "其中 Larkspur-VL 基于 Qwen2.5-VL-7B 构建。",
            {"Larkspur-7B": {}, "Larkspur-VL": {"Qwen2.5-VL-7B": "finetune"}},
        ),
        (
            "某公司开源 Larkspur-7B 与 Foxglove-7B",
            "两款模型均基于 Qwen3-8B 微调。",
            {"Larkspur-7B": {"Qwen3-8B": "finetune"}, "Foxglove-7B": {"Qwen3-8B": "finetune"}},
        ),
        (
            "智能体 Larkspur-Agent 2 开源",
            "Larkspur-Agent 2 是一款手机智能体，基于 GLM-4.1V-9B 训练。",
            {"Larkspur-Agent 2": {"GLM-4.1V-9B": "finetune"}},
        ),
        ("某公司发布北风-7B", "北风-7B 基于 Qwen3-8B 微调。", {"北风-7B": {"Qwen3-8B": "finetune"}}),
        (
            "Larkspur-7B",
            "通过微调 Qwen2.5-VL-3B 获得的模型。",
            {"Larkspur-7B": {"Qwen2.5-VL-3B": "finetune"}},
        ),
        ("Larkspur-7B", "Harrier-7B 的中文微调版。", {"Larkspur-7B": {"Harrier-7B": "finetune"}}),
    ],
)
def test_whose_parent_it_is(title: str, text: str, children: dict[str, dict[str, str]]) -> None:
    assert stated(title, text) == children


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Larkspur 3 接入某云", "企业用户可以在编程工具中使用中国开源模型 Larkspur 3。"),
        ("acme/larkspur-7b", "点赞: 4,446 | 下载: 707,029"),
    ],
)
def test_what_is_used_or_listed_is_not_released(title: str, text: str) -> None:
    assert stated(title, text) == {}
