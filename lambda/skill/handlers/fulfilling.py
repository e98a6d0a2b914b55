"""Fulfilling: Alexa asks whether the skill could answer, before anybody has named it."""

from __future__ import annotations

from ask_sdk_model import RequestEnvelope, Response
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
from skill.turns import ASK, DEFINE, SPELL

WORDS = frozenset({DEFINE, SPELL})


def answer_fulfilling(envelope: RequestEnvelope, catalogue: Catalogue) -> Response:
    """YES for what has an answer, NO for the rest; nothing is said, remembered or kept."""
    request = envelope.request
    intent = request.intent if isinstance(request, CanFulfillIntentRequest) else None
    slots = read_slots(intent)
    can = _judge(str(intent.name) if intent else "", slots, catalogue)
    told = {name: _slot(can) for name in slots}
    return Response(can_fulfill_intent=CanFulfillIntent(can_fulfill=can, slots=told or None))


def _judge(name: str, slots: dict[str, str], catalogue: Catalogue) -> CanFulfillIntentValues:
    if name == ASK:
        name, slots = understand(slots.get("question", ""), "", catalogue)
    if name in WORDS:
        word = slots.get("term", "").lower()
        known = word in catalogue.terms or word in catalogue.said
        return CanFulfillIntentValues.YES if known else CanFulfillIntentValues.NO
    answered = {*catalogue.intents, *catalogue.alerts, *catalogue.safe_answers}
    return CanFulfillIntentValues.YES if name in answered else CanFulfillIntentValues.NO


def _slot(can: CanFulfillIntentValues) -> CanFulfillSlot:
    yes = can == CanFulfillIntentValues.YES
    return CanFulfillSlot(
        can_understand=CanUnderstandSlotValues.YES if yes else CanUnderstandSlotValues.NO,
        can_fulfill=CanFulfillSlotValues.YES if yes else CanFulfillSlotValues.NO,
    )
