"""Context: two questions in one breath, and questions that point back at the last answer."""

from __future__ import annotations

import pytest

from skill.context import LONGEST, point_at, split_joined
from skill.understanding import load_understanding

JOINING = frozenset({"and", "also"})


def test_a_question_is_cut_at_each_word_that_joins() -> None:
    """What stands on both sides may be a question of its own."""
    words = ["what", "is", "it", "and", "also", "how", "long", "and", "why"]
    assert list(split_joined(words, JOINING)) == [
        (["what", "is", "it"], ["how", "long", "and", "why"]),
        (["what", "is", "it", "and"], ["how", "long", "and", "why"]),
        (["what", "is", "it", "and", "also", "how", "long"], ["why"]),
    ]


def test_a_story_is_not_cut() -> None:
    """Long texts are one question, and so is what has nothing on a side."""
    assert list(split_joined(["and"] * (LONGEST + 1), JOINING)) == []
    assert list(split_joined(["why", "and"], JOINING)) == []
    assert list(split_joined(["and", "why"], JOINING)) == []


def test_what_points_is_spelled_out() -> None:
    """ "That" stands for the topic told last."""
    said = point_at(["how", "long", "is", "that"], ["spine", "regions"], frozenset({"that"}))
    assert said == ["how", "long", "is", "spine", "regions"]


@pytest.mark.parametrize(
    ("said", "intent", "also"),
    [
        ("what are the symptoms and how is it treated", "SymptomsIntent", "treatment"),
        ("how common is it and what causes it", "HowCommonIntent", "causes"),
        ("what are the symptoms and treatment of spinal mets", "SymptomsIntent", "treatment"),
        ("who made this and can i trust it", "AboutIntent", None),
        ("can my wife and i still go on holiday", "DailyLifeIntent", None),
        ("can i drive and can i fly", "DailyLifeIntent", None),
    ],
)
def test_the_first_of_two_questions_is_answered(said: str, intent: str, also: str | None) -> None:
    """The second is kept to be offered; an "and" within one question changes nothing."""
    found = load_understanding().understand(said)
    assert (found.intent, found.slots.get("also")) == (intent, also)


@pytest.mark.parametrize(
    ("said", "about", "intent"),
    [
        ("and the side effects of that", "radiotherapy", "RadiotherapyIntent"),
        ("how long does it take", "radiotherapy", "RadiotherapyIntent"),
        ("what are the risks of that", "surgery", "SurgeryIntent"),
        ("how is it treated", "symptoms", "TreatmentIntent"),
        ("will it come back", "treatment", "OutlookIntent"),
        ("my legs have gone numb since that", "surgery", "EmergencyIntent"),
    ],
)
def test_a_question_may_point_back(said: str, about: str, intent: str) -> None:
    """It is read with the topic told last, where that makes more sense, and never past a sign."""
    assert load_understanding().understand(said, about).intent == intent
