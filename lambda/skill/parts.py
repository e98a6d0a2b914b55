"""Parts: which part of a topic a question is about, so that a detail gets its own part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from skill.catalogue import Topic

# A word in the titles of so many topics ("what", "when", "treatment") tells no part from another.
COMMON = 4

_ENDINGS = ("ing", "ies", "es", "s", "ed", "e")


class PartFinder:
    """Knows for each topic the words that stand in the title of one of its parts only.

    It is a class because they are gathered once.
    """

    def __init__(self, topics: Mapping[str, Topic], ignored: frozenset[str]) -> None:
        self._ignored = ignored
        titles = {id: [_stems(part.title) for part in one.parts] for id, one in topics.items()}
        uses = Counter(stem for parts in titles.values() for stem in set().union(*parts))
        common = {stem for stem, count in uses.items() if count >= COMMON}
        self._owners = {id: _owners(parts, common) for id, parts in titles.items()}

    def find(self, topic: str, words: Sequence[str]) -> int:
        """The part's number; 0, the answer itself, unless the words name exactly one part."""
        owners = self._owners.get(topic, {})
        telling = {_stem(word) for word in words if word not in self._ignored}
        named = {owners[stem] for stem in telling if stem in owners}
        return named.pop() if len(named) == 1 else 0


def _owners(titles: list[set[str]], common: set[str]) -> dict[str, int]:
    """The words that only one title has, and the number of its part; the answer's own name none."""
    counts = Counter(stem for stems in titles for stem in stems)
    return {
        stem: number
        for number, stems in enumerate(titles)
        if number
        for stem in stems - common
        if counts[stem] == 1
    }


def _stems(text: str) -> set[str]:
    plain = "".join(sign if sign.isalpha() else " " for sign in text.lower().replace("'", ""))
    return {_stem(word) for word in plain.split() if len(word) > 1}


def _stem(word: str) -> str:
    """The word without its ending: driving and drive meet at driv, getting and get at get."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
