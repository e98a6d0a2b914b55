"""Handlers: every kind of request that Alexa sends, on both hosts."""

from __future__ import annotations

import copy
import logging
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Ask
from contract import check_response
from events import Event, intent, launch, session_ended, sessionless
from lambda_function import handler
from skill import replies
from skill.app import create_skill
from skill.handlers import NOTHING, invoke
from skill.handlers.keeping import KEPT
from skill.manner import CHANGES
from skill.memory import Remembered
from skill.preferences import FIRST_VISIT
from skill.turns import LAUNCH, MORE, Reply

SILENT = [
    session_ended(),
    session_ended("EXCEEDED_MAX_REPROMPTS"),
    session_ended("ERROR"),
    sessionless("AudioPlayer.PlaybackStarted", token="t", offsetInMilliseconds=0),
    sessionless("AudioPlayer.PlaybackNearlyFinished", token="t", offsetInMilliseconds=9),
    sessionless("PlaybackController.NextCommandIssued"),
    sessionless(
        "System.ExceptionEncountered",
        error={"type": "INVALID_RESPONSE", "message": "no"},
        cause={"requestId": "r"},
    ),
    sessionless("AlexaSkillEvent.SkillDisabled"),
    sessionless("Alexa.Presentation.APL.UserEvent", token="t", arguments=[]),
    sessionless("Something.NobodyKnows", whatever=[1, {"two": 3}]),
]


@pytest.mark.parametrize("event", SILENT, ids=lambda event: event["request"]["type"])
def test_where_speech_is_forbidden_nothing_is_said(event: Event, ask: Ask) -> None:
    """An empty response, whose emptiness the contract checks; never an error."""
    assert ask(event)["response"] == {}


def test_a_request_of_an_unknown_kind_is_empty(ask_lambda: Ask) -> None:
    """What the SDK cannot even read is answered all the same."""
    assert ask_lambda(sessionless("Something.NobodyKnows")) == NOTHING


@pytest.mark.parametrize(
    "damage",
    [
        {"intent": {"name": "EmergencyIntent", "confirmationStatus": "ZZ"}},
        {"intent": {"name": "EmergencyIntent", "slots": {"term": "not a slot"}}},
        {"intent": {"name": "EmergencyIntent", "slots": {"term": None}}},
        {"dialogState": "SOMETHING_NEW"},
    ],
)
def test_a_person_is_answered_whatever_else_came_along(damage: Any, ask: Ask) -> None:
    """A value that the SDK does not know costs nobody their answer: the intent is enough."""
    event = intent("EmergencyIntent", "en-GB")
    event["request"] |= damage
    assert "Call nine nine nine now" in ask(event)["response"]["outputSpeech"]["ssml"]


@pytest.mark.parametrize("intent_", ["DefineTermIntent", "SpellIntent"])
def test_a_sign_taken_for_a_term_is_heard(intent_: str, ask: Ask) -> None:
    """Alexa may put any words into a slot; an emergency in them comes first."""
    event = intent(intent_, slots={"term": "my legs have gone numb"})
    assert "Call nine one one now" in ask(event)["response"]["outputSpeech"]["ssml"]
    event = intent(intent_, slots={"term": "a word that nobody knows"})
    assert "I don't have that word" in ask(event)["response"]["outputSpeech"]["ssml"]


@pytest.mark.parametrize(
    "attributes",
    [{}, {"topic": 7, "part": "x"}, {"part": -1, "topic": "symptoms"}, {"old": [1]}, None],
)
def test_attributes_of_another_version_do_no_harm(attributes: Any, ask: Ask) -> None:
    """Whatever a session carries, a topic is answered as always."""
    given_ = ask(intent("MoreIntent", attributes=attributes))
    assert given_["response"]["outputSpeech"]
    fresh = ask(intent("SymptomsIntent"))
    assert ask(intent("SymptomsIntent", attributes=attributes)) == fresh


@pytest.mark.parametrize("locale", ["en-NZ", "fr-FR", "", None])
def test_a_locale_we_do_not_know_is_answered_neutrally(locale: Any, ask: Ask) -> None:
    """English with no country's number put as the listener's own."""
    answer = ask(intent("EmergencyIntent", locale=locale))
    assert "Call your local emergency number now" in answer["response"]["outputSpeech"]["ssml"]


def test_the_session_carries_on_only_what_is_needed(ask: Ask) -> None:
    """Session attributes hold the turn, what a store has of the listener, and nobody's words."""
    answer = ask(intent("SymptomsIntent"))
    turn = Remembered("SymptomsIntent", "symptoms", offer=MORE).to_attributes()
    assert answer["sessionAttributes"] == {**turn, KEPT: FIRST_VISIT.to_attributes()}


@pytest.mark.parametrize(
    ("event", "speaks"), [(launch(), True), (intent("CausesIntent", "en-GB"), True)]
)
def test_an_error_of_ours_is_one_kind_sentence(
    event: Event, speaks: bool, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The listener hears the safety line and a way on; the log keeps the place, not the words."""

    def break_(*_: object) -> Reply:
        raise RuntimeError("broken on purpose")

    monkeypatch.setitem(replies.ANSWERS, LAUNCH, break_)
    monkeypatch.setattr(replies, "tell_part", break_)
    with caplog.at_level(logging.ERROR):
        answer = invoke(create_skill(), copy.deepcopy(event))
    check_response(event, answer)
    assert "Sorry, something went wrong" in answer["response"]["outputSpeech"]["ssml"]
    assert "a turn failed: RuntimeError at break_" in caplog.text
    assert "on purpose" not in caplog.text, "a message may hold what was asked"


def test_a_request_for_another_skill_is_refused() -> None:
    """With an id configured, a request that names another skill is not answered."""
    skill = create_skill("amzn1.ask.skill.ours")
    with pytest.raises(Exception, match="Skill ID"):
        invoke(skill, launch())


NAMES = st.one_of(st.sampled_from(sorted([*replies.ANSWERS, *CHANGES])), st.text(max_size=30))
FIELDS = st.sampled_from(Remembered._fields)
ATTRIBUTES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=9)),
    lambda inner: st.dictionaries(FIELDS | st.just("other"), inner, max_size=4),
    max_leaves=6,
)


@settings(max_examples=300, deadline=None)
@given(NAMES, st.dictionaries(FIELDS, ATTRIBUTES))
def test_any_intent_and_any_session_gets_a_valid_response(
    name: str, attributes: dict[str, Any]
) -> None:
    """No name of an intent and no garbage in a session breaks the contract."""
    event = intent(name, attributes=attributes)
    check_response(event, handler(copy.deepcopy(event), None))
