"""Misrecognition: questions are garbled as recognisers do, always in the same way."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.misrecognition import FILE, error_rate, mishear
from bench.questions import golden_rows


def test_a_question_is_always_misheard_alike() -> None:
    """Or no two measurements could be compared."""
    said = "What are spinal metastases?"
    assert mishear(said) == mishear(said) != said.lower()


@pytest.mark.parametrize("said", ["", "zzz", "Why me?"])
def test_what_nobody_mishears_stays(said: str) -> None:
    """Words that are not in the list are heard as they are."""
    assert mishear(said) == said.lower()


def test_the_golden_questions_are_garbled_as_much_as_recognisers_do() -> None:
    """A tenth to a fifth of the words, as measured on elderly voices far from the microphone."""
    assert 0.08 <= error_rate([row.text for row in golden_rows()]) <= 0.2


def test_no_word_with_a_not_is_in_the_list() -> None:
    """Losing a "not" turns a sentence round, and no listener could mend it."""
    listed = tomllib.loads(FILE.read_text(encoding="utf-8"))
    words = {*listed["words"], *listed["dropped"]["words"]}
    assert not [word for word in words if word in {"no", "not", "never"} or word.endswith("n't")]


@given(st.text(max_size=200))
def test_any_text_can_be_misheard(text: str) -> None:
    """Whatever was written, it comes back as text."""
    assert isinstance(mishear(text), str)
