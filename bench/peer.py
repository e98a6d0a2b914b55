"""The peer: the smallest skill that ask-sdk-core can make. It answers every intent alike."""

from typing import Any

from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_request_type
from ask_sdk_model import Response

builder: Any = SkillBuilder()


@builder.request_handler(can_handle_func=is_request_type("IntentRequest"))  # type: ignore[untyped-decorator]
def answer(handler_input: HandlerInput) -> Response:
    """Say one sentence and end."""
    speech = handler_input.response_builder.speak("Hello there.")
    return speech.set_should_end_session(True).response


handler = builder.lambda_handler()
