"""Understanding: free text → the intent that answers it. Emergencies before anything else."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from skill.content import FOLDER, load_hearing
from skill.emergencies import EmergencyEar
from skill.hearing import Hearing
from skill.matching import Match, Matcher

FALLBACK = "AMAZON.FallbackIntent"
# Below this a match is a guess; set on real questions, where it refuses most of what is not ours.
FLOOR = 0.5


class Understood(NamedTuple):
    """What a text was taken for. *score* is 0 to 1; *nearest* are the topics that came close."""

    intent: str
    score: float
    nearest: tuple[str, ...] = ()


class Understanding:
    """Everything that understanding needs, made ready once per language."""

    def __init__(self, hearing: Hearing) -> None:
        self._hearing = hearing
        self._ear = EmergencyEar(hearing.detector, hearing.aliases)
        self._matcher = Matcher(hearing)

    def understand(self, text: str) -> Understood:
        """The intent for any text of any length; FallbackIntent when it is not one of ours."""
        if alert := self._ear.find(text):
            return Understood(alert, 1.0)
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
