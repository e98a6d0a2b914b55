"""Playing: Alexa's player → playback's values, and values → its directives."""

from __future__ import annotations

from typing import Any

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

from skill.handlers.players import BUTTONS, in_hand, kind_of
from skill.playback import ClearQueue, Directive, Play, on_event, on_intent
from skill.recordings import Recordings


def answer_player(envelope: RequestEnvelope, recordings: Recordings) -> Response:
    """Directives or nothing; shouldEndSession stays away, as Alexa demands."""
    kind = kind_of(envelope)
    if kind.startswith(BUTTONS):
        token, at = in_hand(envelope)
        answer = on_intent(kind, token, at, recordings).directives
    else:
        token, at, playing = read_event(envelope.request)
        answer = on_event(kind, token, at, recordings, playing)
    return Response(directives=[to_directive(one) for one in answer] or None)


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
