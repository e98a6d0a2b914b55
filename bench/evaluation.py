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

from bench.misrecognition import error_rate, mishear
from bench.questions import ALARMS, Row, golden_rows, real_rows
from skill.content import load_hearing
from skill.understanding import FALLBACK, load_understanding

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
    yield from summarise(verdicts)
    yield from (f"  {kind}: {_share(kinds[kind])}" for kind in sorted(kinds))
    pairs = Counter((v.row.kind, v.answer) for v in verdicts if not v.right)
    yield "most often confused:"
    yield from (f"  {kind} as {answer}: {n}" for (kind, answer), n in pairs.most_common(15))
    yield "what the score is worth, for questions that were answered:"
    yield from (f"  {line}" for line in tell_reliability(verdicts))
    times = sorted(v.seconds * 1000 for v in verdicts)
    middle, slow = times[len(times) // 2], times[int(len(times) * 0.99)]
    yield f"time: median {middle:.2f} ms, 99 of 100 under {slow:.2f} ms"


def summarise(verdicts: list[Verdict]) -> Iterator[str]:
    """One line for each group of questions."""
    for group, name in GROUPS.items():
        chosen = [v for v in verdicts if v.row.group == group]
        if chosen:
            yield f"{name}: {_share(chosen)}, {sum(v.right for v in chosen) / len(chosen):.1%}"


def tell_reliability(verdicts: list[Verdict]) -> Iterator[str]:
    """How many answers of each range of scores were right: the score is good if the two agree."""
    asked = [v for v in verdicts if not v.row.alarm and v.answer != FALLBACK]
    for low in range(0, 10, 2):
        chosen = [v for v in asked if low <= min(9.99, v.score * 10) < low + 2]
        if chosen:
            mean = sum(v.score for v in chosen) / len(chosen)
            right = sum(v.right for v in chosen) / len(chosen)
            span = f"{low / 10:.1f} to {low / 10 + 0.2:.1f}"
            yield f"score {span}: {len(chosen)} answers, {mean:.0%} expected, {right:.0%} right"


def _share(verdicts: list[Verdict]) -> str:
    return f"{sum(v.right for v in verdicts)} of {len(verdicts)} right"


def main() -> None:
    """Print the tables, then what misrecognition costs; with -v every wrong answer, too."""
    folders = [Path(one) for one in sys.argv[1:] if one != "-v"]
    rows = list(real_rows(folders[0]) if folders else golden_rows())
    verdicts = judge(rows)
    print("\n".join(report(verdicts)))
    garbled = [row._replace(text=mishear(row.text)) for row in rows]
    print(f"misheard, {error_rate([row.text for row in rows]):.0%} of the words:")
    print("\n".join(f"  {line}" for line in summarise(judge(garbled))))
    for verdict in verdicts if "-v" in sys.argv else ():
        if not verdict.right:
            row = verdict.row
            print(f"{row.kind} | {row.text} | {verdict.answer} {verdict.score:.2f}")


if __name__ == "__main__":
    main()
