"""Phrases: lists of words in which a * stands for any letters, and where a text has them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator


class Phrases:
    """Words and phrases as an editor lists them, found as whole words, small or capital."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._listed = {phrase: _pattern(phrase) for phrase in phrases}
        # The longest first, so that a phrase wins over a word that it begins with.
        longest = sorted(self._listed.values(), key=len, reverse=True)
        self._any = re.compile("|".join(longest) or r"(?!)", re.IGNORECASE)

    def __contains__(self, word: str) -> bool:
        """Whether the whole word is on the list."""
        return bool(self._any.fullmatch(straight(word)))

    def found_in(self, text: str) -> list[str]:
        """What of a text is on the list, as it stands there."""
        return [match[0] for match in self._any.finditer(straight(text))]

    def listed(self, found: str) -> Iterator[str]:
        """The entries of the list that say what was found."""
        for phrase, pattern in self._listed.items():
            if re.fullmatch(pattern, straight(found), re.IGNORECASE):
                yield phrase

    def without(self, text: str) -> str:
        """The text with everything that is on the list left out."""
        return self._any.sub(" ", straight(text))


def straight(text: str) -> str:
    """The text with typewriter apostrophes, as the lists have them."""
    return text.replace("\u2019", "'")


def _pattern(phrase: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in straight(phrase).split()]
    return r"(?<![\w'-])" + r"\s+".join(words) + r"(?![\w'])"
