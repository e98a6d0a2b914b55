"""Linear: weights over words, read as plain data."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from skill.features import extract

ZERO = 80
"""A weight is written as one character, this many code points above it: nothing reads faster."""
LEAST, MOST = -45, 400
"""What can be written so, in printable characters."""
RARITY_DIGITS = 4
"""A feature's rarity stands before its weights, in hundredths."""

Chances = dict[str, float]


class Feature(NamedTuple):
    """What is known of a feature: how rare it is, and what it adds for each label, above ZERO."""

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

    def score(self, features: Iterable[str]) -> Chances:
        """How far each label is from its border, for features that features.py found."""
        known = [feature for _, feature in self._find(features)]
        norm = _norm(known)
        zero, nothing = ZERO * len(known), (0,) * len(self._labels)
        totals = map(sum, zip(nothing, *(one.weights for one in known), strict=True))
        return {
            label: ((total - zero) / norm + bias) / self._scale
            for label, bias, total in zip(self._labels, self._bias, totals, strict=True)
        }

    def to_chances(self, scores: Chances) -> Chances:
        """Scores as probabilities."""
        return to_chances(scores, self._temperature)

    def explain(self, words: Sequence[str], label: str) -> list[tuple[str, float]]:
        """What in the words spoke for a label, and how much, the most telling first."""
        at = self._labels.index(label)
        known = self._find(extract(words))
        norm = _norm([feature for _, feature in known])
        shares = [
            (name, (one.weights[at] - ZERO) / norm) for name, one in known if one.weights[at] > ZERO
        ]
        return sorted(shares, key=lambda one: -one[1])

    def _find(self, features: Iterable[str]) -> list[tuple[str, Feature]]:
        """Those of the features that the model knows."""
        read, known = self._read, self._features
        return [(name, read.get(name) or self._parse(name)) for name in features if name in known]

    def _parse(self, name: str) -> Feature:
        """A feature, read when first met: most are never asked for."""
        written = self._features[name]
        rarity, weights = int(written[:RARITY_DIGITS]) / 100, map(ord, written[RARITY_DIGITS:])
        self._read[name] = Feature(rarity, tuple(weights))
        return self._read[name]


def write_feature(rarity: float, weights: Iterable[float]) -> str:
    """A feature as a model's file has it; weights are rounded, and cut at the ends."""
    rounded = (max(LEAST, min(MOST, round(weight))) for weight in weights)
    return f"{round(rarity * 100):0{RARITY_DIGITS}}" + "".join(chr(ZERO + one) for one in rounded)


def _norm(known: Iterable[Feature]) -> float:
    """The length of the rarities as a vector, never nothing."""
    return math.hypot(*(one.rarity for one in known)) or 1.0


def to_chances(scores: Chances, temperature: float) -> Chances:
    """Scores as probabilities; the temperature says how much a difference counts."""
    highest = max(scores.values())
    powers = {k: math.exp((v - highest) * temperature) for k, v in scores.items()}
    total = sum(powers.values())
    return {label: power / total for label, power in powers.items()}
