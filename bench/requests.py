"""The request that both skills answer: a one-shot question, as Alexa sends it."""

from __future__ import annotations

from typing import Any

QUESTION: dict[str, Any] = {
    "version": "1.0",
    "session": {
        "new": True,
        "sessionId": "amzn1.echo-api.session.bench",
        "application": {"applicationId": "amzn1.ask.skill.bench"},
        "attributes": {},
        "user": {"userId": "amzn1.ask.account.bench"},
    },
    "context": {
        "System": {
            "application": {"applicationId": "amzn1.ask.skill.bench"},
            "user": {"userId": "amzn1.ask.account.bench"},
            "device": {"deviceId": "amzn1.ask.device.bench", "supportedInterfaces": {}},
            "apiEndpoint": "https://api.eu.amazonalexa.com",
        }
    },
    "request": {
        "type": "IntentRequest",
        "requestId": "amzn1.echo-api.request.bench",
        "locale": "en-GB",
        "timestamp": "2026-11-22T12:00:00Z",
        "intent": {"name": "SymptomsIntent", "confirmationStatus": "NONE", "slots": {}},
    },
}
