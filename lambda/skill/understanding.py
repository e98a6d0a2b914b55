"""Understanding: free text → the intent that answers it. Emergencies before anything else."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from skill.content import FOLDER, load_hearing
from skill.emergencies import EmergencyEar
from skill.hearing import Hearing
from skill.matching import Match, Matcher
from skill.terms import TermEar

FALLBACK = "AMAZON.FallbackIntent"
# Below this a match is a guess; set on real questions, where it refuses most of what is not ours.
FLOOR = 0.5


class Understood(NamedTuple):
    """What a text was taken for. *score* is 0 to 1; *nearest* are the topics that came close."""

    intent: str
    score: float
    nearest: tuple[str, ...] = ()
    slots: Mapping[str, str] = MappingProxyType({})


class Understanding:
    """Everything that understanding needs, made ready once per language."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing
        self._ear = EmergencyEar(hearing.detector, hearing.aliases)
        self._terms = TermEar(hearing)
        self._matcher = Matcher(hearing)

    def understand(self, text: str) -> Understood:
        """The intent for any text of any length; FallbackIntent when it is not one of ours."""
        for sure in (self._ear.find, self._matcher.match_exactly, self._ear.find_refused):
            if intent := sure(text):
                return Understood(intent, 1.0)
        if term := self._terms.find(text):
            return Understood(term[0], 1.0, slots={"term": term[1]})
        return self._guess(text)

    def _guess(self, text: str) -> Understood:
        """The topic that fits best, if it fits well enough."""
        matches = self._matcher.match(text)
        best = matches[0] if matches else Match(FALLBACK, 0.0)
        if best.score >= FLOOR:
            return Understood(best.intent, best.score)
        return Understood(FALLBACK, best.score, self._topics(matches))

    def _topics(self, matches: list[Match]) -> tuple[str, ...]:
        known = self._hearing.topics
        return tuple(known[match.intent] for match in matches if match.intent in known)[:3]


@lru_cache(maxsize=4)
def load_understanding(language: str = "en", folder: Path = FOLDER) -> Understanding:
    """The understanding of a language, made once in a process.

    Raises:
        ContentError: a content file is wrong.
    """
    return Understanding(load_hearing(language, folder))
