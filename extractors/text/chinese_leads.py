"""What a Chinese word that leads to a name states of it: 基于 X, 在 X 上, 由 X 微调而来."""

import re
from collections.abc import Callable

from extractors.text.document import MARK, QUOTE
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
    (Relation.DISTILLED, re.compile(r"蒸馏|[作为当](?:其)?(?:教师|老师|师(?=[，。]))")),
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
    r"(?<!开)源自|(?<![开来])源于|脱胎[于自]|改自|依托于?|构建于|建立在|微调了?|量化了?|蒸馏了?|复现了?|复刻了?|续训|训练)"
)
_BASIS = re.compile(r"基于|构建于|建立在|衍生自|(?<!开)源自|(?<![开来])源于|脱胎[于自]|改自|依托于?")
_ROLE = (
    r"(?:[^，。；、]{0,8}?)(?:基座|底座|基模|底模|母模型|初始权重|基础模型|主干|骨干|[Bb]ackbone|BASE|初始模型|"
    r"起点|教师(?:模型)?|老师|师(?=[，。])|文本基座|语言模型?|初始化)"
)
AS_ROLE = re.compile(rf"^[^，。；]{{0,16}}?(?:为|作为|作){SPACE}(?:其)?{_ROLE}")
_AS_BASIS = re.compile(rf"^{SPACE}(?:模型)?{SPACE}(?:为|作为)(?:其)?基础(?=[，。；、进]|上|模型|$)")
_ON_TOP = re.compile(
    rf"^{SPACE}(?:等)?(?:模型|大模型|系列)?{SPACE}(?:的)?(?:基础|底座|基座|肩膀)(?:之)?上|^{SPACE}(?:模型)?之上"
)
_ON = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}(?:的?(?:权重|检查点|参数))?(?:之)?上[^，。；]{{0,12}}?"
    r"(?:微调|精调|训练|预训练|后训练|量化|蒸馏|续训|SFT|RLHF|GRPO|DPO|强化学习|监督)"
)
TEACHES = re.compile(
    rf"^{SPACE}(?:模型)?{SPACE}的?[^，。；]{{0,8}}?(?:轨迹|输出|回答|思维链|推理能力|知识)[^，。；]{{0,6}}?蒸馏(?!数据)"
)
_MADE_FROM = re.compile(
    r"^(?:[^，。；]{0,6}?在[^，。；]{2,30}?[上中下])?[^，。；]{0,14}?(?:微调|精调|蒸馏|量化|剪枝|初始化|继续训练|持续训练|增量训练|续训|改进|"
    r"训练|衍生|转换|扩展|裁剪|演化|升级|改造|合并|融合|拼接)(?:改造)?(?:而来|得到|而成|而得|得来|产生|构建)"
    r"|^[^，。；]{0,14}?(?:微调|精调|蒸馏|量化|剪枝|裁剪)(?:出来?)?的"
)
_WORKED_ON = re.compile(
    rf"^{SPACE}(?:等)?(?:开源)?(?:系列?|大|语言|基础|基座)*(?:模型)?{SPACE}(?:在[^，。]{{0,12}})?(?:进行|"
    rf"进一步|做|上|的(?!支持|适配|兼容|接入|调用))(?:了|进行)?[^，。]{{0,16}}?(?:微调|精调|量化|蒸馏|预训练|续训|训练|升级|"
    rf"优化|对齐|后训练)"
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
_UNMADE = re.compile(  # 不基于 X; 可以 X 为底座; 下一步将基于 X
    r"(?:不(?![仅但同断过少错止限])|并非|没有|尚未|无需|可以?|能够|支持|允许)[^，。；]{0,2}$"
    r"|(?:下一步|未来|后续|接下来|计划|打算|有望)[^，。；]{0,4}$"
)
_OF_DATA = re.compile(r"(?:数据|语料|样本|轨迹|数据集|问题|提示词)[^，。；]{0,4}$")
_LORA = re.compile(r"(?i:q?lora)|适配器|低秩")
_TAUGHT = re.compile(r"(?:轨迹|输出|回答|思维链|数据|推理能力|知识)[^，。]{0,6}$")
_SUPPORTS = re.compile(r"支持|指控|涉嫌|防止|禁止|避免|可|用于|教程|如何|工具|框架|能够")
_OF_BASE = re.compile(rf"^{SPACE}(?:的)?{SPACE}(?:基础模型|基座|底座|权重|检查点|参数|base\b|checkpoint)")
_FROM_THERE = re.compile(
    rf"^{SPACE}的?(?:权重|检查点)?{SPACE}(?:开始|出发|起步)[^。；]{{0,30}}?(?:训练|微调|对齐)"
    rf"|^{SPACE}的?(?:权重|检查点){SPACE}(?:开始|出发|起步)|^{SPACE}出发(?:[，。]|$)"
)
_STARTS = re.compile(rf"^{SPACE}(?:开始|起步)")
_INIT = re.compile(rf"^[^，。；]{{0,14}}?(?:进行|作为|权重|参数)?{SPACE}初始化")
_ARCHITECTURE = re.compile(
    rf"^{SPACE}(?:的|自研|同款)?{SPACE}(?:[A-Za-z-]{{0,20}}{SPACE})?[\u4e00-\u9fff]{{0,6}}?(?:架构|结构|体系)"
)
_ARCHITECTURE_TUNED = re.compile(
    rf"^{SPACE}(?:的)?[^，。；]{{0,10}}?(?:架构|结构)[^，。；]{{0,8}}?(?:微调|精调|后训练)"
)
_MADE = re.compile(
    r"微调|精调|训练|构建|打造|开发|蒸馏|量化|初始化|续训|研发|推出|二次|基础|调优|学习|"
    r"模型|改进|优化|扩展|升级|实现|而来|，|。|；|$"
)
_WORK = re.compile(r"微调|精调|续训|预训练|蒸馏|量化|训练|强化学习|构建|开发|对齐")
_MERGED = re.compile(r"^[^，。；]{0,12}?(?:合并|融合)")
_WORKED_INTO = re.compile(r"(?:微调|训练|构建|打造|开发|蒸馏|衍生)(?:而来|得到)?的")
_OTHER_THING = re.compile(r"(?:数据|代码|方法|策略|流程|工具|效果)(?:集)?(?:与|和|同|，|来自|基于|是|由)")
BREAKS = re.compile(r"[。；，,]")
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
_WEIGHTS = re.compile(rf"{SPACE}(?:等)?(?:模型)?{SPACE}的?(?:权重|参数)")
_ITS = re.compile(rf"{SPACE}的")
_APPLICATION = re.compile(
    r"(?:应用|机器人|助手|插件|平台|系统|工具|网站|Webui|webui|WebUI|服务|知识库|问答|产品|功能|"
    r"界面|智能体|Agent|数据集|评测|基准|基准测试|测试集|样本|方案|接口|[a-zA-Z ]模式[^，。；]{0,8})"
    r"(?:的)?(?:$|[，。；,]|也|已|将|同步|正式)"
)


def lead_in(clause: str) -> str | None:
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


def led(bare: str, lead: str, after: str) -> Stated | None:
    """What a leading word and the words after the name state: `bare` is what stands before the lead."""
    made = not _UNMADE.search(bare)
    if made and lead.startswith(_INHERITS) and _OF_BASE.match(after):
        return relation_told(after, Relation.FINETUNE), 0.9
    if not made or (_NO_BASE.match(after) and not _ON_TOP.match(after) and not _SIZED_MODEL.match(after)):
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
        return relation_told(lead, Relation.FINETUNE), 0.9
    if TEACHES.match(after):
        return Relation.DISTILLED, 0.85
    if lead == "以" and _AS_BASIS.match(after):
        return relation_told(after, Relation.FINETUNE), 0.85
    return (relation_told(after, Relation.FINETUNE), 0.9) if AS_ROLE.match(after) else None


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
    tail = BREAKS.split(after, maxsplit=1)[0]
    if _APPLICATION.search(tail) and not _OF_MODELS.search(tail):
        return None
    return relation_told(after, Relation.FINETUNE), 0.9 if _MADE.search(after[:40]) else 0.6


def _upon(bare: str, _lead: str, after: str) -> Stated | None:
    """在 X 上微调; 在 X 的基础上."""
    if _ON.match(after) and not _SUPPORTS.search(bare[-8:]):
        told = relation_told(after[:50], Relation.FINETUNE)
        return Relation.ADAPTER if told is Relation.FINETUNE and _LORA.search(bare) else told, 0.8
    if _ON_TOP.match(after):
        made = _WORK.search(after[:50])
        return relation_told(after[:50], Relation.FINETUNE if made else Relation.SUCCESSOR), 0.8
    return None


def _out_of(bare: str, _lead: str, after: str) -> Stated | None:
    """由 X 微调而来; 从 X 初始化; 从 X 开始继续预训练; 训练从 X 开始."""
    if _FROM_THERE.match(after) or (bare.endswith("训练") and _STARTS.match(after)):
        return relation_told(after, Relation.FINETUNE), 0.8
    if _MADE_FROM.match(after) or _INIT.match(after):
        return relation_told(after[:30], Relation.FINETUNE), 0.85
    return None


def _worked_on(bare: str, _lead: str, after: str) -> Stated | None:
    """对 X 进行增量预训练; 对 X 微调; 把 X 扩展到 11B."""
    if _MERGED.match(after):
        return Relation.MERGE, 0.75
    if _WORKED_ON.match(after) and not _ANYONE.search(bare):
        return relation_told(after[:40], Relation.FINETUNE), 0.7
    if _WORKED.match(after) and not _SUPPORTS.search(bare):
        return relation_told(after[:24], Relation.FINETUNE), 0.7
    return None


def _taken(_bare: str, _lead: str, after: str) -> Stated | None:
    """使用 X 进行微调; 权重由 X 初始化."""
    if _INIT.match(after):
        return Relation.FINETUNE, 0.85
    if _DISTILS.match(after):
        return Relation.DISTILLED, 0.75
    return (relation_told(after[:24], Relation.FINETUNE), 0.65) if _TUNED.match(after) else None


def _joined(bare: str, lead: str, after: str) -> Stated | None:
    """合并 X 与 Y; 融合 X 与 Y 的权重; 其架构整合 X、Y."""
    if lead.startswith("合并") or _WEIGHTS.match(after):
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
    return relation_told(f"{bare[-6:]}{lead}", Relation.FINETUNE), 0.7


_READERS: tuple[tuple[tuple[str, ...], Callable[[str, str, str], Stated | None]], ...] = (
    (("在", "通过"), _upon),
    (("由", "从"), _out_of),
    (("用", "使用", "采用", "选用", "选择", "选取", "利用"), _taken),
    (("对", "将", "把", "针对"), _worked_on),
    (("整合", "融合", "合并", "结合"), _joined),
    (("微调", "量化", "蒸馏", "复现", "复刻", "续训", "训练", "衍生"), _verb_first),
)


def relation_told(words: str, default: Relation) -> Relation:
    """The relation that the first telling words of a clause state."""
    clause = _STOPS.split(words[:70], maxsplit=1)[0]
    near = _COMMAS.split(clause, maxsplit=1)[0]
    for text in (near, clause):
        for relation, pattern in _RELATIONS:
            if pattern.search(text):
                return relation
    return default
