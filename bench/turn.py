"""Turn: one request to one response in a process that is already warm."""

from __future__ import annotations

import copy
import statistics
import time
from collections.abc import Callable
from typing import Any

from bench.requests import QUESTION

ROUNDS = 60
TURNS = 50

Handler = Callable[[dict[str, Any], object], dict[str, Any]]


def measure_turn() -> dict[str, float]:
    """Median seconds of a turn on each side; short rounds take turns."""
    from bench import peer
    from skill.app import create_lambda_handler

    sides: dict[str, Handler] = {"ours": create_lambda_handler(), "peer": peer.handler}
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(ROUNDS):
        for name, handler in sides.items():
            taken[name].append(_round(handler))
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def _round(handler: Handler) -> float:
    requests = [copy.deepcopy(QUESTION) for _ in range(TURNS)]
    begun = time.perf_counter()
    for request in requests:
        handler(request, None)
    return (time.perf_counter() - begun) / TURNS
