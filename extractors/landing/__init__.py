"""Documents as they were fetched, kept on disk before anything reads them."""

from extractors.landing.landing import Landing

__all__ = ["Landing"]
