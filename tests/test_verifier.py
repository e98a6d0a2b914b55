"""A request counts only when Alexa signed it, for our skill, just now, in strict JSON."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from authority import HOST, PATH, SKILL, Authority, request_body
from loopback import page
from server.verifier import MAX_DEPTH, RequestVerifier
from skill.errors import RequestRejected

NOW = datetime.now(UTC).replace(microsecond=0)
URL, SIGNATURE = "SignatureCertChainUrl", "Signature-256"


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    with Authority() as started:
        yield started


@pytest.fixture(scope="module")
def verifier(authority: Authority) -> RequestVerifier:
    return authority.verifier(application_id=SKILL, clock=lambda: NOW)


def refusal(verifier: RequestVerifier, headers: Mapping[str, str], body: bytes) -> str | None:
    """What *verifier* has against a request."""
    try:
        verifier.verify(headers, body)
    except RequestRejected as reason:
        return str(reason)
    return None


def test_a_request_that_alexa_signed_is_accepted(
    authority: Authority, verifier: RequestVerifier
) -> None:
    """Names of headers count in any case, as HTTP has it."""
    body = request_body(sent=NOW)
    headers = authority.headers(body)
    assert refusal(verifier, headers, body) is None
    assert refusal(verifier, {name.upper(): text for name, text in headers.items()}, body) is None


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({URL: None}, f"{URL}: missing or twice"),
        ({URL: ""}, f"{URL}: missing or twice"),
        ({URL.lower(): f"https://{HOST}{PATH}"}, f"{URL}: missing or twice"),
        ({URL: f"http://{HOST}{PATH}"}, "certificate URL: not https"),
        ({SIGNATURE: None}, f"{SIGNATURE}: missing or twice"),
        ({SIGNATURE: ""}, f"{SIGNATURE}: missing or twice"),
        ({SIGNATURE: None, "Signature": "c2hhMQ=="}, f"{SIGNATURE}: missing or twice"),
        ({SIGNATURE: "not base64!"}, f"{SIGNATURE}: not base64"),
        ({SIGNATURE: "YWJj, YWJj"}, f"{SIGNATURE}: not base64"),
        ({SIGNATURE: "YWJj\n"}, f"{SIGNATURE}: not base64"),
        ({SIGNATURE: "YWI"}, f"{SIGNATURE}: not base64"),
        ({SIGNATURE: "ÄÖÜ="}, f"{SIGNATURE}: not base64"),
        ({SIGNATURE: "YWJj"}, "signature does not fit the body"),
        ({SIGNATURE: "A" * 344}, "signature does not fit the body"),
    ],
)
def test_a_request_without_both_headers_is_refused(
    authority: Authority, verifier: RequestVerifier, changes: dict[str, str | None], reason: str
) -> None:
    """One URL and one SHA-256 signature; the old SHA-1 signature alone proves nothing."""
    body = request_body(sent=NOW)
    changed = {**authority.headers(body), **changes}
    headers = {name: value for name, value in changed.items() if value is not None}
    assert refusal(verifier, headers, body) == reason


def test_a_signature_fits_one_body_and_one_key(
    authority: Authority, verifier: RequestVerifier
) -> None:
    """One byte more, other spacing, another request's or another key's signature: refused."""
    body = request_body(sent=NOW)
    headers = authority.headers(body)
    other = authority.headers(request_body("SessionEndedRequest", NOW))
    stranger = "/echo.api/stranger.pem"
    authority.answers[stranger] = page(Authority().issue(issuer=authority.intermediate))
    attempts = [
        (headers, body + b" "),
        (headers, body.replace(b": ", b":")),
        (other, body),
        (authority.headers(body, stranger), body),
    ]
    assert {refusal(verifier, *attempt) for attempt in attempts} == {
        "signature does not fit the body"
    }


JSON, DEEP = "body is not strict JSON", "body is not an object, or nested too deep"
MISSING = "timestamp: missing or unreadable"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", JSON),
        (b"{", JSON),
        (b'{"a": 1} {}', JSON),
        (b'{"a": NaN}', JSON),
        (b'{"a": 1, "a": 2}', JSON),
        (b'{"a": "\xff"}', JSON),
        (request_body(sent=NOW).decode().encode("utf-16"), JSON),
        (b"\xef\xbb\xbf" + request_body(sent=NOW), JSON),
        (b'{"a": ' + b"9" * 5000 + b"}", JSON),
        (b"[" * 100_000, JSON),
        (b'{"a":' * 100_000, JSON),
        (b'{"a":' * MAX_DEPTH + b"[]" + b"}" * MAX_DEPTH, DEEP),
        (b'{"a":' * (MAX_DEPTH - 1) + b"[]" + b"}" * (MAX_DEPTH - 1), MISSING),
        (b"[]", DEEP),
        (b'"text"', DEEP),
        (b"null", DEEP),
        (b"{}", MISSING),
        (b'{"request": []}', MISSING),
        (b'{"request": {"timestamp": null}}', MISSING),
    ],
)
def test_a_body_that_is_not_strict_json_is_refused(
    authority: Authority, verifier: RequestVerifier, body: bytes, reason: str
) -> None:
    """Even with a good signature: what two readers could read in two ways is not believed."""
    assert refusal(verifier, authority.headers(body), body) == reason


FAR = "timestamp: too far from now"
EVENT = "AlexaSkillEvent.SkillDisabled"


@pytest.mark.parametrize(
    ("kind", "seconds", "reason"),
    [
        ("IntentRequest", -150, None),
        ("IntentRequest", 150, None),
        ("IntentRequest", -151, FAR),
        ("IntentRequest", 151, FAR),
        (EVENT, -3600, None),
        (EVENT, 3600, None),
        (EVENT, -3601, FAR),
        (EVENT, 3601, FAR),
        ("AlexaSkillEventual", -151, FAR),
    ],
)
def test_a_request_is_good_for_a_short_while(
    authority: Authority, verifier: RequestVerifier, kind: str, seconds: int, reason: str | None
) -> None:
    """150 seconds either way against replay; an hour for skill events, which come again."""
    body = request_body(kind, NOW + timedelta(seconds=seconds))
    assert refusal(verifier, authority.headers(body), body) == reason


@pytest.mark.parametrize(
    ("stamp", "reason"),
    [
        (NOW.strftime("%Y-%m-%dT%H:%M:%SZ"), None),
        (NOW.astimezone().isoformat(), None),
        (NOW.replace(tzinfo=None).isoformat(), "timestamp: without zone"),
        (NOW.timestamp(), MISSING),
        (int(NOW.timestamp() * 1000), MISSING),
        ("yesterday", MISSING),
        ("", MISSING),
        ("0001-01-01T00:00:00+23:59", FAR),
        ("9999-12-31T23:59:59-23:59", FAR),
    ],
)
def test_a_timestamp_is_text_with_a_zone(
    authority: Authority, verifier: RequestVerifier, stamp: Any, reason: str | None
) -> None:
    """Numbers, times of nowhere and words are refused, and none of them crashes."""
    body = request_body(timestamp=stamp)
    assert refusal(verifier, authority.headers(body), body) == reason


OTHER = "request is for another skill"
OURS, THEIRS = ({"application": {"applicationId": name}} for name in (SKILL, "amzn1.ask.skill.x"))


@pytest.mark.parametrize(
    ("envelope", "reason"),
    [
        ({"context": {"System": OURS}}, None),
        ({"session": OURS}, None),
        ({"session": OURS, "context": {"System": OURS}}, None),
        ({"context": {"System": THEIRS}}, OTHER),
        ({"session": THEIRS}, OTHER),
        ({"session": OURS, "context": {"System": THEIRS}}, OTHER),
        ({"session": {"application": {"applicationId": [SKILL]}}}, OTHER),
        ({"session": SKILL, "context": []}, OTHER),
        ({}, OTHER),
    ],
)
def test_a_request_is_for_our_skill(
    authority: Authority, verifier: RequestVerifier, envelope: dict[str, Any], reason: str | None
) -> None:
    """Anybody's skill can point at our address, and Alexa signs those requests too."""
    body = json.dumps({"request": {"timestamp": NOW.isoformat()}, **envelope}).encode()
    assert refusal(verifier, authority.headers(body), body) == reason
    of_anybody = authority.verifier(clock=lambda: NOW)
    assert refusal(of_anybody, authority.headers(body), body) is None


def test_what_cannot_be_checked_is_refused(authority: Authority) -> None:
    """A surprise while checking is a refusal too, and names only the kind of surprise."""

    def surprise(url: str) -> bytes:
        raise ZeroDivisionError(url)

    body = request_body(sent=NOW)
    verifier = authority.verifier(fetch=surprise)
    assert refusal(verifier, authority.headers(body), body) == (
        "cannot be verified: ZeroDivisionError"
    )
