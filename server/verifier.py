"""Proves that a request came from Alexa, to our skill, just now.

The rules are Amazon's, from "Host a Custom Skill as a Web Service"
(https://developer.amazon.com/en-US/docs/alexa/custom-skills/host-a-custom-skill-as-a-web-service.html).
Every reason is a fixed phrase without any content of the request, so it may be logged.
"""

import base64
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import Certificate

from server.certificates import CertificateChains, Fetch, trusted_roots
from server.fetcher import CertificateFetcher, certificate_url
from skill.errors import RequestRejected

TOLERANCE = timedelta(seconds=150)
EVENT_TOLERANCE = timedelta(hours=1)  # Amazon delivers skill events again for up to an hour.
MAX_DEPTH = 100  # Alexa nests about ten; far below where Python's own recursion ends.

_APPLICATION_IDS = (
    ("context", "System", "application", "applicationId"),
    ("session", "application", "applicationId"),
)


class RequestVerifier:
    """Checks signature, certificate, clock and application id, in this order.

    *roots* are certifi's unless given; *application_id* None accepts any skill's requests;
    *clock* returns the time with its zone.
    """

    def __init__(
        self,
        roots: Sequence[Certificate] | None = None,
        fetch: Fetch | None = None,
        application_id: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._chains = CertificateChains(
            trusted_roots() if roots is None else roots, fetch or CertificateFetcher()
        )
        self._application_id = application_id
        self._clock = clock

    def verify(self, headers: Mapping[str, str], body: bytes) -> None:
        """Returns when the request is Alexa's; raises RequestRejected with a short reason."""
        now = self._clock()
        try:
            self._check_signature(headers, body, now)
            envelope = read_envelope(body)
            check_time(envelope, now)
            self._check_application(envelope)
        except RequestRejected:
            raise
        except Exception as error:  # What we cannot check we do not trust.
            raise RequestRejected(f"cannot be verified: {type(error).__name__}") from error

    def _check_signature(self, headers: Mapping[str, str], body: bytes, now: datetime) -> None:
        url = certificate_url(_header(headers, "SignatureCertChainUrl"))
        try:
            signature = base64.b64decode(_header(headers, "Signature-256"), validate=True)
        except ValueError as error:
            raise RequestRejected("Signature-256: not base64") from error
        key = self._chains.key(url, now)
        try:
            key.verify(signature, body, PKCS1v15(), SHA256())
        except InvalidSignature as error:
            raise RequestRejected("signature does not fit the body") from error

    def _check_application(self, envelope: object) -> None:
        if self._application_id is None:
            return
        found = [_dig(envelope, *path) for path in _APPLICATION_IDS]
        named = [name for name in found if name is not None]
        if not named or any(name != self._application_id for name in named):
            raise RequestRejected("request is for another skill")


def read_envelope(body: bytes) -> dict[str, object]:
    """Reads strict JSON: UTF-8, one object, no name twice, no NaN, not nested without end."""
    try:
        envelope = json.loads(body.decode(), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise RequestRejected("body is not strict JSON") from error
    level: list[object] = [envelope]
    for _ in range(MAX_DEPTH):
        level = [child for value in level for child in _children(value)]
    if level or not isinstance(envelope, dict):
        raise RequestRejected("body is not an object, or nested too deep")
    return envelope


def check_time(envelope: object, now: datetime) -> None:
    """Raises RequestRejected unless the request was sent within the tolerance round *now*."""
    kind, text = _dig(envelope, "request", "type"), _dig(envelope, "request", "timestamp")
    try:
        sent = datetime.fromisoformat(text if isinstance(text, str) else "")
    except ValueError as error:
        raise RequestRejected("timestamp: missing or unreadable") from error
    if sent.tzinfo is None:
        raise RequestRejected("timestamp: without zone")
    event = isinstance(kind, str) and kind.startswith("AlexaSkillEvent.")
    if abs(now - sent) > (EVENT_TOLERANCE if event else TOLERANCE):
        raise RequestRejected("timestamp: too far from now")


def _header(headers: Mapping[str, str], name: str) -> str:
    values = [value for key, value in headers.items() if key.lower() == name.lower()]
    if len(values) != 1 or not values[0]:
        raise RequestRejected(f"{name}: missing or twice")
    return values[0]


def _dig(value: object, *path: str) -> object:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name twice")
    return found


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")
