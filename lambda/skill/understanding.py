"""Understanding: free text → the intent that answers it. Emergencies before anything else."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from skill.catalogue import intent_of
from skill.classifier import NONE, Classifier, SignModel, load_classifier, load_signs
from skill.content import FOLDER, load_answers, load_hearing
from skill.context import is_pointing, point_at, split_joined
from skill.emergencies import EmergencyEar
from skill.features import extract
from skill.hearing import Hearing
from skill.parts import PartFinder
from skill.terms import TermEar
from skill.wording import read_words

FALLBACK, TODAY = "AMAZON.FallbackIntent", "today"
# Below this chance of being ours at all, a question is refused; set on held-out questions.
OURS = 0.4
# No rule heard a sign, but the model is this sure of one: it is one. A miss is worse than a
# false alarm.
SURE = 0.5
# A rule heard a sign, but the model is this sure that it only sounds so: it is none.
CALM = 0.9
# A sign that only needs a call today: pain's own answers say so, too, so less is enough.
CALM_TODAY = 0.6
# A topic below this chance is a guess.
FLOOR = 0.12
# A refused question with this chance of being ours gets the nearest topics offered.
PERHAPS = 0.3
# Each half of a question must be this sure to be one of its own.
LIKELY = 0.5
# Without a question word of its own, it must have this share of the whole as well.
SHARED = 0.15


class Understood(NamedTuple):
    """What a text was taken for.

    *score* is the chance that it is right, 0 to 1; *nearest* are the topics that came close,
    best first; *slots* are what the intent is about.
    """

    intent: str
    score: float
    nearest: tuple[str, ...] = ()
    slots: Mapping[str, str] = MappingProxyType({})


class Understanding:
    """Everything that understanding needs, made ready once per language."""

    def __init__(
        self, hearing: Hearing, parts: PartFinder, classifier: Classifier, signs: SignModel
    ) -> None:
        self._topics, self._safe, self._tiers = hearing.topics, hearing.safe, hearing.tiers
        self._parts = parts
        self._signs = signs
        self._aliases = hearing.aliases
        self._joining, self._asking = hearing.joining, hearing.asking
        self._pointing = hearing.pointing
        self._ear = EmergencyEar(hearing.detector, hearing.aliases)
        self._terms = TermEar(hearing)
        self._classifier = classifier
        self._names = {id: self._words(id.replace("_", " ")) for id in hearing.topics.values()}
        self._known: dict[str, str] = {}
        for intent, sentences in hearing.asked.items():
            for sentence in sentences:
                if "{" not in sentence:
                    self._known.setdefault(" ".join(self._words(sentence)), intent)

    def understand(self, text: str, about: str = "") -> Understood:
        """The intent for any text of any length; FallbackIntent when it is not one of ours.

        *about* is the topic told last, which the question may point at.
        """
        words = self._words(text)
        features, recalled = extract(words), self._recall(words)
        sure = self._alert(text, features, recalled) or recalled or self._ear.find_refused(text)
        if sure:
            return Understood(sure, 1.0, slots=self._part(sure, words))
        if term := self._terms.find(text):
            return Understood(term[0], 1.0, slots={"term": term[1]})
        found = self._guess(words, features)
        if about and is_pointing(words, self._pointing):
            found = self._follow(found, words, about)
        return self._add_second(found, words)

    def _follow(self, found: Understood, words: list[str], about: str) -> Understood:
        """A question that points at the topic told last, if it makes more sense that way."""
        spelled = point_at(words, self._names.get(about, []), self._pointing)
        whole = self._guess(spelled)
        stays = whole.intent == intent_of(about) and whole.score >= LIKELY
        return whole if stays or whole.score > found.score else found

    def explain(self, text: str) -> list[tuple[str, float]]:
        """What in a text spoke for the topic that fits it best, the most telling first."""
        words = self._words(text)
        best = self._classifier.rank(words).topics[0][0]
        return self._classifier.model.explain(words, best)

    def find_alert(self, text: str) -> str | None:
        """The intent of the alert that a text calls for, or None."""
        words = self._words(text)
        return self._alert(text, extract(words), self._recall(words))

    def _alert(self, text: str, features: set[str], recalled: str | None) -> str | None:
        """The alert that a rule hears, or that the model is sure of; the two correct each other.

        The model alone raises none over a sentence that we know word for word.
        """
        heard = self._ear.find(text)
        chances = self._signs.judge(features)
        calm = chances.pop(NONE)
        if heard:
            return None if calm > (CALM_TODAY if self._tiers[heard] == TODAY else CALM) else heard
        likely = max(chances, key=lambda intent: chances[intent])
        return likely if 1 - calm >= SURE and not recalled else None

    def _recall(self, words: list[str]) -> str | None:
        """The intent of a sentence that we know word for word."""
        return self._known.get(" ".join(words))

    def _guess(self, words: list[str], features: AbstractSet[str] = frozenset()) -> Understood:
        """The topic that fits best, if the question is ours and it fits well enough."""
        ranking = self._classifier.rank(words, features)
        nearest = tuple(label for label, _ in ranking.topics if label not in self._safe)[:3]
        label, chance = ranking.topics[0]
        score = ranking.ours * chance
        if ranking.ours >= OURS and chance >= FLOOR:
            intent = label if label in self._safe else intent_of(label)
            return Understood(intent, score, nearest, self._part(intent, words))
        near = " ".join(nearest[:2]) if words and ranking.ours >= PERHAPS else ""
        return Understood(FALLBACK, score, nearest, {"near": near} if near else {})

    def _add_second(self, found: Understood, words: list[str]) -> Understood:
        """A question that is two in one: the first is answered, and the second is kept for later.

        Each half must be sure of itself, and the second begin like a question or be likely in the
        whole, too.
        """
        for first, second in split_joined(words, self._joining):
            asked, also = self._guess(first), self._guess(second)
            two = asked.intent != also.intent and FALLBACK not in (asked.intent, also.intent)
            if not two or min(asked.score, also.score) < LIKELY:
                continue
            chances = dict(self._classifier.rank(words).topics)
            halves = [asked.nearest[0], also.nearest[0]]
            if second[0] in self._asking or min(chances[half] for half in halves) >= SHARED:
                return asked._replace(slots={**asked.slots, "also": halves[1]})
        return found

    def _part(self, intent: str, words: list[str]) -> dict[str, str]:
        """The slot that names the part which a question is about; none for the answer itself."""
        part = self._parts.find(self._topics.get(intent, ""), words)
        return {"part": str(part)} if part else {}

    def _words(self, text: str) -> list[str]:
        return read_words(text, self._aliases)


@lru_cache(maxsize=4)
def load_understanding(language: str = "en", folder: Path = FOLDER) -> Understanding:
    """The understanding of a language, made once in a process.

    Raises:
        ContentError: a content file is wrong.
    """
    hearing = load_hearing(language, folder)
    models = folder / language
    topics = load_answers(language, folder).topics
    parts = PartFinder(topics, hearing.ignored, hearing.aliases)
    return Understanding(hearing, parts, load_classifier(models), load_signs(models))
