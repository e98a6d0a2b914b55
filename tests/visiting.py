"""Visiting: one session with the skill, turn by turn, and what the listener hears of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from events import Event, intent, launch, session_ended
from hosting import Ask
from skill.speech import to_text
from skill.ssml_reading import from_ssml, rate_of

Device = Callable[[Event], Event]


def speaker(event: Event) -> Event:
    """A device that only speaks."""
    return event


class Visit:
    """A session: each turn carries on the attributes that the last answer left."""

    def __init__(self, ask: Ask, device: Device = speaker, locale: str = "en-GB") -> None:
        self._ask, self.device, self._locale = ask, device, locale
        self.attributes: Any = None

    def open(self) -> dict[str, Any]:
        """Open the skill."""
        return self._send(launch(self._locale))

    def say(self, name: str, **slots: str) -> dict[str, Any]:
        """Say something that Alexa takes for this intent."""
        return self._send(intent(name, self._locale, self.attributes, slots))

    def leave(self) -> None:
        """Go away: Alexa says that the session is over."""
        self._send(session_ended("EXCEEDED_MAX_REPROMPTS", self.attributes))

    def _send(self, event: Event) -> dict[str, Any]:
        answer = self._ask(self.device(event))
        self.attributes = answer.get("sessionAttributes", self.attributes)
        response: dict[str, Any] = answer["response"]
        return response


def words(response: dict[str, Any]) -> str:
    """What is said; nothing, when only the player is told something."""
    speech = response.get("outputSpeech")
    return to_text(from_ssml(speech["ssml"])) if speech else ""


def rate(response: dict[str, Any]) -> int:
    """How fast, in percent of the voice's own rate."""
    return rate_of(response["outputSpeech"]["ssml"])


def kinds(response: dict[str, Any]) -> list[str]:
    """The kinds of directives."""
    return [one["type"] for one in response.get("directives", [])]
