"""Serving: ``spine-guide serve`` as a real process that does not outlive its test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loopback import Ask
from skill.app import SKILL_ID

ROOT = Path(__file__).parents[1]


@contextmanager
def serving(port: int, *options: str, **variables: str) -> Iterator[subprocess.Popen[str]]:
    """Runs the command; whatever happens, it does not outlive the test."""
    path = os.pathsep.join((str(ROOT / "lambda"), str(ROOT)))
    environment = {name: value for name, value in os.environ.items() if name != SKILL_ID}
    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", "serve", "--port", str(port), *options],
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
