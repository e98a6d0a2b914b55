"""Keeping: what a listener likes is there on the next visit, and is gone when they say so."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from conftest import Ask
from events import sessionless
from hosting import Home
from skill import replies
from visiting import Visit, rate, words

SLOWER, STOP, YES, NO = "SlowerIntent", "AMAZON.StopIntent", "AMAZON.YesIntent", "AMAZON.NoIntent"
FORGET = "ForgetMeIntent"
SHORT_WELCOME = "Spine Guide. What would you like to know?"
FORGOTTEN = "All right, I have forgotten it."


def visit(ask: Ask, *intents: str) -> list[str]:
    """What is heard on a visit that begins by opening the skill."""
    one = Visit(ask)
    return [words(one.open()), *(words(one.say(name)) for name in intents)]


@pytest.mark.parametrize("ending", [[STOP], [], ["EmergencyIntent", NO]])
def test_slower_is_still_slower_in_the_next_session(home: Home, ending: list[str]) -> None:
    """Nobody asks twice, whether they stop, walk away, or hear an answer that ends it."""
    first = Visit(home.ask)
    assert rate(first.open()) == 100
    first.say(SLOWER)
    for intent in ending:
        last = first.say(intent)
    if ending:
        assert last["shouldEndSession"]
    else:
        first.leave()
    again = Visit(home.ask)
    assert rate(again.open()) == 80
    assert rate(again.say("SymptomsIntent")) == 80
    assert rate(Visit(home.ask).say("SymptomsIntent")) == 80


def test_shorter_is_still_shorter_in_the_next_session(home: Home) -> None:
    """An expert hears the short answer at once, also without opening the skill first."""
    whole = words(Visit(home.ask).say("SteroidsIntent"))
    visit(home.ask, "ShorterIntent", STOP)
    assert len(words(Visit(home.ask).say("SteroidsIntent"))) < len(whole)


def test_a_returning_listener_hears_the_short_welcome(home: Home) -> None:
    """What the skill is, and its disclaimer, are told once."""
    [welcome, _] = visit(home.ask, STOP)
    assert welcome.startswith("Welcome to Spine Guide.")
    assert "not medical advice" in welcome
    assert visit(home.ask) == [SHORT_WELCOME]


def test_a_session_writes_once_at_most(home: Home) -> None:
    """However often the manner changes; and not at all when nothing has changed since."""
    talk = [SLOWER, "SymptomsIntent", "ShorterIntent", "MoreIntent", "FasterIntent", SLOWER]
    one = Visit(home.ask)
    one.open()
    for intent in talk:
        one.say(intent)
        assert home.writes() == 0
    one.say(STOP)
    one.leave()
    assert home.writes() == 1
    for _ in range(2):
        visit(home.ask, "SymptomsIntent", STOP)
    assert home.writes() == 1


def test_a_store_that_dies_costs_nothing_but_the_memory(home: Home, ask_lambda: Ask) -> None:
    """Every answer comes at once, with the same words as ever, and nothing is said about it."""
    talk = ["SymptomsIntent", "EmergencyIntent", "AMAZON.HelpIntent", STOP]
    plain = visit(ask_lambda, *talk)
    one = Visit(home.ask)
    heard = [words(one.open())]
    home.kill()
    for intent in talk:
        began = time.monotonic()
        heard.append(words(one.say(intent)))
        assert time.monotonic() - began < 3, "Alexa would wait for eight"
    assert heard == plain
    assert visit(home.ask, *talk) == plain
    home.ask(sessionless("AlexaSkillEvent.SkillDisabled"))


def test_a_store_that_comes_back_has_lost_nothing(home_on_a_server: Home, tmp_path: Path) -> None:
    """Who is met as a stranger while it is away is known again afterwards, as slow as before."""
    visit(home_on_a_server.ask, SLOWER, STOP)
    home_on_a_server.kill()
    one = Visit(home_on_a_server.ask)
    assert rate(one.open()) == 100
    (tmp_path / "store-gone").rename(tmp_path / "store")
    one.say(STOP)
    assert rate(Visit(home_on_a_server.ask).open()) == 80


def test_an_error_of_ours_costs_no_preference(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the very first answer breaks, the next one is spoken as the listener likes it."""

    def break_(*_: object) -> None:
        raise RuntimeError("broken on purpose")

    visit(home.ask, SLOWER, STOP)
    one = Visit(home.ask)
    with monkeypatch.context() as patch:
        patch.setattr(replies, "tell_part", break_)
        assert words(one.say("SymptomsIntent")).startswith("Sorry, something went wrong")
    assert rate(one.say("SymptomsIntent")) == 80
    one.say(STOP)
    assert rate(Visit(home.ask).open()) == 80


def test_without_a_store_all_else_is_as_ever(ask: Ask) -> None:
    """A host that keeps nothing still goes slower within a visit, and has nothing to forget."""
    one = Visit(ask)
    one.open()
    assert rate(one.say(SLOWER)) == 80
    assert words(one.say(FORGET)).endswith("Shall I forget that?")
    assert words(one.say(YES)).startswith(FORGOTTEN)
    one.say(STOP)
    again = Visit(ask).open()
    assert rate(again) == 100
    assert words(again).startswith("Welcome to Spine Guide.")
