"""What kind of thing a noun says something is: only models, frameworks and techniques are releases here."""

import re

MODEL, FRAMEWORK, TECHNIQUE = "model", "framework", "technique"
OTHER = "other"
"""A data set, a benchmark, a product, a feature, a service, a document: no release."""

_CHINESE = {
    MODEL: r"大模型|模型|基座|LLMs?|VLM|MLLM|TTS|ASR|扩散语言|embedding|Embedding|checkpoint|权重|"
    r"家族|大脑|世界模拟器",
    FRAMEWORK: r"框架|工具包|工具箱|工具库|推理引擎|训练引擎|引擎|代码库|算子库|加速库|推理库|函数库|"
    r"(?<=[级模推加])库|SDK|[Ww]eb ?[Uu][Ii]|图形界面|交互界面|"
    r"工具链|训练系统|推理系统|部署方案|中间件",
    TECHNIQUE: r"架构|算法|方法|范式|技术|机制|优化器|训练策略|解码策略",
    OTHER: r"数据集|语料库?|语料|基准测试|基准|评测|榜单|排行榜|竞技场|[Bb]enchmark|测评|指标|"
    r"功能|模式|服务|套餐|计划|插件|技能|应用|产品|平台|客户端|浏览器|"
    r"App|APP|IDE|CLI|API|Api|接口|报告|论文|系统卡|白皮书|文档|路线图|研究|模型库|文档库|知识库|"
    r"资料|电子书|调查|指南|教程|课程|书|手册|列表|清单|合集|资源|论坛|网站|镜像|博客|助手|智能体|"
    r"Agent|Agents|助理|"
    r"手机|芯片|硬件|眼镜|机器人|音箱|服务器|超算|公司|团队|实验室|基金|政策|协议|标准|协定|规范|"
    r"宣言|公告|更新日志|工作流|工作台|工作区|控制台|编辑器|"
    r"订阅|额度|价格|定价|优惠|折扣|活动|大赛|比赛|漏洞|补丁|修复|生态|解决方案|方案|项目|市场|"
    r"商店|社区|组件|"
    r"扩展|版本号|桌面端|网页版|移动端|小程序|频道|专区|通道|能力|特性|命令|选项|记忆|搜索|连接器|"
    r"键盘|耳机|专辑|视频|音乐|图片",
}
_CHINESE_NOUN = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _CHINESE.items()))

_ENGLISH = {
    MODEL: r"models?|llms?|vlms?|mllms?|slms?|language models?|checkpoints?|chatbots?|"
    r"transformers?|reranker|embedder|weights|"
    r"tts|asr|encoders?|model family|chat assistant|moe|mixture-of-experts|vla|reasoner",
    FRAMEWORK: r"frameworks?|librar(?:y|ies)|toolkits?|engine|sdk|package|runtime|pipeline|systems?|"
    r"infrastructure|codebase|webui|platform|toolbox|suite|stack|environment",
    TECHNIQUE: r"methods?|techniques?|algorithms?|approach(?:es)?|paradigm|architectures?|mechanism|"
    r"optimi[sz]er|strategy|attention|recipe|objective|"
    r"loss|procedure|scheme|extension|decoding|optimization|scheduler|training method|protocol|"
    r"distillation|pruning|quantization",
    OTHER: r"benchmarks?|datasets?|data set|corpus|corpora|leaderboard|metrics?|test suite|"
    r"test set|evaluation|survey|arena|testbed|taxonomy|"
    r"modes?|apps?|application|product|plugin|plug-in|extension for|assistant|browser|api|"
    r"playground|pricing|plans?|subscription|tier|"
    r"course|guide|playbook|book|blog ?post|report|tutorial|workshop|challenge|competition|"
    r"program|initiative|fund|partnership|"
    r"chip|accelerator|gpu|hardware|robot|device|phone|headset|data ?center|command|connector|"
    r"dashboard|marketplace|store|"
    r"company|startup|team|lab|office|skills?|agent for your|personal ai|integration|website|"
    r"newsletter|podcast|policy|simulator",
}
_ENGLISH_NOUN = re.compile(
    r"\b(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _ENGLISH.items()) + r")\b(?!-)",
    re.IGNORECASE,
)

_NAME_OTHER = re.compile(
    r"(?:bench(?:mark)?s?|dataset|corpus|arena|leaderboard|-?eval|challenge|survey|index|playbook|"
    r"guide|handbook|cookbook|-data|-\d+[kK])(?:[ -]?v?[\d.]{1,5})?$",
    re.IGNORECASE,
)
_LIST = re.compile(
    r"^awesome|awesome[-_]|[-_]?(?:guide|tutorials?|notes|papers|courses?|resources|reviewer|"
    r"interview|book|cookbook|leaderboard)$",
    re.IGNORECASE,
)


def chinese_kind(text: str, *, last: bool) -> str | None:
    """The kind that the first or last noun of a piece of Chinese tells, if any does."""
    found = list(_CHINESE_NOUN.finditer(text[-60:] if last else text[:60]))
    return found[-1 if last else 0].lastgroup if found else None


def chinese_kind_at_end(text: str) -> str | None:
    """The kind of the noun that ends a piece of Chinese, if one does."""
    bare = text[-20:].rstrip(" \x1e\x1f")
    found = list(_CHINESE_NOUN.finditer(bare))
    return found[-1].lastgroup if found and found[-1].end() == len(bare) else None


def english_kind(text: str, *, last: bool = False) -> str | None:
    """The kind that the first or last noun of a piece of English tells, if any does."""
    found = list(_ENGLISH_NOUN.finditer(text[-120:] if last else text[:160]))
    return found[-1 if last else 0].lastgroup if found else None


def head_kind(phrase: str) -> str | None:
    """The kind of an English noun phrase: that of its last noun before a clause or preposition follows."""
    head = _AFTER_HEAD.split(phrase[:200], maxsplit=1)[0]
    return english_kind(head, last=True) or english_kind(phrase[:90])


_AFTER_HEAD = re.compile(
    r"[.,;:!?()\n]| (?:that|which|who|for|with|of|from|by|to|in|on|at|as|designed|built|trained|"
    r"based|capable|featuring|specialized|"
    r"optimized|developed|using|available|aimed|where|when|via|under|is|are|has|can)\b"
)


_PRODUCT = re.compile(
    r" (?:Agents?|Studio|Plan|Desktop|Code|Chat|App|Cloud|Hub|Playground|Skills?|Workspace|Canvas|"
    r"Search|Assistant|Copilot|Browser|CLI|API|SDK|Mobile|Web|Pages?|Store|Platform|Console|"
    r"Enterprise|Business|Team|Gateway|Marketplace)$"
)


def named_product(name: str) -> bool:
    """Whether a name of ordinary words ends as those of products do ("Prompt Agent", "Qwen Chat")."""
    return bool(_PRODUCT.search(name)) and not any(map(str.isdigit, name))


def named_other(name: str) -> bool:
    """Whether a name itself says that it is a benchmark, a data set or a list."""
    return bool(_NAME_OTHER.search(name) or _LIST.search(name))


NO_MODEL = re.compile(
    r"(?:数据集|语料|基准|评测|榜单|排行榜|指南|教程|课程|电子书|书籍|列表|清单|资源|论坛|网站|"
    r"文档库|模型库|[Bb]enchmark|应用商店|浏览器)$"
)
"""Chinese nouns that end the description of what is no model."""

NO_MODEL_ENGLISH = re.compile(
    r"\b(?:benchmarks?|datasets?|corpus|leaderboard|guide|course|tutorials?|playbook|survey|"
    r"test suite|testbed|browser|plugin|newsletter|podcast|book|app|"
    r"chip|partnership|fund|program|challenge)\b",
    re.IGNORECASE,
)
"""English nouns of what is no model."""
