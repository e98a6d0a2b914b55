"""The inventory: every question that people really ask is answered by what is spoken first."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from skill.catalogue import Catalogue
from skill.content import load_answers
from skill.hearing import Hearing
from skill.parts import PartFinder
from skill.understanding import load_understanding
from skill.wording import read_words

FILE = Path(__file__).parent / "questions/inventory.toml"
INVENTORY: dict[str, dict[str, list[str]]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
ROWS = [
    pytest.param(question, answers, id=f"{subject}: {question}")
    for subject, questions in INVENTORY.items()
    for question, answers in questions.items()
]


@pytest.mark.parametrize(("question", "answers"), ROWS)
def test_a_question_of_the_inventory_is_answered_first(
    question: str, answers: list[str], catalogue: Catalogue
) -> None:
    """The very text that answers it is spoken, not only something of its topic."""
    understood = load_understanding().understand(question)
    part = int(understood.slots.get("part", "0"))
    assert _name(understood.intent, part, catalogue) in answers


def test_the_inventory_names_only_what_there_is(catalogue: Catalogue) -> None:
    """A part that was given another title is named by it here, too."""
    named = {
        answer
        for questions in INVENTORY.values()
        for answers in questions.values()
        for answer in answers
    }
    told = {
        _name(intent, part, catalogue)
        for intent, topic in catalogue.intents.items()
        for part in range(len(topic.parts))
    }
    assert {name for name in named - told if not name.endswith("Intent")} == set()


def test_every_word_about_a_part_names_it(hearing: Hearing) -> None:
    """None is added in vain because another part has it, or the topic itself."""
    topics = load_answers("en").topics
    finder = PartFinder(topics, hearing.ignored, hearing.aliases)
    vain = [
        (id, words)
        for id, topic in topics.items()
        for number, part in enumerate(topic.parts)
        for words in part.about
        if finder.find(id, read_words(words, hearing.aliases)) != number
    ]
    assert vain == []


def _name(intent: str, part: int, catalogue: Catalogue) -> str:
    """What the inventory calls a part, a topic's answer, or an intent."""
    topic = catalogue.intents.get(intent)
    if topic is None:
        return intent
    return f"{topic.id}: {topic.parts[part].title}" if part else topic.id
