"""Handlers: Alexa's requests → turns, and replies → Alexa's responses. The SDK stays in here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from ask_sdk_core.dispatch_components import AbstractExceptionHandler, AbstractRequestHandler
from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model import (
    Intent,
    IntentRequest,
    LaunchRequest,
    RequestEnvelope,
    Response,
    Slot,
)
from ask_sdk_model.slu.entityresolution import StatusCode
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from skill.catalogue import Catalogue, Place
from skill.memory import from_attributes
from skill.raw_requests import bare_request, is_spoken
from skill.replies import answer, apologise
from skill.speech import Lexicon, Speech
from skill.ssml import to_ssml
from skill.turns import ASK, LAUNCH, Reply, Turn

if TYPE_CHECKING:
    from logging import Logger

NOTHING: dict[str, Any] = {"version": "1.0", "response": {}}
"""What Alexa gets where speech is not allowed: always valid, always silent."""


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
        _log().error("a turn failed: %s at %s", type(exception).__name__, _place(exception))
        envelope = handler_input.request_envelope
        if not may_speak(envelope):
            return Response()
        turn = Turn("", place_of(envelope, self._catalogue))
        return respond(handler_input, turn, apologise(turn, self._catalogue), self._catalogue)


def may_speak(envelope: RequestEnvelope) -> bool:
    """Whether the request is from a person who is listening for an answer."""
    return isinstance(envelope.request, LaunchRequest | IntentRequest)


def read_turn(envelope: RequestEnvelope, catalogue: Catalogue) -> Turn:
    """What the listener wants, from Alexa's request."""
    request = envelope.request
    intent = request.intent if isinstance(request, IntentRequest) else None
    attributes = envelope.session.attributes if envelope.session else None
    place = place_of(envelope, catalogue)
    named = str(intent.name) if intent else LAUNCH
    slots, remembered = read_slots(intent), from_attributes(attributes)
    if named == ASK:
        asked = slots.get("question", "")
        named, slots = understand(asked, remembered.topic, catalogue)
    heeded = heed(slots.get("term", ""), catalogue)
    return Turn(heeded or named, place, remembered, slots)


def understand(asked: str, about: str, catalogue: Catalogue) -> tuple[str, dict[str, str]]:
    """The intent and slots of a question in free words."""
    from skill.understanding import load_understanding  # late: free words are rare here

    found = load_understanding(catalogue.language).understand(asked, about)
    return found.intent, dict(found.slots)


def heed(said: str, catalogue: Catalogue) -> str | None:
    """The alert in words that Alexa took for a term ("what does my legs have gone numb mean")."""
    if not said or said in catalogue.terms or said.lower() in catalogue.said:
        return None
    from skill.understanding import load_understanding  # late: free words are rare here

    return load_understanding(catalogue.language).find_alert(said)


def read_slots(intent: Intent | None) -> dict[str, str]:
    """The slots that were filled: the id of what Alexa recognised, else the words as heard."""
    slots = (intent.slots if intent else None) or {}
    filled = {name: slot for name, slot in slots.items() if slot}
    read = {name: _recognised(slot) or str(slot.value or "") for name, slot in filled.items()}
    return {name: value.strip() for name, value in read.items() if value.strip()}


def _recognised(slot: Slot) -> str:
    """The id of the first value that Alexa's entity resolution is sure of."""
    authorities = slot.resolutions.resolutions_per_authority if slot.resolutions else None
    for authority in authorities or ():
        if authority.status and authority.status.code == StatusCode.ER_SUCCESS_MATCH:
            for match in authority.values or ():
                return str(match.value.id or match.value.name) if match.value else ""
    return ""


def place_of(envelope: RequestEnvelope, catalogue: Catalogue) -> Place:
    """Where the listener is, as far as the request's locale tells."""
    locale = envelope.request.locale if envelope.request else None
    return catalogue.place(str(locale or ""))


def respond(
    handler_input: HandlerInput, turn: Turn, reply: Reply, catalogue: Catalogue
) -> Response:
    """Alexa's response to a reply. Whether the session ends is always said, never left open."""
    lexicon = catalogue.lexicons[turn.place.locale]
    if handler_input.request_envelope.session:
        handler_input.attributes_manager.session_attributes = reply.remember.to_attributes()
    return Response(
        output_speech=_speech(reply.speech, reply.rate, lexicon),
        reprompt=_reprompt(reply, lexicon),
        card=SimpleCard(title=reply.card.title, content=reply.card.text) if reply.card else None,
        should_end_session=not reply.reprompt,
    )


def _speech(speech: Speech, rate: int, lexicon: Lexicon) -> SsmlOutputSpeech:
    return SsmlOutputSpeech(ssml=to_ssml(speech, lexicon, rate))


def _reprompt(reply: Reply, lexicon: Lexicon) -> Reprompt | None:
    if not reply.reprompt:
        return None
    return Reprompt(output_speech=_speech(reply.reprompt, reply.rate, lexicon))


def invoke(skill: CustomSkill, event: dict[str, Any], context: object = None) -> dict[str, Any]:
    """Answer one request given as JSON, as AWS Lambda does.

    A person's request with a value that the SDK does not know is answered by its intent alone;
    a kind of request that it does not know gets the empty response.
    """
    for known in (event, bare_request(event)) if is_spoken(event) else (event,):
        try:
            envelope = DefaultSerializer().deserialize(json.dumps(known), RequestEnvelope)
        except SerializationException:
            continue
        answered = skill.invoke(envelope, context)
        return cast(dict[str, Any], DefaultSerializer().serialize(answered))
    _log().warning("a request of an unknown kind got the empty response")
    return NOTHING


def _place(exception: Exception) -> str:
    """Where in the code it happened. The message stays out of the log: it may hold a topic."""
    frame = exception.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_name}, line {frame.tb_lineno}" if frame else "unknown"


def _log() -> Logger:
    """The log, loaded only for trouble: a listener waits for each import of a fresh process."""
    import logging

    return logging.getLogger(__name__)
