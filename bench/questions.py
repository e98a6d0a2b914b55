"""Questions to be judged by: the project's own golden ones, and real ones with coarse labels."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from skill.content import load_hearing
from skill.understanding import FALLBACK

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


class Row(NamedTuple):
    """A question, what kind it is, and the answers that are right; *alarm* rows are about tiers."""

    text: str
    kind: str
    right: frozenset[str]
    alarm: bool = False

    @property
    def group(self) -> str:
        """sign, calm, stranger, or nothing for a question of ours."""
        if self.kind == "out_of_scope":
            return "stranger"
        return self.kind.partition(":")[0] if ":" in self.kind else ""


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
