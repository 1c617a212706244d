"""What the body of a text announces."""

import re

from extractors.text.announced import Announced
from extractors.text.document import MARK, QUOTE
from extractors.text.kinds import FRAMEWORK, MODEL, TECHNIQUE, english_kind
from extractors.text.reading import Reading, english_told
from extractors.text.shapes import Name, is_maker, key, names_in
from extractors.text.triggers import RELEASE

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


def _add_defined(reading: Reading) -> None:
    """A text that opens by saying what the first name of its title is: "OpenHarbor is a … model"."""
    names = names_in(reading.doc.title, chinese=reading.chinese)[:1]
    if not names or names[0].start or is_maker(names[0].text) or not reading.doc.sentences:
        return
    first = reading.doc.sentences[0]
    if first.text.lstrip(f" {MARK}{QUOTE}").startswith(names[0].text) and not reading.chinese:
        kind = english_told(first.text[first.text.index(names[0].text) + len(names[0].text) :])
        if kind in {MODEL, FRAMEWORK, TECHNIQUE}:
            reading.add(names[0], kind, 0.65, first.text, first.place)


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
