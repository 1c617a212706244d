"""The base that a card's title names: "Ledger: Qwen3.5-2B adapter", "A translator (mT5-small)"."""

import re

from extractors.hub.mentions import mentioned

_TITLE = re.compile(r"^# ([^\n]{3,200})$", re.MULTILINE)
_DERIVED = re.compile(r"[\s—–:-]{0,4}(?:q?lora|peft|adapters?|fine-?tun\w{0,4})\b", re.IGNORECASE)
_BETWEEN = re.compile(r"[\w ./-]{0,24}(?<![\w-])(?:q?lora|peft|adapter|fine-?tune[ds]?)\b", re.IGNORECASE)


def title_base(text: str) -> tuple[str, str] | None:
    """(parent, evidence) of the well-known base in the first heading of `Card.text`, or None.

    Only where the title says that something was derived from it, or has it in parentheses at its end.
    """
    found = _TITLE.search(text, 0, 4_000)
    if not found:
        return None
    title = found[1]
    for model in mentioned(title, None):
        if model.named or "/" in title[model.start : model.end] or not any(map(str.isdigit, model.parent)):
            continue
        inside = title[: model.start].rstrip().endswith("(") and ")" in title[model.end :]
        after = title[model.end :]
        if inside or _DERIVED.match(after) or _BETWEEN.match(after):
            return model.parent, f"the title: {title}"
    return None
