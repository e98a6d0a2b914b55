"""Classifier: a linear model over words, trained when building, read as plain data.

The model is scikit-learn's linear support vector machine on TF-IDF features, with rounded
weights; the temperature that makes its scores probabilities, and the gate that says whether a
question is ours at all, were fitted on held-out folds. interaction_model/train.py makes it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, NamedTuple

from skill.features import MAX_WORDS, extract
from skill.linear import Chances, LinearModel

NONE = "none"
"""The label of questions that are not ours."""

FILE, SIGNS_FILE = "classifier.json", "signs.json"


class Ranking(NamedTuple):
    """Topics with their probabilities, best first, and how likely the question is ours at all."""

    topics: list[tuple[str, float]]
    ours: float


class Classifier:
    """Finds the topic of a question, and says whether the question is ours."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        self.model = LinearModel(model)
        self._gate: list[float] = model["gate"]
        self._known = frozenset(model["known"])
        self._anchors = frozenset(model["anchors"])
        self._ignored = frozenset(model["ignored"])

    def rank(self, words: Sequence[str], features: AbstractSet[str] = frozenset()) -> Ranking:
        """The topics by probability, and whether the question is ours.

        *features* are those of the words, if somebody has found them already.
        """
        scores = self.model.score(features or extract(words))
        chances = self.model.to_chances(scores)
        topics = sorted(
            ((label, chance) for label, chance in chances.items() if label != NONE),
            key=lambda one: (-one[1], one[0]),
        )
        heard = words[:MAX_WORDS]
        strangeness = find_strangeness(heard, self._known, self._anchors, self._ignored)
        signs = gate_signs(topics, chances[NONE], scores, strangeness)
        drive = self._gate[-1] + sum(w * s for w, s in zip(self._gate, signs, strict=False))
        return Ranking(topics, 1 / (1 + math.exp(-max(-30.0, min(30.0, drive)))))


class SignModel:
    """A second pair of ears for signs of an emergency, for words that no rule foresaw."""

    def __init__(self, model: Mapping[str, Any]) -> None:
        self._model = LinearModel(model)

    def judge(self, features: AbstractSet[str]) -> Chances:
        """The probability of each alert's intent, and of none."""
        return self._model.to_chances(self._model.score(features))


def find_strangeness(
    words: Sequence[str],
    known: AbstractSet[str],
    anchors: AbstractSet[str],
    ignored: AbstractSet[str],
) -> tuple[float, float, float]:
    """How many words no topic uses, their share, and whether a word names our subject."""
    telling = [word for word in words if word not in ignored]
    unknown = sum(word not in known for word in telling)
    anchored = any(word in anchors for word in telling)
    return float(unknown), unknown / max(1, len(telling)), float(anchored)


def gate_signs(
    topics: Sequence[tuple[str, float]],
    none: float,
    scores: Mapping[str, float],
    strangeness: tuple[float, float, float],
) -> list[float]:
    """What the gate looks at: how sure the best topic is, and how strange the question."""
    best, second = topics[0][1], topics[1][1]
    return [
        math.log(best + 1e-6),
        best - second,
        math.log(none + 1e-6),
        scores[topics[0][0]],
        scores[NONE],
        *strangeness,
    ]


def load_classifier(folder: Path) -> Classifier:
    """The model of topics, from a language's folder."""
    return Classifier(json.loads((folder / FILE).read_bytes()))


def load_signs(folder: Path) -> SignModel:
    """The model of signs, from a language's folder."""
    return SignModel(json.loads((folder / SIGNS_FILE).read_bytes()))
