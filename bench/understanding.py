"""Understanding, side by side: what well-known resolvers make of the same questions.

``python -m bench.understanding [FOLDER]``: each resolver learns from our own sentences (ours and
strangers'), then answers the golden questions, or those of a folder of real ones. Each runs in a
process of its own, so that load time and memory are its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from bench.misrecognition import mishear
from bench.questions import Row, golden_rows, real_rows
from bench.resolvers import RESOLVERS, Missing

# The share of questions of ours that a resolver may refuse while it learns where to refuse.
REFUSES = 0.05
COLUMNS = "{:<26}{:>8}{:>10}{:>10}{:>12}{:>18}{:>8}{:>8}"
HEADS = ("resolver", "right", "misheard", "refused", "of sure", "median / 99 % ms", "load s", "MB")


class Result(NamedTuple):
    """What a resolver got: shares from 0 to 1, milliseconds, seconds, megabytes."""

    right: float
    misheard: float
    refused: float
    sure: float
    median: float
    slow: float
    load: float
    megabytes: float


def measure(name: str, folder: Path | None) -> Result:
    """One resolver on all questions that are not about emergencies."""
    found = real_rows(folder) if folder else golden_rows()
    rows = [row for row in found if not row.alarm]
    begun = time.perf_counter()
    resolve = RESOLVERS[name]()
    load = time.perf_counter() - begun
    ours = [row for row in rows if row.group != "stranger"]
    answers, times = _ask(resolve, ours)
    unknown = [row for row in rows if row.group == "stranger"]
    strangers, _ = _ask(resolve, unknown)
    garbled, _ = _ask(resolve, [row._replace(text=mishear(row.text)) for row in ours])
    floor = _floor(name, answers)
    return Result(
        right=_share(ours, answers, floor),
        misheard=_share(ours, garbled, floor),
        refused=_share(unknown, strangers, floor, refusing=True),
        sure=_share(ours, answers, -1.0),
        median=times[len(times) // 2],
        slow=times[int(len(times) * 0.99)],
        load=load,
        megabytes=_memory(),
    )


Answer = tuple[str, float]


def _ask(resolve: Callable[[str], Answer], rows: list[Row]) -> tuple[list[Answer], list[float]]:
    """The answer and its score for each question, and the times in milliseconds, sorted."""
    answers, times = [], []
    for row in rows:
        begun = time.perf_counter()
        answers.append(resolve(row.text))
        times.append((time.perf_counter() - begun) * 1000)
    return answers, sorted(times)


def _floor(name: str, answers: list[Answer]) -> float:
    """The score below which a peer refuses: it may lose one question of ours in twenty.

    Ours refuses by itself.
    """
    if name == "spine guide":
        return -1.0
    scores = sorted(score for _, score in answers)
    return scores[int(len(scores) * REFUSES)]


def _refuses(answer: Answer, floor: float) -> bool:
    return answer[0] == "" or answer[1] < floor


def _share(rows: list[Row], answers: list[Answer], floor: float, refusing: bool = False) -> float:
    """The share that got a right answer; where *refusing* is right, a refusal counts as well."""
    right = (
        refusing if _refuses(answer, floor) else answer[0] in row.right
        for row, answer in zip(rows, answers, strict=True)
    )
    return sum(right) / len(rows)


def _memory() -> float:
    """The most memory that this process has had, in megabytes."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def run_apart(name: str, folder: str) -> Result | str:
    """The result of a resolver in a process of its own, or why there is none."""
    command = [sys.executable, "-m", "bench.understanding", "--one", name, folder]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["failed"])[-1]
    return Result(**json.loads(done.stdout))


def main() -> None:
    """Print the table."""
    if "--one" in sys.argv:
        name, folder = sys.argv[-2:]
        try:
            print(json.dumps(measure(name, Path(folder) if folder else None)._asdict()))
        except Missing as error:
            sys.exit(str(error))
        return
    folder = sys.argv[1] if len(sys.argv) > 1 else ""
    print(COLUMNS.format(*HEADS))
    for name in RESOLVERS:
        print(_line(name, run_apart(name, folder)), flush=True)


def _line(name: str, result: Result | str) -> str:
    if isinstance(result, str):
        return f"{name:<26} left out: {result}"
    shares: list[Any] = [f"{one:.1%}" for one in result[:4]]
    times = f"{result.median:.2f} / {result.slow:.2f}"
    return COLUMNS.format(name, *shares, times, f"{result.load:.1f}", f"{result.megabytes:.0f}")


if __name__ == "__main__":
    main()
