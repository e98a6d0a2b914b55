"""Identity: the key under which a listener's preferences are kept; it names nobody.

Alexa's user id is personal data, and a plain hash of it could be looked up by whoever has a list
of ids. So the key is its HMAC-SHA-256 (RFC 2104) with a secret that only the host knows. With
another secret every key is another: all that was kept is out of reach.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from skill.errors import HostError, StoreError

SECRET = "SPINE_GUIDE_SECRET"
"""The environment variable with the secret."""
SHORTEST = 32
"""Characters; 32 of them in hex are 128 bits, which nobody can guess."""

KeyOf = Callable[[Any], str]
"""Alexa's request (the SDK's RequestEnvelope) → the key of whoever it is from."""


def keys_with(secret: str) -> KeyOf:
    """What makes the key of each request's listener; the secret is checked now, once.

    Raises:
        HostError: the secret is too short; what it returns raises StoreError, as key_of does.
    """
    _check(secret)
    return lambda envelope: key_of(_user_id(envelope), secret)


def key_of(user_id: str, secret: str) -> str:
    """The key of a listener, 64 hex digits.

    Raises:
        HostError: the secret is too short.
        StoreError: there is no user id; all who have none would share one key.
    """
    _check(secret)
    if not user_id:
        raise StoreError("the request names no listener, so nothing is remembered for it")
    return hmac.new(secret.strip().encode(), user_id.encode(), hashlib.sha256).hexdigest()


def _check(secret: str) -> None:
    if len(secret.strip()) < SHORTEST:
        raise HostError(
            f"{SECRET}: shorter than {SHORTEST} characters; make one with "
            "python3 -c 'import secrets; print(secrets.token_hex(32))' and keep it for good"
        )


def _user_id(envelope: Any) -> str:
    """The user in the request's context, which every kind of request has, or in its session."""
    system = envelope.context.system if envelope.context else None
    for named in (system, envelope.session):
        if named and named.user and named.user.user_id:
            return str(named.user.user_id)
    return ""
