"""Raw requests: Alexa's JSON before the SDK has read it, for when the SDK cannot."""

from __future__ import annotations

from typing import Any


def is_spoken(event: dict[str, Any]) -> bool:
    """Whether a person said something and waits for an answer."""
    return _table(event.get("request")).get("type") in ("LaunchRequest", "IntentRequest")


def bare_request(event: dict[str, Any]) -> dict[str, Any]:
    """Only what an answer needs: the kind of request, the intent's name, the place, the skill."""
    request = _table(event.get("request"))
    intent = {"name": str(_table(request.get("intent")).get("name", "")), "slots": {}}
    bare = {"type": request.get("type"), "locale": str(request.get("locale") or "")}
    if bare["type"] == "IntentRequest":
        bare["intent"] = intent
    system = _table(_table(event.get("context")).get("System"))
    application = {"applicationId": str(_table(system.get("application")).get("applicationId"))}
    session = {"new": True, "sessionId": "", "application": application}
    return {
        "version": "1.0",
        "session": session,
        "context": {"System": {"application": application}},
        "request": bare,
    }


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
