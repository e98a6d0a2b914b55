"""Evaluation: how well free text is understood, on questions that nobody trained on.

``python -m bench.evaluation [FOLDER]``: the project's own golden questions, or the questions of a
folder with questions-dev.jsonl and emergency-dev.jsonl (real questions with coarse labels).
"""

from __future__ import annotations

import json
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from skill.content import load_hearing
from skill.understanding import FALLBACK, load_understanding

GOLDEN = Path(__file__).parents[1] / "tests/questions/en"

# A coarse label of the real questions → the answers of ours that are right for it.
LABELS = {
    "definition": ("overview",),
    "primary_vs_secondary": ("primary_or_secondary",),
    "spread": ("causes",),
    "which_cancers": ("common_cancers",),
    "frequency": ("how_common",),
    "risk_prevention": ("risk",),
    "emergency_red_flags": ("warning_signs",),
    "diagnosis_tests": ("diagnosis", "scans"),
    "treatment_overview": ("treatment",),
    "surgery": ("surgery", "bone_cement"),
    "medicines_bone_strengthening": ("bone_medicines",),
    "systemic_therapy": ("cancer_medicines",),
    "recovery_rehab": ("recovery",),
    "living_daily": ("daily_life", "bladder_and_bowel"),
    "emotional_support": ("feelings",),
    "palliative": ("palliative_care",),
    "questions_for_doctor": ("questions_to_ask",),
    "clinical_trials": ("trials_and_second_opinions",),
    "glossary": ("DefineTermIntent", "SpellIntent"),
    "accessibility": ("sight_loss", "AMAZON.RepeatIntent", "AMAZON.HelpIntent"),
}
ALARMS = frozenset({"emergency", "other_emergency", "infection", "cancer_line", "crisis"})
REFUSED = frozenset({FALLBACK, "about", "support_lines"})


GROUPS = {
    "": "questions of ours",
    "stranger": "questions not ours",
    "sign": "signs caught",
    "calm": "no false alarm",
}


class Row(NamedTuple):
    """A question, what kind it is, and the answers that are right; *alarm* rows are about tiers."""

    text: str
    kind: str
    right: frozenset[str]
    alarm: bool = False


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


def golden_rows() -> Iterator[Row]:
    """The project's own questions."""
    for path in sorted(GOLDEN.glob("*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["rows"]:
            yield _golden(path.stem, row)


def _golden(file: str, row: dict[str, Any]) -> Row:
    others = row.get("or", [])
    if file == "_emergencies":
        return Row(row["text"], f"sign: {row['kind']}", frozenset({row["tier"], *others}), True)
    if file == "_calm":
        return Row(row["text"], f"calm: {row['kind']}", frozenset(), True)
    if file == "_strangers":
        right = {row["intent"], FALLBACK} if "intent" in row else refusals()
        return Row(row["text"], f"stranger: {row['kind']}", frozenset({*right, *others}))
    return Row(row["text"], file, frozenset({file, *others}))


def refusals() -> frozenset[str]:
    """What a question that is not ours may get."""
    return REFUSED | load_hearing().safe | frozenset(load_hearing().tiers)


def real_rows(folder: Path) -> Iterator[Row]:
    """Real questions with coarse labels."""
    for path in sorted(folder.glob("questions*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            labels = [row["topic"], *row.get("also_ok", [])]
            right = {answer for label in labels for answer in LABELS.get(label, (label,))}
            if "out_of_scope" in labels:
                right |= refusals()
            yield Row(row["text"], row["topic"], frozenset(right))
    for path in sorted(folder.glob("emergency*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            amber = {"today"} if row["tier"] == "amber" else set()
            if row["label"] == "emergency":
                yield Row(row["text"], f"sign: {row['kind']}", ALARMS | amber, True)
            elif row["label"] == "not_emergency":
                yield Row(row["text"], f"calm: {row['kind']}", frozenset(), True)


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
        chosen = [v for v in verdicts if _group(v.row.kind) == group]
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


def _group(kind: str) -> str:
    if kind == "out_of_scope":
        return "stranger"
    return kind.partition(":")[0] if ":" in kind else ""


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
