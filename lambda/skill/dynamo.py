"""Dynamo: where AWS Lambda keeps what is remembered, one item a listener in a DynamoDB table.

Amazon's ask-sdk-dynamodb-persistence-adapter (1.19.0 of June 2023 is its last) waits a minute for
a silent DynamoDB, connects while it is imported, gives numbers back as Decimal and lets nothing
expire. So this is our own, on the client that AWS Lambda comes with. The table's partition key is
"id", as Amazon's adapter has it, and its TTL attribute is "expires".
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any

from ask_sdk_core.attributes_manager import AbstractPersistenceAdapter
from ask_sdk_model import RequestEnvelope

from skill.errors import StoreError
from skill.identity import KeyOf
from skill.preferences import KEPT_SECONDS

WAIT_SECONDS = 1
"""For a connection, then for an answer: DynamoDB takes milliseconds, and Alexa waits for eight."""
TRIES = 2
"""The second is for a connection that died while Lambda slept."""

_KINDS = {str: "S", bool: "BOOL"}


class DynamoStore(AbstractPersistenceAdapter):
    """Keeps attributes under the key of the listener whom a request is from.

    Every method raises StoreError when DynamoDB refuses or does not answer in time, and when the
    request names no listener.
    """

    def __init__(self, table: str, key_of: KeyOf, now: Callable[[], float] = time.time) -> None:
        """Make the client; nothing is sent yet. Region and credentials are the environment's.

        Raises:
            StoreError: the environment names no region, or something wrong.
        """
        from botocore.exceptions import BotoCoreError, ClientError  # late: a quarter of a second

        self._table, self._key_of, self._now = table, key_of, now
        self._failures = (BotoCoreError, ClientError)
        try:
            self._client = _connect()
        except (BotoCoreError, ValueError) as error:
            raise StoreError(f"DynamoDB table {table}: {error}") from error

    def get_attributes(self, request_envelope: RequestEnvelope) -> dict[str, Any]:
        """What is kept for the listener: nothing for a stranger, nor what has expired.

        What was just saved is there: a listener may pause, and go on at once.
        """
        found = self._send("get_item", Key=self._key(request_envelope), ConsistentRead=True)
        item = {name: _unpack(value) for name, value in found.get("Item", {}).items()}
        kept, expires = item.get("attributes"), item.get("expires")
        # DynamoDB may take days to remove an item that has expired.
        fresh = isinstance(expires, int | float) and expires > self._now()
        return kept if fresh and isinstance(kept, dict) else {}

    def save_attributes(
        self, request_envelope: RequestEnvelope, attributes: Mapping[str, Any]
    ) -> None:
        """Keep these attributes instead of what was kept, for KEPT_SECONDS from now.

        Raises:
            TypeError: a value is none of a word, a whole number, yes or no, or a table of these.
        """
        expires = int(self._now()) + KEPT_SECONDS
        item = {"attributes": _pack(attributes), "expires": _pack(expires)}
        self._send("put_item", Item={**self._key(request_envelope), **item})

    def delete_attributes(self, request_envelope: RequestEnvelope) -> None:
        """Forget the listener."""
        self._send("delete_item", Key=self._key(request_envelope))

    def _key(self, envelope: RequestEnvelope) -> dict[str, Any]:
        return {"id": _pack(self._key_of(envelope))}

    def _send(self, operation: str, **wanted: Any) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = getattr(self._client, operation)(
                TableName=self._table, **wanted
            )
        except self._failures as error:
            # Its own words may quote what was sent; only a refusal has a code.
            refusal = getattr(error, "response", None) or {}
            reason = refusal.get("Error", {}).get("Code") or type(error).__name__
            raise StoreError(
                f"DynamoDB table {self._table}: {operation} failed with {reason}; "
                "check that the table is there and open to us"
            ) from error
        return answer


def _connect() -> Any:
    """The client that boto3 wraps; without boto3 it is there 20 ms sooner."""
    from botocore.config import Config  # late, like the exceptions
    from botocore.session import get_session

    # Its other ways to retry may pause for seconds; the legacy one pauses for 50 ms.
    retries = {"mode": "legacy", "total_max_attempts": TRIES}
    limits = Config(connect_timeout=WAIT_SECONDS, read_timeout=WAIT_SECONDS, retries=retries)
    return get_session().create_client("dynamodb", config=limits)


def _pack(value: Any) -> dict[str, Any]:
    """A value as DynamoDB's protocol has it."""
    if isinstance(value, Mapping):
        return {"M": {name: _pack(one) for name, one in value.items()}}
    if type(value) is int:
        return {"N": str(value)}
    if type(value) not in _KINDS:
        raise TypeError(f"a {type(value).__name__} is not kept")
    return {_KINDS[type(value)]: value}


def _unpack(packed: Mapping[str, Any]) -> Any:
    """What a value of DynamoDB's protocol stands for; of a kind that we do not write, nothing."""
    [(kind, value)] = packed.items()
    if kind == "M":
        return {name: _unpack(one) for name, one in value.items()}
    if kind == "N":
        return int(value) if value.lstrip("-").isdecimal() else float(value)
    return value if kind in _KINDS.values() else None
