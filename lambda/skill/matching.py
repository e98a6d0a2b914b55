"""Matching: which of the known sentences is a question nearest to? Words, weighted by rarity."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from skill.hearing import Hearing
from skill.wording import split_sentences, to_words

# A word of the question that no sentence has weighs like a rare one: it speaks against every match.
UNKNOWN = 1.0
# How much of the score comes from the single nearest sentence; the rest from all of the intent's.
NEAREST = 0.5


class Match(NamedTuple):
    """An intent and how well it fits, 0 to 1."""

    intent: str
    score: float


class Matcher:
    """Finds the intent whose sentences share the most telling words with a question.

    It is a class because the weights of all words are counted once.
    """

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing
        self._exact: dict[str, str] = {}
        self._sentences: list[tuple[str, frozenset[str]]] = []
        self._counts: dict[str, Counter[str]] = {}
        for intent, sentences in hearing.asked.items():
            plain = [self._words(sentence) for sentence in sentences if "{" not in sentence]
            for words in plain:
                self._exact.setdefault(" ".join(words), intent)
            if intent in hearing.topics:  # commands and safety answers: only word for word
                telling = [self._telling(words) for words in plain]
                self._sentences += [(intent, words) for words in telling]
                self._counts[intent] = Counter(word for words in telling for word in words)
        self._rarity = _rarity(self._counts)

    def match_exactly(self, text: str) -> str | None:
        """The intent of a sentence that we know word for word."""
        return self._exact.get(" ".join(self._words(text)))

    def match(self, text: str) -> list[Match]:
        """The topics that fit, best first."""
        asked = self._telling(self._words(text))
        total = sum(self._rarity.get(word, UNKNOWN) for word in asked)
        if not total:
            return []
        nearest = self._nearest(asked)
        scores = (
            Match(intent, NEAREST * nearest.get(intent, 0.0) + (1 - NEAREST) * share / total)
            for intent, share in self._shares(asked).items()
        )
        return sorted(scores, key=lambda match: (-match.score, match.intent))

    def _words(self, text: str) -> list[str]:
        aliases = self._hearing.aliases
        return [word for one in split_sentences(text) for word in to_words(one, aliases)]

    def _telling(self, words: list[str]) -> frozenset[str]:
        return frozenset(_stem(word) for word in words if word not in self._hearing.ignored)

    def _shares(self, asked: frozenset[str]) -> dict[str, float]:
        """For each intent, the weight of the question's words that its sentences use often."""
        shares: dict[str, float] = {}
        for intent, counts in self._counts.items():
            weight = sum(
                self._rarity[w] * counts[w] / (counts[w] + 2) for w in asked if w in counts
            )
            if weight:
                shares[intent] = weight
        return shares

    def _nearest(self, asked: frozenset[str]) -> dict[str, float]:
        """For each intent, the best overlap with one of its sentences, 0 to 1 (Dice, weighted)."""
        weigh = self._rarity.get
        mass = sum(weigh(word, UNKNOWN) for word in asked)
        best: dict[str, float] = {}
        for intent, words in self._sentences:
            common = sum(self._rarity[word] for word in asked & words)
            if common:
                score = 2 * common / (mass + sum(self._rarity[word] for word in words))
                best[intent] = max(best.get(intent, 0.0), score)
        return best


def _rarity(counts: Mapping[str, Counter[str]]) -> dict[str, float]:
    """How telling each word is, 0 to 1: a word of one intent tells most, one of all hardly any."""
    intents = Counter(word for words in counts.values() for word in words)
    most = math.log(1 + len(counts))
    return {word: math.log(1 + len(counts) / n) / most for word, n in intents.items()}


def _stem(word: str) -> str:
    """The word without the commonest endings, so that "scans" and "scan" meet."""
    for ending in ("ing", "ies", "es", "s", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            return word[: -len(ending)]
    return word.removesuffix("e") if len(word) > 4 else word
