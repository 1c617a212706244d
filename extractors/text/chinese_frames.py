"""The words around a name by which Chinese says that something was made from it."""

import re

from extractors.text.chinese_leads import AS_ROLE, BREAKS, SPACE, TEACHES, Stated, lead_in, led, relation_told
from extractors.text.name import Name
from extractors.text.shapes import is_maker
from extractors.words import Relation

_ON_THAT_BASE = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}的?基础(?:之)?上[^，。；]{{0,6}}(?:扩充|扩展|增加|加入|进行|继续|进一步|微调|训练|引入)"
)
_AFTER_WORK = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}经(?:过)?[^，。；]{{2,16}}?(?:后|得到|而来)的?{SPACE}(?:版本|变体|模型)"
)
_ROLE_BEFORE = re.compile(
    rf"(?:基座|底座|主干|骨干|基模|底模|母模型|底层|[Bb]ackbone|基础|初始|学生)(?:语言)?(?:模型|网络)?{SPACE}(?:采用|选用|"
    rf"使用|是|为|：|:|\||来自|选择){SPACE}(?:了|的是)?{SPACE}"
    rf"(?:(?:\d[\d.]*{SPACE}(?:[BM]|亿|万亿)?{SPACE}(?:参数)?(?:规模|量)?|开源|预训练)的?{SPACE})?$"
    rf"|(?:语言|文本)模型(?:部分)?(?:采用|选用|使用)了?{SPACE}$"
    rf"|权重(?:均|都|全部)?(?:来自|源自|取自){SPACE}$"
    rf"|的(?:基础|基座)模型{SPACE}$"
    # （32B，底座 X）; 底座从 X 换成 Y
    rf"|(?:^|[，。；、：:（(])(?:模型)?(?:底座|基座|基模|底模)(?:模型)?{SPACE}$"
    rf"|(?:底座|基座)(?:模型)?(?:从|由)[^，。；]{{2,24}}(?:换成|换为|改为|升级为|升级到|切换到|切换为)了?{SPACE}$"
)
_TUNED_BEFORE = re.compile(  # 某团队用问答数据微调的 X; 本质上是经过强化学习微调的 X
    rf"[^，。；、]{{0,14}}用[^，。；、]{{2,24}}(?:微调|精调)的{SPACE}"
    rf"|[^，。；、]{{0,30}}是(?:一[个款])?经(?:过)?[^，。；、是]{{0,20}}?(?:微调|精调|后训练)后?的{SPACE}"
)
_RECIPE = re.compile(  # （X + SFT）: the base and what was done to it
    rf"^{SPACE}(?:\d[\d.]*[BM]?(?:/\d[\d.]*[BM]?)*)?{SPACE}[+，,、]{SPACE}(?:[A-Za-z]{{2,6}}{SPACE}[+/、]{SPACE}){{0,3}}"
    r"(?:SFT|CPT|PT|LoRA|QLoRA|GRPO|DPO|RLHF|RL|监督微调|指令微调|微调|继续预训练|增量预训练|强化学习)(?![A-Za-z])[^（）()]{0,24}[）)]"
)
_TEACHER_BEFORE = re.compile(
    rf"(?:教师|老师)(?:模型)?{SPACE}(?:采用|选用|使用|是|为|：|:){SPACE}(?:了|的是)?{SPACE}$"
)
_ROLE_AFTER = re.compile(
    rf"^(?![^，。]{{0,12}}(?:优化|设计|研究)){SPACE}(?:的)?(?:LLM|语言)?{SPACE}(?:骨干网络|骨干|主干网络|主干|基座|底座|backbone)"
)
_VERSION_OF = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}(?:(?:面向|针对|用于|专为)[^，。；的]{{1,16}})?(?:的)(?:[^，。；]{{0,10}}?)(?:增强|微调|精调|量化|蒸馏|剪枝|压缩|改进|合并|融合|后训练|衍生|魔改|视觉|多模态|语音|代码|数学|医疗|法律|金融|长文本|中文|"
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
_BASE_NOUN = re.compile(rf"^{SPACE}(?:大|语言|文本)*(?:模型)?{SPACE}(?:底座|基座)")
_DATA_AFTER = re.compile(
    rf"^{SPACE}项目[^，。；]{{0,10}}?(?:数据|语料)|^{SPACE}(?:的|所)?{SPACE}(?:蒸馏|生成|合成|标注|产生|产出|构造)(?:出|"
    rf"得到)?{SPACE}(?:的)?[^，。；]{{0,14}}?(?:数据|样本|语料|轨迹|回答|标签|思维链)"
)
_NEXT_OF = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}的{SPACE}(?:全面|重大|最新)?(?:升级版|升级版本|下一代|迭代版|迭代版本|继任者?|"
    rf"后继|续作)"
)
_COMPONENT = re.compile(
    r"(?:提示词|提示|prompt|Prompt|重写|改写|增强器|重排|分词器|[Tt]okenizer|编码器|解码器|"
    r"[Ee]ncoder|[Dd]ecoder|VAE|奖励模型|裁判|评审|评判|打分|检索|安全过滤|过滤器|审核|投影|"
    r"适配层|声码器|超分|草稿|辅助模型|标注|数据由|合成数据|生成数据|"
    r"Thinker|Talker|嵌入模型|向量模型)[^，。；、]{0,10}$"
)
_HAS_BUILT_IN = re.compile(rf"(?:内置|配备|搭载|附带)了?{SPACE}(?:一个|一款)?{SPACE}(?:基于|由){SPACE}$")
_OF_DATA_CALLED = re.compile(rf"(?:数据集|语料库?|基准){SPACE}[（(]?$")
_COMPONENT_AFTER = re.compile(
    rf"^{SPACE}(?:的|作为)?{SPACE}(?:文本|视觉|图像|音频|语音|语义)?(?:编码器|解码器|分词器|[Tt]okenizer|"
    rf"[Ee]ncoder|VAE|嵌入模型|奖励模型|裁判)"
    rf"|^{SPACE}的{SPACE}(?:重排|检索|过滤|打分|评分|特征)(?!模型)"
    rf"|^{SPACE}(?:构建|打造|构造|制作|收集|整理)的[^，。；]{{0,24}}?(?:数据集|基准|评测|语料)"
    # 基于 X 微调的提示词增强器
    rf"|^{SPACE}(?:模型)?{SPACE}(?:微调|精调|训练|蒸馏|初始化)[^，。；]{{0,6}}的[^，。；]{{0,10}}"
    r"(?:[Pp]rompt|提示词|增强器|重写器|改写器|编码器|解码器|分词器|奖励模型|裁判|评判|草稿模型|审核|检测器|检索器|路由)"
)
_COMPARED = re.compile(r"(?:超过|超越|优于|媲美|不逊于|对比|相比|击败|领先于?|比肩|对标)[^，。；]{0,24}$")
_CLOSES = re.compile(rf"{SPACE}等?(?:模型)?）")
_CALLED = re.compile(
    r"\s*(?![^（]*(?:的|与|数据|语料|框架|工具|评测|基准|架构|机制|技术))[\u4e00-\u9fff·]{2,8}（"
)
_VARIANT = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}的{SPACE}(?:一[个款种]|[^，。；个款种几多]{{0,6}}?)(?:变体|衍生版)(?=[，。；、）)]|$)"
)
_OFFERS = re.compile(r"超越|优于|媲美|相比|支持|部署|运行|发布|推出|开源|包括|提供")
_ASIDE_FIRST = re.compile(r"^[（(][^（）()]{0,60}[）)]")


def around(sentence: str, listed: list[Name]) -> tuple[int, Relation, float, bool] | None:
    """How sentence and names go together: (start, relation, confidence, must look like a model)."""
    first, last = listed[0], listed[-1]
    before, after = sentence[max(0, first.start - 40) : first.start], sentence[last.end : last.end + 80]
    after = _ASIDE_FIRST.sub("", after)
    if "（" in before and (closed := _CLOSES.match(after)):  # 基座模型（如 X、Y 等）的基础上
        after = after[closed.end() :]
    clause = BREAKS.split(before)[-1]
    lead = lead_in(clause)
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
    if lead is not None and not _of_another(bare, gap, after) and (stated := led(bare, lead, after)):
        start = first.start - len(clause) + clause.rindex(lead)
        return start, *stated, not (AS_ROLE.match(after) or _BASE_NOUN.match(after))
    beside = _beside(before, clause, after)
    return (first.start, *beside, True) if beside else None


def _of_another(bare: str, gap: str, after: str) -> bool:
    """Whether what is built on is another thing than the name: 推出基于扩散的 X, 基于 A（X 等）."""
    if "（" in gap and _CALLED.fullmatch(gap):
        return False  # 基于百川（Baichuan）
    if _DONE.search(gap) or ("（" in gap and not _MADE_OF_EXAMPLES.match(after)):
        return True
    owner, of, _ = gap.rpartition("的")
    if not of or _OWNS.search(bare) or len(owner.strip()) < 3 or is_maker(owner.strip()):
        return False
    return not (_ADJECTIVES.fullmatch(owner.strip()) or _WORKED_ON_IT.match(after))


def _beside(before: str, clause: str, after: str) -> Stated | None:
    """What the words beside the name state without a leading word: 语言基座采用 X; X 骨干网络; X 的量化版."""
    if _TEACHER_BEFORE.search(before) or TEACHES.match(after):
        return Relation.DISTILLED, 0.8
    if _TUNED_BEFORE.fullmatch(clause):
        return Relation.FINETUNE, 0.6
    if _ROLE_BEFORE.search(before) or (before.endswith(("（", "(")) and _RECIPE.match(after)):
        return relation_told(after, Relation.FINETUNE), 0.9
    for pattern, unless, window, relation, confidence in _BEHIND:
        if pattern.match(after) and not unless.search(clause):
            return relation_told(after[:window], relation), confidence
    return None


_BEHIND: tuple[tuple[re.Pattern[str], re.Pattern[str], int, Relation, float], ...] = (
    (_ROLE_AFTER, re.compile(r"(?!)"), 80, Relation.FINETUNE, 0.75),
    (_LORA_FOR, _SERVES, 0, Relation.ADAPTER, 0.8),
    (_QUANTS, _SERVES, 0, Relation.QUANTIZED, 0.75),
    (_VERSION_OF, re.compile(r"超越|优于|媲美|相比|比|支持|部署|运行"), 24, Relation.FINETUNE, 0.8),
    (_VARIANT, _OFFERS, 24, Relation.FINETUNE, 0.7),
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
