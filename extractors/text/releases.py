"""Which models, frameworks and techniques a text says were released, and from what they were made."""

from extractors.names.known import KnownNames
from extractors.records import Release
from extractors.text.details import license_of, org_of, sizes
from extractors.text.document import MARK, QUOTE, document
from extractors.text.from_body import read_body
from extractors.text.from_title import read_title
from extractors.text.kinds import MODEL
from extractors.text.lineage import read_parents
from extractors.text.name import key
from extractors.text.reading import Found, Reading
from extractors.text.settle import settle
from extractors.words import ReleaseKind


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
    reading = Reading(document(title, text, language=language, url=url), names)
    read_title(reading)
    read_body(reading)
    settle(reading)
    read_parents(reading)
    return tuple(_release(reading, found) for found in reading.found.values())


def _release(reading: Reading, found: Found) -> Release:
    alone = len(reading.found) == 1
    mine = list(dict.fromkeys(s.text for s in reading.sentences if alone or found.name.text in s.text))
    return Release(
        name=found.name.text,
        kind=ReleaseKind(found.kind or MODEL),
        confidence=round(found.confidence, 2),
        evidence=_evidence(found.evidence),
        org=found.name.org or org_of(found.evidence, found.name.text, reading.known, chinese=reading.chinese),
        sizes=sizes(found.name.text, mine[:8], chinese=reading.chinese) if found.kind == MODEL else (),
        license=license_of(mine[:20]),
        hf_ids=_hf_ids(reading, found),
        parents=tuple(found.parents.values()),
    )


def _hf_ids(reading: Reading, found: Found) -> tuple[str, ...]:
    which = key(found.name.text)
    if len(reading.found) == 1:
        return reading.doc.hf_ids[:10]
    return tuple(repo for repo in reading.doc.hf_ids if which in key(repo))[:10]


def _evidence(sentence: str) -> str:
    return " ".join(sentence.replace(MARK, "").replace(QUOTE, "").split())[:300]
