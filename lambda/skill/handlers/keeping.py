"""Keeping: what is remembered of a listener between sessions, in whatever store the host has.

It is read once, when a session begins, and written once at most, when it ends, if it changed. A
store that is down costs a listener nothing but the memory, and is not talked about.
"""

from __future__ import annotations

from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model import RequestEnvelope

from skill.errors import StoreError
from skill.handlers.trouble import log
from skill.memory import Remembered
from skill.preferences import FIRST_VISIT, Preferences, read_preferences

KEPT = "kept"
"""The session attribute with the preferences as the store has them."""


class Keeper:
    """Reads and writes preferences. It is a class because it holds the store, if there is one."""

    def __init__(self, store: AbstractPersistenceAdapter | None = None) -> None:
        self._store = store

    def load(self, envelope: RequestEnvelope) -> Preferences | None:
        """The listener's preferences; those of a first visit when nothing is known.

        None when the store failed. Then nothing may be written over what it could not tell.
        """
        if not self._store:
            return FIRST_VISIT
        try:
            return read_preferences(self._store.get_attributes(envelope))
        except StoreError as error:
            log().warning("preferences were not read: %s", type(error).__name__)
            return None

    def keep(
        self, envelope: RequestEnvelope, kept: Preferences, remembered: Remembered
    ) -> Preferences:
        """Keep how the listener likes it now, if that changed and they want it kept.

        Returns what there is to keep from now on, so that nothing is written twice.
        """
        now = liked(kept, remembered)
        if now == kept or remembered.forgotten:
            return kept
        self.save(envelope, now)
        return now

    def save(self, envelope: RequestEnvelope, preferences: Preferences) -> None:
        """Keep preferences, if the store can."""
        if not self._store:
            return
        try:
            self._store.save_attributes(envelope, preferences.to_attributes())
        except StoreError as error:
            log().warning("preferences were not kept: %s", type(error).__name__)

    def forget(self, envelope: RequestEnvelope) -> bool:
        """Delete what is kept; whether that worked."""
        if not self._store:
            return True
        try:
            self._store.delete_attributes(envelope)
        except StoreError as error:
            log().warning("preferences were not deleted: %s", type(error).__name__)
            return False
        return True


def kept_in(attributes: dict[str, Any] | None) -> Preferences | None:
    """The preferences that a session began with; None when it has not read them."""
    found = (attributes or {}).get(KEPT)
    return read_preferences(found) if isinstance(found, dict) else None


def liked(kept: Preferences, remembered: Remembered) -> Preferences:
    """What to keep after a session: how the listener likes it now, and that they were here."""
    return kept._replace(pace=remembered.pace, length=remembered.length, known=True)
