"""Evaluation: how well free text is understood, on questions that nobody trained on.

``python -m bench.evaluation [FOLDER]``: the project's own golden questions, or the questions of a
folder with questions-dev.jsonl and emergency-dev.jsonl (real questions with coarse labels).
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.questions import ALARMS, Row, golden_rows, real_rows
from skill.content import load_hearing
from skill.understanding import load_understanding

GROUPS = {
    "": "questions of ours",
    "stranger": "questions not ours",
    "sign": "signs caught",
    "calm": "no false alarm",
}


class Verdict(NamedTuple):
    """What a question got."""

    row: Row
    answer: str
    tier: str | None
    score: float
    seconds: float

    @property
    def right(self) -> bool:
        """Whether the answer is one of the right ones; a calm row must raise no alarm."""
        if not self.row.alarm:
            return self.answer in self.row.right
        return self.tier in self.row.right if self.row.right else self.tier not in ALARMS


def judge(rows: Iterable[Row]) -> list[Verdict]:
    """Ask every question."""
    hearing, understanding = load_hearing(), load_understanding()
    verdicts = []
    for row in rows:
        begun = time.perf_counter()
        found = understanding.understand(row.text)
        seconds = time.perf_counter() - begun
        answer = hearing.topics.get(found.intent, found.intent)
        verdicts.append(Verdict(row, answer, hearing.tiers.get(found.intent), found.score, seconds))
    return verdicts


def report(verdicts: list[Verdict]) -> Iterator[str]:
    """The tables, line by line."""
    kinds: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        kinds[verdict.row.kind].append(verdict)
    for group, name in GROUPS.items():
        chosen = [v for v in verdicts if v.row.group == group]
        if chosen:
            yield f"{name}: {_share(chosen)}, {sum(v.right for v in chosen) / len(chosen):.1%}"
    yield from (f"  {kind}: {_share(kinds[kind])}" for kind in sorted(kinds))
    pairs = Counter((v.row.kind, v.answer) for v in verdicts if not v.right)
    yield "most often confused:"
    yield from (f"  {kind} as {answer}: {n}" for (kind, answer), n in pairs.most_common(15))
    times = sorted(v.seconds * 1000 for v in verdicts)
    middle, slow = times[len(times) // 2], times[int(len(times) * 0.99)]
    yield f"time: median {middle:.2f} ms, 99 of 100 under {slow:.2f} ms"


def _share(verdicts: list[Verdict]) -> str:
    return f"{sum(v.right for v in verdicts)} of {len(verdicts)} right"


def main() -> None:
    """Print the tables; with -v every wrong answer, too."""
    folders = [Path(one) for one in sys.argv[1:] if one != "-v"]
    verdicts = judge(real_rows(folders[0]) if folders else golden_rows())
    print("\n".join(report(verdicts)))
    for verdict in verdicts if "-v" in sys.argv else ():
        if not verdict.right:
            row = verdict.row
            print(f"{row.kind} | {row.text} | {verdict.answer} {verdict.score:.2f}")


if __name__ == "__main__":
    main()
