"""``spine-guide serve``: a real process that answers, refuses, and stops when it is told to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from events import launch
from loopback import Ask, ask_over_http
from skill.app import SKILL_ID

ROOT = Path(__file__).parents[1]
UNPROVED = "SPINE_GUIDE_SKILL_ID is not set: requests for any skill are answered.\n"


@pytest.fixture(autouse=True)
def control_c() -> Iterator[None]:
    """Lets Control C through, which a process in the background is started without."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@contextmanager
def serving(port: int, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Runs the command; whatever happens, it does not outlive the test."""
    path = os.pathsep.join((str(ROOT / "lambda"), str(ROOT)))
    environment = {name: value for name, value in os.environ.items() if name != SKILL_ID}
    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", "serve", "--port", str(port)],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": path, **variables},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def wait_for(ask: Ask, process: subprocess.Popen[str], seconds: float = 20) -> None:
    """Wait until the server answers; fail when it has ended instead."""
    end = time.monotonic() + seconds
    while True:
        try:
            ask(method="GET", path="/healthz")
            return
        except OSError:
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < end, "no answer"
            time.sleep(0.05)


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
