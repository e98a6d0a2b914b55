"""Manner: how a listener likes it lasts, and an alert is whole and never fast all the same."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from replying import HELP, NO, STATES, all_intents, reply_to
from skill.catalogue import Catalogue
from skill.content import load_answers
from skill.manner import CHANGES, LONG, RATES, SHORT, rate_at
from skill.memory import NOTHING_YET, Remembered
from skill.speech import to_text
from skill.turns import LAUNCH, MORE, REPEAT, SOURCES, STOP, YES

SLOWER, FASTER, NORMAL_SPEED = "SlowerIntent", "FasterIntent", "NormalSpeedIntent"
SHORTER, LONGER = "ShorterIntent", "LongerIntent"
SLOWEST, FASTEST = Remembered(pace=-2), Remembered(pace=2)
NO_CHANGE = "That is as far as I can go."
MOODS = [Remembered(pace=pace, length=length) for pace in range(-2, 3) for length in (-1, 0, 1)]


# Pace.


def test_each_step_is_heard_and_the_middle_is_the_voices_own() -> None:
    """Slower is slower each time and faster faster; in the middle Alexa speaks as she is."""
    rates = [rate_at(pace) for pace in range(-2, 3)]
    assert rates == sorted(set(RATES))
    assert rate_at(0) == 100
    assert all(1.15 < faster / slower < 1.35 for slower, faster in itertools.pairwise(rates))


@given(st.integers())
def test_any_pace_is_spoken(pace: int) -> None:
    """A pace that no step leads to is the nearest one, never an error and never a racing voice."""
    assert rate_at(pace) == rate_at(max(-2, min(2, pace)))
    assert min(RATES) <= rate_at(pace) <= max(RATES)


@given(st.sampled_from(sorted(CHANGES)), st.integers(), st.integers())
def test_a_step_leads_back_from_anywhere(change: str, pace: int, length: int) -> None:
    """Whatever stands in a session, one word of the listener's is heard at once."""
    changed = CHANGES[change](Remembered("PainIntent", "pain", 1, MORE, "biopsy", 1, pace, length))
    at, size = max(-2, min(2, pace)), max(-1, min(1, length))
    expected = {
        SLOWER: (max(-2, at - 1), length),
        FASTER: (min(2, at + 1), length),
        NORMAL_SPEED: (0, length),
        SHORTER: (pace, max(-1, size - 1)),
        LONGER: (pace, min(1, size + 1)),
    }
    assert (changed.pace, changed.length) == expected[change]
    assert changed[:6] == ("PainIntent", "pain", 1, MORE, "biopsy", 1), "the place is kept"


@pytest.mark.parametrize("intent", ["SymptomsIntent", "DefineTermIntent", "NumberIntent"])
@pytest.mark.parametrize("change", [SLOWER, FASTER])
def test_a_change_of_pace_says_the_last_answer_again(
    catalogue: Catalogue, intent: str, change: str
) -> None:
    """Who could not follow need not ask again: the same words come at once at the new pace."""
    told = reply_to(intent, catalogue, term="biopsy")
    changed = reply_to(change, catalogue, told.remember)
    assert changed.speech == told.speech
    assert changed.rate == {SLOWER: 80, FASTER: 125}[change]
    assert reply_to(REPEAT, catalogue, changed.remember) == changed


def test_a_safe_answer_is_said_again_too(catalogue: Catalogue) -> None:
    """What we must not answer, and who can, is heard slowly by whoever asks for it."""
    for intent in catalogue.safe_answers:
        told = reply_to(intent, catalogue)
        changed = reply_to(SLOWER, catalogue, told.remember)
        assert (changed.speech, changed.rate) == (told.speech, 80)


@pytest.mark.parametrize("mood", MOODS)
def test_a_manner_lasts_whatever_is_asked(catalogue: Catalogue, mood: Remembered) -> None:
    """Nobody has to say "slower" twice: help, sources, a definition, an alert, all keep it."""
    for intent in set(all_intents(catalogue)) - set(CHANGES):
        reply = reply_to(intent, catalogue, mood)
        assert (reply.remember.pace, reply.remember.length) == (mood.pace, mood.length), intent
        assert reply.rate in (rate_at(mood.pace), 100)


@pytest.mark.parametrize(("change", "end"), [(SLOWER, 65), (FASTER, 155)])
def test_the_end_of_the_scale_is_told_once_when_it_is_reached(
    catalogue: Catalogue, change: str, end: int
) -> None:
    """Who asks for more than there is hears so, and is not told again by the next answer."""
    reply = reply_to("SymptomsIntent", catalogue)
    words = to_text(reply.speech)
    for _ in range(2):
        reply = reply_to(change, catalogue, reply.remember)
        assert to_text(reply.speech) == words
    last = reply_to(change, catalogue, reply.remember)
    assert (to_text(last.speech), last.rate) == (f"{NO_CHANGE}\n\n{words}", end)
    assert to_text(reply_to(REPEAT, catalogue, last.remember).speech) == words


@pytest.mark.parametrize(("change", "length"), [(SHORTER, SHORT), (LONGER, LONG)])
def test_the_shortest_and_the_longest_are_told(
    catalogue: Catalogue, change: str, length: int
) -> None:
    """Shorter than short and longer than long there is not, and the listener hears so."""
    reply = reply_to(change, catalogue, Remembered("PainIntent", "pain", length=length))
    assert to_text(reply.speech).startswith(NO_CHANGE)


def test_normal_speed_is_never_as_far_as_it_goes(catalogue: Catalogue) -> None:
    """Who asks for the usual pace gets it, from either end and when it is the usual one already."""
    for pace in range(-2, 3):
        reply = reply_to(NORMAL_SPEED, catalogue, Remembered("PainIntent", "pain", pace=pace))
        assert reply.rate == 100
        assert reply.speech == reply_to("PainIntent", catalogue).speech


@pytest.mark.parametrize("change", CHANGES)
def test_a_wish_before_any_answer_is_noted(catalogue: Catalogue, change: str) -> None:
    """Who says first how they like it hears that it was heard, not that nothing was."""
    for state in (NOTHING_YET, reply_to(HELP, catalogue).remember, SLOWEST, FASTEST):
        words = to_text(reply_to(change, catalogue, state).speech)
        assert "All right. What would you like to know?" in words
        assert "nothing to repeat" not in words


# Alerts.


@pytest.mark.parametrize("mood", MOODS)
def test_an_alert_is_whole_and_never_fast(catalogue: Catalogue, mood: Remembered) -> None:
    """In danger every word is said, at the usual pace or as slowly as the listener likes."""
    for intent in catalogue.alerts:
        alert = reply_to(intent, catalogue, mood)
        assert alert[:3] == reply_to(intent, catalogue)[:3]
        assert alert.rate == min(100, rate_at(mood.pace))
        for after in (REPEAT, YES, MORE, HELP, "NumberIntent", SOURCES, LAUNCH, "WaitIntent"):
            assert reply_to(after, catalogue, alert.remember).rate == alert.rate, after


@pytest.mark.parametrize("parting", [STOP, NO, "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"])
def test_the_last_words_after_an_alert_are_never_fast(catalogue: Catalogue, parting: str) -> None:
    """The number to call is the last thing heard, at a pace at which anybody can take it in."""
    for intent in catalogue.alerts:
        alert = reply_to(intent, catalogue, FASTEST)
        assert reply_to(parting, catalogue, alert.remember).rate == 100
        slow = reply_to(intent, catalogue, SLOWEST)
        assert reply_to(parting, catalogue, slow.remember).rate == 65
    topic = reply_to("PainIntent", catalogue, FASTEST)
    assert reply_to(parting, catalogue, topic.remember).rate == 155


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("mood", MOODS)
def test_nothing_is_said_before_an_alert(
    catalogue: Catalogue, change: str, mood: Remembered
) -> None:
    """A wish after an alert says the alert again, action first, and is remembered for later."""
    for intent in catalogue.alerts:
        alert = reply_to(intent, catalogue, mood)
        changed = reply_to(change, catalogue, alert.remember)
        assert changed[:3] == alert[:3]
        assert changed.rate <= 100
        liked = CHANGES[change](mood)
        assert (changed.remember.pace, changed.remember.length) == (liked.pace, liked.length)


def test_after_an_alert_a_topic_is_fast_again(catalogue: Catalogue) -> None:
    """Who moves on from an alert does not lose the pace that they had set."""
    alert = reply_to("EmergencyIntent", catalogue, FASTEST)
    assert reply_to("CausesIntent", catalogue, alert.remember).rate == 155


# Anything at all.

ANY_STATE = st.builds(
    Remembered,
    *(st.sampled_from(["", "PainIntent", "EmergencyIntent"]), st.sampled_from(["", "pain", "x"])),
    *(st.integers(-3, 9) | st.integers(), st.sampled_from(["", MORE, REPEAT, SOURCES])),
    *(st.sampled_from(["", "biopsy", "x"]), st.integers(-3, 9) | st.integers()),
    *(st.integers(-3, 3) | st.integers(), st.integers(-3, 3) | st.integers()),
)


@settings(deadline=None)
@given(ANY_STATE, st.sampled_from([*CHANGES, REPEAT, MORE, SOURCES, "DefineThatIntent"]))
def test_any_session_is_answered_and_repeated(state: Remembered, intent: str) -> None:
    """Garbage in a session costs nobody an answer, and what was said can be said again."""
    catalogue = load_answers()
    reply = reply_to(intent, catalogue, state)
    assert to_text(reply.speech).endswith("?")
    assert min(RATES) <= reply.rate <= max(RATES)
    again = reply_to(REPEAT, catalogue, reply.remember)
    assert reply_to(REPEAT, catalogue, again.remember) == again


def test_every_state_of_a_conversation_can_be_slowed(catalogue: Catalogue) -> None:
    """Wherever somebody is, "slower" is heard."""
    for state in STATES.values():
        slowed = reply_to(SLOWER, catalogue, state._replace(pace=0))
        assert slowed.rate == 80
