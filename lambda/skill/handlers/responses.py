"""Responses: a reply → what Alexa takes."""

from __future__ import annotations

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from skill.catalogue import Catalogue
from skill.speech import Lexicon, Speech
from skill.ssml import to_ssml
from skill.turns import Reply, Turn


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
