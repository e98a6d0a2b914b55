"""Playing: Alexa's player → playback's values, and values → its directives."""

from __future__ import annotations

import zlib
from typing import Any

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import RequestEnvelope, Response
from ask_sdk_model.interfaces.audioplayer import (
    AudioItem,
    ClearBehavior,
    ClearQueueDirective,
    PlaybackFailedRequest,
    PlayBehavior,
    PlayDirective,
    PlayerActivity,
    StopDirective,
    Stream,
)

from skill.playback import ClearQueue, Directive, Play, on_event, on_intent
from skill.recordings import NO_RECORDINGS, Recordings
from skill.turns import Player


class PlayerHandler(AbstractRequestHandler):
    """Answers Alexa's player and its buttons, which have no session and must not be spoken to."""

    def __init__(self, recordings: Recordings) -> None:
        self._recordings = recordings

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether it is an event of the player or of a button."""
        return kind_of(handler_input.request_envelope).startswith(
            ("AudioPlayer.", "PlaybackController.")
        )

    def handle(self, handler_input: HandlerInput) -> Response:
        """Directives or nothing; shouldEndSession stays away, as Alexa demands."""
        envelope = handler_input.request_envelope
        kind = kind_of(envelope)
        if kind.startswith("PlaybackController."):
            token, at = in_hand(envelope)
            answer = on_intent(kind, token, at, self._recordings).directives
        else:
            token, at, playing = read_event(envelope.request)
            answer = on_event(kind, token, at, self._recordings, playing)
        return Response(directives=[to_directive(one) for one in answer] or None)


def read_player(envelope: RequestEnvelope, recordings: Recordings) -> Player:
    """What Alexa's player has in hand, as far as the request tells.

    A word that comes with no memory of a conversation is one said to a recording.
    """
    token, at = in_hand(envelope)
    state = envelope.context.audio_player if envelope.context else None
    over = not state or state.player_activity in (
        None,
        PlayerActivity.IDLE,
        PlayerActivity.FINISHED,
    )
    alone = not (envelope.session and envelope.session.attributes)
    seed = zlib.crc32(str(envelope.request.request_id if envelope.request else "").encode())
    able = recordings if _can_play(envelope) else NO_RECORDINGS
    return Player(able, token, at, active=bool(token) and not over, alone=alone, seed=seed)


def _can_play(envelope: RequestEnvelope) -> bool:
    """Whether the device has a player."""
    system = envelope.context.system if envelope.context else None
    supported = system.device.supported_interfaces if system and system.device else None
    return bool(supported and supported.audio_player is not None)


def kind_of(envelope: RequestEnvelope) -> str:
    """The kind of request, by Alexa's name."""
    return str(envelope.request.object_type) if envelope.request else ""


def in_hand(envelope: RequestEnvelope) -> tuple[str, int]:
    """The token and offset of the recording that played last on this device.

    Alexa sends them with whatever a person says, in later sessions too, as long as nobody else
    played anything. One that was heard to its end begins again.
    """
    state = envelope.context.audio_player if envelope.context else None
    if not state:
        return "", 0
    over = state.player_activity == PlayerActivity.FINISHED
    return str(state.token or ""), 0 if over else int(state.offset_in_milliseconds or 0)


def read_event(request: Any) -> tuple[str, int, str]:
    """An event's token, its offset, and what plays while something else failed."""
    if not isinstance(request, PlaybackFailedRequest):
        return str(request.token or ""), int(request.offset_in_milliseconds or 0), ""
    now = request.current_playback_state
    playing = str(now.token or "") if now and now.player_activity == PlayerActivity.PLAYING else ""
    return str(request.token or ""), 0, playing


def to_directive(one: Directive) -> PlayDirective | StopDirective | ClearQueueDirective:
    """One value as the SDK has it."""
    if isinstance(one, Play):
        stream = Stream(
            url=one.url,
            token=one.token,
            offset_in_milliseconds=one.offset_ms,
            expected_previous_token=one.expected_previous_token or None,
        )
        return PlayDirective(
            play_behavior=PlayBehavior(one.behaviour), audio_item=AudioItem(stream=stream)
        )
    if isinstance(one, ClearQueue):
        return ClearQueueDirective(clear_behavior=ClearBehavior(one.behaviour))
    return StopDirective()
