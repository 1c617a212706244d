"""Reading response headers that strangers wrote."""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

_LONGEST = 500


def retry_after(value: str | None, *, now: datetime) -> float | None:
    """Seconds to wait by a `Retry-After` header: a number of seconds or a date (RFC 9110, 10.2.3)."""
    if value is None:
        return None
    text = value.strip()
    if re.fullmatch(r"\d{1,9}(\.\d+)?", text):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
    except ValueError:
        return None
    if when.tzinfo is None:
        when = when.replace(tzinfo=UTC)
    return max(0.0, (when - now).total_seconds())


def next_link(response: httpx.Response) -> str | None:
    """The URL of `Link: <…>; rel="next"`, made absolute; None where there is none."""
    try:
        target = response.links.get("next", {}).get("url")
        return str(response.url.join(target)) if target else None
    except (httpx.InvalidURL, ValueError, KeyError):
        return None


def shown(url: httpx.URL | str) -> str:
    """A URL fit for a message: a listing's, with all it asks for, would fill the screen."""
    text = str(url)
    return text if len(text) <= 100 else text[:99] + "…"


def kept(value: str | None) -> str | None:
    """A header's value fit to be stored and sent back; None when it is absurd."""
    if not value or len(value) > _LONGEST or not (value.isascii() and value.isprintable()):
        return None
    return value


def origin(url: httpx.URL) -> tuple[str, str, int]:
    """Scheme, host and port, the port filled in."""
    return url.scheme, url.host.lower(), url.port or {"http": 80, "https": 443}.get(url.scheme, 0)
