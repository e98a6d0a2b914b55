"""Golden questions: how much of what nobody trained on is understood may never fall again."""

from __future__ import annotations

import pytest

from bench.evaluation import GROUPS, Verdict, judge, report
from bench.questions import golden_rows

# What the models reached when they were last trained, less a little for words that move about.
LEAST = {"": 0.91, "stranger": 0.90, "sign": 0.95, "calm": 0.93}


@pytest.fixture(scope="module")
def verdicts() -> list[Verdict]:
    """Every golden question, asked."""
    return judge(golden_rows())


@pytest.mark.parametrize("group", GROUPS)
def test_understanding_stays_as_good_as_it_was(verdicts: list[Verdict], group: str) -> None:
    """Questions of ours, questions not ours, signs, and what only sounds like a sign."""
    chosen = [v for v in verdicts if v.row.group == group]
    assert len(chosen) >= 150
    assert sum(v.right for v in chosen) / len(chosen) >= LEAST[group]


def test_a_question_of_ours_hardly_ever_raises_an_alarm(verdicts: list[Verdict]) -> None:
    """A skill that cries wolf is switched off."""
    asked = [v for v in verdicts if v.row.group == "" and v.tier not in {None, "today"}]
    assert len(asked) <= 12


def test_the_report_names_every_group(verdicts: list[Verdict]) -> None:
    """Numbers for each group, each kind, what is confused, and the time."""
    lines = list(report(verdicts))
    for name in GROUPS.values():
        assert any(line.startswith(f"{name}: ") for line in lines)
    assert lines[-1].startswith("time: median ")
