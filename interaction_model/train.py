"""Train: what people ask → the classifier's weights. scikit-learn is needed for it.

Everything is deterministic: the same sentences give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from interaction_model.machine import Stakes, fit, score_held_out
from interaction_model.samples import SCALE, STAKE, Sample, digest_of
from skill.authored.training import Lessons
from skill.classifier import NONE, find_strangeness, gate_signs
from skill.linear import to_chances, write_feature

Model = dict[str, Any]


def train(samples: Sequence[Sample], lessons: Lessons, ignored: frozenset[str]) -> Model:
    """The model as plain data."""
    labels = sorted({sample.label for sample in samples})
    known = _known_words(samples)
    scores = score_held_out(samples, labels, {})
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
    return {**_model(samples, labels, temperature, {}), **gate_data}


def train_signs(samples: Sequence[Sample]) -> Model:
    """The model of signs as plain data."""
    labels = sorted({sample.label for sample in samples})
    stakes = {label: STAKE for label in labels if label != NONE}
    scores = score_held_out(samples, labels, stakes)
    return _model(samples, labels, _fit_temperature(scores, samples, labels), stakes)


def _model(
    samples: Sequence[Sample], labels: list[str], temperature: float, stakes: Stakes
) -> Model:
    weights, bias, rarity = fit(samples, stakes)
    return {
        "digest": digest_of(samples),
        "labels": labels,
        "bias": [round(value * SCALE) for value in bias],
        "scale": SCALE,
        "temperature": round(temperature, 3),
        "features": _entries(weights, rarity),
    }


def _known_words(samples: Sequence[Sample]) -> set[str]:
    counts = Counter(w for s in samples if s.label != NONE for w in set(s.words))
    return {word for word, count in counts.items() if count > 1}


def _entries(weights: dict[str, list[float]], rarity: dict[str, float]) -> dict[str, str]:
    """Each feature with its rarity and the rounded weights of its labels.

    A weight has the rarity in it already, so that scoring only adds.
    """
    scaled = {
        name: [weight * rarity[name] * SCALE for weight in weights[name]]
        for name in sorted(weights)
    }
    told = {name: values for name, values in scaled.items() if any(map(round, values))}
    return {name: write_feature(rarity[name], values) for name, values in told.items()}


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
