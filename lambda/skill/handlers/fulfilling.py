"""Fulfilling: Alexa asks whether the skill could answer, before anybody has named it."""

from __future__ import annotations

from ask_sdk_core.dispatch_components import AbstractRequestHandler
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_model import Response
from ask_sdk_model.canfulfill import (
    CanFulfillIntent,
    CanFulfillIntentRequest,
    CanFulfillIntentValues,
    CanFulfillSlot,
    CanFulfillSlotValues,
    CanUnderstandSlotValues,
)

from skill.catalogue import Catalogue
from skill.handlers.requests import read_slots, understand
from skill.turns import ASK, DEFINE, FALLBACK, SPELL

WORDS = frozenset({DEFINE, SPELL})


class FulfilHandler(AbstractRequestHandler):
    """Answers truthfully and without any effect: nothing is said, remembered or kept."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def can_handle(self, handler_input: HandlerInput) -> bool:
        """Whether Alexa only asks whether we could."""
        return isinstance(handler_input.request_envelope.request, CanFulfillIntentRequest)

    def handle(self, handler_input: HandlerInput) -> Response:
        """YES for what has an answer, NO for the rest."""
        request = handler_input.request_envelope.request
        intent = request.intent if isinstance(request, CanFulfillIntentRequest) else None
        slots = read_slots(intent)
        can = self._judge(str(intent.name) if intent else "", slots)
        told = {name: _slot(can) for name in slots}
        return Response(can_fulfill_intent=CanFulfillIntent(can_fulfill=can, slots=told or None))

    def _judge(self, name: str, slots: dict[str, str]) -> CanFulfillIntentValues:
        catalogue = self._catalogue
        if name == ASK:
            name, slots = understand(slots.get("question", ""), "", catalogue)
        if name in WORDS:
            word = slots.get("term", "").lower()
            known = word in catalogue.terms or word in catalogue.said
            return CanFulfillIntentValues.YES if known else CanFulfillIntentValues.NO
        answered = {*catalogue.intents, *catalogue.alerts, *catalogue.safe_answers} - {FALLBACK}
        return CanFulfillIntentValues.YES if name in answered else CanFulfillIntentValues.NO


def _slot(can: CanFulfillIntentValues) -> CanFulfillSlot:
    yes = can == CanFulfillIntentValues.YES
    return CanFulfillSlot(
        can_understand=CanUnderstandSlotValues.YES if yes else CanUnderstandSlotValues.NO,
        can_fulfill=CanFulfillSlotValues.YES if yes else CanFulfillSlotValues.NO,
    )
