"""How English says of a thing that it was released: X was released, X is here, X is now available."""

import re
from collections.abc import Iterator, Sequence

from ahocorasick_rs import AhoCorasick

from extractors.text.announced import Announced
from extractors.text.document import MARK, QUOTE
from extractors.text.english_time import not_yet
from extractors.text.kinds import OTHER, english_kind, head_kind, named_other, named_product
from extractors.text.name import Name
from extractors.text.shapes import is_maker
from extractors.text.tables import table

_PASSIVE = re.compile(
    r"^(?P<gap>[^.;]{0,60}?)\b(?:(?:was|were|is|are|has been|have been|being|been|gets|got)"
    r"\s+(?:\w+ly\s+|also\s+|just\s+|now\s+|finally\s+|today\s+|officially\s+)*"
    r"(?P<what>released|launched|unveiled|introduced|announced|open[- ]?sourced|(?:now )"
    r"?(?:generally |widely |publicly )?available|out|live|here|published)|"
    r"(?P<bare>now available|available now|out now|drops|launches|debuts|arrives|lands|goes live|"
    r"released|launched|unveiled|announced|open[- ]?sourced|is here)\b|,\s*(?:just |newly )"
    r"?(?P<apart>(?:released|launched|announced|unveiled|introduced|open[- ]?sourced) (?:today|"
    r"yesterday|this |last |on )))",
    re.IGNORECASE,
)
_PASSIVE_STEMS = AhoCorasick(list(table("english_passive_stems")))
_LONGEST_PASSIVE = 110
_OTHER_GAP = re.compile(
    r"\b(?:that|will|to|by|than|when|before|after|not|from|for|with|in|on|support|api)\b", re.IGNORECASE
)
_GOVERNED = re.compile(
    r"\b(?:of|for|with|on|in|than|by|to|from|like|as|via|into|using|inside|about|against|over)"
    r"\s*(?:the |our |its )?$",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(r"\s*(?:$|[,.:;!?|(–—-]|(?:for|with|on|in|at|as|to|and|via|under|by|today|now)\b)")
_BY_MAKER = re.compile(r"\s+(?:from|by)(?: [A-Z][\w&.-]*){1,5}\s?")
_HOME = re.compile(r"\s*(?:on|via) (?:the )?(?:Hugging ?Face|HF|Hub|GitHub|ModelScope)\b")
_SOMEWHERE = re.compile(r"\s*(?:in|on|via|through|inside|within|to|at)\s")
_TOLD_LATER = re.compile(r"\s*(?:now|today)?\s*(?::|,|--|—|–|-)\s*(?:an? |the |our |its )", re.IGNORECASE)
_AND = re.compile(
    rf"[\s{MARK}{QUOTE}]*(?:,|/|and|&|\+|as well as|along with|alongside|,\s*and|,\s*(?:as well as|"
    rf"along with))[\s{MARK}{QUOTE}]*(?:the |its |a |an |our )?[\s{MARK}{QUOTE}]*"
)
_IN_APPOSITION = re.compile(rf"[\s{MARK}{QUOTE}]*,[\s{MARK}{QUOTE}]*an? [\s{MARK}{QUOTE}]*")
"""Wren, a Harrier model: the second name describes the first."""

_BRACKETS = re.compile(r"\([^()]{0,120}\)")


def joined(sentence: str, start: int, end: int) -> bool:
    """Whether two names are named together: only "and", a comma or brackets stand between them."""
    gap = _BRACKETS.sub("", sentence[start:end])
    return _AND.fullmatch(gap) is not None and not _IN_APPOSITION.fullmatch(gap)


def passive_stems(lowered: str) -> list[int]:
    """Where a passive, or "is here", may stand in a sentence in lower case."""
    return [start for _, start, _ in _PASSIVE_STEMS.find_matches_as_indexes(lowered)]


def subjects(
    sentence: str, names: Sequence[Name], stems: Sequence[int], *, headline: bool
) -> Iterator[Announced]:
    """X was released; X is here; X is now available. `stems` are those of `passive_stems`."""
    for place, name in enumerate(names):
        window = sentence[name.end : name.end + _LONGEST_PASSIVE]
        within = any(name.end <= stem < name.end + _LONGEST_PASSIVE for stem in stems)
        if not within or is_maker(name.text):
            continue
        found = _PASSIVE.match(window)
        if not found or (found["bare"] and not (headline and _NO_OBJECT.match(window, found.end()))):
            continue
        maker = _BY_MAKER.match(window)
        clear = name.end + (maker.end() if maker else 0)
        follower = next(
            (other.start for other in names if other.start >= max(clear, name.end + 1)), len(sentence)
        )
        bare = _BRACKETS.sub("", _BY_MAKER.sub("", found["gap"])).strip(f" {MARK}{QUOTE},-–—:")
        if follower < name.end + found.end() or len(bare.split()) > 6 or _OTHER_GAP.search(bare):
            continue
        before = sentence[max(0, name.start - 40) : name.start]
        if _GOVERNED.search(before) or not_yet(before):
            continue
        yield from _passive(sentence, names, place, found, bare, headline=headline)


def _passive(
    sentence: str, names: Sequence[Name], place: int, found: re.Match[str], bare: str, *, headline: bool
) -> Iterator[Announced]:
    name = names[place]
    listed = [name]
    for other in reversed(names[:place]):
        if not joined(sentence, other.end, listed[0].start):
            break
        listed.insert(0, other)
    offered = "available" in found.group().lower()
    end = name.end + found.end()
    elsewhere = (
        offered and not headline and _SOMEWHERE.match(sentence, end) and not _HOME.match(sentence, end)
    )
    kind = head_kind(bare) if bare else None
    if told := _TOLD_LATER.match(sentence, end):
        kind = kind or head_kind(sentence[told.end() : told.end() + 160])
    kind = (
        kind
        or english_kind(name.tail, last=True)
        or english_kind(sentence[: listed[0].start][-30:], last=True)
    )
    for each in listed:
        if not is_maker(each.text):
            none = named_other(each.text) or (kind is None and named_product(each.text))
            yield Announced(each, OTHER if none else kind, 0.6 if elsewhere else 0.85, sentence, offered)
