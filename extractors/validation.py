"""What pydantic found wrong, in words for the person who wrote the file."""

from pydantic_core import ErrorDetails

_REASONS = {
    "extra_forbidden": "is not a key that modelmap knows",
    "missing": "is missing",
}


def where(error: ErrorDetails) -> str:
    """The field that an error is about: `hub.endpoint`, `parents.0.relation`."""
    return ".".join(str(part) for part in error["loc"]) or "entry"


def reason(error: ErrorDetails) -> str:
    """What is wrong with it, without pydantic's own vocabulary where ours is plainer."""
    return _REASONS.get(error["type"]) or error["msg"].removeprefix("Value error, ")
