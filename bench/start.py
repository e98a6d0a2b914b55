"""Start: a fresh process from nothing to its first answer, as a cold Lambda does it."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.requests import QUESTION

ROOT = Path(__file__).parents[1]
# Enough for a steady median on a busy machine; the two sides take turns.
RUNS = 25

_PROGRAM = """
import json, sys
import {module}
answer = {module}.handler(json.loads(sys.stdin.read()), None)
assert answer["response"]["outputSpeech"]["ssml"].startswith("<speak>")
"""


def measure_start(package: Path) -> dict[str, float]:
    """Median seconds of each side: ours from its Lambda package, and the peer."""
    sides = {"ours": ("lambda_function", package), "peer": ("bench.peer", ROOT)}
    taken: dict[str, list[float]] = {name: [] for name in sides}
    for run in range(RUNS + 1):
        for name, (module, path) in sides.items():
            seconds = _run(module, path)
            if run:  # the first round only warms the disk
                taken[name].append(seconds)
    return {name: statistics.median(seconds) for name, seconds in taken.items()}


def _run(module: str, path: Path) -> float:
    environment = {**os.environ, "PYTHONPATH": str(path)}
    program = [sys.executable, "-c", _PROGRAM.format(module=module)]
    begun = time.perf_counter()
    subprocess.run(
        program, input=json.dumps(QUESTION), text=True, check=True, env=environment, cwd=path
    )
    return time.perf_counter() - begun
