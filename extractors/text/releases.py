"""Which models, frameworks and techniques a text says were released, and from what they were made."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick

from extractors.names.known import KnownNames
from extractors.records import Release, StatedParent
from extractors.text import chinese, chinese_parents, english, english_parents, titles
from extractors.text.details import license_of, sizes
from extractors.text.document import MARK, QUOTE, Document, Sentence, document
from extractors.text.kinds import (
    FRAMEWORK,
    MODEL,
    OTHER,
    TECHNIQUE,
    chinese_kind,
    chinese_kind_at_end,
    english_kind,
    head_kind,
    named_other,
)
from extractors.text.makers import is_family
from extractors.text.parents import Claim, claims
from extractors.text.shapes import GRADES, Name, is_maker, is_variant, key, names_in
from extractors.words import Relation, ReleaseKind

_RELEASE, _PARENT = 1, 2
MODEL_NOUN = re.compile(r"模型|LLM|基座")
HOUSEHOLD = frozenset(
    "llama llama2 llama3 alpaca vicuna chatglm glm qwen baichuan mistral mixtral gemma falcon bloom gpt2 t5 bert whisper yi internlm deepseek rwkv moss pythia phi".split()
)
"""Keys of lines so well known that a new release is not called by them alone."""

NO_MODEL = re.compile(
    r"(?:数据集|语料|基准|评测|榜单|排行榜|指南|教程|课程|电子书|书籍|列表|清单|资源|论坛|网站|文档库|模型库|应用商店|浏览器)$"
)
NO_MODEL_ENGLISH = re.compile(
    r"\b(?:benchmarks?|datasets?|corpus|leaderboard|guide|course|tutorials?|playbook|survey|test suite|testbed|browser|plugin|newsletter|podcast|book|app|"
    r"chip|partnership|fund|program|challenge)\b",
    re.IGNORECASE,
)

_QUANTISED_NAME = re.compile(
    r"(.{2,60}?)[- _](?:QAT|GGUF|AWQ|GPTQ|MLX|FP8|NVFP4|MXFP4|INT[48]|[Qq]\d_[\dK](?:_[MSL])?)(?:[- _]\w{1,10})?"
)
_BOTH = re.compile(
    r"^[\s\x1e\x1f]*(?:这|该|上述|以上|此次)?[\s\x1e\x1f]*(?:[两三四五六]|多|几)[款个种].{0,6}(?:模型|版本)|^[\s\x1e\x1f]*(?:两者|三者|它们)"
)
_VERSION = re.compile(
    r"\b(?:fine-?tuned|finetuned|quanti[sz]ed|instruction-tuned|distilled) (?:version|variant|model)\b|微调版|量化版",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[，,。；：:]")
_COLLECTS = re.compile(r"总结|归纳|整理|收集|汇总|梳理|盘点|收录|指南|列表|教程|学习笔记")
_COLLECTS_ENGLISH = re.compile(
    r"(?:a |an |the )?(?:curated|collection of|list of|awesome|repository (?:of|for)|collects|papers|resources|tutorials?|course|guide)\b",
    re.IGNORECASE,
)
_INTRODUCES = re.compile(
    r"\b[Ww]e (?:introduce|propose|present|develop) (?:the |an? )?(?:novel |new |simple )?([A-Za-z][\w-]{2,30}(?: [a-z][\w-]{2,30}){1,5}?)(?=[,.:;]| that| which| to | for | as | \()"
)


class _Triggers:
    """Which sentences are worth reading: one pass over the text for all words that open a frame."""

    def __init__(self, release: Iterable[str], parent: Iterable[str]) -> None:
        words = dict.fromkeys(release, _RELEASE)
        for word in parent:
            words[word] = words.get(word, 0) | _PARENT
        self._flags = list(words.values())
        self._automaton = AhoCorasick(list(words))

    def flags(self, sentences: list[str]) -> list[int]:
        """For each sentence, the frames it may hold."""
        found = [0] * len(sentences)
        for place, sentence in enumerate(sentences):
            for which, _, _ in self._automaton.find_matches_as_indexes(sentence):
                found[place] |= self._flags[which]
        return found


_ENGLISH = _Triggers(english.RELEASE_WORDS, english_parents.PARENT_WORDS)
_CHINESE = _Triggers(chinese.RELEASE_WORDS, chinese_parents.PARENT_WORDS)


@dataclass(slots=True)
class _Found:
    """A release while its evidence is gathered."""

    name: Name
    kind: str | None
    confidence: float
    evidence: str
    place: int
    titled: bool
    member: bool = False
    parents: dict[str, StatedParent] = field(default_factory=dict)


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
    doc = document(title, text, language=language, url=url)
    reader = _Reader(doc, names)
    return tuple(reader.read())


class _Reader:
    """Reads one document."""

    def __init__(self, doc: Document, known: KnownNames) -> None:
        self.doc = doc
        self.known = known
        self.chinese = doc.language == "zh"
        self.sentences = [Sentence(doc.title, 0), *doc.sentences]
        triggers = _CHINESE if self.chinese else _ENGLISH
        texts = [sentence.text if self.chinese else sentence.text.lower() for sentence in self.sentences]
        self.flags = triggers.flags(texts)
        self.found: dict[str, _Found] = {}
        self.bare = False

    def read(self) -> list[Release]:
        self._read_title()
        self._read_body()
        if not self.found and self.doc.paper and not self.chinese:
            self._add_introduced()
        if not self.found and not self.doc.paper:
            self._add_defined()
        self._settle()
        self._read_parents()
        self._read_names()
        self._sharpen()
        return [self._release(found) for found in self.found.values()]

    # What the title says.

    def _read_title(self) -> None:
        title = self.doc.title
        if not title:
            return
        said = list(self._announced(self.sentences[0], headline=True)) if self.flags[0] & _RELEASE else []
        for each in said:
            self._add(each.name, each.kind, min(0.95, each.strength + 0.03), title, 0)
        if said:
            return
        for titled in titles.bare_names(title, chinese=self.chinese):
            self._add_bare(titled)
        if not self.found and self.doc.sentences and self.doc.sentences[0].text.startswith(title):
            for name in names_in(title, chinese=True)[:1]:
                if name.start == 0 and not name.plain:
                    self._add(name, MODEL, 0.8, title, 0)
        if not self.found and (named := titles.subtitled(title, chinese=self.chinese)):
            self._add_titled(named, 0.88)

    def _add_titled(self, titled: titles.Titled, confidence: float) -> None:
        kind = titled.kind
        if kind is None or titled.needs:
            told = self._told_of(titled.name)
            if (
                titled.needs
                and told is None
                and self.doc.sentences
                and not (titled.subtitle and self._mentions(titled.name))
            ):
                return
            kind = kind or told
        self._add(titled.name, kind, confidence, self.doc.title, 0)

    def _mentions(self, name: Name) -> bool:
        """Whether the body speaks of a name that the title gives."""
        if self.doc.paper and name.plain:
            return False
        return any(name.text in sentence.text for sentence in self.doc.sentences[:40])

    def _add_bare(self, titled: titles.Titled) -> None:
        """A title that is a name, as in lists, trackers and makers' feeds: what follows says what it is."""
        if named_other(titled.name.text):
            return
        kind = titled.kind or self._told_of(titled.name)
        described = self._description()
        versioned = (
            any(map(str.isdigit, titled.name.text))
            and kind == OTHER
            and not NO_MODEL_ENGLISH.search(self.doc.body[:300])
        )
        if kind is None or versioned or (kind == OTHER and described not in {None, OTHER}):
            kind = described
        if kind is None and titled.needs and not is_family(titled.name.text):
            return
        if kind is None and self.doc.paper and titled.name.plain:
            return
        self.bare = True
        self._add(titled.name, kind or MODEL, 0.9, self.doc.title, 0)

    def _description(self) -> str | None:
        """What the body's first words say something is: "A large language model by …", 一个…的推理框架."""
        if not self.doc.sentences:
            return None
        first = self.doc.sentences[0].text
        if not self.chinese:
            if _COLLECTS_ENGLISH.match(first):
                return OTHER
            kind = head_kind(first) or english_kind(first)
            return kind if kind != OTHER or NO_MODEL_ENGLISH.search(first[:120]) else None
        if _COLLECTS.search(first[:40]):
            return OTHER
        for clause in _CLAUSES.split(first)[:3]:
            if NO_MODEL.search(clause.rstrip("）) ")):
                return MODEL if re.search(r"模型[与和及、]", clause) else OTHER
            if (kind := chinese_kind(clause, last=True)) and kind != OTHER:
                return kind
        return MODEL if MODEL_NOUN.search(self.doc.body[:600]) else None

    def _told_of(self, name: Name) -> str | None:
        """What the body says a name is: "NAME is a …", "NAME, a …", "the NAME model"."""
        pattern = re.compile(re.escape(name.text), re.IGNORECASE)
        for sentence in self.doc.sentences[:40]:
            for found in pattern.finditer(sentence.text):
                after = sentence.text[found.end() : found.end() + 160]
                if self.chinese:
                    kind = chinese_kind(re.split(r"[，。；]", after)[0], last=True) or chinese_kind_at_end(
                        sentence.text[: found.start()]
                    )
                else:
                    kind = _english_told(after)
                if kind:
                    return kind
        return None

    # What the body says.

    def _read_body(self) -> None:
        titled = bool(self.found)
        lines = {_line(found.name.text) for found in self.found.values()}
        for sentence, flag in zip(self.sentences[1:], self.flags[1:], strict=True):
            if flag & _RELEASE:
                for each in self._announced(sentence, headline=False):
                    if (
                        self.doc.paper
                        and titled
                        and each.kind in {None, FRAMEWORK, TECHNIQUE}
                        and key(each.name.text) not in self.found
                    ):
                        continue
                    if each.member:
                        if not self.found or not (each.kind == MODEL or _line(each.name.text) in lines):
                            continue
                    elif (
                        titled
                        and each.kind is None
                        and each.strength < 0.8
                        and key(each.name.text) not in self.found
                    ):
                        continue
                    if (
                        each.names_place
                        and titled
                        and key(each.name.text) not in self.found
                        and each.kind != MODEL
                    ):
                        continue
                    self._add(
                        each.name,
                        MODEL if each.member else each.kind,
                        each.strength - 0.05,
                        sentence.text,
                        sentence.place,
                        member=each.member,
                    )
                    lines.add(_line(each.name.text))

    def _announced(self, sentence: Sentence, *, headline: bool) -> list[chinese.Announced]:
        if self.chinese:
            return list(chinese.announced(sentence.text, headline=headline))
        return list(english.announced(sentence.text, headline=headline, paper=self.doc.paper))

    def _add(
        self,
        name: Name,
        kind: str | None,
        confidence: float,
        evidence: str,
        place: int,
        *,
        member: bool = False,
    ) -> None:
        which = key(name.text)
        if not which:
            return
        old = self.found.get(which)
        if old is None:
            self.found[which] = _Found(
                name, kind, confidence, evidence, place, titled=place == 0, member=member
            )
            return
        if old.kind is None or (
            old.kind == OTHER and kind not in {None, OTHER} and (kind == MODEL or not old.titled)
        ):
            old.kind = kind
        old.confidence = max(old.confidence, confidence)

    def _add_defined(self) -> None:
        """A text that opens by saying what the first name of its title is: "OpenHarbor is a … model"."""
        names = names_in(self.doc.title, chinese=self.chinese)[:1]
        if not names or names[0].start or is_maker(names[0].text) or not self.doc.sentences:
            return
        first = self.doc.sentences[0]
        if first.text.lstrip(f" {MARK}{QUOTE}").startswith(names[0].text) and not self.chinese:
            kind = _english_told(first.text[first.text.index(names[0].text) + len(names[0].text) :])
            if kind in {MODEL, FRAMEWORK, TECHNIQUE}:
                self._add(names[0], kind, 0.65, first.text, first.place)

    def _add_introduced(self) -> None:
        """A paper whose title is the very thing it introduces: "Full-bandwidth transformer"."""
        title = self.doc.title.casefold()
        for sentence in self.doc.sentences:
            for found in _INTRODUCES.finditer(sentence.text):
                noun = found[1].casefold()
                if title == noun or (title.startswith(noun) and len(noun.split()) > 1):
                    name = Name(self.doc.title[: len(noun)], 0, len(noun), None, "", True)
                    self._add(name, english_kind(noun, last=True) or TECHNIQUE, 0.7, sentence.text, 0)
                    return

    # What remains of it.

    def _settle(self) -> None:
        """Drops what is no model, framework or technique, and what only names a variant of another."""
        for found in self.found.values():
            if found.kind is None:
                found.kind = self._guess(found)
        self.found = {
            which: found for which, found in self.found.items() if found.kind in {MODEL, FRAMEWORK, TECHNIQUE}
        }
        self._drop_bases()
        names = list(self.found.values())
        for found in names:
            if any(self._covers(other, found) for other in names if other is not found):
                self.found.pop(key(found.name.text), None)

    def _drop_bases(self) -> None:
        """A household line named beside the title's release is what it was made from: 开源了…LLaMA 模型."""
        titled = [found for found in self.found.values() if found.titled]
        for which, found in list(self.found.items()):
            if self.bare and titled and not found.titled and which.rstrip("0123456789") in HOUSEHOLD:
                del self.found[which]
                if not self.chinese:
                    continue
                titled[0].parents[which] = StatedParent(found.name.text, Relation.FINETUNE, 0.6)

    def _guess(self, found: _Found) -> str:
        told = self._told_of(found.name)
        if told:
            return told
        text = f"{self.doc.title}\n{self.doc.body[:3000]}"
        if self.chinese and re.search(r"该模型|本模型|这款模型|大模型|语言模型|模型", text):
            return MODEL
        if not self.chinese and re.search(r"\b(?:models?|LLMs?|parameters?|weights)\b", text):
            return MODEL
        if found.name.plain:
            return (
                FRAMEWORK
                if found.titled and not NO_MODEL_ENGLISH.search(self.doc.title) and self._mentions(found.name)
                else OTHER
            )
        return MODEL

    def _covers(self, other: _Found, found: _Found) -> bool:
        """Whether `other` is the model of which `found` is a variant, or a grade named only in the body."""
        mine, base = found.name.text, other.name.text
        if is_variant(mine, base) and not (found.titled and not other.titled):
            return True
        words, bases = mine.casefold().replace("-", " ").split(), base.casefold().replace("-", " ").split()
        if len(words) < len(bases) and bases[: len(words)] == words:
            return (other.titled and not found.titled) or (
                found.titled and not other.titled and self._only_line(found)
            )
        if _ends_so(other.name.text, mine) and found.titled and not other.titled:
            return True
        if found.titled or found.member or not other.titled:
            return False
        return len(words) > len(bases) and words[: len(bases)] == bases and set(words[len(bases) :]) <= GRADES

    def _only_line(self, found: _Found) -> bool:
        """Whether the title names a line and the body the two or more models of it that came out."""
        start = f"{found.name.text.casefold()} "
        return (
            sum(
                other.name.text.casefold().startswith(start)
                for other in self.found.values()
                if not other.titled
            )
            > 1
        )

    # Parents.

    def _read_parents(self) -> None:
        if not self.found:
            return
        for sentence, flag in zip(self.sentences, self.flags, strict=True):
            if flag & _PARENT or (self.bare and sentence.place == 1):
                mentioned = names_in(sentence.text, chinese=self.chinese)
                for claim in claims(
                    sentence,
                    mentioned,
                    self.known,
                    chinese=self.chinese,
                    brief=self.bare and sentence.place == 1,
                ):
                    for child in self._children(sentence, mentioned, claim):
                        self._claim(child, claim)

    def _read_names(self) -> None:
        """A name may say what its model was made from: "Gemma 3 QAT", or "Mistral-7B-x" in a "finetuned version"."""
        for found in self.found.values():
            if found.parents or found.kind != MODEL:
                continue
            name = found.name.text
            if cut := _QUANTISED_NAME.fullmatch(name):
                found.parents[key(cut[1])] = StatedParent(cut[1], Relation.QUANTIZED, 0.8)
            elif (
                found.titled
                and self.doc.sentences
                and (told := _VERSION.search(self.doc.sentences[0].text[:160]))
            ):
                line = re.match(r"[A-Za-z]+(?:-?\d(?:\.\d)?)?(?=-)", name)
                if line and key(line.group()).rstrip("0123456789") in HOUSEHOLD:
                    relation = (
                        Relation.QUANTIZED if told.group().lower().startswith("quanti") else Relation.FINETUNE
                    )
                    found.parents[key(line.group())] = StatedParent(line.group(), relation, 0.6)

    def _children(self, sentence: Sentence, mentioned: Sequence[Name], claim: Claim) -> list[_Found]:
        """Whose parent is stated: the nearest release named in the sentence, else the text's first."""
        everything = list(self.found.values())
        if len(everything) == 1 or self.chinese and _BOTH.match(sentence.text):
            return everything
        before = [
            self.found[key(name.text)]
            for name in mentioned
            if name.start < claim.place and key(name.text) in self.found
        ]
        if before:
            return [before[-1]]
        after = [self.found[key(name.text)] for name in mentioned if key(name.text) in self.found]
        if after:
            return [after[0]]
        earlier = [found for found in everything if found.place <= sentence.place]
        titled = [found for found in everything if found.titled]
        if titled:
            return titled[:1] if len(titled) == 1 or not sentence.place else titled
        return earlier[-1:] if self.chinese else []

    def _claim(self, child: _Found, claim: Claim) -> None:
        which = key(claim.parent)
        if which == key(child.name.text) or not which:
            return
        if self.doc.paper and child.kind != MODEL and claim.relation is not Relation.TECHNIQUE:
            return
        old = child.parents.get(which)
        if old is None or old.confidence < claim.confidence:
            child.parents[which] = StatedParent(claim.parent, claim.relation, claim.confidence)

    def _sharpen(self) -> None:
        """Of "Llama" and "Llama 3.1 8B", both stated, the longer name says more."""
        for found in self.found.values():
            bare = {which: _squeezed(parent.name) for which, parent in found.parents.items()}
            for which, short in bare.items():
                if any(long.startswith(short) and len(long) > len(short) for long in bare.values()):
                    del found.parents[which]

    def _release(self, found: _Found) -> Release:
        mine = [s.text for s in self.sentences if found.name.text in s.text or len(self.found) == 1]
        return Release(
            name=found.name.text,
            kind=ReleaseKind(found.kind or MODEL),
            confidence=round(found.confidence, 2),
            evidence=_evidence(found.evidence),
            org=found.name.org,
            sizes=sizes(found.name.text, mine[:8]) if found.kind == MODEL else (),
            license=license_of(mine[:20]),
            hf_ids=self._hf_ids(found),
            parents=tuple(found.parents.values()),
        )

    def _hf_ids(self, found: _Found) -> tuple[str, ...]:
        which = key(found.name.text)
        if len(self.found) == 1:
            return self.doc.hf_ids[:10]
        return tuple(repo for repo in self.doc.hf_ids if which in key(repo))[:10]


def _squeezed(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())


def _line(name: str) -> str:
    """The first word of a name without its version: "MiMo-V2.5-Pro" -> "mimo"."""
    return re.split(r"[-_ \d.]", name.casefold(), maxsplit=1)[0] or name.casefold()


def _ends_so(whole: str, short: str) -> bool:
    """Whether `short` is but the last word of `whole`, and too short to be a name: "Mk1" of "Perceptron Mk1"."""
    return len(short) <= 4 and whole.casefold().endswith(f" {short.casefold()}")


def _english_told(after: str) -> str | None:
    found = re.match(
        rf"^[\s{MARK}{QUOTE}]*(?:\([^()]{{0,60}}\))?[\s{MARK}{QUOTE}]*(?:,|is|are|:|--|—|-)?\s*(?:an?|the|our|its)\s+",
        after,
    )
    return head_kind(after[found.end() :]) if found else None


def _evidence(sentence: str) -> str:
    return " ".join(sentence.replace(MARK, "").replace(QUOTE, "").split())[:300]
