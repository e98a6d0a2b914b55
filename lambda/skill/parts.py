"""Parts: which part of a topic a question is about, so that a detail gets its own part."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from skill.catalogue import Part, Topic
from skill.wording import read_words

# A word in the titles of so many topics ("what", "when", "treatment") tells no part from another.
COMMON = 4

_ENDINGS = ("ing", "ies", "es", "s", "ed", "e")

Stems = tuple[str, ...]
"""The words of a phrase without their endings."""


class PartFinder:
    """Knows for each topic the words and phrases that name one of its parts only.

    They stand in the part's title, or its authors have added them. It is a class because they
    are gathered once.
    """

    def __init__(
        self, topics: Mapping[str, Topic], ignored: Collection[str], aliases: Mapping[str, str]
    ) -> None:
        small = {(_stem(word),) for word in ignored}
        titles = {
            id: [_title(part.title) - small for part in one.parts] for id, one in topics.items()
        }
        uses = Counter(word for parts in titles.values() for word in set().union(*parts))
        common = {word for word, count in uses.items() if count >= COMMON}
        self._owners = {
            id: _owners(titles[id], common, [_about(part, aliases) for part in one.parts])
            for id, one in topics.items()
        }
        phrases = (phrase for owners in self._owners.values() for phrase in owners)
        self._longest = max(map(len, phrases), default=0)

    def find(self, topic: str, words: Sequence[str]) -> int:
        """The part's number; 0, the answer itself, unless the words name exactly one part.

        The words of a phrase name nothing else on their own.
        """
        owners = self._owners.get(topic, {})
        stems = tuple(map(_stem, words))
        named: set[int] = set()
        at = 0
        while at < len(stems):
            here = (stems[at : at + length] for length in range(self._longest, 0, -1))
            phrase = next((one for one in here if one in owners), stems[at : at + 1])
            if phrase in owners:
                named.add(owners[phrase])
            at += len(phrase)
        return named.pop() if len(named) == 1 else 0


def _owners(
    titles: list[set[Stems]], common: set[Stems], abouts: list[set[Stems]]
) -> dict[Stems, int]:
    """What only one part has, and the number of that part; the answer's own name tells none."""
    counts = Counter(
        phrase for title, about in zip(titles, abouts, strict=True) for phrase in title | about
    )
    return {
        phrase: number
        for number, (title, about) in enumerate(zip(titles, abouts, strict=True))
        if number
        for phrase in (title - common) | about
        if counts[phrase] == 1
    }


def _title(title: str) -> set[Stems]:
    plain = "".join(sign if sign.isalpha() else " " for sign in title.lower().replace("'", ""))
    return {(_stem(word),) for word in plain.split() if len(word) > 1}


def _about(part: Part, aliases: Mapping[str, str]) -> set[Stems]:
    return {tuple(map(_stem, read_words(one, aliases))) for one in part.about}


def _stem(word: str) -> str:
    """The word without its ending: driving and drive meet at driv, getting and get at get."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
