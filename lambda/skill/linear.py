"""Linear: weights over words, read as plain data."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from skill.features import extract

# A longer question is judged by its beginning; thinking about it must not take noticeably longer.
MAX_WORDS = 120

_WEIGHT = re.compile(r"([A-Za-z])(-?\d+)")

Chances = dict[str, float]


class LinearModel:
    """Scores words for each label. It is a class because it holds the weights."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        self._labels: dict[str, str] = model["labels"]
        self._bias: dict[str, int] = model["bias"]
        self._features: dict[str, str] = model["features"]
        self._scale: float = model["scale"]
        self._temperature: float = model["temperature"]
        self._read: dict[str, tuple[float, list[tuple[str, int]]]] = {}

    def score(self, words: Sequence[str]) -> Chances:
        """How far each label is from its border."""
        totals = dict.fromkeys(self._bias, 0.0)
        norm, known = self._weigh(words)
        for _, idf, weights in known:
            for letter, weight in weights:
                totals[letter] += idf * weight
        return {
            self._labels[letter]: (total / norm + self._bias[letter]) / self._scale
            for letter, total in totals.items()
        }

    def to_chances(self, scores: Chances) -> Chances:
        """Scores as probabilities."""
        return to_chances(scores, self._temperature)

    def explain(self, words: Sequence[str], label: str) -> list[tuple[str, float]]:
        """What in the words spoke for a label, and how much, the most telling first."""
        letter = {name: letter for letter, name in self._labels.items()}[label]
        norm, known = self._weigh(words)
        shares = (
            (feature, idf * weight / norm)
            for feature, idf, weights in known
            for owner, weight in weights
            if owner == letter and weight > 0
        )
        return sorted(shares, key=lambda one: -one[1])

    def _weigh(
        self, words: Sequence[str]
    ) -> tuple[float, list[tuple[str, float, list[tuple[str, int]]]]]:
        """The known features with rarity and weights, and the length to divide by."""
        features = (one for one in extract(words[:MAX_WORDS]) if one in self._features)
        known = [(feature, *self._entry(feature)) for feature in features]
        return math.sqrt(sum(idf * idf for _, idf, _ in known)) or 1.0, known

    def _entry(self, feature: str) -> tuple[float, list[tuple[str, int]]]:
        """Rarity and weights of a feature, read when first met: most are never asked for."""
        if feature not in self._read:
            rarity, _, weights = self._features[feature].partition(" ")
            pairs = [(letter, int(number)) for letter, number in _WEIGHT.findall(weights)]
            self._read[feature] = int(rarity) / 100, pairs
        return self._read[feature]


def to_chances(scores: Chances, temperature: float) -> Chances:
    """Scores as probabilities; the temperature says how much a difference counts."""
    highest = max(scores.values())
    powers = {k: math.exp((v - highest) * temperature) for k, v in scores.items()}
    total = sum(powers.values())
    return {label: power / total for label, power in powers.items()}
