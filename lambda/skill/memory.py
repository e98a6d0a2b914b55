"""Memory: what one conversation remembers. It lives in Alexa's session and nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Remembered(NamedTuple):
    """The last turn of a conversation.

    *intent* was answered last, *topic*, *start* and *part* say what was heard of which topic, from
    which part to which (part 0 is the answer itself), *term* is the word explained last, and
    *offer* the intent that a "yes" now means. *choice* are the topics that were just named to
    choose from, parted by spaces, and *listed* how many a listener who goes through all has heard
    of. *pace* and *length* are how the listener likes it, see manner.py. *forgotten* is who asked
    that nothing be kept of this visit, or whose preferences could not be read.
    """

    intent: str = ""
    topic: str = ""
    part: int = 0
    offer: str = ""
    term: str = ""
    start: int = 0
    pace: int = 0
    length: int = 0
    forgotten: bool = False
    choice: str = ""
    listed: int = 0

    def to_attributes(self) -> dict[str, Any]:
        """As session attributes, which must be plain JSON."""
        return self._asdict()


NOTHING_YET = Remembered()
"""The memory of a conversation that has just begun."""


def from_attributes(attributes: Mapping[str, Any] | None) -> Remembered:
    """Read session attributes; whatever an older version or a stranger left there is dropped."""
    given = attributes if isinstance(attributes, Mapping) else {}
    kept = {
        name: given[name]
        for name, default in Remembered._field_defaults.items()
        if type(given.get(name)) is type(default)
    }
    return Remembered(**kept)
