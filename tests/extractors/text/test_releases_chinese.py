"""Invented sentences, each for a rule or a trap. The names exist nowhere."""

import pytest

from extractors.names.known import KnownNames
from extractors.text.releases import releases

NOTHING_KNOWN = KnownNames.build([])

SAID = [
    # 动词与宾语
    (
        "智谱发布 GLM-9，全面对标 GPT-9",
        "智谱今日发布新一代旗舰模型 GLM-9，总参数 800B，以 MIT 协议开源。",
        ["GLM-9"],
    ),
    (
        "某公司推出大模型 `SubQuad`",
        "某公司推出基于 `Sparse Attention` 架构的大语言模型 `SubQuad`。",
        ["SubQuad"],
    ),
    (
        "某公司发布开源隐私模型",
        "**某公司**发布了名为 **Acme Privacy Filter** 的开放权重模型。",
        ["Acme Privacy Filter"],
    ),
    ("阿里开源 Qwen9-Coder 与 Qwen9-VL", "两款模型均已上架。", ["Qwen9-Coder", "Qwen9-VL"]),
    ("某高校团队开源法律大模型「明镜」", "该模型在法律问答上表现优异。", ["明镜"]),
    ("字节 Seed 团队开源推理框架 VeOmniX", "VeOmniX 支持分布式训练。", ["VeOmniX"]),
    ("小红书开源 dots.llm9", "这是一个 142B 参数的 MoE 模型。", ["dots.llm9"]),
    ("腾讯混元发布混元-A90B 开源模型", "", ["混元-A90B"]),
    ("某团队开源首个模型 VOIDX（Video Object Deletion）", "", ["VOIDX"]),
    (
        "某公司开放新模型 LongCat-9.0-Preview 的邀请测试",
        "某公司现已开放新一代基础大模型 LongCat-9.0-Preview 的邀请测试。",
        ["LongCat-9.0-Preview"],
    ),
    # 主语与动词
    ("Kimi K9.6 模型发布", "", ["Kimi K9.6"]),
    ("Acme 推出全新 AI 模型", "Acme 发布了名为 Larkspur X6 的全新旗舰模型，价格更低。", ["Larkspur X6"]),
    (
        "Larkspur：面向某语言的轻量级基础模型与聊天机器人",
        "我们推出了 Larkspur，这是一个专为某语言设计的大语言模型系列。",
        ["Larkspur"],
    ),
    (
        "Acme 发布 Larkspur-5-Cyber",
        "Larkspur-5-Cyber 代理通过了测试。Larkspur-5-Cyber 是 Larkspur-5 面向安全任务的微调版本。",
        ["Larkspur-5-Cyber"],
    ),
    ("Larkspur 9 QAT 模型：优化压缩效率", "今天，我们发布了新检查点。", ["Larkspur 9 QAT"]),
    ("DeepSeek-V9.2 正式版发布 2035/12/01", "", ["DeepSeek-V9.2"]),
    ("小米 MiMo-Sing 开源", "小米正式开源端到端语音大模型 MiMo-Sing-7B。", ["MiMo-Sing"]),
    ("百度文心大模型 X9 正式上线", "百度宣布文心大模型 X9 正式上线。", ["文心大模型 X9"]),
    ("视频模型 Heliox", "由某大学开发的视频生成模型 **Heliox** 正式发布并开源代码与权重。", ["Heliox"]),
    (
        "Larkspur-9-Flash 发布：首个开源权重的原生多模态 Larkspur-9 模型",
        "Acme 发布了 Larkspur-9-Flash。",
        ["Larkspur-9-Flash"],
    ),
    (
        "acme/Larkspur-9B",
        "作者：acme，基于 Qwen3-8B 改造的轻量化对话模型，端侧部署友好",
        ["Larkspur-9B"],
    ),
    # 系列的成员
    (
        "某公司开源 MiMoX-V2 系列模型",
        "该系列包含旗舰语言模型 `MiMoX-V2-Pro` 与全模态模型 `MiMoX-V2`。",
        ["MiMoX-V2", "MiMoX-V2-Pro"],
    ),
    (
        "ChatAvo",
        "开源了一系列对话模型，发布了包括 Ravenna，Novella-Zh 与 Novella-En 等模型。",
        ["ChatAvo", "Ravenna", "Novella-Zh", "Novella-En"],
    ),
    # 标题即名称
    ("智谱 GLM-9V", "旗舰级开源多模态模型。", ["GLM-9V"]),
    ("⭐(智谱AI) GLM-9", "一款强大的多模态模型。", ["GLM-9"]),
    ("ChatLex-法律大模型", "一系列法律领域的大模型。", ["ChatLex"]),
    ("智海-问答(wisdomAsk)", "多家单位共同研发的法律大模型。", ["智海-问答"]),
    ("青龙-32B", "中文大模型。", ["青龙-32B"]),
    ("fastinfer", "纯c++的全平台llm加速库。", ["fastinfer"]),
    ("Chat-青衣", "基于 ChatGLM9 微调得到的聊天语言模型。", ["Chat-青衣"]),
    # 早报：一个标题里有好几件事
    (
        "AI早报：某某 FooMo-V2.5公测；某团队开源训练引擎Lighter；某厂推出Foo3.1Pro深度研究代理",
        "",
        ["FooMo-V2.5", "Lighter"],
    ),
    ("腾讯开源混元3D 世界模型9.0", "", ["混元3D"]),
    # 没有拉丁字母的名字：引号、系列、大模型
    ("某研究院开源青鸾、朱鹮系列模型", "", ["青鸾", "朱鹮"]),
    ("某院发布「惊雷」气象大模型", "", ["惊雷"]),
    ("某大学开源“丹桂”医疗大模型", "", ["丹桂"]),
    ("华为开源盘古大模型", "", ["盘古"]),
    (
        "“玄界”系列大模型发布",
        "某院推出“玄界”系列大模型，包括世界模型 Foomu3、协作框架 FooOS 2.0 与具身大脑 FooBrain 2.0。",
        ["玄界", "Foomu3", "FooOS 2.0", "FooBrain 2.0"],
    ),
    # 清单
    (
        "某公司开源",
        "本次开源了以下模型：\n- 9Zhinao-7B-Base\n- 9Zhinao-search",
        ["9Zhinao-7B-Base", "9Zhinao-search"],
    ),
    (
        "一周速览",
        "## 模型发布\n- Hanyu-MT-2（某司）：翻译\n- Bai-M4（某司）：推理模型\n\n## 工具更新\n- Dofu 2：流程",
        ["Hanyu-MT-2", "Bai-M4"],
    ),
    # 训练得到的模型，开放的权重，名称之前的缩写
    ("新语料", "基于 Gemma-9-E4B 继续预训练得到 arm-gemmo-e4b，表现超过现有模型。", ["arm-gemmo-e4b"]),
    ("Foo K3 完整权重正式开源", "", ["Foo K3"]),
    ("某公司开源推理框架 vfoo-omni", "", ["vfoo-omni"]),
    ("Meta 发布 Foo Code + Foo Spark 1.2：终端智能体入局", "", ["Foo Spark 1.2"]),
    ("Foo V9 Pro 与 Goo 4.6 同日发布", "", ["Foo V9 Pro", "Goo 4.6"]),
    ("新增Roo-2.6-1T、Loo-2.6-flash", "两款推理模型。", ["Roo-2.6-1T", "Loo-2.6-flash"]),
    ("智谱开放 GLM-9.3 模型权重", "模型权重已上传。", ["GLM-9.3"]),
    ("Slowstream 让旧电脑运行大模型", "Slowstream 是一个开源推理引擎。", ["Slowstream"]),
    ("某公司开源 C9PA 内容验证框架 Credo", "", ["Credo"]),
    ("Sunny Numerics发布30B参数扩散语言模型", "Sunny Numerics发布RNX1，参数 30B。", ["RNX1"]),
    ("小型LLM：Wren-7B", "它是 Harrier-7B 的微调版本。", ["Wren-7B"]),
    ("Muse Ember 开放权重", "Muse Ember 是一款本地模型。", ["Muse Ember"]),
]

UNSAID = [
    ("消息称 OpenAI 将于下周发布 GPT-9", "据知情人士透露，OpenAI 计划下周发布 GPT-9。"),
    ("传某公司正在测试基于 Gemini 的助手", ""),
    ("某公司即将推出 Foo-9", "某公司预计于第三季度推出 Foo-9 大模型。"),
    ("今日简讯", "某公司发布了一个从 DeepSeek V3 蒸馏而来的模型。"),
    ("模型会在多种语言中说谎吗？", "我们应用开源自动化审计框架 Petrix 做了测试。"),
    ("DeepHarbor 开源一批基础组件", "DeepHarbor 开源了面向某芯片的一批基础组件。"),
    ("一项研究", "这项成果发布在 bioHub9 上，尚未经过评审。"),
    ("DeepSeek API 降价", "DeepSeek 宣布 DeepSeek-V9 API 价格下调 50%。"),
    ("某公司宣布 Foo-9 快速模式上线 API", "Foo-9 快速模式已上线 API，速度为标准版的 2.5 倍。"),
    ("通义千问 APP 上线深度研究功能", "通义千问 APP 今日上线深度研究功能。"),
    ("昇腾适配 DeepSeek-V9", "华为昇腾已完成对 DeepSeek-V9 的适配。"),
    ("OpenAI 发布 GPT-9 系统卡", ""),
    ("某公司推出会员订阅套餐", "某公司推出 Foo 会员。"),
    ("某公司推出 AI 算力运营服务", "支持多种芯片。"),
    ("某公司发布 TypeScript SDK 文档", "开发者可查看文档。"),
    ("某公司性能测试", "官方称其优于更大规模的统一开源 UMMX 基线。"),
    ("某国考虑审查模型", "该政策始于 Anthropic 推出强大模型 Mythical 之后。"),
    ("Xiezhen", "由某大学发布的综合评估Benchmark，包含 13 个学科门类，24万道题目。"),
    ("LLM-guide", "总结归纳近期的大语言模型，以开源模型为主。"),
    ("某公司将测试新广告", "某公司公布新的 ChatFoo 广告形式。"),
    ("某公司发布 200+ WebGPU 内核", ""),
    ("某公司裁员4800人，Foobox和销售部门受重创", "主要波及游戏部门。"),
    ("某公司发布会", "推出终端插件市场，首发包含 MongoFoo、Sentroo 等插件。"),
    ("某公司办发布会", "采用 Apache 2.0 开源；同时推出改版 Windows 21。"),
    ("某公司发布「青鸟」教育平台", ""),
    ("某公司推出「青鸟」智能体", ""),
    ("多家企业推出“算力银行”计划", ""),
    ("某公司完成 4 亿美元融资", "参投方包括 a17z、Foo Combinator 等。"),
    ("构建应用：开发与架构设计", "一本关于大模型应用的电子书。"),
]


@pytest.mark.parametrize(("title", "text", "names"), SAID)
def test_announced(title: str, text: str, names: list[str]) -> None:
    found = [r.name for r in releases(title, text, names=NOTHING_KNOWN, language="zh") if r.confidence >= 0.5]
    assert found == names


@pytest.mark.parametrize(("title", "text"), UNSAID)
def test_not_announced(title: str, text: str) -> None:
    found = releases(title, text, names=NOTHING_KNOWN, language="zh")
    assert [r.name for r in found if r.confidence >= 0.5] == []


PARENTS = [
    ("明镜-14B", "基于 Qwen3-14B 微调的法律大模型。", [("Qwen3-14B", "finetune")]),
    ("明镜", "该模型以 LLaMA 为基座模型，进行指令微调。", [("LLaMA", "finetune")]),
    ("明镜", "基于 LLaMA-7B 经过中文数据集增量预训练产生的大模型。", [("LLaMA-7B", "continued_pretraining")]),
    ("明镜", "模型主干为LLaMA-7b并采用LoRA微调。", [("LLaMA-7b", "adapter")]),
    ("明镜", "基于中文医学知识的ChatGLM模型微调。", [("ChatGLM", "finetune")]),
    ("明镜", "基于通义千问基础模型进行增量学习的金融大模型。", [("通义千问", "continued_pretraining")]),
    ("明镜", "通过在中文数据上持续训练 Ziya-v2 构建而成的大模型。", [("Ziya-v2", "continued_pretraining")]),
    ("明镜-int4", "基于 Qwen3-8B 量化的端侧模型。", [("Qwen3-8B", "quantized")]),
    ("明镜", "由 InternVL3-38B 蒸馏而来的模型。", [("InternVL3-38B", "distilled")]),
    ("明镜", "在 Qwen3-8B 基础上经过后训练得到的模型。", [("Qwen3-8B", "finetune")]),
    ("明镜", "在源1.0的基础上，利用更多样的数据训练的模型。", [("源1.0", "finetune")]),
    (
        "明镜",
        "模型基于 `Qwen2.5-7B` 和 `Whisper-large-v3` 初始化。",
        [("Qwen2.5-7B", "finetune"), ("Whisper-large-v3", "finetune")],
    ),
    (
        "明镜",
        "该模型基于 `zai-org/GLM-4.5-Air-Base` 并进行强化学习训练。",
        [("GLM-4.5-Air-Base", "finetune")],
    ),
    ("明镜", "基于 **Moonshot** 的 `Kimi K2.5` 训练的模型。", [("Kimi K2.5", "finetune")]),
    ("明镜", "基于开源对话模型 ChatGLM-6B 的第二代版本。", [("ChatGLM-6B", "successor")]),
    ("明镜", "基于 GPT-OSS 架构的分类模型。", [("GPT-OSS", "architecture")]),
    ("明镜", "合并 Qwen3-8B 与 Llama-3-8B 的模型。", [("Qwen3-8B", "merge"), ("Llama-3-8B", "merge")]),
    ("明镜", "对 Llama-3-8B 进行了增量预训练的模型。", [("Llama-3-8B", "continued_pretraining")]),
    ("明镜", "将 Qwen3-8B 与 Phi-4 合并得到的模型。", [("Qwen3-8B", "merge"), ("Phi-4", "merge")]),
    ("明镜", "大模型，是 DeepSeek-R1 的开源复现。", [("DeepSeek-R1", "reproduction")]),
    ("明镜", "沿用 DeepSeek-V3 架构的模型。", [("DeepSeek-V3", "architecture")]),
    ("明镜", "大模型，采用 Qwen3-8B 作为基础模型。", [("Qwen3-8B", "finetune")]),
    ("明镜", "大模型，底层模型为 Qwen3-14B。", [("Qwen3-14B", "finetune")]),
    ("明镜", "大模型，是 DeepSeek-V3 的升级版。", [("DeepSeek-V3", "successor")]),
    ("明镜", "由 Qwen3-8B 与 Phi-4 合并而成的模型。", [("Qwen3-8B", "merge"), ("Phi-4", "merge")]),
    (
        "明镜",
        "从 LLaMA-13B 开始重新构建中文词表，继续预训练的模型。",
        [("LLaMA-13B", "continued_pretraining")],
    ),
    ("明镜", "大模型，沿用 GLM-5.2 的基础模型，能力变化来自后训练。", [("GLM-5.2", "finetune")]),
    ("明镜", "大模型。把 Mistral-7B 扩展到 11B 得到。", [("Mistral-7B", "finetune")]),
    ("明镜", "大模型。基于 DeepSeek-R1 蒸馏数据，对 Qwen2.5-7B 微调。", [("Qwen2.5-7B", "finetune")]),
    ("明镜", "大模型。使用 DeepSeek-R1 生成的 80 万条数据微调。", []),
    ("明镜", "大模型，性能超过基于 LLaMA 微调的模型。", []),
    ("明镜", "大模型，其奖励模型基于 Qwen2.5-7B 训练。", []),
    # 陷阱
    ("墨语-7B", "基于 70 亿参数的写作模型，基于 Apache 2.0 协议开源，基于昇腾 910B 训练。", []),
    ("墨语-7B", "大模型。其提示词增强器基于 Qwen3-4B 微调。", []),
    ("墨语-7B", "基于 Transformer 架构、MoE 架构与 Dual-AR 架构的模型。", []),
    ("墨语-7B", "写作模型，性能超越 Qwen2.5-32B，优于 Llama-3-70B 的指令微调版本。", []),
    ("墨语-7B", "写作模型，支持微调 Llama-3-8B 的工具链。", []),
    ("墨语-7B", "写作模型，基于 Multi-Query Attention 技术实现高效推理。", []),
]


@pytest.mark.parametrize(("title", "text", "parents"), PARENTS)
def test_parents(title: str, text: str, parents: list[tuple[str, str]]) -> None:
    (found,) = releases(title, text, names=NOTHING_KNOWN, language="zh")
    assert [(p.name, str(p.relation)) for p in found.parents if p.confidence >= 0.5] == parents


def test_both_models_share_a_parent() -> None:
    found = releases(
        "某公司开源 Marvo-Mini 与 Marvo-Nano",
        "这两款模型均从 `Qwen3-0.6B-Base` 升级改造而来。",
        names=NOTHING_KNOWN,
    )
    assert [(r.name, [p.name for p in r.parents]) for r in found] == [
        ("Marvo-Mini", ["Qwen3-0.6B-Base"]),
        ("Marvo-Nano", ["Qwen3-0.6B-Base"]),
    ]


def test_details() -> None:
    (found,) = releases(
        "商汤科技开源 SenseX U9 模型",
        "**商汤科技**发布模型 `SenseX U9`，总参数 **68.5B**、激活参数 **3B**，另有 70 "
        "亿参数版本，采用 `Apache 2.0` 协议，训练用了 15T token。\n\n"
        "相关链接：\n- [https://huggingface.co/sensex/SenseX-U9](https://huggingface.co/sensex/SenseX-U9)",
        names=NOTHING_KNOWN,
    )
    assert found.org == "商汤科技"
    assert found.sizes == ("7B", "68.5B")
    assert found.license == "Apache 2.0"
    assert found.hf_ids == ("sensex/SenseX-U9",)


def test_each_model_of_a_sentence_keeps_its_own_parent() -> None:
    found = releases(
        "Foo-K2.7-Code、MiniFoo-M3",
        "Foo-K2.7-Code 是基于 Kimi K2.6 构建的代码模型；MiniFoo-M3 是原生多模态模型。",
        names=NOTHING_KNOWN,
    )
    assert [(r.name, [p.name for p in r.parents]) for r in found] == [
        ("Foo-K2.7-Code", ["Kimi K2.6"]),
        ("MiniFoo-M3", []),
    ]
