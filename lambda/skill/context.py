"""Context: questions that are two in one, and questions that point back at the last answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

# Nobody asks two questions in one breath that is longer; a story with an "and" is one.
LONGEST = 24
# Fewer words on a side of the "and" are no question.
SHORTEST = 2

Words = list[str]


def split_joined(words: Words, joining: AbstractSet[str]) -> Iterator[tuple[Words, Words]]:
    """Every way to take a question as two, cut at a word that joins."""
    if len(words) > LONGEST:
        return
    for at, word in enumerate(words):
        first, second = words[:at], words[at + 1 :]
        while second and second[0] in joining:
            second = second[1:]
        if word in joining and len(first) >= SHORTEST and second:
            yield first, second


def is_pointing(words: Sequence[str], pointing: AbstractSet[str]) -> bool:
    """Whether a question points at what was told before ("and the side effects of that")."""
    return not pointing.isdisjoint(words)


def point_at(words: Words, topic: Words, pointing: AbstractSet[str]) -> Words:
    """The question with the topic's own words in the place of those that point at it."""
    spelled: Words = []
    for word in words:
        spelled += topic if word in pointing else [word]
    return spelled
