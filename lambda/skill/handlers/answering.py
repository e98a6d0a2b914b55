"""Answering: what the SDK calls for each request."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response, SessionEndedRequest

from skill.catalogue import Catalogue
from skill.handlers.keeping import KEPT, Keeper, kept_in
from skill.handlers.players import session_attributes
from skill.handlers.requests import may_speak, place_of, read_turn
from skill.handlers.responses import respond
from skill.handlers.trouble import find_place, log
from skill.memory import Remembered, from_attributes
from skill.preferences import FIRST_VISIT
from skill.recordings import Recordings
from skill.replies import answer, apologise
from skill.turns import FORGET, YES, Turn


class AnswerHandler(AbstractRequestHandler):
    """Answers a launch or an intent."""

    def __init__(self, catalogue: Catalogue, keeper: Keeper, recordings: Recordings) -> None:
        self._catalogue, self._keeper, self._recordings = catalogue, keeper, recordings

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether Alexa lets us speak."""
        return may_speak(handler_input.request_envelope)

    def handle(self, handler_input: HandlerInput) -> Response:
        """Answer, remember the turn in the session, and keep what is liked when that ends."""
        envelope = handler_input.request_envelope
        found = kept_in(session_attributes(envelope)) or self._keeper.load(envelope)
        kept = found or FIRST_VISIT
        turn = read_turn(envelope, kept, self._recordings, self._catalogue)
        if not found:
            turn = turn._replace(remembered=turn.remembered._replace(forgotten=True))
        if turn.intent == YES and turn.remembered.offer == FORGET:
            done = "yes" if self._keeper.forget(envelope) else "no"
            turn = turn._replace(slots={"forgotten": done})
        reply = answer(turn, self._catalogue)
        if not reply.reprompt:
            kept = self._keeper.keep(envelope, kept, reply.remember)
        if envelope.session:
            attributes = {**reply.remember.to_attributes(), KEPT: kept.to_attributes()}
            handler_input.attributes_manager.session_attributes = attributes
        return respond(envelope, turn, reply, self._catalogue)


class SilentHandler(AbstractRequestHandler):
    """Takes what is left: a session's end, system events, requests not yet invented.

    Alexa refuses speech in reply to these; an empty response is always allowed.
    """

    def __init__(self, keeper: Keeper) -> None:
        self._keeper = keeper

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Everything; so this handler comes last."""
        return True

    def handle(self, handler_input: HandlerInput) -> Response:
        """Say nothing; keep what is liked when a session ends, and forget who disables us."""
        envelope = handler_input.request_envelope
        attributes = session_attributes(envelope)
        kept = kept_in(attributes)
        if isinstance(envelope.request, SessionEndedRequest) and kept:
            self._keeper.keep(envelope, kept, from_attributes(attributes))
        if getattr(envelope.request, "object_type", "") == DISABLED:
            self._keeper.forget(envelope)
        return Response()


DISABLED = "AlexaSkillEvent.SkillDisabled"


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
        attributes = session_attributes(envelope)
        before = from_attributes(attributes)
        calm = Remembered(pace=before.pace, length=before.length, forgotten=before.forgotten)
        turn = Turn("", place_of(envelope, self._catalogue), calm)
        reply = apologise(turn, self._catalogue)
        if attributes:  # Else the next turn is the first, and reads what is kept.
            kept = {KEPT: attributes[KEPT]} if KEPT in attributes else {}
            handler_input.attributes_manager.session_attributes = {**calm.to_attributes(), **kept}
        return respond(envelope, turn, reply, self._catalogue)
