"""Fixtures: the skill on each of its hosts, every response checked against the contract."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from authority import Authority
from hosting import AUDIO, Ask, Home, ask_function, ask_signed, live_on_a_server, live_on_lambda
from lambda_function import handler
from listeners import SECRET
from skill import app, identity
from skill.catalogue import Catalogue
from skill.content import load_answers, load_hearing
from skill.hearing import Hearing
from tables import lead_to_port, make_table, moto

__all__ = ["Ask"]

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
    return ask_function(handler)


@pytest.fixture(scope="module")
def authority() -> Iterator[Authority]:
    """A private certificate authority that plays Amazon's, and whose names reach only loopback."""
    with Authority() as one:
        yield one


@pytest.fixture(scope="module")
def ask_server(authority: Authority) -> Iterator[Ask]:
    """Sends a signed request over HTTP to the skill behind a real web server."""
    with ask_signed(app.create_skill(), authority) as ask:
        yield ask


@pytest.fixture(params=["ask_lambda", "ask_server"])
def ask(request: pytest.FixtureRequest) -> Ask:
    """Sends a request to each host in turn."""
    sender: Ask = request.getfixturevalue(request.param)
    return sender


@pytest.fixture(params=["home_on_lambda", "home_on_a_server"])
def home(request: pytest.FixtureRequest) -> Home:
    """Each host in turn, with a store and recordings."""
    one: Home = request.getfixturevalue(request.param)
    return one


@pytest.fixture
def home_on_lambda(monkeypatch: pytest.MonkeyPatch) -> Iterator[Home]:
    """The function of AWS Lambda with a table of DynamoDB."""
    with moto() as server:
        lead_to_port(monkeypatch, server.get_host_and_port()[1])
        table = make_table()
        variables = {app.TABLE: table, app.AUDIO: AUDIO, identity.SECRET: SECRET}
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        yield live_on_lambda(app.create_lambda_handler(), table, server.stop)


@pytest.fixture
def home_on_a_server(tmp_path: Path, authority: Authority) -> Iterator[Home]:
    """Our own server with SQLite."""
    with live_on_a_server(tmp_path / "store", authority) as home:
        yield home


@pytest.fixture(scope="module", params=["lambda", "server"])
def ask_player(request: pytest.FixtureRequest, authority: Authority) -> Iterator[Ask]:
    """Sends a request to each host in turn, set up with recordings and without a store."""
    if request.param == "lambda":
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv(app.AUDIO, AUDIO)
            yield ask_function(app.create_lambda_handler())
    else:
        with ask_signed(app.create_skill(audio=AUDIO), authority) as ask:
            yield ask
