"""What the body of a text announces."""

import re

from extractors.text.announced import Announced
from extractors.text.document import MARK, QUOTE
from extractors.text.kinds import FRAMEWORK, MODEL, TECHNIQUE, chinese_kind, english_kind, named_other
from extractors.text.name import Name, key
from extractors.text.reading import IS, Reading, chinese_told, english_told
from extractors.text.shapes import is_maker, names_in
from extractors.text.triggers import RELEASE

_ASKS = re.compile(r"(?:How|Why|What|When|Deploy|Run|Fine-?tun|Build|Use|Using|Guide)\w*\b", re.IGNORECASE)
_NUMBERED = re.compile(rf"^[\s{MARK}{QUOTE}]*(?:[-*+•·]|\d{{1,2}}[.、)])\s*")
_DESCRIBES = re.compile(
    rf"[\s{MARK}{QUOTE}]*(?:[（(][^（）()]{{1,40}}[）)])?[\s{MARK}{QUOTE}]*(?:[:：—–|｜]|-(?= )|$)"
)
_INTRODUCES = re.compile(
    r"\b[Ww]e (?:introduce|propose|present|develop) (?:the |an? )?(?:novel |new |simple )"
    r"?([A-Za-z][\w-]{2,30}(?: [a-z][\w-]{2,30}){1,5}?)(?=[,.:;]| that| which| to | for | as | \()"
)


def read_body(reading: Reading) -> None:
    """Notes every release that the body's sentences announce; a headline that named one makes it stricter."""
    titled = bool(reading.found)
    lines = {_line(found.name.text) for found in reading.found.values()}
    for sentence, flag in zip(reading.sentences[1:], reading.flags[1:], strict=True):
        if not flag & RELEASE:
            continue
        for each in reading.announced(sentence):
            if _counts(reading, each, titled=titled, lines=lines):
                kind = MODEL if each.member else each.kind
                sure = each.strength - 0.05
                reading.add(each.name, kind, sure, sentence.text, sentence.place, member=each.member)
                lines.add(_line(each.name.text))
    if not reading.doc.title and not reading.found and reading.doc.sentences:
        _add_listed(reading, reading.doc.sentences[0].text)
    for line in reading.doc.listed:
        _add_listed(reading, line)
    if not reading.found and reading.doc.paper and not reading.chinese:
        _add_introduced(reading)
    if not reading.found and not reading.doc.paper:
        _add_defined(reading)


def _counts(reading: Reading, each: Announced, *, titled: bool, lines: set[str]) -> bool:
    """Whether an announcement in the body counts beside what the title announced."""
    if each.member:
        return bool(reading.found) and (each.kind == MODEL or _line(each.name.text) in lines)
    if key(each.name.text) in reading.found:
        return True
    if reading.doc.paper and not reading.chinese and not each.ours:
        return False  # what a paper says others released is its background
    if not titled or each.kind == MODEL:
        return True
    vague = each.kind is None and each.strength < 0.8
    return not (reading.doc.paper or vague or each.names_place)


def _add_listed(reading: Reading, line: str) -> None:
    """A line of a list of new models: "NAME (maker): what it is", or the name alone."""
    bare = _NUMBERED.sub("", line)
    name = next(iter(names_in(bare[:120], chinese=True)), None)
    if name is None or name.plain or bare[: name.start].strip(f" {MARK}{QUOTE}") or named_other(name.text):
        return
    rest = bare[name.end :]
    if rest.strip(f" {MARK}{QUOTE}") and not _DESCRIBES.match(rest):
        return
    told = chinese_kind(rest, last=False) if reading.chinese else english_kind(rest)
    if told in {None, MODEL}:
        reading.add(name, MODEL, 0.7, line, 1)


def _add_defined(reading: Reading) -> None:
    """A text that opens by saying what a name of its title is: "OpenHarbor is a … model"."""
    if not reading.doc.sentences or _ASKS.match(reading.doc.title):
        return
    first = reading.doc.sentences[0]
    opening = next(iter(names_in(first.text[:120], chinese=reading.chinese)), None)
    if opening is None or is_maker(opening.text):
        return
    if first.text[: opening.start].strip(f" {MARK}{QUOTE}") not in {"", "The"}:
        return
    if _line(opening.text) not in reading.doc.title.casefold() or named_other(opening.text):
        return
    after = first.text[opening.end :]
    kind = (chinese_told(after) if IS.match(after) else None) if reading.chinese else english_told(after)
    if kind in {MODEL, FRAMEWORK, TECHNIQUE}:
        reading.add(opening, kind, 0.65, first.text, first.place)


def _add_introduced(reading: Reading) -> None:
    """A paper whose title is the very thing it introduces: "Full-bandwidth transformer"."""
    title = reading.doc.title.casefold()
    for sentence in reading.doc.sentences:
        for found in _INTRODUCES.finditer(sentence.text):
            noun = found[1].casefold()
            if title == noun or (title.startswith(noun) and len(noun.split()) > 1):
                name = Name(reading.doc.title[: len(noun)], 0, len(noun), None, "", True)
                reading.add(name, english_kind(noun, last=True) or TECHNIQUE, 0.7, sentence.text, 0)
                return


def _line(name: str) -> str:
    """The first word of a name without its version: "MiMo-V2.5-Pro" -> "mimo"."""
    return re.split(r"[-_ \d.]", name.casefold(), maxsplit=1)[0] or name.casefold()
