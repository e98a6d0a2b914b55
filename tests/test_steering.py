"""Steering: a recording is paused, resumed and moved in by voice, on each host."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import Ask
from events import with_player
from playing_device import CANCEL, PAUSE, RESUME, SPOKEN, STOP, SYMPTOMS, playing, stream
from skill.catalogue import Catalogue
from visiting import Visit, kinds, words


@pytest.mark.parametrize("activity", ["PLAYING", "STOPPED", "PAUSED"])
@pytest.mark.parametrize("intent", [PAUSE, STOP, CANCEL])
def test_a_recording_is_stopped_without_a_word(ask_player: Ask, intent: str, activity: str) -> None:
    """Whoever says stop gets silence at once."""
    response = Visit(ask_player, playing(activity=activity)).say(intent)
    assert kinds(response) == ["AudioPlayer.Stop"]
    assert words(response) == ""


@pytest.mark.parametrize("activity", ["PLAYING", "STOPPED", "PAUSED"])
@pytest.mark.parametrize(
    ("intent", "topic", "offset"),
    [
        (RESUME, "symptoms", 61_000),
        ("AMAZON.StartOverIntent", "symptoms", 0),
        ("AMAZON.RepeatIntent", "symptoms", 0),
        ("AMAZON.NextIntent", "pain", 0),
        ("AMAZON.PreviousIntent", "risk", 0),
        ("AMAZON.LoopOnIntent", "symptoms", 61_000),
        ("AMAZON.ShuffleOnIntent", "symptoms", 61_000),
    ],
)
def test_a_recording_is_steered(
    ask_player: Ask, intent: str, topic: str, offset: int, activity: str
) -> None:
    """Also in a session days later: the device still has it in hand, with where it stopped."""
    response = Visit(ask_player, playing(activity=activity)).say(intent)
    assert stream(response) == (f"en-GB/{topic}.mp3", offset)


@pytest.mark.parametrize("changed", [{}, {"loop": True}, {"mode": "shuffled", "first": "pain"}])
@pytest.mark.parametrize("intent", SPOKEN)
def test_whatever_is_said_to_a_recording_is_answered(
    ask_player: Ask, catalogue: Catalogue, intent: str, changed: dict[str, Any]
) -> None:
    """At each end of each queue, also when there is nothing to change; stop ends it all."""
    for topic in (catalogue.order[0], catalogue.order[-1]):
        one = Visit(ask_player, playing(SYMPTOMS._replace(topic=topic, **changed)))
        assert one.say(intent)
        assert one.say(STOP)["shouldEndSession"]


@pytest.mark.parametrize("intent", SPOKEN)
def test_without_a_recording_in_hand_the_talk_goes_on(ask_player: Ask, intent: str) -> None:
    """Nobody is left in silence, and nothing is played that nobody asked for."""
    for intents in ([intent], ["SymptomsIntent", intent]):
        one = Visit(ask_player, with_player)
        for name in intents:
            response = one.say(name)
        assert words(response)
        assert kinds(response) == []
        assert response["shouldEndSession"] == (intent in (PAUSE, STOP, CANCEL))


def test_a_question_about_a_recording_is_answered(ask_player: Ask) -> None:
    """Alexa holds the recording meanwhile; "resume" goes on with it."""
    one = Visit(ask_player, playing())
    assert words(one.say("SteroidsIntent")) == words(Visit(ask_player).say("SteroidsIntent"))
    assert stream(one.say(RESUME)) == ("en-GB/symptoms.mp3", 61_000)
