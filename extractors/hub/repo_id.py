"""What a repo id may be, before it is put into an address."""

import re

_REPO_ID = re.compile(r"[A-Za-z0-9_][\w.-]{0,95}(?:/[\w][\w.-]{0,95})?", re.ASCII)


def is_repo_id(name: str) -> bool:
    """Whether a name may be put into a Hub address: `org/name`, or the bare name of an early repo."""
    return _REPO_ID.fullmatch(name) is not None and ".." not in name
