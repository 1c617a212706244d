"""Models that a text mentions: repo ids, links, and names of known models."""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from extractors.hub.references import WORDS_TOO, bases, known_base, repo_id
from extractors.names.grammar import FORMATS, METHODS, parse, tokens

if TYPE_CHECKING:
    from extractors.names.known import KnownNames

_LINK = re.compile(r"⟦([^⟦⟧]{0,200})⟧")
_ID = re.compile(r"(?<![\w./@#-])[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{1,95}(?![\w/])", re.ASCII)
_CLOSED = re.compile(r"gpt-?3|gpt-?4|gpt-?5|chatgpt|claude|gemini|grok-?[2-9]|o[134]-", re.IGNORECASE)
_PIECE = (
    r"(?:[ -][a-z]{0,2}\d[\w.]{0,9}|[ -](?:instruct|chat|base|it|mini|small|medium|large|coder|vl|turbo|xl"
    r"|dev|beta|code|math|nemo|omni|vision)\b){0,5}"
)
_TELLING = frozenset(
    {"chat", "coder", "instruct", "it", "large", "math", "medium", "mini", "small", "vl", "xl"}
)
"""Words that make another model of what stands before them."""
_CAMEL = re.compile(r"[a-z][A-Z]")
_LETTERS = re.compile(r"[a-z]{2,40}|[一-鿿]{2,12}")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A model in a text: `text[start:end]`. `parent` is a repo id, or a name where `named` is true."""

    start: int
    end: int
    parent: str
    named: bool


@cache
def _family_names() -> re.Pattern[str]:
    """A name that begins with the family of a well-known base ("LLaMA 2 7B", "Qwen3-8B")."""
    families = {parse(repo).family for repo in bases().values()} - WORDS_TOO
    families |= {
        "mistral",
        "llama",
        "code llama",
        "stable diffusion",
        "sdxl",
        "flux",
        "deepseek",
        "tinyllama",
        "mixtral",
        "yi-",
        "mt5",
    }
    words = sorted((f for f in families if len(f) > 2 and _LETTERS.match(f)), key=lambda f: (-len(f), f))
    alternatives = "|".join(re.escape(word) for word in words)
    return re.compile(
        rf"(?<![\w/.-])(?:meta[ -])?(?:{alternatives})[\w.+-]{{0,60}}{_PIECE}", re.IGNORECASE | re.ASCII
    )


def mentioned(text: str, names: "KnownNames | None") -> list[Mentioned]:
    """The models in a short piece of text, in order. Links to other pages and bare folders are no models."""
    links = list(_LINK.finditer(text))
    found = [Mentioned(m.start(), m.end(), m[1], named=False) for m in links if m[1]]
    found += [
        Mentioned(m.start(), m.start() + len(repo), repo, named=False)
        for m in _ID.finditer(text)
        if text[m.start() - 1 : m.start()] != "⟦"
        and (repo := repo_id(m[0].rstrip(".-_")))
        and plausible(repo)
    ]
    taken = [(m.start, m.end) for m in found] + [(m.start(), m.end()) for m in links]
    found += [
        m for m in _named(text, names) if not any(m.start < end and start < m.end for start, end in taken)
    ]
    return sorted(found, key=lambda m: (m.start, m.named))


def plausible(repo: str) -> bool:
    """Whether "a/b" in prose is a repo id, not "LoRA/QLoRA", "and/or", "24/7"."""
    camel = _CAMEL.search(repo.partition("/")[2])
    org, _, name = repo.lower().partition("/")
    if org in FORMATS | METHODS or org.rstrip("-bits").isdigit():
        return False
    if not any(c.isdigit() or c in "-_" for c in name) and not (camel and any(c in "-_" for c in org)):
        return False  # "k2-fsa/OmniVoice" is one, "PyTorch/TensorFlow" is not
    return any(c.isalpha() for c in name) and not all(t in FORMATS or t in METHODS for t in tokens(name))


def _base(name: str) -> tuple[str, str] | None:
    """The part of a name that is a well-known base's, with its repo id ("Gemma-3-12B-it" of "… vision")."""
    for _ in range(3):
        if repo := known_base(name):
            return name, repo
        name, space, last = name.rpartition(" ")
        if not space or any(c.isdigit() for c in last) or last.lower() in _TELLING:
            break
    return None


def _named(text: str, names: "KnownNames | None") -> list[Mentioned]:
    found = []
    for match in _family_names().finditer(text):
        name = match[0].rstrip(" .-+_")
        if _CLOSED.match(name):
            continue
        if base := _base(name):
            found.append(Mentioned(match.start(), match.start() + len(base[0]), base[1], named=False))
        elif any(c.isdigit() for c in name):
            found.append(Mentioned(match.start(), match.start() + len(name), name, named=True))
    if names is not None:
        spans = [(m.start, m.end) for m in found]
        for known in names.find(text):
            name = text[known.start : known.end]
            if text[known.end : known.end + 1] in {"-", "_"}:  # "LLaMA-Factory" is no LLaMA
                continue
            if text[known.start - 1 : known.start] in {"-", "_", "/"}:  # nor "Euler-Mistral-7B" Mistral
                continue
            if known.known.kind != "model" or _CLOSED.match(name) or len(name) < 4:
                continue
            if not any(known.start < end and start < known.end for start, end in spans):
                repo = known_base(name) or (known.known.name if "/" in known.known.name else None)
                found.append(
                    Mentioned(known.start, known.end, repo or known.known.canonical, named=repo is None)
                )
    return found
