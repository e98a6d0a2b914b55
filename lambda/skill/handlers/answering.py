"""Answering: what the SDK calls for each request."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response

from skill.catalogue import Catalogue
from skill.handlers.requests import may_speak, place_of, read_turn
from skill.handlers.responses import respond
from skill.handlers.trouble import find_place, log
from skill.replies import answer, apologise
from skill.turns import Turn


class AnswerHandler(AbstractRequestHandler):
    """Answers a launch or an intent."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether Alexa lets us speak."""
        return may_speak(handler_input.request_envelope)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer, and remember the turn in the session."""
        turn = read_turn(handler_input.request_envelope, self._catalogue)
        return respond(handler_input, turn, answer(turn, self._catalogue), self._catalogue)


class SilentHandler(AbstractRequestHandler):
    """Takes what is left: a session's end, playback and system events, requests not yet invented.

    Alexa refuses speech in reply to these; an empty response is always allowed.
    """

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Everything; so this handler comes last."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Say nothing."""
        return Response()


class ApologyHandler(AbstractExceptionHandler):
    """Turns any error of ours into one kind sentence with the safety line."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def can_handle(self, handler_input: HandlerInput, exception: Exception) -> bool:
        """Every error: a listener must never hear Alexa's own apology."""
        return True

    def handle(self, handler_input: HandlerInput, exception: Exception) -> Response:
        """Log the kind of error, never what was said, and speak where speech is allowed."""
        log().error("a turn failed: %s at %s", type(exception).__name__, find_place(exception))
        envelope = handler_input.request_envelope
        if not may_speak(envelope):
            return Response()
        turn = Turn("", place_of(envelope, self._catalogue))
        return respond(handler_input, turn, apologise(turn, self._catalogue), self._catalogue)
