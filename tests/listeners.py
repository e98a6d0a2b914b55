"""Listeners: requests from people whom the tests made up, and how their keys are made."""

from __future__ import annotations

import json
from collections.abc import Callable

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_core.serialize import DefaultSerializer
from ask_sdk_model import RequestEnvelope

from events import Event, launch
from skill.identity import keys_with
from skill.preferences import Preferences

SECRET = "a secret of the tests: 32 characters or more"
ANN = "amzn1.ask.account.ANN0123456789"
BEN = "amzn1.ask.account.BEN0123456789"

KEY_OF = keys_with(SECRET)
DAY = 24 * 60 * 60
"""In seconds."""
NOW = 1_800_000_000
"""A day in January 2027, in Unix seconds."""


LIKED = Preferences(pace=2, length=-1, known=True)


def calls(store: AbstractPersistenceAdapter) -> list[Callable[[], object]]:
    """Each thing that a store can be asked."""
    return [
        lambda: store.get_attributes(request_from(ANN)),
        lambda: store.save_attributes(request_from(ANN), LIKED.to_attributes()),
        lambda: store.delete_attributes(request_from(ANN)),
    ]


def request_from(user: str) -> RequestEnvelope:
    """A launch by this user, as the SDK reads it."""
    event = launch()
    for place in (event["session"], event["context"]["System"]):
        place["user"] = {"userId": user}
    return read_request(event)


def read_request(event: Event) -> RequestEnvelope:
    """A request as the SDK reads it."""
    envelope: RequestEnvelope = DefaultSerializer().deserialize(json.dumps(event), RequestEnvelope)
    return envelope
