"""Fixtures: the skill on each of its hosts, every response checked against the contract."""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from authority import Authority, serve
from contract import check_response
from lambda_function import handler
from server.app import create_app
from skill.app import create_skill
from skill.catalogue import Catalogue
from skill.content import load_answers, load_hearing
from skill.hearing import Hearing

Ask = Callable[[dict[str, Any]], dict[str, Any]]

SCHEMA = Path(__file__).parents[1] / "build/amazon/node_modules/ask-smapi-model/spec.json"
# Without Node there is no schema to check against; CI always has one, and fails without it.
collect_ignore = [] if SCHEMA.exists() or os.environ.get("CI") else ["test_amazon_schema.py"]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The English answers."""
    return load_answers()


@pytest.fixture(scope="session")
def hearing() -> Hearing:
    """What English speakers may say."""
    return load_hearing()


@pytest.fixture(scope="session")
def ask_lambda() -> Ask:
    """Sends a request to the function that AWS Lambda calls."""
    return lambda event: _checked(event, handler(copy.deepcopy(event), None))


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    """A private certificate authority that plays Amazon's, and whose names reach only loopback."""
    with Authority() as one:
        yield one


@pytest.fixture(scope="module")
def ask_server(authority: Authority) -> Iterator[Ask]:
    """Sends a signed request over HTTP to the skill behind a real web server."""
    app = create_app(create_skill(), authority.verifier())
    with serve(app) as url, requests.Session() as session:

        def send(event: dict[str, Any]) -> dict[str, Any]:
            body = json.dumps(event).encode()
            headers = {"Content-Type": "application/json", **authority.headers(body)}
            response = session.post(f"{url}/alexa", data=body, headers=headers, timeout=10)
            assert response.status_code == 200, response.text
            return _checked(event, response.json())

        yield send


@pytest.fixture(params=["ask_lambda", "ask_server"])
def ask(request: pytest.FixtureRequest) -> Ask:
    """Sends a request to each host in turn."""
    sender: Ask = request.getfixturevalue(request.param)
    return sender


def _checked(event: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    check_response(event, answer)
    return answer
