"""The Alexa endpoint: Amazon's Flask adapter behind our own verifier.

flask-ask-sdk 1.0.0 imports certvalidator, which imports oscrypto, which cannot load beside
OpenSSL 3.0.10 or newer (https://github.com/wbond/oscrypto/issues/78). Nothing of it is
needed, because server/verifier.py has proved the request before the SDK sees it. So while
flask-ask-sdk is imported, stand-ins take certvalidator's place; then they are gone again.
"""

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from ask_sdk_core.exceptions import SerializationException
from ask_sdk_core.skill import CustomSkill
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import HTTPException

from server.verifier import RequestVerifier
from skill.errors import RequestRejected
from skill.handlers import invoke


class CertvalidatorLeftOut(Exception):
    """Stands for each of certvalidator's names; using one is a mistake, so that raises."""

    def __init__(self, *_: object) -> None:
        raise RuntimeError("certvalidator is left out: server/verifier.py verifies requests")


@contextmanager
def _certvalidator_left_out() -> Iterator[None]:
    missing = {"certvalidator", "certvalidator.errors"} - sys.modules.keys()
    stand_ins = {name: ModuleType(name) for name in missing}
    for module in stand_ins.values():
        for name in ("CertificateValidator", "PathError", "ValidationError"):
            setattr(module, name, CertvalidatorLeftOut)
    sys.modules.update(stand_ins)
    try:
        yield
    finally:
        for name in stand_ins:
            del sys.modules[name]


with _certvalidator_left_out():
    from flask_ask_sdk.skill_adapter import (
        VERIFY_SIGNATURE_APP_CONFIG,
        VERIFY_TIMESTAMP_APP_CONFIG,
        SkillAdapter,
    )

MAX_BODY_BYTES = 256 * 1024  # Alexa's requests have a few KB.

log = logging.getLogger(__name__)


class VerifiedSkillAdapter(SkillAdapter):  # type: ignore[misc]  # The SDK has no types.
    """Answers at a route of *app*: size, then signature, clock and skill, and only then the SDK.

    The log names reasons and types of errors, never anything that a person said or is.
    """

    def __init__(self, skill: CustomSkill, verifier: RequestVerifier, app: Flask) -> None:
        app.config[VERIFY_SIGNATURE_APP_CONFIG] = False  # Ours has run by then.
        app.config[VERIFY_TIMESTAMP_APP_CONFIG] = False
        self._verifier = verifier
        super().__init__(skill=skill, skill_id=skill.skill_id, app=app)

    def dispatch_request(self) -> Response:
        """Answers 200 with the skill's words, or 400 or 500 with a short reason, all in JSON."""
        try:
            body = _read_body()
            self._verifier.verify(dict(request.headers), body)
        except RequestRejected as reason:
            log.warning("alexa request refused: %s", reason)
            return problem(400, str(reason))
        try:
            return jsonify(self._ask_skill(body))
        except Exception as error:
            log.error("alexa request failed: %s", type(error).__name__)
            return problem(500, "the skill failed")

    def _ask_skill(self, body: bytes) -> object:
        try:
            return self._webservice_handler.verify_request_and_dispatch(
                http_request_headers=request.headers, http_request_body=body.decode()
            )
        except SerializationException:  # A type of request, or a value, newer than the SDK.
            return invoke(self._skill, json.loads(body))


def problem(status: int, error: str) -> Response:
    """A short answer in JSON that says what went wrong."""
    response = jsonify(error=error)
    response.status_code = status
    return response


def _read_body() -> bytes:
    request.max_content_length = MAX_BODY_BYTES
    try:
        body = request.get_data()
    except HTTPException as error:
        raise RequestRejected(f"body: {error.name.lower()}") from error
    if not body:
        raise RequestRejected("body: empty")
    return body
