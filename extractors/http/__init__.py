"""The one polite HTTP client."""

from extractors.http.client import Client, Fetched, HttpOptions

__all__ = ["Client", "Fetched", "HttpOptions"]
