"""Responses: a reply → what Alexa takes."""

from __future__ import annotations

from typing import Any

from ask_sdk_model import RequestEnvelope, Response
from ask_sdk_model.ui import Reprompt, SimpleCard, SsmlOutputSpeech

from skill.catalogue import Catalogue
from skill.handlers.players import interfaces_of
from skill.speech import Lexicon, Speech
from skill.ssml import to_ssml
from skill.turns import Reply, Turn


def respond(envelope: RequestEnvelope, turn: Turn, reply: Reply, catalogue: Catalogue) -> Response:
    """Alexa's response to a reply. Whether the session ends is always said, never left open."""
    lexicon = catalogue.lexicons[turn.place.locale]
    return Response(
        output_speech=_speech(reply.speech, reply.rate, lexicon) if reply.speech else None,
        reprompt=_reprompt(reply, lexicon),
        card=SimpleCard(title=reply.card.title, content=reply.card.text) if reply.card else None,
        directives=[*_play(reply), *_show(envelope, reply)] or None,
        should_end_session=not reply.reprompt,
    )


def _play(reply: Reply) -> list[Any]:
    if not reply.directives:
        return []
    from skill.handlers.playing import to_directive  # late: few listeners play recordings

    return [to_directive(one) for one in reply.directives]


def _show(envelope: RequestEnvelope, reply: Reply) -> list[Any]:
    """The reply to read, for a device with a screen; a recording is left to its own.

    What stops a recording, such as an emergency, is shown.
    """
    version = _apl_version(envelope)
    if not version or not reply.speech or _starts_recording(reply):
        return []
    from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective

    from skill.screen import can_show, draw  # late, like the SDK's: most devices only speak

    if not can_show(version):
        return []
    screen = draw(reply)
    return [
        RenderDocumentDirective(token="answer", document=screen.document, datasources=screen.data)
    ]


def _starts_recording(reply: Reply) -> bool:
    if not reply.directives:
        return False
    from skill.playback import Play  # late, like all that recordings need

    return any(isinstance(one, Play) for one in reply.directives)


def _apl_version(envelope: RequestEnvelope) -> str:
    """The highest version of APL that the device takes; empty when it has no screen."""
    supported = interfaces_of(envelope)
    apl = supported.alexa_presentation_apl if supported else None
    return str(apl.runtime.max_version or "") if apl and apl.runtime else ""


def _speech(speech: Speech, rate: int, lexicon: Lexicon) -> SsmlOutputSpeech:
    return SsmlOutputSpeech(ssml=to_ssml(speech, lexicon, rate))


def _reprompt(reply: Reply, lexicon: Lexicon) -> Reprompt | None:
    if not reply.reprompt:
        return None
    return Reprompt(output_speech=_speech(reply.reprompt, reply.rate, lexicon))
