"""What we ask arXiv's API for."""

from collections.abc import Iterable
from datetime import UTC, datetime

_TERMS = (
    'ti:"language model"',
    'ti:"language models"',
    "ti:LLM",
    "ti:LLMs",
    'abs:"language model"',
    'abs:"language models"',
    "abs:LLM",
    "abs:LLMs",
    'abs:"foundation model"',
    'abs:"technical report"',
    'abs:"open weights"',
)
"""Papers that announce a model say one of these in title or abstract. Without them cs.CL and cs.LG together
bring several hundred papers a day, most of them about neither a model nor its making."""


def search_query(categories: Iterable[str]) -> str:
    """The query of https://info.arxiv.org/help/api/user-manual.html, section 5.1, without a date window."""
    asked = " OR ".join(f"cat:{name}" for name in categories)
    return f"({asked}) AND ({' OR '.join(_TERMS)})"


def with_window(query: str, start: datetime, end: datetime) -> str:
    """The query restricted to papers submitted from `start` to `end`, to the minute, in GMT."""
    first, last = (when.astimezone(UTC).strftime("%Y%m%d%H%M") for when in (start, end))
    return f"{query} AND submittedDate:[{first} TO {last}]"
