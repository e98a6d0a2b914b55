"""Puts the web application together: the Alexa endpoint and the pages round it."""

from ask_sdk_core.skill import CustomSkill
from flask import Flask, Response, jsonify
from werkzeug.exceptions import MethodNotAllowed, NotFound

from server.alexa import VerifiedSkillAdapter, problem
from server.verifier import RequestVerifier

# How waitress serves this application. At its own size limit waitress answers 413 in plain
# text, so that limit is far above the endpoint's, which answers 400 in JSON.
WAITRESS = {"max_request_body_size": 16 * 1024 * 1024, "ident": ""}


def create_app(skill: CustomSkill, verifier: RequestVerifier) -> Flask:
    """Returns the application that answers for *skill* what *verifier* lets through."""
    app = Flask(__name__)
    VerifiedSkillAdapter(skill, verifier, app).register(app, "/alexa", endpoint="alexa")
    app.add_url_rule("/healthz", view_func=healthz)
    app.register_error_handler(404, not_found)
    app.register_error_handler(405, method_not_allowed)
    return app


def healthz() -> Response:
    """Tells a supervisor that the process answers."""
    return jsonify(status="ok")


def not_found(_: NotFound) -> Response:
    """Answers for an address that nothing lives at."""
    return problem(404, "not found")


def method_not_allowed(error: MethodNotAllowed) -> Response:
    """Answers for a method that an address does not take, and names those it does."""
    response = problem(405, "method not allowed")
    response.allow.update(sorted(error.valid_methods or ()))
    return response
