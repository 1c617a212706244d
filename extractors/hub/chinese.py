"""What a Chinese card states about the model's parents: 基于 X 微调, X 的量化版, 基座模型：X."""

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from extractors.hub.cues import doing, evidence, fold, table
from extractors.hub.mentions import Mentioned, mentioned
from extractors.hub.statements import MAX_STATEMENTS, Statement
from extractors.words import Relation

if TYPE_CHECKING:
    from extractors.names.known import KnownNames

_SENTENCE = re.compile(r"(?<=[。！？；\n])")
_HEADING = re.compile(r"((?:基座|基础|底座|原始)模型|基座|底模|基模型|原模型)[::]?\n(?:[-*] )?")
_DATA = re.compile(r"蒸馏(?:了|出|得到)?[^,，。;；]{0,14}(?:数据|样本|轨迹|语料|思维链|问答|指令)")
_TRAINED_WITH = re.compile(r"数据集(?=对|上|微调|训练|和|,|，)")
_COPY = re.compile(r"[\s⟧]{0,2}(?:模型)?的\s?[\w .-]{1,14}\s?量化", re.ASCII)
_SIMPLIFIED = str.maketrans(
    "於調為礎訓練續預餾併從對將權開學與繼強轉換適數據評測較優領獎勵編碼詞構參後得來處於過種個這項單應",
    "于调为础训练续预馏并从对将权开学与继强转换适数据评测较优领奖励编码词构参后得来处于过种个这项单应",
)
"""Traditional characters of the cues, one for one."""
_CHINESE = re.compile(r"[一-鿿]")
_AND = re.compile(r"[\s⟦⟧()（）]{0,6}(?:和|与|跟|及|以及|、|,|，|\+|&)[\s⟦⟧]{0,4}")
_CLAUSE = re.compile(r"[，,；;]")
_MERGED = re.compile(r"合并|融合|混合")
_MERGED_BEFORE = re.compile(r"(?:合并|融合|混合)了?[\s⟦:]{0,3}$")
_LONGEST = 1_000
_MODELS = 8


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    one = {part: "|".join(table()["chinese"][part]) for part in ("strong", "weak", "which", "done", "not")}
    return (
        re.compile(
            rf"(?:{one['strong']})(?:模型)?(?:对|于|采用|使用|选用|选择)?"
            rf"(?:[\s:是为了的“\"'(|-]|{one['which']}){{0,6}}$"
        ),
        re.compile(rf"(?:{one['weak']})(?:模型)?(?:[\s:“\"'(]|{one['which']}){{0,4}}$"),
        re.compile(one["done"]),
        re.compile(rf"[\s”\"')]{{0,4}}(?:的|模型|系列|大模型|的模型)?\s?(?:{one['not']})"),
        re.compile(rf"(?:{one['done']})了?\s?(?:模型)?[\s:“\"'(⟦]{{0,4}}$"),
    )


def chinese_statements(text: str, names: "KnownNames | None") -> list[Statement]:
    """Every parent that the Chinese sentences of a text state, in order. `text` is `Card.text`."""
    if not _CHINESE.search(text):
        return []
    strong, weak, done, denied, doing_it = _patterns()
    found: list[Statement] = []
    for start, sentence in _sentences(fold(text).translate(_SIMPLIFIED)):
        if any(word in sentence for word in table()["chinese"]["anew"]):
            continue
        models = mentioned(sentence, names)[:_MODELS]
        if merged := _merged(sentence, models):
            found += [
                Statement(
                    m.parent, m.named, Relation.MERGE, 0.9 if m.named else 0.94,
                    evidence(text, start, start + len(sentence)), start + m.start,
                )
                for m in merged
            ]  # fmt: skip
            models = [
                m for m in models[len(merged) :] if strong.search(sentence[max(0, m.start - 16) : m.start])
            ]
        for model in models:
            before, after = sentence[max(0, model.start - 16) : model.start], sentence[model.end :]
            clause = _CLAUSE.split(after[:20], maxsplit=1)[0].replace("对比学习", "")
            around = _TRAINED_WITH.sub("", sentence[: model.start]) + clause
            if any(word in around for word in table()["chinese"]["other"]):
                continue
            action = done.search(after[:30])
            vague = model.named and not any(c.isdigit() for c in model.parent)
            if action and _DATA.match(after[action.start() : action.start() + 24]):
                continue  # its outputs were learned from, not its weights taken
            if denied.match(after[:16]) or (vague and not action):
                continue
            if strong.search(before):
                confidence = 0.94
            elif action and (weak.search(before) or action.start() <= 6 or _COPY.match(after)):
                confidence = 0.92
            elif doing_it.search(before):
                confidence = 0.9
            else:
                continue
            shown = evidence(text, start, start + len(sentence))
            relation = (
                Relation.MERGE if merged else doing((sentence[: model.start] + sentence[model.end :]).lower())
            )
            confidence -= 0.26 if vague else 0.04 if model.named else 0.0
            found.append(
                Statement(model.parent, model.named, relation, confidence, shown, start + model.start)
            )
    return found


def _merged(sentence: str, models: list[Mentioned]) -> list[Mentioned]:
    """The models of a sentence such as 将 A 与 B 融合; empty if it says nothing of the kind."""
    run = models[:1]
    for one, other in pairwise(models):
        if not _AND.fullmatch(sentence[one.end : other.start]):
            break
        run.append(other)
    if len(run) < 2:
        return []
    told = _MERGED.search(sentence, run[-1].end, run[-1].end + 40)
    return run if told or _MERGED_BEFORE.search(sentence[max(0, run[0].start - 8) : run[0].start]) else []


def _sentences(text: str) -> list[tuple[int, str]]:
    """Sentences that may speak of a parent, with where they begin."""
    done = _patterns()[2]
    strong = table()["chinese"]["strong"]
    found: list[tuple[int, str]] = []
    at = 0
    for piece in _SENTENCE.split(_HEADING.sub(r"\1: ", text)):
        if len(found) < MAX_STATEMENTS and (done.search(piece) or any(word in piece for word in strong)):
            found.append((at, piece[:_LONGEST]))
        at += len(piece)
    return found
