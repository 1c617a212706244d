"""Which models, frameworks and techniques a text says were released."""

from extractors.names.known import KnownNames
from extractors.records import Release


def releases(
    title: str,
    text: str,
    *,
    names: KnownNames,
    language: str | None = None,
    url: str | None = None,
) -> tuple[Release, ...]:
    """What `title` and `text` announce, in the order of the text, with the stated parents of each.

    Args:
        title: the headline; may be empty.
        text: the body, plain or HTML; may be empty.
        names: what is known already; helps with parents and organisations, may be empty.
        language: "en" or "zh"; guessed from the characters if not given.
        url: where the text is from; tells a paper (arXiv) from news.
    """
    del title, text, names, language, url
    return ()
