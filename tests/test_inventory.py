"""The inventory: every question that people really ask reaches an answer by being asked."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from skill.hearing import Hearing
from skill.understanding import load_understanding

FILE = Path(__file__).parent / "questions/inventory.toml"
ROWS = [
    pytest.param(question, answers, id=f"{subject}: {question}")
    for subject, questions in tomllib.loads(FILE.read_text(encoding="utf-8")).items()
    for question, answers in questions.items()
]


@pytest.mark.parametrize(("question", "answers"), ROWS)
def test_a_question_of_the_inventory_is_answered(
    question: str, answers: list[str], hearing: Hearing
) -> None:
    """Nothing that people ask is left without an answer of ours."""
    intent = load_understanding().understand(question).intent
    assert hearing.topics.get(intent, intent) in answers
