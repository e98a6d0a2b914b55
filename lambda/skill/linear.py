"""Linear: weights over words, read as plain data."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from skill.features import extract

# A longer question is judged by its beginning; thinking about it must not take noticeably longer.
MAX_WORDS = 120

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
"""Each stands for the label at its place in the list of labels."""
_WEIGHT = re.compile(r"([A-Za-z])(-?\d+)")

Chances = dict[str, float]


class Feature(NamedTuple):
    """What is known of a feature: how rare it is, and what it adds for each label."""

    rarity: float
    weights: tuple[int, ...]


class LinearModel:
    """Scores words for each label. It is a class because it holds the weights."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        self._labels: list[str] = model["labels"]
        self._bias: list[int] = model["bias"]
        self._features: dict[str, str] = model["features"]
        self._scale: float = model["scale"]
        self._temperature: float = model["temperature"]
        self._read: dict[str, Feature] = {}

    def score(self, words: Sequence[str]) -> Chances:
        """How far each label is from its border."""
        known = [feature for _, feature in self._find(words)]
        norm = _norm(known)
        nothing = (0,) * len(self._labels)
        totals = map(sum, zip(nothing, *(one.weights for one in known), strict=True))
        return {
            label: (total / norm + bias) / self._scale
            for label, bias, total in zip(self._labels, self._bias, totals, strict=True)
        }

    def to_chances(self, scores: Chances) -> Chances:
        """Scores as probabilities."""
        return to_chances(scores, self._temperature)

    def explain(self, words: Sequence[str], label: str) -> list[tuple[str, float]]:
        """What in the words spoke for a label, and how much, the most telling first."""
        at = self._labels.index(label)
        known = self._find(words)
        norm = _norm([feature for _, feature in known])
        shares = [(name, one.weights[at] / norm) for name, one in known if one.weights[at] > 0]
        return sorted(shares, key=lambda one: -one[1])

    def _find(self, words: Sequence[str]) -> list[tuple[str, Feature]]:
        """The features of the words that the model knows."""
        return [
            (name, self._read.get(name) or self._parse(name))
            for name in extract(words[:MAX_WORDS])
            if name in self._features
        ]

    def _parse(self, name: str) -> Feature:
        """A feature, read when first met: most are never asked for."""
        rarity, _, written = self._features[name].partition(" ")
        weights = [0] * len(self._labels)
        for letter, number in _WEIGHT.findall(written):
            weights[LETTERS.index(letter)] = int(number)
        self._read[name] = Feature(int(rarity) / 100, tuple(weights))
        return self._read[name]


def _norm(known: Iterable[Feature]) -> float:
    """The length of the rarities as a vector, never nothing."""
    return math.hypot(*(one.rarity for one in known)) or 1.0


def to_chances(scores: Chances, temperature: float) -> Chances:
    """Scores as probabilities; the temperature says how much a difference counts."""
    highest = max(scores.values())
    powers = {k: math.exp((v - highest) * temperature) for k, v in scores.items()}
    total = sum(powers.values())
    return {label: power / total for label, power in powers.items()}
