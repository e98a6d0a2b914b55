"""The classifier: trained on a few sentences, it finds topics, refuses and explains."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interaction_model.samples import Sample, digest_of
from interaction_model.train import train, train_signs
from skill.authored.training import Lessons
from skill.classifier import NONE, Classifier, SignModel
from skill.features import extract

TIDES = [
    "when is high tide",
    "how high is the tide",
    "why do tides rise",
    "what makes the tide turn",
]
WINDS = ["how strong is the wind", "why does wind blow", "what makes a gale", "is the wind cold"]
OTHER = ["who won the match", "play some music", "how old is the king", "bake me a cake please"]
LESSONS = Lessons({}, [], [], [], ["tide", "wind"])


def samples() -> list[Sample]:
    """A little world of tides, winds and everything else."""
    rows = [(TIDES, "tides"), (WINDS, "winds"), (OTHER, NONE)]
    pairs = [(sentence, label) for sentences, label in rows for sentence in sentences]
    return [Sample([*s.split(), *more], label) for s, label in pairs for more in ([], ["now"])]


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    """Trained as the real one is."""
    return Classifier(train(samples(), LESSONS, frozenset({"is", "the"})))


@pytest.mark.parametrize(
    ("said", "topic"), [("will the tides rise", "tides"), ("a cold wind blows", "winds")]
)
def test_a_topic_is_found(classifier: Classifier, said: str, topic: str) -> None:
    """In other words than those it learned."""
    assert classifier.rank(said.split()).topics[0][0] == topic


def test_a_stranger_is_less_ours(classifier: Classifier) -> None:
    """The gate tells a question of ours from another."""
    ours = classifier.rank(["when", "does", "the", "tide", "rise"]).ours
    assert ours > classifier.rank(["who", "is", "the", "king", "of", "music"]).ours


def test_it_explains_itself(classifier: Classifier) -> None:
    """The words that spoke for a topic, the most telling first."""
    shares = classifier.model.explain(["why", "is", "the", "tide", "so", "high"], "tides")
    assert "tide" in [feature for feature, _ in shares[:20]]
    assert [share for _, share in shares] == sorted((s for _, s in shares), reverse=True)


def test_training_is_deterministic() -> None:
    """The same sentences give the same model; another sentence gives another digest."""
    assert train(samples(), LESSONS, frozenset()) == train(samples(), LESSONS, frozenset())
    assert digest_of(samples()) != digest_of(samples()[1:])


def test_signs_are_told_from_calm() -> None:
    """The second pair of ears gives a chance to each alert and to none."""
    signs = SignModel(train_signs(samples()))
    chances = signs.judge(extract(["what", "a", "strong", "wind"]))
    assert max(chances, key=lambda label: chances[label]) == "winds"
    assert sum(chances.values()) == pytest.approx(1)


@given(st.lists(st.text(min_size=1, max_size=12), max_size=200))
def test_any_words_get_chances(classifier: Classifier, words: list[str]) -> None:
    """However many words of whatever signs: probabilities, never an error."""
    ranking = classifier.rank(words)
    assert 0 <= ranking.ours <= 1
    assert 0 < sum(chance for _, chance in ranking.topics) <= 1 + 1e-9


def test_features_are_words_pairs_and_pieces() -> None:
    """A misspelt word still shares pieces with the right one."""
    assert {"red", "tide", "red tide", "#_tid"} <= extract(["red", "tide"])
    assert extract(["metastases"]) & extract(["metastasis"])
