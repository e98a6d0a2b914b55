"""``spine-guide serve``: a real process that answers, refuses, and stops when it is told to."""

from __future__ import annotations

import json
import signal
import socket
from collections.abc import Iterator

import pytest

from events import launch
from loopback import ask_over_http
from serving import free_port, serving, wait_for
from skill.app import SKILL_ID

UNPROVED = "SPINE_GUIDE_SKILL_ID is not set: requests for any skill are answered.\n"


@pytest.fixture(autouse=True)
def control_c() -> Iterator[None]:
    """Lets Control C through, which a process in the background is started without."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.parametrize(
    ("stop", "codes"),
    [(signal.SIGINT, {0}), (signal.SIGTERM, {0, -signal.SIGTERM})],
    ids=["Control C", "SIGTERM"],
)
def test_it_answers_refuses_and_stops(stop: signal.Signals, codes: set[int]) -> None:
    """Healthy, deaf to what Alexa did not sign, and gone at once without a traceback."""
    port = free_port()
    ask = ask_over_http(f"http://127.0.0.1:{port}")
    with serving(port) as process:
        wait_for(ask, process)
        health = ask(method="GET", path="/healthz")
        status, kind, refusal = ask(json.dumps(launch()).encode())
        process.send_signal(stop)
        out, err = process.communicate(timeout=10)
    assert health == (200, "application/json", {"status": "ok"})
    assert (status, kind, list(refusal)) == (400, "application/json", ["error"])
    assert process.returncode in codes
    assert f"http://127.0.0.1:{port}/alexa" in out
    assert err == f"{UNPROVED}alexa request refused: {refusal['error']}\n"


def test_a_skill_id_keeps_it_quiet() -> None:
    """With the skill's id in the environment there is nothing to warn about."""
    port = free_port()
    with serving(port, **{SKILL_ID: "amzn1.ask.skill.test"}) as process:
        wait_for(ask_over_http(f"http://127.0.0.1:{port}"), process)
        process.terminate()
        assert process.communicate(timeout=10)[1] == ""


def test_a_busy_port_is_one_sentence() -> None:
    """Somebody else listens there: exit code 1, no traceback, and no claim to listen."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with serving(port) as process:
            out, err = process.communicate(timeout=20)
    assert process.returncode == 1
    assert "listens" not in out
    sentence = err.removeprefix(UNPROVED)
    assert sentence.startswith("spine-guide: ")
    assert str(port) in sentence
    assert sentence.count("\n") == 1
