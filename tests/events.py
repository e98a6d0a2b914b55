"""Requests as Alexa sends them, as plain JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Event = dict[str, Any]

APPLICATION = "amzn1.ask.skill.test"
USER = "amzn1.ask.account.TEST"


def launch(locale: str = "en-US") -> Event:
    """Somebody opens the skill."""
    return _with_session({"type": "LaunchRequest", "locale": locale})


def intent(
    name: str, locale: str = "en-US", attributes: Any = None, slots: Mapping[str, str] | None = None
) -> Event:
    """Somebody says something that Alexa took for an intent, with words in its slots."""
    request = {"type": "IntentRequest", "locale": locale, "intent": _named(name, slots)}
    return _with_session(request, attributes)


def session_ended(reason: str = "USER_INITIATED", attributes: Any = None) -> Event:
    """The conversation is over; nothing may be said any more."""
    request = {"type": "SessionEndedRequest", "locale": "en-US", "reason": reason}
    return _with_session(request, attributes)


def sessionless(kind: str, **more: Any) -> Event:
    """A playback or system event, which has no session."""
    return _envelope({"type": kind, "locale": "en-US", **more})


def player_event(kind: str, token: str, offset_ms: int = 0) -> Event:
    """What Alexa's player tells of a recording: PlaybackStarted, PlaybackNearlyFinished..."""
    event = sessionless(f"AudioPlayer.{kind}", token=token, offsetInMilliseconds=offset_ms)
    return with_player(event, token, offset_ms, "PLAYING")


def playback_failed(token: str, playing: str = "") -> Event:
    """A recording could not be played, perhaps while another one is *playing*."""
    error = {"type": "MEDIA_ERROR_UNKNOWN", "message": "no"}
    activity = "PLAYING" if playing else "IDLE"
    now = {"token": playing, "offsetInMilliseconds": 0, "playerActivity": activity}
    failed = {"token": token, "error": error, "currentPlaybackState": now}
    return with_player(sessionless("AudioPlayer.PlaybackFailed", **failed), playing)


def can_fulfill(name: str, slots: Mapping[str, str] | None = None) -> Event:
    """Alexa asks whether the skill could answer, before anybody has named it."""
    return _with_session({"type": "CanFulfillIntentRequest", "intent": _named(name, slots)})


def with_player(event: Event, token: str = "", offset_ms: int = 0, activity: str = "IDLE") -> Event:
    """The same from a device with a player, and what that has in hand."""
    state = {"token": token, "offsetInMilliseconds": offset_ms, "playerActivity": activity}
    in_hand = state if token else {"offsetInMilliseconds": 0, "playerActivity": activity}
    device = _on_device(event, {"AudioPlayer": {}})
    return {**device, "context": {**device["context"], "AudioPlayer": in_hand}}


def with_screen(event: Event, version: str = "2024.3") -> Event:
    """The same from a device with a screen that takes APL up to a *version*."""
    return _on_device(event, {"Alexa.Presentation.APL": {"runtime": {"maxVersion": version}}})


def _on_device(event: Event, interfaces: Event) -> Event:
    system = event["context"]["System"]
    supported = {**system["device"]["supportedInterfaces"], **interfaces}
    device = {**system["device"], "supportedInterfaces": supported}
    return {**event, "context": {**event["context"], "System": {**system, "device": device}}}


def _named(name: str, slots: Mapping[str, str] | None) -> Event:
    heard = {
        slot: {"name": slot, "value": value, "confirmationStatus": "NONE"}
        for slot, value in (slots or {}).items()
    }
    return {"name": name, "confirmationStatus": "NONE", "slots": heard}


def _with_session(request: Event, attributes: Any = None) -> Event:
    session = {
        "new": attributes is None,
        "sessionId": "amzn1.echo-api.session.test",
        "application": {"applicationId": APPLICATION},
        "attributes": {} if attributes is None else attributes,
        "user": {"userId": USER},
    }
    return {**_envelope(request), "session": session}


def _envelope(request: Event) -> Event:
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    identity = {"requestId": "amzn1.echo-api.request.test", "timestamp": stamp}
    device = {"deviceId": "amzn1.ask.device.TEST", "supportedInterfaces": {}}
    system = {"application": {"applicationId": APPLICATION}, "user": {"userId": USER}}
    context = {"System": {**system, "device": device, "apiEndpoint": "https://api.invalid"}}
    return {"version": "1.0", "context": context, "request": {**identity, **request}}
