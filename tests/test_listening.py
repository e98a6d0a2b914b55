"""Listening: recordings are played, steered by voice, and stopped by an emergency, on each host."""

from __future__ import annotations

import pytest

from conftest import Ask
from events import with_player, with_screen
from playing_device import PLAY, PLAY_ALL, RESUME, SPOKEN, STOP, STOPS, YES, playing, stream
from skill.catalogue import Catalogue
from visiting import Device, Visit, kinds, speaker, words


@pytest.mark.parametrize(
    ("said", "topic"),
    [
        ("symptoms", "symptoms"),
        ("bone_cement", "bone_cement"),
        ("what the symptoms are", "symptoms"),
        ("surgery", "surgery"),
    ],
)
def test_a_topic_is_played(ask_player: Ask, said: str, topic: str) -> None:
    """By its id, or by whatever words the listener has for it; its name is told first."""
    response = Visit(ask_player, with_player).say(PLAY, topic=said)
    assert stream(response) == (f"en-GB/{topic}.mp3", 0)
    assert words(response).startswith("Here is, ")
    assert response["shouldEndSession"]


@pytest.mark.parametrize("device", [speaker, with_player, playing()])
def test_an_emergency_among_the_words_is_heard(ask_player: Ask, device: Device) -> None:
    """Nobody with numb legs gets a recording."""
    response = Visit(ask_player, device).say(PLAY, topic="my legs have gone numb")
    assert words(response).startswith("Call nine nine nine now")
    assert "AudioPlayer.Play" not in kinds(response)


def test_without_a_topic_it_plays_what_was_just_told_or_asks(ask_player: Ask) -> None:
    """ "Play it" means the last topic; without one, and for words nobody knows, it asks."""
    one = Visit(ask_player, with_player)
    assert words(one.say(PLAY)).endswith("Which topic shall I play?")
    one.say("SymptomsIntent")
    assert words(one.say(PLAY, topic="some jazz")).endswith("Which topic shall I play?")
    assert stream(one.say(PLAY)) == ("en-GB/symptoms.mp3", 0)


def test_everything_begins_with_the_summary(ask_player: Ask) -> None:
    """Who wants all of it hears the short version first."""
    response = Visit(ask_player, with_player, "en-US").say(PLAY_ALL)
    assert stream(response) == ("en-US/in_brief.mp3", 0)


@pytest.mark.parametrize("device", [speaker, with_player])
def test_without_recordings_it_offers_to_read(ask: Ask, device: Device) -> None:
    """Yes reads the topic that was wanted."""
    offer_and_read(ask, device)


def test_a_device_that_cannot_play_is_read_to(ask_player: Ask) -> None:
    """Recordings on the host are of no use to a device without a player."""
    offer_and_read(ask_player, speaker)
    for intent in SPOKEN:
        assert kinds(Visit(ask_player).say(intent)) == []


def offer_and_read(ask: Ask, device: Device) -> None:
    """Want a recording, hear that there is none, and have the topic read instead."""
    for intent, slots, topic in ((PLAY, {"topic": "pain"}, "Pain"), (PLAY_ALL, {}, "InBrief")):
        one = Visit(ask, device)
        offer = one.say(intent, **slots)
        assert words(offer) == "Recordings are not set up here. Shall I read it to you instead?"
        told = words(Visit(ask, device).say(f"{topic}Intent"))
        assert words(one.say(YES)) == told


def test_an_emergency_stops_the_recording_and_is_complete(
    ask_player: Ask, catalogue: Catalogue
) -> None:
    """Every alert has the same words as ever, over silence, and to read where there is a screen."""
    for intent in catalogue.alerts:
        response = Visit(ask_player, playing()).say(intent)
        assert kinds(response) == STOPS
        assert words(response) == words(Visit(ask_player).say(intent))
        assert response["directives"][1]["clearBehavior"] == "CLEAR_ALL"
        on_screen = Visit(ask_player, lambda event: with_screen(playing()(event))).say(intent)
        assert kinds(on_screen) == [*STOPS, "Alexa.Presentation.APL.RenderDocument"]


@pytest.mark.parametrize("intent", [RESUME, "AMAZON.NextIntent", "AMAZON.LoopOnIntent", PLAY])
def test_after_an_alert_nothing_is_played(ask_player: Ask, intent: str) -> None:
    """ "Resume" repeats the alert; the menus stay away until the listener is done."""
    one = Visit(ask_player, playing())
    alert = words(one.say("EmergencyIntent"))
    one.device = playing(activity="STOPPED")
    response = one.say(intent)
    assert words(response) == alert
    assert "AudioPlayer.Play" not in kinds(response)
    assert one.say(STOP)["shouldEndSession"]
