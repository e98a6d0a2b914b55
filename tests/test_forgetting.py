"""Forgetting: what is kept of a listener is gone when they say so, and stays gone."""

from __future__ import annotations

import pytest

from events import sessionless
from hosting import Home
from skill import replies
from test_keeping import FORGET, FORGOTTEN, NO, SLOWER, STOP, YES, visit
from visiting import Visit, rate, words


def test_forget_me_asks_once_and_deletes(home: Home) -> None:
    """Yes is enough; it is told, and nothing of this session is written back at its end."""
    visit(home.ask, SLOWER, STOP)
    assert b"pace" in home.read()
    one = Visit(home.ask)
    one.open()
    assert words(one.say(FORGET)).endswith("Shall I forget that?")
    assert home.writes() == 1, "nothing is deleted before the answer"
    assert words(one.say(YES)).startswith(FORGOTTEN)
    assert b"pace" not in home.read()
    for intent in ("SymptomsIntent", SLOWER, "ShorterIntent", STOP):
        one.say(intent)
    one.leave()
    assert home.writes() == 2
    assert visit(home.ask)[0].startswith("Welcome to Spine Guide.")


def test_who_is_forgotten_is_at_the_normal_speed_at_once(home: Home) -> None:
    """Nothing of what was kept goes on in the session that forgot it."""
    visit(home.ask, SLOWER, STOP)
    one = Visit(home.ask)
    one.open()
    one.say(FORGET)
    assert rate(one.say(YES)) == 100
    assert rate(one.say("SymptomsIntent")) == 100


@pytest.mark.parametrize("answer", [NO, "SymptomsIntent", STOP])
def test_forget_me_does_nothing_without_a_yes(home: Home, answer: str) -> None:
    """No, another question, or going away leave all as it was."""
    visit(home.ask, SLOWER, STOP)
    visit(home.ask, FORGET, answer, YES, STOP)
    assert rate(Visit(home.ask).open()) == 80


def test_forget_me_after_an_emergency_is_told_too(home: Home) -> None:
    """What was asked for is done and said; what to do is still there when they ask again."""
    visit(home.ask, SLOWER, STOP)
    heard = visit(home.ask, "EmergencyIntent", FORGET, YES, "AMAZON.HelpIntent", STOP)
    assert heard[3].startswith(FORGOTTEN)
    assert heard[4] == heard[1]
    assert b"pace" not in home.read()


def test_an_error_of_ours_does_not_bring_back_who_was_forgotten(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever breaks after "forget me", nothing is kept of that session."""

    def break_(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    one = Visit(home.ask)
    for intent in (SLOWER, FORGET, YES):
        one.say(intent)
    written = home.writes()
    monkeypatch.setattr(replies, "tell_part", break_)
    assert words(one.say("SymptomsIntent")).startswith("Sorry, something went wrong")
    one.leave()
    assert home.writes() == written


def test_disabling_the_skill_deletes(home: Home) -> None:
    """Who takes the skill away leaves nothing behind."""
    visit(home.ask, SLOWER, STOP)
    home.ask(sessionless("AlexaSkillEvent.SkillDisabled"))
    assert b"pace" not in home.read()


def test_a_failed_deletion_is_told(home: Home) -> None:
    """Nobody is told that something is gone which may still be there."""
    visit(home.ask, SLOWER, STOP)
    one = Visit(home.ask)
    one.open()
    one.say(FORGET)
    home.kill()
    assert words(one.say(YES)).startswith("I couldn't do that just now.")
