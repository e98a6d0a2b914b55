"""Players: what Alexa's player has in hand. The SDK's own names for that would load slowly."""

from __future__ import annotations

import zlib
from typing import Any

from ask_sdk_model import RequestEnvelope, SupportedInterfaces

from skill.recordings import NO_RECORDINGS, Recordings
from skill.turns import Player

EVENTS, BUTTONS = "AudioPlayer.", "PlaybackController."


def read_player(envelope: RequestEnvelope, recordings: Recordings) -> Player:
    """What Alexa's player has in hand, as far as the request tells.

    A word that comes with no memory of a conversation is one said to a recording.
    """
    token, at = in_hand(envelope)
    state = envelope.context.audio_player if envelope.context else None
    over = not state or _activity(state) in ("", "IDLE", "FINISHED")
    alone = not session_attributes(envelope)
    seed = zlib.crc32(str(envelope.request.request_id if envelope.request else "").encode())
    supported = interfaces_of(envelope)
    able = recordings if supported and supported.audio_player is not None else NO_RECORDINGS
    return Player(able, token, at, active=bool(token) and not over, alone=alone, seed=seed)


def interfaces_of(envelope: RequestEnvelope) -> SupportedInterfaces | None:
    """What the device can do besides speaking, as far as the request tells."""
    system = envelope.context.system if envelope.context else None
    return system.device.supported_interfaces if system and system.device else None


def session_attributes(envelope: RequestEnvelope) -> dict[str, Any]:
    """What the session remembers; nothing, where there is no session."""
    found = envelope.session.attributes if envelope.session else None
    return found if isinstance(found, dict) else {}


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
    over = _activity(state) == "FINISHED"
    return str(state.token or ""), 0 if over else int(state.offset_in_milliseconds or 0)


def _activity(state: Any) -> str:
    """What the player does, by Alexa's name; empty when it does not say."""
    found = state.player_activity
    return str(getattr(found, "value", found) or "")
