"""The words around a name by which Chinese says that something was made from it."""

import re
from collections.abc import Callable

from extractors.text.document import MARK, QUOTE
from extractors.text.name import Name
from extractors.text.shapes import is_maker
from extractors.words import Relation

Stated = tuple[Relation, float]
"""A relation and its confidence."""

SPACE = rf"[\s{MARK}{QUOTE}]*"
_RELATIONS: tuple[tuple[Relation, re.Pattern[str]], ...] = (
    (
        Relation.SUCCESSOR,
        re.compile(r"第[二三四五六七八九]代|的下一代|的继任|的升级版|升级而来|(?:之后|升级版)"),
    ),
    (
        Relation.CONTINUED_PRETRAINING,
        re.compile(
            r"(?:继续|增量|二次|持续|再次|进一步|领域|扩展)[^，。]{0,6}?预训练|续训|续预训练|"
            r"增量学习|持续训练|增训|二次训练"
        ),
    ),
    (Relation.ADAPTER, re.compile(r"(?i:q?lora)|适配器|低秩")),
    (Relation.QUANTIZED, re.compile(r"量化(?!数据|交易|指标|分析|投资)|bit 版")),
    (Relation.DISTILLED, re.compile(r"蒸馏|[作为当](?:其)?(?:教师|老师)")),
    (Relation.MERGE, re.compile(r"合并|融合而成|模型融合")),
    (Relation.REPRODUCTION, re.compile(r"复现|复刻")),
    (
        Relation.FINETUNE,
        re.compile(r"微调|精调|指令调优|后训练|强化学习|监督|SFT|RLHF|二次开发|对齐|调优|训练"),
    ),
)
_BASE = re.compile(
    r"(?:基于(?!此|这|以上|上述|该|其)|在|以|把|对|从|由|用|使用|利用|采用|选择|选用|选取|将|通过在|通过|借助|结合了?|整合了?|"
    r"集成了?|融合了?|合并了?|针对|衍生自|微调自|蒸馏自|改编自|继承自|初始化自|训练自|延续|沿用|继承|复用|"
    r"(?<!开)源自|(?<![开来])源于|脱胎于|构建于|建立在|微调了?|量化了?|蒸馏了?|复现了?|复刻了?|续训|训练)"
)
_BASIS = re.compile(r"基于|构建于|建立在|衍生自|(?<!开)源自|(?<![开来])源于|脱胎于")
_ROLE = (
    r"(?:[^，。；、]{0,8}?)(?:基座|底座|基模|基础模型|主干|骨干|[Bb]ackbone|BASE|初始模型|"
    r"起点|教师(?:模型)?|老师|文本基座|语言模型?|初始化)"
)
_AS_ROLE = re.compile(rf"^[^，。；]{{0,16}}?(?:为|作为|作){SPACE}(?:其)?{_ROLE}")
_AS_BASIS = re.compile(rf"^{SPACE}(?:模型)?{SPACE}(?:为|作为)(?:其)?基础(?=[，。；、进]|上|模型|$)")
_ON_TOP = re.compile(
    rf"^{SPACE}(?:等)?(?:模型|大模型|系列)?{SPACE}(?:的)?(?:基础|底座|基座)(?:之)?上|^{SPACE}(?:模型)?之上"
)
_ON = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}(?:的?(?:权重|检查点|参数))?(?:之)?上[^，。；]{{0,12}}?"
    r"(?:微调|精调|训练|预训练|后训练|量化|蒸馏|续训|SFT|RLHF|GRPO|DPO|强化学习|监督)"
)
_ON_THAT_BASE = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}的?基础(?:之)?上[^，。；]{{0,6}}(?:扩充|扩展|增加|加入|进行|继续|进一步|微调|训练|引入)"
)
_AFTER_WORK = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}经(?:过)?[^，。；]{{2,16}}?(?:后|得到|而来)的?{SPACE}(?:版本|变体|模型)"
)
_ROLE_BEFORE = re.compile(
    rf"(?:基座|底座|主干|骨干|基模|底模|底层|[Bb]ackbone|基础|初始|学生)(?:语言)?(?:模型|网络)?{SPACE}(?:采用|选用|"
    rf"使用|是|为|：|:|来自|选择){SPACE}(?:了|的是)?{SPACE}"
    rf"(?:(?:\d[\d.]*{SPACE}(?:[BM]|亿|万亿)?{SPACE}(?:参数)?(?:规模|量)?|开源|预训练)的?{SPACE})?$"
    rf"|(?:语言|文本)模型(?:部分)?(?:采用|选用|使用)了?{SPACE}$"
    rf"|的(?:基础|基座)模型{SPACE}$"
    # （32B，底座 X）; 底座从 X 换成 Y
    rf"|(?:^|[，。；、：:（(])(?:模型)?(?:底座|基座|基模|底模)(?:模型)?{SPACE}$"
    rf"|(?:底座|基座)(?:模型)?(?:从|由)[^，。；]{{2,24}}(?:换成|换为|改为|升级为|升级到|切换到|切换为)了?{SPACE}$"
)
_TUNED_BEFORE = re.compile(  # 某团队用问答数据微调的 X
    rf"[^，。；、]{{0,14}}用[^，。；、]{{2,24}}(?:微调|精调)的{SPACE}"
)
_TEACHER_BEFORE = re.compile(
    rf"(?:教师|老师)(?:模型)?{SPACE}(?:采用|选用|使用|是|为|：|:){SPACE}(?:了|的是)?{SPACE}$"
)
_TEACHES = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}的?[^，。；]{{0,8}}?(?:轨迹|输出|回答|思维链|推理能力|知识)[^，。；]{{0,6}}?蒸馏(?!数据)"
)
_ROLE_AFTER = re.compile(
    rf"^(?![^，。]{{0,12}}(?:优化|设计|研究)){SPACE}(?:的)?(?:LLM|语言)?{SPACE}(?:骨干网络|骨干|主干网络|主干|基座|底座|backbone)"
)
_MADE_FROM = re.compile(
    r"^[^，。；]{0,14}?(?:微调|精调|蒸馏|量化|剪枝|初始化|继续训练|持续训练|增量训练|续训|改进|"
    r"训练|衍生|转换|扩展|裁剪|演化|升级|改造|合并|融合|拼接)(?:改造)?(?:而来|得到|而成|而得|得来|产生|构建)"
    r"|^[^，。；]{0,14}?(?:微调|精调|蒸馏|量化|剪枝|裁剪)(?:出来?)?的"
)
_WORKED_ON = re.compile(
    rf"^{SPACE}(?:等)?(?:开源)?(?:系列?|大|语言|基础|基座)*(?:模型)?{SPACE}(?:在[^，。]{{0,12}})?(?:进行|"
    rf"进一步|做|上|的(?!支持|适配|兼容|接入|调用))(?:了|进行)?[^，。]{{0,16}}?(?:微调|精调|量化|蒸馏|预训练|续训|训练|升级|"
    rf"优化|对齐|后训练)"
)
_VERSION_OF = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}(?:(?:面向|针对|用于|专为)[^，。；的]{{1,16}})?(?:的)(?:[^，。；]{{0,10}}?)(?:微调|精调|量化|蒸馏|剪枝|压缩|改进|合并|融合|后训练|衍生|魔改|视觉|多模态|语音|代码|数学|医疗|法律|金融|长文本|中文|"
    rf"英文|日文|韩文|越南语|泰语|阿拉伯语|指令|对话|推理|去审查|无审查|去限制)(?:[^，。；]{{0,4}}?)(?:版本|版|模型)|"
    rf"^{SPACE}(?:模型)?{SPACE}的[^，。；]{{0,6}}?(?:复现|复刻)"
    rf"|^{SPACE}(?:模型)?{SPACE}的{SPACE}(?:一个|一款)?{SPACE}(?:(?i:q?lora)|(?:GGUF|AWQ|GPTQ|FP8|INT[48]|[48]-?bit){SPACE}量化(?![^，。；]{{0,4}}(?:工具|方法|教程|支持)))"
)
_LORA_FOR = re.compile(  # 面向 X 的身份编辑 LoRA
    rf"^{SPACE}(?:视频|图像|语言|生成|大)*(?:模型)?{SPACE}的{SPACE}[^，。；的]{{0,16}}(?i:q?lora)"
    r"(?!\s*(?:微调|训练|推理|支持|加载|适配|部署))"
)
_QUANTS = re.compile(
    rf"^{SPACE}(?:多模态|视觉|大)?(?:模型)?{SPACE}的?(?:GGUF|AWQ|GPTQ|MLX|FP8|NVFP4|INT[48]){SPACE}(?:格式)?的?量化版"
)
_SERVES = re.compile(r"超越|优于|媲美|相比|支持|部署|运行|兼容|加载|提供")
_TUNED_NAME = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}(?:指令|全参数|全量|参数高效|高效)?(?:微调|精调|续训|后训练)(?:而成|而来|得到|，|"
    rf"。|模型|版|$)"
)
_WORKED = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}(?:(?:全参数|全量|指令)?(?:微调|精调|量化|蒸馏|剪枝|续训|后训练)|(?:扩展|"
    rf"裁剪|剪枝|升级|改造|升级改造|压缩)(?:到|为|至|成))"
)
_TUNED = re.compile(
    rf"^{SPACE}(?:大|语言|基础|开源)*(?:模型)?{SPACE}(?:来)?(?:进行|做)?(?:了)?(?:有监督|监督|指令|全参数|全量|二次|领域)*(?:微调|精调|续训|"
    r"继续预训练|增量预训练|二次预训练)"
)
_DISTILS = re.compile(rf"^{SPACE}(?:模型)?{SPACE}(?:来)?(?:进行)?(?:知识)?蒸馏(?!数据|出?的?数据)")
_ANYONE = re.compile(r"(?:用户|开发者|企业|团队|支持|如何|教程|可|可以|能够|允许|方便|便于)[^，。；]{0,4}$")
_OF_DATA = re.compile(r"(?:数据|语料|样本|轨迹|数据集|问题|提示词)[^，。；]{0,4}$")
_MADE_OF_EXAMPLES = re.compile(r"等?(?:模型)?(?:进行|的?基础上|微调|精调|训练)")
_DONE = re.compile(r"实现了?|达到了?|获得了|提供了?|运行|完成了|取得了?")
_OWNS = re.compile(r"(?:模型|它|其|该\w{0,4}|[A-Za-z0-9]|是|均|都|则|主要|完全|直接)\s*$")
_ADJECTIVES = re.compile(
    r"(?:最新|全新|强大|先进|自研|自主研发|成熟|开源|现有|已有|原有|自家|相同|此前|上一代|前代|主流|通用|轻量|优秀|高性能|"
    r"新一代|公开|官方|预训练|发布|推出|多语言|多模态|性能|更|最|强|大|小|级)+"
)
_WORKED_ON_IT = re.compile(
    r"[^，。；的]{0,20}?(?:微调|精调|训练|蒸馏|量化|优化|构建|打造|开发|研发|改造|增强)"
)
_LORA = re.compile(r"(?i:q?lora)|适配器|低秩")
_TAUGHT = re.compile(r"(?:轨迹|输出|回答|思维链|数据|推理能力|知识)[^，。]{0,6}$")
_SUPPORTS = re.compile(r"支持|指控|涉嫌|防止|禁止|避免|可|用于|教程|如何|工具|框架|能够")
_OF_BASE = re.compile(rf"^{SPACE}(?:的)?{SPACE}(?:基础模型|基座|底座|权重|检查点|参数|base\b|checkpoint)")
_BASE_NOUN = re.compile(rf"^{SPACE}(?:大|语言|文本)*(?:模型)?{SPACE}(?:底座|基座)")
_FROM_THERE = re.compile(
    rf"^{SPACE}(?:权重|检查点)?{SPACE}(?:开始|出发|起步)[^。；]{{0,30}}?(?:训练|微调|对齐)"
)
_DATA_AFTER = re.compile(
    rf"^{SPACE}(?:的|所)?{SPACE}(?:蒸馏|生成|合成|标注|产生|产出|构造)(?:出|"
    rf"得到)?{SPACE}(?:的)?[^，。；]{{0,14}}?(?:数据|样本|语料|轨迹|回答|标签|思维链)"
)
_NEXT_OF = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}的{SPACE}(?:全面|重大|最新)?(?:升级版|升级版本|下一代|迭代版|迭代版本|继任者?|"
    rf"后继|续作)"
)
_INIT = re.compile(rf"^[^，。；]{{0,14}}?(?:进行|作为|权重|参数)?{SPACE}初始化")
_ARCHITECTURE = re.compile(
    rf"^{SPACE}(?:的|自研|同款)?{SPACE}(?:[A-Za-z-]{{0,20}}{SPACE})?[\u4e00-\u9fff]{{0,6}}?(?:架构|结构|体系)"
)
_COMPONENT = re.compile(
    r"(?:提示词|提示|prompt|Prompt|重写|改写|增强器|重排|分词器|[Tt]okenizer|编码器|解码器|"
    r"[Ee]ncoder|[Dd]ecoder|VAE|奖励模型|裁判|评审|评判|打分|检索|安全过滤|过滤器|审核|投影|"
    r"适配层|声码器|超分|草稿|辅助模型|标注|数据由|合成数据|生成数据|"
    r"Thinker|Talker|嵌入模型|向量模型)[^，。；、]{0,10}$"
)
_HAS_BUILT_IN = re.compile(rf"(?:内置|配备|搭载|附带)了?{SPACE}(?:一个|一款)?{SPACE}(?:基于|由){SPACE}$")
_OF_DATA_CALLED = re.compile(rf"(?:数据集|语料库?|基准){SPACE}$")
_COMPONENT_AFTER = re.compile(
    rf"^{SPACE}(?:的|作为)?{SPACE}(?:文本|视觉|图像|音频|语音|语义)?(?:编码器|解码器|分词器|[Tt]okenizer|"
    rf"[Ee]ncoder|VAE|嵌入模型|奖励模型|裁判)"
    rf"|^{SPACE}的{SPACE}(?:重排|检索|过滤|打分|评分|特征)(?!模型)"
    rf"|^{SPACE}(?:构建|打造|构造|制作|收集|整理)的[^，。；]{{0,24}}?(?:数据集|基准|评测|语料)"
    # 基于 X 微调的提示词增强器
    rf"|^{SPACE}(?:模型)?{SPACE}(?:微调|精调|训练|蒸馏|初始化)[^，。；]{{0,6}}的[^，。；]{{0,10}}"
    r"(?:[Pp]rompt|提示词|增强器|重写器|改写器|编码器|解码器|分词器|奖励模型|裁判|评判|草稿模型|审核|检测器|检索器|路由)"
)
_ARCHITECTURE_TUNED = re.compile(
    rf"^{SPACE}(?:的)?[^，。；]{{0,10}}?(?:架构|结构)[^，。；]{{0,8}}?(?:微调|精调|后训练)"
)
_MADE = re.compile(
    r"微调|精调|训练|构建|打造|开发|蒸馏|量化|初始化|续训|研发|推出|二次|基础|调优|学习|"
    r"模型|改进|优化|扩展|升级|实现|而来|，|。|；|$"
)
_WORK = re.compile(r"微调|精调|续训|预训练|蒸馏|量化|训练|强化学习|构建|开发|对齐")
_COMPARED = re.compile(r"(?:超过|超越|优于|媲美|不逊于|对比|相比|击败|领先于?|比肩|对标)[^，。；]{0,24}$")
_MERGED = re.compile(r"^[^，。；]{0,12}?(?:合并|融合)")
_WORKED_INTO = re.compile(r"(?:微调|训练|构建|打造|开发|蒸馏|衍生)(?:而来|得到)?的")
_OTHER_THING = re.compile(r"(?:数据|代码|方法|策略|流程|工具|效果)(?:集)?(?:与|和|同|，|来自|基于|是|由)")
_CLOSES = re.compile(rf"{SPACE}等?(?:模型)?）")
_ASIDE_FIRST = re.compile(r"^[（(][^（）()]{0,60}[）)]")
_BREAKS = re.compile(r"[。；，,]")
_STOPS = re.compile(r"[。；]")
_COMMAS = re.compile(r"[，,]")
_OF_MODELS = re.compile(r"模型|微调|训练|蒸馏|量化")
_INHERITS = ("沿用", "继承", "复用", "延续")
_BLANK = re.compile(rf"[\s{MARK}{QUOTE}]")
_NO_BASE = re.compile(
    rf"^{SPACE}(?:的)?{SPACE}(?:\d+(?:\.\d+)?[BMT亿万]?)?(?:个|块|张|台|万|亿)?{SPACE}(?:许可|协议|授权|"
    rf"License|licen|参数|数据集|数据|语料|芯片|显卡|GPU|平台|算力|框架|技术|算法|方法|机制|范式|"
    rf"策略|注意力|协议栈|标准|系统|引擎|接口|API|SDK|工具|库|社区|"
    r"伪?标签|标注|评分|得分|集群|服务|云|生态|硬件|加速|论文|基准|评测|测试|训练框架|开发(?:套件|工具|平台|者|板|框架|环境|包)|研究|同源|反馈|规范)"
)
_SIZED_MODEL = re.compile(
    rf"^{SPACE}的{SPACE}\d[\d.]*{SPACE}(?:[BMT亿万]|百亿|千亿){SPACE}参数[^，。；]{{0,20}}模型"
)
_ITS = re.compile(rf"{SPACE}的")
_APPLICATION = re.compile(
    r"(?:应用|机器人|助手|插件|平台|系统|工具|网站|Webui|webui|WebUI|服务|知识库|问答|产品|功能|"
    r"界面|智能体|Agent|数据集|评测|基准|基准测试|测试集|样本|方案|接口|[a-zA-Z ]模式[^，。；]{0,8})"
    r"(?:的)?(?:$|[，。；,])"
)


def around(sentence: str, listed: list[Name]) -> tuple[int, Relation, float, bool] | None:
    """How sentence and names go together: (start, relation, confidence, must look like a model)."""
    first, last = listed[0], listed[-1]
    before, after = sentence[max(0, first.start - 40) : first.start], sentence[last.end : last.end + 80]
    after = _ASIDE_FIRST.sub("", after)
    if "（" in before and (closed := _CLOSES.match(after)):  # 基座模型（如 X、Y 等）的基础上
        after = after[closed.end() :]
    clause = _BREAKS.split(before)[-1]
    lead = _lead(clause)
    if (
        _OF_DATA_CALLED.search(clause)
        or _HAS_BUILT_IN.search(clause)
        or _COMPARED.search(clause)
        or _DATA_AFTER.match(after)
    ):
        return None
    if _COMPONENT.search(clause) or _COMPONENT_AFTER.match(after):
        return None
    bare, _, gap = clause.rpartition(lead) if lead else (clause, "", "")
    if lead is not None and not _of_another(bare, gap, after) and (stated := _led(bare, lead, after)):
        start = first.start - len(clause) + clause.rindex(lead)
        return start, *stated, not (_AS_ROLE.match(after) or _BASE_NOUN.match(after))
    beside = _beside(before, clause, after)
    return (first.start, *beside, True) if beside else None


def _of_another(bare: str, gap: str, after: str) -> bool:
    """Whether what is built on is another thing than the name: 推出基于扩散的 X, 基于 A（X 等）."""
    if _DONE.search(gap) or ("（" in gap and not _MADE_OF_EXAMPLES.match(after)):
        return True
    owner, of, _ = gap.rpartition("的")
    if not of or _OWNS.search(bare) or len(owner.strip()) < 3 or is_maker(owner.strip()):
        return False
    return not (_ADJECTIVES.fullmatch(owner.strip()) or _WORKED_ON_IT.match(after))


def _beside(before: str, clause: str, after: str) -> Stated | None:
    """What the words beside the name state without a leading word: 语言基座采用 X; X 骨干网络; X 的量化版."""
    if _TEACHER_BEFORE.search(before) or _TEACHES.match(after):
        return Relation.DISTILLED, 0.8
    if _TUNED_BEFORE.fullmatch(clause):
        return Relation.FINETUNE, 0.6
    if _ROLE_BEFORE.search(before):
        return _relation(after, Relation.FINETUNE), 0.9
    for pattern, unless, window, relation, confidence in _BEHIND:
        if pattern.match(after) and not unless.search(clause):
            return _relation(after[:window], relation), confidence
    return None


_BEHIND: tuple[tuple[re.Pattern[str], re.Pattern[str], int, Relation, float], ...] = (
    (_ROLE_AFTER, re.compile(r"(?!)"), 80, Relation.FINETUNE, 0.75),
    (_LORA_FOR, _SERVES, 0, Relation.ADAPTER, 0.8),
    (_QUANTS, _SERVES, 0, Relation.QUANTIZED, 0.75),
    (_VERSION_OF, re.compile(r"超越|优于|媲美|相比|比|支持|部署|运行"), 24, Relation.FINETUNE, 0.8),
    (_NEXT_OF, _COMPARED, 0, Relation.SUCCESSOR, 0.75),
    (_ON_THAT_BASE, _COMPARED, 50, Relation.FINETUNE, 0.8),
    (_AFTER_WORK, _COMPARED, 24, Relation.FINETUNE, 0.75),
    (
        _TUNED_NAME,
        re.compile(
            rf"支持|可|用于|(?:对[^，。]{{0,6}}|经|经过|用|使用|通过|采用|利用|与|和|跟|比|于){SPACE}$"
        ),
        16,
        Relation.FINETUNE,
        0.8,
    ),
)
"""Patterns behind the name, what must not stand before it, and how far the relation is looked for."""


def _lead(clause: str) -> str | None:
    """The last word in a clause that may introduce a parent, if little stands between it and the name."""
    words = list(_BASE.finditer(clause))
    if not words:
        return None
    last, basis = words[-1], next(reversed(list(_BASIS.finditer(clause))), None)
    if basis and _WORKED_INTO.search(clause, basis.end()):
        return None  # 基于 X 微调的 Y: the base is X
    if basis and not last.group().startswith("基于") and len(_BLANK.sub("", clause[basis.end() :])) <= 26:
        return basis.group()
    gap = _BLANK.sub("", clause[last.end() :])
    if gap.startswith(("与", "和", "跟", "、")) or (gap.startswith("的") and _WORK.match(last.group())):
        return None  # 基于与 X 相同的技术; 微调的 X
    return last.group() if len(gap) <= 26 and not _OTHER_THING.search(gap) else None


def _led(bare: str, lead: str, after: str) -> Stated | None:
    """What a leading word and the words after the name state: `bare` is what stands before the lead."""
    if lead.startswith(_INHERITS) and _OF_BASE.match(after):
        return _relation(after, Relation.FINETUNE), 0.9
    if _NO_BASE.match(after) and not _ON_TOP.match(after) and not _SIZED_MODEL.match(after):
        return None
    if _ARCHITECTURE.match(after):
        return _of_architecture(lead, after)
    if _BASIS.fullmatch(lead):
        return None if _ANYONE.search(bare) else _based(after)
    if lead.endswith("自") and _OF_DATA.search(bare):
        return None
    return _in_role(lead, after) or _read(bare, lead, after)


def _in_role(lead: str, after: str) -> Stated | None:
    """初始化自 X; 用 X 的轨迹蒸馏; 以 X 为基座; 以 X 为基础."""
    if lead.endswith("自"):
        return _relation(lead, Relation.FINETUNE), 0.9
    if _TEACHES.match(after):
        return Relation.DISTILLED, 0.85
    if lead == "以" and _AS_BASIS.match(after):
        return _relation(after, Relation.FINETUNE), 0.85
    return (_relation(after, Relation.FINETUNE), 0.9) if _AS_ROLE.match(after) else None


def _read(bare: str, lead: str, after: str) -> Stated | None:
    """What a leading word means, each kind in its own way."""
    for leads, read in _READERS:
        if lead.startswith(leads):
            return read(bare, lead, after)
    return (Relation.FINETUNE, 0.85) if _INIT.match(after) else None


def _of_architecture(lead: str, after: str) -> Stated | None:
    """基于 X 架构微调 tunes X; 基于 X 架构 alone reuses its design."""
    if _ARCHITECTURE_TUNED.match(after):
        return Relation.FINETUNE, 0.85
    adopts = lead.startswith(("采用", *_INHERITS))
    return (Relation.ARCHITECTURE, 0.75) if adopts or _BASIS.fullmatch(lead) else None


def _based(after: str) -> Stated | None:
    tail = _BREAKS.split(after, maxsplit=1)[0]
    if _APPLICATION.search(tail) and not _OF_MODELS.search(tail):
        return None
    return _relation(after, Relation.FINETUNE), 0.9 if _MADE.search(after[:40]) else 0.6


def _upon(bare: str, _lead: str, after: str) -> Stated | None:
    """在 X 上微调; 在 X 的基础上."""
    if _ON.match(after) and not _SUPPORTS.search(bare[-8:]):
        told = _relation(after[:50], Relation.FINETUNE)
        return Relation.ADAPTER if told is Relation.FINETUNE and _LORA.search(bare) else told, 0.8
    if _ON_TOP.match(after):
        made = _WORK.search(after[:50])
        return _relation(after[:50], Relation.FINETUNE if made else Relation.SUCCESSOR), 0.8
    return None


def _out_of(_bare: str, _lead: str, after: str) -> Stated | None:
    """由 X 微调而来; 从 X 初始化; 从 X 开始继续预训练."""
    if _FROM_THERE.match(after):
        return _relation(after, Relation.FINETUNE), 0.8
    if _MADE_FROM.match(after) or _INIT.match(after):
        return _relation(after[:30], Relation.FINETUNE), 0.85
    return None


def _worked_on(bare: str, _lead: str, after: str) -> Stated | None:
    """对 X 进行增量预训练; 对 X 微调; 把 X 扩展到 11B."""
    if _MERGED.match(after):
        return Relation.MERGE, 0.75
    if _WORKED_ON.match(after) and not _ANYONE.search(bare):
        return _relation(after[:40], Relation.FINETUNE), 0.7
    if _WORKED.match(after) and not _SUPPORTS.search(bare):
        return _relation(after[:24], Relation.FINETUNE), 0.7
    return None


def _taken(_bare: str, _lead: str, after: str) -> Stated | None:
    """使用 X 进行微调; 权重由 X 初始化."""
    if _INIT.match(after):
        return Relation.FINETUNE, 0.85
    if _DISTILS.match(after):
        return Relation.DISTILLED, 0.75
    return (_relation(after[:24], Relation.FINETUNE), 0.65) if _TUNED.match(after) else None


def _joined(bare: str, lead: str, after: str) -> Stated | None:
    """合并 X 与 Y; 其架构整合 X、Y."""
    if lead.startswith("合并"):
        return Relation.MERGE, 0.7
    taken = bare.endswith(("架构", "模型")) and not _ITS.match(after)  # 融合了 X 的速度 takes no weights
    return (Relation.FINETUNE, 0.6) if taken else None


def _verb_first(bare: str, lead: str, _after: str) -> Stated | None:
    """微调 X, 量化 X, 持续训练 X, but not 支持微调 X."""
    if _SUPPORTS.search(bare):
        return None
    if lead.startswith("蒸馏") and _TAUGHT.search(bare):
        return Relation.FINETUNE, 0.7  # the teacher stands before: 用 Y 的轨迹蒸馏 X
    if lead.startswith("训练") and not bare.endswith(("持续", "继续", "增量")):
        return None
    return _relation(f"{bare[-6:]}{lead}", Relation.FINETUNE), 0.7


_READERS: tuple[tuple[tuple[str, ...], Callable[[str, str, str], Stated | None]], ...] = (
    (("在", "通过"), _upon),
    (("由", "从"), _out_of),
    (("用", "使用", "采用", "选用", "选择", "选取", "利用"), _taken),
    (("对", "将", "把", "针对"), _worked_on),
    (("整合", "融合", "合并", "结合"), _joined),
    (("微调", "量化", "蒸馏", "复现", "复刻", "续训", "训练", "衍生"), _verb_first),
)


def _relation(words: str, default: Relation) -> Relation:
    """The relation that the first telling words of a clause state."""
    clause = _STOPS.split(words[:70], maxsplit=1)[0]
    near = _COMMAS.split(clause, maxsplit=1)[0]
    for text in (near, clause):
        for relation, pattern in _RELATIONS:
            if pattern.search(text):
                return relation
    return default
