"""Train: what people ask → the classifier's weights. scikit-learn is needed here and only here.

Everything is deterministic: the same sentences give the same weights.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from typing import Any

from interaction_model.samples import (
    FOLDS,
    RAREST_PIECE,
    REGULARISATION,
    SCALE,
    Sample,
    digest_of,
)
from skill.authored.training import Lessons
from skill.classifier import NONE, find_strangeness, gate_signs
from skill.features import PIECE, extract
from skill.linear import to_chances

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

Model = dict[str, Any]


def train(samples: Sequence[Sample], lessons: Lessons, ignored: frozenset[str]) -> Model:
    """The model as plain data."""
    labels = sorted({sample.label for sample in samples})
    known = _known_words(samples)
    scores = _held_out(samples, labels)
    temperature = _fit_temperature(scores, samples, labels)
    anchors = frozenset(lessons.anchors)
    strange = [find_strangeness(s.words, known, anchors, ignored) for s in samples]
    gate = _fit_gate(scores, strange, samples, labels, temperature)
    gate_data = {
        "gate": [round(value, 3) for value in gate],
        "known": sorted(known),
        "anchors": sorted(lessons.anchors),
        "ignored": sorted(ignored),
    }
    return {**_model(samples, labels, temperature), **gate_data}


def train_signs(samples: Sequence[Sample]) -> Model:
    """The model of signs as plain data."""
    labels = sorted({sample.label for sample in samples})
    temperature = _fit_temperature(_held_out(samples, labels), samples, labels)
    return _model(samples, labels, temperature)


def _model(samples: Sequence[Sample], labels: list[str], temperature: float) -> Model:
    weights, bias, rarity = _fit(samples)
    return {
        "digest": digest_of(samples),
        "labels": dict(zip(LETTERS, labels, strict=False)),
        "bias": {LETTERS[i]: round(value * SCALE) for i, value in enumerate(bias)},
        "scale": SCALE,
        "temperature": round(temperature, 3),
        "features": _entries(weights, rarity),
    }


def _known_words(samples: Sequence[Sample]) -> set[str]:
    counts = Counter(w for s in samples if s.label != NONE for w in set(s.words))
    return {word for word, count in counts.items() if count > 1}


def _entries(weights: dict[str, list[float]], rarity: dict[str, float]) -> dict[str, str]:
    """Each feature as its rarity and the rounded weights of its labels, as "612 A12B-5"."""
    entries = {}
    for feature in sorted(weights):
        rounded = [(LETTERS[i], round(w * SCALE)) for i, w in enumerate(weights[feature])]
        kept = "".join(f"{letter}{number}" for letter, number in rounded if number)
        if kept:
            entries[feature] = f"{round(rarity[feature] * 100)} {kept}"
    return entries


def _fit(samples: Sequence[Sample]) -> tuple[dict[str, list[float]], list[float], dict[str, float]]:
    """Weights by feature, one bias a label, and the rarity of each feature."""
    vectors, rarity, machine = _learn(samples)
    names = vectors.get_feature_names_out()
    weights = {name: column for name, column in zip(names, machine.coef_.T.tolist(), strict=True)}
    return weights, machine.intercept_.tolist(), dict(zip(names, rarity.idf_, strict=True))


def _learn(samples: Sequence[Sample]) -> tuple[Any, Any, Any]:
    """scikit-learn's vectorizer, rarity and machine, fitted."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.svm import LinearSVC

    features = [extract(sample.words) for sample in samples]
    counts = Counter(itertools.chain.from_iterable(features))
    kept = {f for f, count in counts.items() if f[0] != PIECE or count >= RAREST_PIECE}
    vectors, rarity = DictVectorizer(), TfidfTransformer()
    matrix = rarity.fit_transform(
        vectors.fit_transform([dict.fromkeys(sorted(one & kept), 1.0) for one in features])
    )
    machine = LinearSVC(C=REGULARISATION, random_state=0)
    machine.fit(matrix, [sample.label for sample in samples])
    return vectors, rarity, machine


def _held_out(samples: Sequence[Sample], labels: list[str]) -> list[dict[str, float]]:
    """The scores that a model gives to sentences that it did not learn from."""
    from sklearn.model_selection import StratifiedKFold

    scores: list[dict[str, float]] = [{} for _ in samples]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for learned, held in folds.split(samples, [sample.label for sample in samples]):
        vectors, rarity, machine = _learn([samples[i] for i in learned])
        rows = [dict.fromkeys(sorted(extract(samples[i].words)), 1.0) for i in held]
        decisions = machine.decision_function(rarity.transform(vectors.transform(rows)))
        for i, row in zip(held, decisions, strict=True):
            scores[i] = dict(zip(labels, row.tolist(), strict=True))
    return scores


def _fit_temperature(
    scores: list[dict[str, float]], samples: Sequence[Sample], labels: list[str]
) -> float:
    """The factor that makes held-out scores the likeliest probabilities."""
    import numpy as np
    from scipy.optimize import minimize_scalar

    rows = np.array([[row[label] for label in labels] for row in scores])
    right = np.array([labels.index(sample.label) for sample in samples])

    def surprise(temperature: float) -> float:
        scaled = rows * temperature
        total = np.log(np.exp(scaled - scaled.max(axis=1, keepdims=True)).sum(axis=1))
        chosen = scaled[np.arange(len(right)), right] - scaled.max(axis=1)
        return float((total - chosen).mean())

    return float(minimize_scalar(surprise, bounds=(0.5, 20), method="bounded").x)


def _fit_gate(
    scores: list[dict[str, float]],
    strange: list[tuple[float, float, float]],
    samples: Sequence[Sample],
    labels: list[str],
    temperature: float,
) -> list[float]:
    """The weights of the gate's signs, and its bias last."""
    from sklearn.linear_model import LogisticRegression

    signs = []
    for row, oddness in zip(scores, strange, strict=True):
        chances = to_chances(row, temperature)
        topics = sorted(((k, v) for k, v in chances.items() if k != NONE), key=lambda t: -t[1])
        signs.append(gate_signs(topics, chances[NONE], row, oddness))
    ours = [sample.label != NONE for sample in samples]
    gate = LogisticRegression(max_iter=2000, class_weight={True: 1, False: 2}).fit(signs, ours)
    return [*gate.coef_[0].tolist(), float(gate.intercept_[0])]
