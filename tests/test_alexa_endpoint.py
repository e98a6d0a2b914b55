"""The Alexa endpoint answers proved requests with the skill, all others with 400 in JSON.

Each test that asks runs twice: inside the process, and over real HTTP through waitress.
"""

import logging
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from ask_sdk_core.handler_input import HandlerInput
from ask_sdk_core.skill import CustomSkill
from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type
from ask_sdk_model import Response
from flask import Flask

from authority import SKILL, Authority, request_body
from loopback import Answer, Ask, Said, ask_in_process, ask_over_http, page, serve
from server.alexa import MAX_BODY_BYTES
from server.app import create_app

JSON = "application/json"
NOTHING = {"version": "1.0", "response": {}}
SECRET = "my legs are numb"  # Stands for whatever a person might say.


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    with Authority() as started:
        yield started


@pytest.fixture(scope="module")
def skill() -> CustomSkill:
    """The smallest skill: it welcomes, breaks when asked to, and says nothing to all else."""
    builder = SkillBuilder()

    @builder.request_handler(is_request_type("LaunchRequest"))
    def launch(turn: HandlerInput) -> Response:
        return turn.response_builder.speak("Welcome").set_should_end_session(False).response

    @builder.request_handler(is_intent_name("BrokenIntent"))
    def broken(turn: HandlerInput) -> Response:
        raise ZeroDivisionError(SECRET)

    @builder.request_handler(lambda turn: True)
    def anything(turn: HandlerInput) -> Response:
        return turn.response_builder.response

    return builder.create()


@pytest.fixture(scope="module")
def app(skill: CustomSkill, authority: Authority) -> Flask:
    return create_app(skill, authority.verifier(application_id=SKILL, deadline=0.5))


@pytest.fixture(scope="module", params=["in process", "over HTTP"])
def ask(request: pytest.FixtureRequest, app: Flask) -> Iterator[Ask]:
    if request.param == "in process":
        yield ask_in_process(app)
        return
    with serve(app) as address:
        yield ask_over_http(address)


def refused(reason: str) -> Said:
    return 400, JSON, {"error": reason}


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("kind", [JSON, "application/x-www-form-urlencoded", ""])
def test_a_launch_is_answered_by_the_skill(
    ask: Ask, authority: Authority, kind: str, chunked: bool
) -> None:
    """The bytes are signed, so the bytes are read, however they are sent and whatever called."""
    body = request_body()
    status, content, said = ask(
        body, {**authority.headers(body), "Content-Type": kind}, chunked=chunked
    )
    assert (status, content, said["version"]) == (200, JSON, "1.0")
    assert said["response"] == {
        "outputSpeech": {"type": "SSML", "ssml": "<speak>Welcome</speak>"},
        "shouldEndSession": False,
    }


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("Alexa.Presentation.Hologram.UserEvent", {"said": SECRET}),
        ("SessionEndedRequest", {"reason": SECRET}),
        ([SECRET], {}),
        (None, {}),
    ],
)
def test_what_the_sdk_does_not_know_is_answered_with_nothing(
    ask: Ask, authority: Authority, caplog: pytest.LogCaptureFixture, kind: Any, fields: Any
) -> None:
    """Types and values newer than the SDK are nobody's fault, and nobody's words are logged."""
    body = request_body(kind, **fields)
    assert ask(body, authority.headers(body)) == (200, JSON, NOTHING)
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"SignatureCertChainUrl": ""}, "SignatureCertChainUrl: missing or twice"),
        ({"SignatureCertChainUrl": "https://a.org/"}, "certificate URL: another host"),
        ({"Signature-256": ""}, "Signature-256: missing or twice"),
        ({"Signature-256": "?"}, "Signature-256: not base64"),
        ({"Signature-256": "YWJj"}, "signature does not fit the body"),
    ],
)
def test_a_request_that_is_not_proved_is_refused(
    ask: Ask,
    authority: Authority,
    caplog: pytest.LogCaptureFixture,
    change: dict[str, str],
    reason: str,
) -> None:
    """400 with the reason in JSON; one line in the log, with the reason and nothing else."""
    body = request_body(said=SECRET)
    assert ask(body, {**authority.headers(body), **change}) == refused(reason)
    line = ("server.alexa", logging.WARNING, f"alexa request refused: {reason}")
    assert [record for record in caplog.record_tuples if record[0] == "server.alexa"] == [line]
    assert SECRET not in caplog.text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "body is not strict JSON"),
        (b"\xff\xfe", "body is not strict JSON"),
        (b"[" * 100_000, "body is not strict JSON"),
        (b"[]", "body is not an object, or nested too deep"),
        (b"{}", "timestamp: missing or unreadable"),
        (request_body(timestamp=1763769600000), "timestamp: missing or unreadable"),
        (request_body(timestamp="2026-11-22T00:00:00"), "timestamp: without zone"),
        (request_body(sent=datetime(2020, 1, 1, tzinfo=UTC)), "timestamp: too far from now"),
        (request_body(sent=datetime.now(UTC) + timedelta(days=1)), "timestamp: too far from now"),
    ],
)
def test_a_body_that_is_wrong_is_refused(
    ask: Ask, authority: Authority, body: bytes, reason: str
) -> None:
    """400 even with a good signature."""
    assert ask(body, authority.headers(body)) == refused(reason)


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_has_a_size(ask: Ask, authority: Authority, chunked: bool) -> None:
    """Up to the limit it is read; one byte more is refused, before the signature is looked at."""
    body = request_body()
    largest = body + b" " * (MAX_BODY_BYTES - len(body))
    assert ask(largest, authority.headers(largest), chunked=chunked)[0] == 200
    too_large = refused("body: request entity too large")
    assert ask(largest + b" ", authority.headers(body), chunked=chunked) == too_large
    assert ask(largest * 12, {}, chunked=chunked) == too_large
    assert ask(b"", {}, chunked=chunked) == refused("body: empty")


def test_a_request_for_another_skill_is_refused(ask: Ask, authority: Authority) -> None:
    """Alexa signs for every skill; ours has one id."""
    body = request_body().replace(SKILL.encode(), b"amzn1.ask.skill.another")
    assert ask(body, authority.headers(body)) == refused("request is for another skill")


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (page(b"", 404), "certificate not fetched: status 404"),
        (page(b"<html></html>"), "certificate chain is not PEM"),
        (lambda connected: None, "certificate not fetched: ConnectionError"),
        (lambda connected: time.sleep(1), "certificate not fetched: .*Timeout.*"),
    ],
)
def test_trouble_with_the_certificate_is_a_refusal(
    ask: Ask, authority: Authority, answer: Answer, reason: str
) -> None:
    """Never a 500, and well within the eight seconds that Alexa waits."""
    authority.answers["/echo.api/trouble.pem"] = answer
    body = request_body()
    status, content, said = ask(body, authority.headers(body, "/echo.api/trouble.pem"))
    assert (status, content, list(said)) == (400, JSON, ["error"])
    assert re.fullmatch(reason, said["error"])


def test_a_skill_that_breaks_says_nothing_about_anybody(
    ask: Ask, authority: Authority, caplog: pytest.LogCaptureFixture
) -> None:
    """500 in JSON without a trace; the log has the type of the error and not its words."""
    body = request_body("IntentRequest", intent={"name": "BrokenIntent"})
    assert ask(body, authority.headers(body)) == (500, JSON, {"error": "the skill failed"})
    line = ("server.alexa", logging.ERROR, "alexa request failed: ZeroDivisionError")
    assert [record for record in caplog.record_tuples if record[0] == "server.alexa"] == [line]
    assert (SECRET in caplog.text, "Traceback" in caplog.text) == (False, False)


@pytest.mark.parametrize(
    ("method", "path", "answer"),
    [
        ("GET", "/healthz", (200, JSON, {"status": "ok"})),
        ("GET", "/alexa", (405, JSON, {"error": "method not allowed"})),
        ("PUT", "/alexa", (405, JSON, {"error": "method not allowed"})),
        ("POST", "/healthz", (405, JSON, {"error": "method not allowed"})),
        ("POST", "/alexa/", (404, JSON, {"error": "not found"})),
        ("GET", "/nothing/here", (404, JSON, {"error": "not found"})),
    ],
)
def test_other_ways_to_ask_are_answered_in_json(
    ask: Ask, method: str, path: str, answer: Said
) -> None:
    """Who asks in another way, or elsewhere, hears so."""
    assert ask(method=method, path=path) == answer


def test_a_method_that_is_not_allowed_names_those_that_are(app: Flask) -> None:
    """The Allow header that HTTP asks for."""
    assert app.test_client().get("/alexa").headers["Allow"] == "OPTIONS, POST"


@pytest.mark.parametrize(
    ("length", "reason"),
    [
        ("100000000", "body: request entity too large"),
        ("2000", "body: bad request"),
        ("20", "signature does not fit the body"),
        ("-1", "body: empty"),
        ("many", "body: empty"),
    ],
)
def test_a_length_that_lies_is_refused(
    app: Flask, authority: Authority, length: str, reason: str
) -> None:
    """Whatever the length claims, nothing is read beyond it and nothing is believed."""
    body = request_body()
    answer = app.test_client().post(
        "/alexa",
        data=body,
        headers=authority.headers(body),
        environ_overrides={"CONTENT_LENGTH": length},
    )
    assert (answer.status_code, answer.content_type, answer.json) == refused(reason)


def test_only_our_own_verifier_looks_at_the_clock(skill: CustomSkill, authority: Authority) -> None:
    """What our verifier has let through, the SDK does not check again in its own way."""
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    app = create_app(skill, authority.verifier(clock=lambda: tomorrow))
    body = request_body(sent=tomorrow)
    assert ask_in_process(app)(body, authority.headers(body))[0] == 200


def test_threads_answer_at_once(app: Flask, authority: Authority) -> None:
    """Sixteen callers at the same time are all answered."""
    body = request_body()
    with serve(app) as address, ThreadPoolExecutor(16) as callers:
        ask = ask_over_http(address)
        answers = callers.map(lambda _: ask(body, authority.headers(body))[0], range(48))
        assert set(answers) == {200}


def test_certvalidator_and_oscrypto_never_load() -> None:
    """Nor do their stand-ins stay, and whoever uses one is told so."""
    code = """
import sys, server.alexa, ask_sdk_webservice_support.verifier as theirs
print([name for name in sys.modules if name.split(".")[0] in ("oscrypto", "certvalidator")])
try:
    theirs.CertificateValidator(b"", [])
except RuntimeError as error:
    print("refused:", error)
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.splitlines() == [
        "[]",
        "refused: certvalidator is left out: server/verifier.py verifies requests",
    ]
