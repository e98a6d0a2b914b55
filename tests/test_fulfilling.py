"""Fulfilling: Alexa asks whether the skill could answer; the truth, and nothing else happens."""

from __future__ import annotations

import pytest

from conftest import Ask
from events import can_fulfill
from hosting import Home
from skill.catalogue import Catalogue


def judge(ask: Ask, name: str, **slots: str) -> tuple[str, set[str]]:
    """Whether the skill says that it can, and what it says of each slot."""
    told = ask(can_fulfill(name, slots))["response"]["canFulfillIntent"]
    of_slots = told.get("slots", {})
    assert set(of_slots) == set(slots)
    return told["canFulfill"], {value for one in of_slots.values() for value in one.values()}


def test_what_has_an_answer_is_promised(ask: Ask, catalogue: Catalogue) -> None:
    """Every topic, every alert, and every kind refusal."""
    for name in (*catalogue.intents, *catalogue.alerts, *catalogue.safe_answers):
        assert judge(ask, name) == ("YES", set())


@pytest.mark.parametrize(
    ("name", "slots"),
    [
        ("AskIntent", {"question": "what are the symptoms of spinal metastases"}),
        ("AskIntent", {"question": "my legs have gone numb"}),
        ("AskIntent", {"question": "what does amitriptyline mean"}),
        ("DefineTermIntent", {"term": "biopsy"}),
        ("SpellIntent", {"term": "Biopsy"}),
    ],
)
def test_free_words_that_have_an_answer_are_promised(
    ask: Ask, name: str, slots: dict[str, str]
) -> None:
    """Somebody who names no skill is led to the answer, above all in an emergency."""
    assert judge(ask, name, **slots) == ("YES", {"YES"})


@pytest.mark.parametrize(
    ("name", "slots"),
    [
        ("AskIntent", {"question": "what is the capital of france"}),
        ("AskIntent", {"question": "play some jazz"}),
        ("DefineTermIntent", {"term": "photosynthesis"}),
        ("UnknownIntent", {"anything": "at all"}),
    ],
)
def test_what_has_no_answer_is_not_promised(ask: Ask, name: str, slots: dict[str, str]) -> None:
    """Nobody is led here in vain."""
    assert judge(ask, name, **slots) == ("NO", {"NO"})


@pytest.mark.parametrize("name", ["AskIntent", "DefineTermIntent", "AMAZON.FallbackIntent", ""])
def test_without_a_word_nothing_is_promised(ask: Ask, name: str) -> None:
    """A request with no words in it has no answer."""
    assert judge(ask, name) == ("NO", set())


def test_being_asked_has_no_effect(home: Home) -> None:
    """Nobody has chosen the skill yet: nothing is read out, remembered or kept."""
    before = home.read()
    for name in ("SymptomsIntent", "EmergencyIntent", "ForgetMeIntent", "SlowerIntent"):
        answer = home.ask(can_fulfill(name))
        assert set(answer["response"]) == {"canFulfillIntent"}
        assert answer.get("sessionAttributes", {}) == {}
    assert home.writes() == 0
    assert home.read() == before


def test_being_asked_does_not_wait_for_a_store(home: Home) -> None:
    """With the store gone the answer is the same."""
    home.kill()
    assert judge(home.ask, "SymptomsIntent") == ("YES", set())
