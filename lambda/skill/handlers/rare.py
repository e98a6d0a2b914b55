"""Rare requests: what their answers need of the SDK is loaded only when one comes."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from skill.catalogue import Catalogue
from skill.handlers.players import BUTTONS, EVENTS, kind_of
from skill.recordings import Recordings


class PlayerHandler(AbstractRequestHandler):
    """Answers Alexa's player and its buttons, which have no session and must not be spoken to."""

    def __init__(self, recordings: Recordings) -> None:
        self._recordings = recordings

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it is an event of the player or of a button."""
        return kind_of(handler_input.request_envelope).startswith((EVENTS, BUTTONS))

    def handle(self, handler_input: HandlerInput) -> Response:
        """Directives or nothing."""
        from skill.handlers.playing import answer_player

        return answer_player(handler_input.request_envelope, self._recordings)


class FulfilHandler(AbstractRequestHandler):
    """Answers whether the skill could answer, before anybody has named it."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether Alexa only asks whether we could."""
        return kind_of(handler_input.request_envelope) == "CanFulfillIntentRequest"

    def handle(self, handler_input: HandlerInput) -> Response:
        """Truthfully, and without any effect."""
        from skill.handlers.fulfilling import answer_fulfilling

        return answer_fulfilling(handler_input.request_envelope, self._catalogue)
