"""Identity: a listener is kept under a key that names nobody."""

from __future__ import annotations

from typing import Any

import pytest

from events import launch, sessionless
from listeners import ANN, BEN, KEY_OF, SECRET, read_request, request_from
from skill.errors import HostError, StoreError
from skill.identity import key_of, keys_with

# printf ID | openssl dgst -sha256 -hmac SECRET
ANNS_KEY = "040b85f79c2d3c8c6e78a2c2570394a8dbcc59b1ea9a0697635f6232a4d5882b"


def test_a_key_is_the_same_everywhere() -> None:
    """What one host kept, another one finds: the key is plain HMAC-SHA-256, as openssl makes it."""
    assert key_of(ANN, SECRET) == ANNS_KEY


def test_a_request_has_the_key_of_its_listener() -> None:
    """Each listener has a key of their own, the same in every request."""
    assert KEY_OF(request_from(ANN)) == ANNS_KEY
    assert KEY_OF(request_from(BEN)) == key_of(BEN, SECRET) != ANNS_KEY


def test_another_secret_makes_another_key() -> None:
    """Who steals a table cannot tell who is in it from a list of user ids."""
    assert key_of(ANN, SECRET[::-1]) != ANNS_KEY


def test_a_line_break_after_the_secret_does_not_count() -> None:
    """An operator who keeps the secret in a file finds everybody again."""
    assert key_of(ANN, f"{SECRET}\n") == ANNS_KEY


@pytest.mark.parametrize("secret", ["", "x" * 31, " " * 40, "\n" + "x" * 31 + "\n"])
def test_a_short_secret_is_refused_at_once(secret: str) -> None:
    """An operator learns at the start, before anybody is remembered, and is told what to do."""
    with pytest.raises(HostError, match=r"SPINE_GUIDE_SECRET.*32.*token_hex"):
        keys_with(secret)
    with pytest.raises(HostError, match="SPINE_GUIDE_SECRET"):
        key_of(ANN, secret)


def test_a_refused_secret_is_not_told() -> None:
    """Part of a secret never stands in a log."""
    with pytest.raises(HostError) as refused:
        keys_with("almost-a-secret")
    assert "almost" not in str(refused.value)


def test_the_shortest_secret_will_do() -> None:
    """32 characters are enough."""
    assert len(keys_with("x" * 32)(request_from(ANN))) == 64


def test_events_outside_a_session_have_the_same_key() -> None:
    """A playback position, or a skill that was switched off, finds its listener."""
    event = sessionless("AlexaSkillEvent.SkillDisabled")
    event["context"]["System"]["user"] = {"userId": ANN}
    assert KEY_OF(read_request(event)) == ANNS_KEY


def test_the_session_names_the_listener_where_the_context_does_not() -> None:
    """A request without context still finds its listener."""
    event = launch()
    event["session"]["user"]["userId"] = ANN
    del event["context"]
    assert KEY_OF(read_request(event)) == ANNS_KEY


@pytest.mark.parametrize("user", [None, {}, {"userId": None}, {"userId": ""}])
def test_who_is_not_named_is_not_remembered(user: dict[str, Any] | None) -> None:
    """Listeners without an id never share one memory."""
    event = launch()
    event["session"]["user"] = event["context"]["System"]["user"] = user
    with pytest.raises(StoreError, match="names no listener"):
        KEY_OF(read_request(event))
