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
    heard = {
        slot: {"name": slot, "value": value, "confirmationStatus": "NONE"}
        for slot, value in (slots or {}).items()
    }
    named = {"name": name, "confirmationStatus": "NONE", "slots": heard}
    request = {"type": "IntentRequest", "locale": locale, "intent": named}
    return _with_session(request, attributes)


def session_ended(reason: str = "USER_INITIATED") -> Event:
    """The conversation is over; nothing may be said any more."""
    return _with_session({"type": "SessionEndedRequest", "locale": "en-US", "reason": reason})


def sessionless(kind: str, **more: Any) -> Event:
    """A playback or system event, which has no session."""
    return _envelope({"type": kind, "locale": "en-US", **more})


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
