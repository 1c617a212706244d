"""Language fields of the Hub as language tags: "chinese", "cn", "zh-CN", "multilingual", "code"."""

from functools import lru_cache

import langcodes

_SPECIAL = {
    "cn": "zh", "chinese": "zh", "zh-cn": "zh", "zh-hans": "zh", "zh-tw": "zh-TW", "zh-hant": "zh-TW",
    "mandarin": "zh", "中文": "zh", "汉语": "zh", "english": "en", "英文": "en", "jp": "ja", "japanese": "ja",
    "kr": "ko", "korean": "ko", "vn": "vi", "vietnamese": "vi", "french": "fr", "german": "de",
    "spanish": "es", "russian": "ru", "arabic": "ar", "portuguese": "pt", "italian": "it", "hindi":
    "hi", "thai": "th", "indonesian": "id", "turkish": "tr", "dutch": "nl", "polish": "pl", "ukrainian":
    "uk", "persian": "fa", "hebrew": "he", "cantonese": "yue", "ua": "uk", "gr": "el", "cz": "cs",
    "multilingual": "mul", "multi": "mul",
}  # fmt: skip
_NO_LANGUAGE = frozenset({"", "code", "other", "none", "null", "unknown", "python", "n/a"})


@lru_cache(maxsize=4096)
def normalise(tag: str | None) -> str | None:
    """A short language tag, `mul` for several, None where no natural language is named ("code", "other")."""
    text = (tag or "").strip().lower().replace("_", "-")[:35]
    if text in _SPECIAL:
        return _SPECIAL[text]
    if text in _NO_LANGUAGE:
        return None
    try:
        language = langcodes.Language.get(text)
    except ValueError:
        return None
    code = language.language
    return code if code and len(code) <= 3 and language.is_valid() else None
