"""Finding the sentences worth reading, in one pass."""

from collections.abc import Iterable
from itertools import accumulate

from ahocorasick_rs import AhoCorasick

RELEASE, PARENT = 1, 2
"""Flags of a sentence: it may announce something, it may state a parent."""


class Triggers:
    """Which sentences are worth reading: one pass over the text for all words that open a frame."""

    def __init__(self, release: Iterable[str], parent: Iterable[str]) -> None:
        words = dict.fromkeys(release, RELEASE)
        for word in parent:
            words[word] = words.get(word, 0) | PARENT
        self._flags = list(words.values())
        self._automaton = AhoCorasick(list(words))

    def flags(self, sentences: list[str]) -> list[int]:
        """For each sentence, the frames it may hold."""
        found = [0] * len(sentences)
        ends = list(accumulate(len(sentence) + 1 for sentence in sentences))
        place = 0
        # Matches come in the order of their ends; no word holds the newline between two sentences.
        for which, _, end in self._automaton.find_matches_as_indexes("\n".join(sentences), overlapping=True):
            while end >= ends[place]:
                place += 1
            found[place] |= self._flags[which]
        return found
