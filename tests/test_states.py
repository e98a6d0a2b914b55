"""States: wherever a conversation stands, every intent has a sensible answer, and Stop ends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from conftest import Ask
from events import intent
from replying import HELP, NO, VOLUME, all_intents
from skill.catalogue import Catalogue
from skill.content import load_answers
from skill.manner import CHANGES
from skill.playback import CONTROLS
from skill.turns import ASK, DEFINE, FALLBACK, MORE, PLAY, REPEAT, SPELL, STOP, YES
from visiting import Visit, words

Turn = tuple[str, Mapping[str, str]]

ALERTS = sorted(load_answers().alerts)
SLOTS: Mapping[str, Mapping[str, str]] = {
    ASK: {"question": "what are the symptoms"},
    DEFINE: {"term": "sacrum"},
    SPELL: {"term": "sacrum"},
    PLAY: {"topic": "symptoms"},
}
TWO: Turn = ("BiopsyIntent", {"part": "5"})
PATHS: Mapping[str, tuple[str | Turn, ...]] = {
    "just begun": (),
    "in a topic": ("SymptomsIntent",),
    "deep in a topic": ("SymptomsIntent", MORE, MORE),
    "offered two topics": (TWO,),
    "taken the second": (TWO, "SecondOneIntent"),
    "offered two for a guess": ((FALLBACK, {"near": "scans biopsy"}),),
    "offered the second question": ((ASK, {"question": "what are the symptoms and treatment"}),),
    "in the list of topics": ("TopicsIntent", "MoreTopicsIntent"),
    "after a word": ("PainIntent", (DEFINE, {"term": "kyphoplasty"})),
    "after a spelling": ((SPELL, {"term": "kyphoplasty"}),),
    "after the number": ("PainIntent", "NumberIntent"),
    "offered more sources": ("SymptomsIntent", "SourcesIntent"),
    "asked whether to forget": ("SymptomsIntent", "ForgetMeIntent"),
    "forgotten": ("ForgetMeIntent", YES),
    "offered to read": ((PLAY, {"topic": "surgery"}),),
    "asked what to play": (PLAY,),
    "after help": ("CausesIntent", HELP),
    "after no": ("CausesIntent", NO),
    "after a refusal": ("ReadScanIntent",),
    "lost": (FALLBACK,),
    "fast and short": ("FasterIntent", "FasterIntent", "ShorterIntent", "DailyLifeIntent"),
    "slow and long": ("SlowerIntent", "SlowerIntent", "LongerIntent", "DailyLifeIntent"),
    "past an alert": ("EmergencyIntent", "CausesIntent"),
    **{f"after {alert}": ("SymptomsIntent", alert) for alert in ALERTS},
    "after an alert and sources": ("EmergencyIntent", "SourcesIntent"),
    "after an alert, forgetting": ("EmergencyIntent", "ForgetMeIntent"),
}
"""Where a conversation can stand, and how one gets there."""

SAID_TO_PLAYERS = {name for name in CONTROLS if name.startswith("AMAZON.")}
LEAVING = [STOP, NO, "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent", "FineNowIntent"]
# Everything that is about the conversation or about recordings, and not about an alert.
MENUS = sorted(
    {
        *(MORE, REPEAT, HELP, FALLBACK, YES, VOLUME, "NumberIntent", DEFINE, SPELL, PLAY),
        *("DefineThatIntent", "SpellThatIntent", "PlayAllIntent", "UnknownIntent"),
        *("TopicsIntent", "MoreTopicsIntent", "FirstOneIntent", "SecondOneIntent"),
        *("ThirdOneIntent", *CHANGES, *SAID_TO_PLAYERS.difference(LEAVING)),
    }
)


def arrive(path: str, ask: Ask) -> Any:
    """The session's attributes once a conversation stands there."""
    visit = Visit(ask)
    for turn in PATHS[path]:
        name, slots = (turn, SLOTS.get(turn, {})) if isinstance(turn, str) else turn
        response = visit.say(name, **(slots if turn != PLAY else {}))
        assert response["shouldEndSession"] is False, "nobody stands where it is over"
    return visit.attributes


def say(name: str, attributes: Any, ask: Ask) -> dict[str, Any]:
    """The answer to an intent from a state, in Britain."""
    return ask(intent(name, "en-GB", attributes, SLOTS.get(name)))


def every_intent(catalogue: Catalogue) -> list[str]:
    """Everything that can be said; one topic stands for all."""
    left_out = {*catalogue.intents, "LaunchRequest"} - {"SymptomsIntent"}
    return sorted({*all_intents(catalogue), *SAID_TO_PLAYERS, ASK} - left_out)


@pytest.mark.parametrize("path", PATHS)
def test_every_intent_is_understood_in_every_state(
    path: str, catalogue: Catalogue, ask_lambda: Ask
) -> None:
    """Nobody hears "I don't have an answer to that" for something that the skill knows."""
    attributes = arrive(path, ask_lambda)
    for name in every_intent(catalogue):
        said = words(say(name, attributes, ask_lambda)["response"])
        assert said, name
        assert "went wrong" not in said, name
        lost = said.startswith(("I don't have an answer", "I'm not sure that I got that"))
        assert not lost or name in (FALLBACK, "UnknownIntent"), name


@pytest.mark.parametrize("path", PATHS)
def test_stop_ends_it_from_everywhere(path: str, catalogue: Catalogue, ask_lambda: Ask) -> None:
    """In every state, and after every answer in every state, "stop" is the end."""
    attributes = arrive(path, ask_lambda)
    answers = [say(name, attributes, ask_lambda) for name in every_intent(catalogue)]
    for left in (attributes, *(one["sessionAttributes"] for one in answers)):
        goodbye = say(STOP, left, ask_lambda)["response"]
        assert goodbye["shouldEndSession"] is True
        assert words(goodbye).endswith("Goodbye.")


@pytest.mark.parametrize("path", PATHS)
def test_an_alert_is_whole_in_every_state(path: str, ask_lambda: Ask) -> None:
    """In an emergency every word is said, and nothing else, whatever went before."""
    attributes = arrive(path, ask_lambda)
    for alert in ALERTS:
        alone = words(say(alert, None, ask_lambda)["response"])
        assert words(say(alert, attributes, ask_lambda)["response"]) == alone


@pytest.mark.parametrize("alert", ALERTS)
def test_after_an_alert_the_menus_stay_away(alert: str, ask_lambda: Ask) -> None:
    """Whatever else is said, the action is said again until the listener is done."""
    attributes = arrive(f"after {alert}", ask_lambda)
    action = words(say(alert, None, ask_lambda)["response"])
    for name in MENUS:
        answer = say(name, attributes, ask_lambda)
        assert words(answer["response"]) == action, name
        attributes = answer["sessionAttributes"]


@pytest.mark.parametrize("alert", ALERTS)
def test_who_leaves_after_an_alert_takes_the_action_along(
    alert: str, catalogue: Catalogue, ask_lambda: Ask
) -> None:
    """The last words are what to do; somebody in despair is only left when they say stop."""
    attributes = arrive(f"after {alert}", ask_lambda)
    stays = {NO, "FineNowIntent"} if catalogue.alerts[alert].tier == "crisis" else set()
    for name in LEAVING:
        response = say(name, attributes, ask_lambda)["response"]
        assert response["shouldEndSession"] is (name not in stays), name
        acts = ("Please call ", "Please tell your cancer team today", "Please talk to someone now")
        assert words(response).startswith("I can say the numbers" if name in stays else acts)
