"""Whether English says that something has happened, or only will, may or did not."""

import re

from extractors.text.tables import table

_NOT_YET = re.compile(
    r"\b(?:will|would|could|may|might|should|plans?|planned|planning|expect(?:s|ed|ing)?|intends?|"
    r"intended|aims?|set|hopes?|hoping|going|about|ready|preparing|prepares?|"
    r"upcoming|future|not|never|yet|delay(?:s|ed|ing)?|rumou?r(?:s|ed)?|reportedly|possibl[ye]|"
    r"likely|soon|tease[sd]?|hint(?:s|ed)?|leak(?:s|ed)?|refus(?:es|ed)|declin(?:es|ed)|before|"
    r"until|after|since|"
    r"if|when|whether|promis(?:es|ed|ing)|anticipat(?:es|ed)|awaiting|previously|originally|"
    r"cancel(?:s|led)?|without|instead of|that|who|speculat\w+|"
    r"imminent|alleged(?:ly)?|scheduled|considering|ahead of|next)\b[^,;]{0,24}$",
    re.IGNORECASE,
)
_NOT_YET_WORDS = frozenset(table("english_not_yet"))
_WORD = re.compile(r"[a-z]+")
_LATER = re.compile(
    r"\b(?:next (?:week|month|year|quarter|spring|summer|autumn|fall|winter)|later this (?:week|month|"
    r"year)|in the coming)\b",
    re.IGNORECASE,
)
_TO_VERB = re.compile(r"\bto (?:\w+ly )?$", re.IGNORECASE)
_GLAD = re.compile(
    r"\b(?:excited|proud|happy|pleased|thrilled|glad|delighted|ready|partners?|partnered|teams? up|"
    r"joins?|helps?|used?|"
    r"able|first|want|wanted)\b",
    re.IGNORECASE,
)


def not_yet(before: str) -> bool:
    """Whether the words before a verb say that it has not happened, or may not have."""
    return not _NOT_YET_WORDS.isdisjoint(_WORD.findall(before.lower())) and bool(_NOT_YET.search(before))


def to_come(sentence: str, verb: re.Match[str], before: str) -> bool:
    """Whether a headline says what is to come: "Acme to open-source X next month"."""
    if _LATER.search(sentence, verb.end()):
        return True
    return bool(_TO_VERB.search(before)) and not _GLAD.search(before)
