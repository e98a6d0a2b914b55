"""Manner: how fast and how much a listener likes to hear, and how an answer is cut for that."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from skill.catalogue import Brevity
from skill.memory import Remembered

RATES = (65, 80, 100, 125, 155)
"""Five steps of pace, in percent of the voice's own rate; each is about a quarter from the next."""
SHORT, NORMAL, LONG = -1, 0, 1
"""Short answers keep their first sentences, long ones come with the part that follows."""
KEPT = 2
"""How many sentences a short answer begins with."""

URGENT = tuple(
    f"{{{name}}}"
    for name in (
        *("emergency_number", "emergency_department", "cancer_line", "crisis_line"),
        "out_of_hours",
    )
)
"""Words of a place that say whom to call; those of a language are in its brevity.toml."""
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_FASTEST = len(RATES) // 2
NORMAL_SPEED = "NormalSpeedIntent"

CHANGES: Mapping[str, Callable[[Remembered], Remembered]] = {
    "SlowerIntent": lambda last: last._replace(pace=_step(last.pace, -1, _FASTEST)),
    "FasterIntent": lambda last: last._replace(pace=_step(last.pace, 1, _FASTEST)),
    NORMAL_SPEED: lambda last: last._replace(pace=0),
    "ShorterIntent": lambda last: last._replace(length=_step(last.length, -1, LONG)),
    "LongerIntent": lambda last: last._replace(length=_step(last.length, 1, LONG)),
}
"""What each of these intents changes."""


def rate_at(pace: int) -> int:
    """The rate of speech in percent; a pace out of range is the nearest one."""
    return RATES[_step(pace, 0, _FASTEST) + _FASTEST]


def _step(at: int, by: int, most: int) -> int:
    """A step from where a listener is, or from the nearest end, to the last one at most."""
    return max(-most, min(most, max(-most, min(most, at)) + by))


def shorten(text: str, brevity: Brevity) -> str:
    """The first sentences of an authored text, and all that says whom to call at once.

    The sentence after such a one stays, too: it often says what else to call for. So do those that
    it leans on: "call about that" must not come to mean something else. A text that begins with
    the emergency number stays whole: what follows may be a list of what to call for.
    """
    sentences = _SENTENCE_END.split(text.strip())
    if "{emergency_number}" in sentences[0]:
        return text
    kept = set(range(KEPT))
    for number, one in enumerate(sentences):
        if _phrases(brevity.urgent).search(one) or any(word in one for word in URGENT):
            kept.update(range(_thought(sentences, number, brevity), number + 2))
    return " ".join(one for number, one in enumerate(sentences) if number in kept)


def _thought(sentences: Sequence[str], number: int, brevity: Brevity) -> int:
    """The number of the sentence with which a thought begins."""
    leaning = _phrases(brevity.leaning)
    while number and leaning.search(sentences[number].lower()):
        number -= 1
    return number


@lru_cache(maxsize=8)
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b" if phrases else r"(?!)")
