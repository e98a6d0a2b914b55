"""Terms: does a question ask what a word means, or how it is spelled?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from skill.hearing import Hearing
from skill.wording import read_words

DEFINE, SPELL = "DefineTermIntent", "SpellIntent"
SLOT = "{term}"
# "what does the word metastases mean": these may stand before a term.
_LEADING = frozenset({"a", "an", "the", "word", "term", "my", "this", "that"})

Words = tuple[str, ...]
Frame = tuple[str, Words, Words]
"""An intent, and what stands before and after the term."""


class TermEar:
    """Knows every frame ("what does … mean") and every way to say a term.

    It is a class because both are made plain once. Words are looked up as they were heard first:
    "mets" and "secondaries" stand for the same disease, but are not spelled alike.
    """

    def __init__(self, hearing: Hearing) -> None:
        self._readings = [_Reading(hearing, {}), _Reading(hearing, hearing.aliases)]

    def find(self, text: str) -> tuple[str, str] | None:
        """The intent and the term's id; the bare word asks what it means."""
        found = (reading.find(text) for reading in self._readings)
        return next((one for one in found if one), None)


class _Reading:
    """Terms and frames after one set of aliases."""

    def __init__(self, hearing: Hearing, aliases: Mapping[str, str]) -> None:
        self._aliases = aliases
        self._terms = {self._plain(said): id for said, id in hearing.terms.items()}
        self._frames: dict[str, list[Frame]] = {}
        for intent in (SPELL, DEFINE):
            for sentence in hearing.asked.get(intent, ()):
                before, after = self._frame(sentence)
                first = before[0] if before else ""
                self._frames.setdefault(first, []).append((intent, before, after))

    def find(self, text: str) -> tuple[str, str] | None:
        words = self._plain(text)
        first = words[0] if words else ""
        for intent, before, after in (*self._frames.get(first, ()), *self._frames.get("", ())):
            middle = _between(words, before, after)
            if middle and (id := self._term(middle)):
                return intent, id
        id = self._term(words)
        return (DEFINE, id) if id else None

    def _term(self, words: Words) -> str | None:
        while words and words[0] in _LEADING:
            words = words[1:]
        return self._terms.get(words)

    def _plain(self, text: str) -> Words:
        return tuple(read_words(text, self._aliases))

    def _frame(self, sentence: str) -> tuple[Words, Words]:
        before, _, after = sentence.partition(SLOT)
        return self._plain(before), self._plain(after)


def _between(words: Words, before: Sequence[str], after: Sequence[str]) -> Words | None:
    """What stands between the two halves of a frame, if the words are in that frame."""
    end = len(words) - len(after)
    if words[: len(before)] == tuple(before) and words[end:] == tuple(after):
        return words[len(before) : end] or None
    return None
