"""Manner: how fast and how much a listener likes to hear, and how an answer is cut for that."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from skill.memory import Remembered

RATES = (65, 80, 100, 125, 155)
"""Five steps of pace, in percent of the voice's own rate; each is about a quarter from the next."""
SHORT, NORMAL, LONG = -1, 0, 1
"""Short answers keep their first sentences, long ones come with the part that follows."""
KEPT = 2
"""How many sentences a short answer begins with."""
URGENT = ("{emergency_number}", "{cancer_line}")

_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_SLOWEST, _FASTEST = -(len(RATES) // 2), len(RATES) // 2

CHANGES: Mapping[str, Callable[[Remembered], Remembered]] = {
    "SlowerIntent": lambda last: last._replace(pace=max(_SLOWEST, last.pace - 1)),
    "FasterIntent": lambda last: last._replace(pace=min(_FASTEST, last.pace + 1)),
    "NormalSpeedIntent": lambda last: last._replace(pace=0),
    "ShorterIntent": lambda last: last._replace(length=max(SHORT, last.length - 1)),
    "LongerIntent": lambda last: last._replace(length=min(LONG, last.length + 1)),
}
"""What each of these intents changes."""


def rate_at(pace: int) -> int:
    """The rate of speech in percent; a pace out of range is the nearest one."""
    return RATES[max(_SLOWEST, min(_FASTEST, pace)) - _SLOWEST]


def shorten(text: str) -> str:
    """The first sentences of an authored text, and all that says whom to call at once.

    The sentence after such a one stays, too: it often says what else to call for.
    """
    sentences = _SENTENCE_END.split(text.strip())
    urgent = [any(word in one for word in URGENT) for one in sentences]
    kept = (
        one
        for number, one in enumerate(sentences)
        if number < KEPT or urgent[number] or urgent[number - 1]
    )
    return " ".join(kept)
