"""Machine: a linear support vector machine on TF-IDF features. scikit-learn stays in here."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from interaction_model.samples import FOLDS, RAREST_PAIR, RAREST_PIECE, REGULARISATION, Sample
from skill.features import PIECE, extract

Stakes = Mapping[str, float]
"""How much more a mistake about a label costs; 1 for a label that is not named."""
Fitted = tuple[dict[str, list[float]], list[float], dict[str, float]]


def fit(samples: Sequence[Sample], stakes: Stakes) -> Fitted:
    """Weights by feature, one bias a label, and the rarity of each feature."""
    vectors, rarity, machine = _learn(samples, stakes)
    names = vectors.get_feature_names_out()
    weights = {name: column for name, column in zip(names, machine.coef_.T.tolist(), strict=True)}
    return weights, machine.intercept_.tolist(), dict(zip(names, rarity.idf_, strict=True))


def _learn(samples: Sequence[Sample], stakes: Stakes) -> tuple[Any, Any, Any]:
    """scikit-learn's vectorizer, rarity and machine, fitted."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.feature_extraction.text import TfidfTransformer
    from sklearn.svm import LinearSVC

    features = [extract(sample.words) for sample in samples]
    counts = Counter(itertools.chain.from_iterable(features))
    kept = {feature for feature, count in counts.items() if count >= _rarest(feature)}
    vectors, rarity = DictVectorizer(), TfidfTransformer()
    matrix = rarity.fit_transform(
        vectors.fit_transform([dict.fromkeys(sorted(one & kept), 1.0) for one in features])
    )
    machine = LinearSVC(C=REGULARISATION, random_state=0, max_iter=5000, class_weight=stakes)
    machine.fit(matrix, [sample.label for sample in samples])
    return vectors, rarity, machine


def _rarest(feature: str) -> int:
    """How many sentences must have a feature for it to be learned."""
    if feature.startswith(PIECE):
        return RAREST_PIECE
    return RAREST_PAIR if " " in feature else 1


def score_held_out(
    samples: Sequence[Sample], labels: list[str], stakes: Stakes
) -> list[dict[str, float]]:
    """The scores that a model gives to sentences that it did not learn from."""
    from sklearn.model_selection import StratifiedKFold

    scores: list[dict[str, float]] = [{} for _ in samples]
    folds = StratifiedKFold(FOLDS, shuffle=True, random_state=0)
    for learned, held in folds.split(samples, [sample.label for sample in samples]):
        vectors, rarity, machine = _learn([samples[i] for i in learned], stakes)
        rows = [dict.fromkeys(sorted(extract(samples[i].words)), 1.0) for i in held]
        decisions = machine.decision_function(rarity.transform(vectors.transform(rows)))
        for i, row in zip(held, decisions, strict=True):
            scores[i] = dict(zip(labels, row.tolist(), strict=True))
    return scores
