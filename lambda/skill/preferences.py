"""Preferences: all that is remembered of a listener between sessions.

How they like it, and that they have been here: no question, no answer and no topic.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

VERSION = 1
"""Changes when a field comes to mean something else; what bears another number is dropped."""
KEPT_SECONDS = 400 * 24 * 60 * 60
"""How long a store keeps them after they were last written: a visit a year, and a month."""


class Preferences(NamedTuple):
    """What a listener would not want to say again.

    *pace* and *length* are as in manner.py. *known* is whether they have been here before. Where a
    recording stopped is not kept: its name is a topic, and Alexa's player knows it by itself.
    """

    pace: int = 0
    length: int = 0
    known: bool = False

    def to_attributes(self) -> dict[str, Any]:
        """As a store keeps them: plain numbers, words, yes and no, and the version."""
        return {"version": VERSION, **self._asdict()}


FIRST_VISIT = Preferences()
"""The preferences of a listener whom nobody remembers."""


def read_preferences(kept: Mapping[str, Any] | None) -> Preferences:
    """Read what a store kept; whatever another version or a stranger left there is dropped."""
    given = kept if isinstance(kept, Mapping) and kept.get("version") == VERSION else {}
    return Preferences(
        **{
            name: given[name]
            for name, default in Preferences._field_defaults.items()
            if type(given.get(name)) is type(default)
        }
    )
