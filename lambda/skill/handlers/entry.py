"""Entry: one request as JSON → the response as JSON, as AWS Lambda does it."""

from __future__ import annotations

import json
from typing import Any, cast

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_core.skill import CustomSkill
from ask_sdk_model import RequestEnvelope

from skill.handlers.trouble import log
from skill.raw_requests import bare_request, is_spoken

NOTHING: dict[str, Any] = {"version": "1.0", "response": {}}
"""What Alexa gets where speech is not allowed: always valid, always silent."""


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
    log().warning("a request of an unknown kind got the empty response")
    return NOTHING
