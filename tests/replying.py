"""Replying: one turn of a conversation as values, and where a conversation can stand."""

from __future__ import annotations

from skill.catalogue import Catalogue
from skill.manner import CHANGES
from skill.memory import NOTHING_YET, Remembered
from skill.replies import ANSWERS, answer
from skill.turns import MORE, NUMBER, REPEAT, Reply, Turn

NO, HELP, VOLUME = "AMAZON.NoIntent", "AMAZON.HelpIntent", "VolumeIntent"

# Where a conversation can stand: just begun, in a topic, at its end, after an alert, in a manner
# of the listener's, in nonsense.
STATES = {
    "new": NOTHING_YET,
    "in a topic": Remembered("SymptomsIntent", "symptoms", 0, MORE),
    "at a topic's end": Remembered("AboutIntent", "about", 5, "SupportLinesIntent"),
    "after an alert": Remembered("EmergencyIntent", "", 0, REPEAT),
    "after a definition": Remembered("DefineTermIntent", "symptoms", 0, "BiopsyIntent", "biopsy"),
    "after the number": Remembered(NUMBER, "symptoms", 0),
    "after two parts": Remembered("SymptomsIntent", "symptoms", 1, MORE, pace=2, length=1),
    "short and slow": Remembered("SymptomsIntent", "symptoms", 0, MORE, pace=-2, length=-1),
    "from an older version": Remembered("GoneIntent", "gone", 99, "GoneIntent"),
    "out of range": Remembered("AboutIntent", "about", -7, MORE),
    "beyond all ends": Remembered("AboutIntent", "about", 1, MORE, start=5000, pace=99, length=-7),
}


def reply_to(
    intent: str,
    catalogue: Catalogue,
    state: Remembered = NOTHING_YET,
    place: str = "en-GB",
    **slots: str,
) -> Reply:
    """The reply to an intent."""
    return answer(Turn(intent, catalogue.place(place), state, slots), catalogue)


def all_intents(catalogue: Catalogue) -> list[str]:
    """Everything that the skill answers, and something that it does not know."""
    return [
        *ANSWERS,
        *CHANGES,
        *catalogue.intents,
        *catalogue.alerts,
        *catalogue.safe_answers,
        "UnknownIntent",
    ]
