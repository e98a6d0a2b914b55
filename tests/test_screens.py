"""Screens through the hosts: only a device that has one is sent one, with what is said on it."""

from __future__ import annotations

from typing import Any

import pytest

from conftest import Ask
from events import Event, can_fulfill, player_event, session_ended, with_player, with_screen
from hosting import Home
from skill.recordings import start, to_token
from skill.screen import DOCUMENT
from visiting import Device, Visit, kinds, speaker, words

RENDER = "Alexa.Presentation.APL.RenderDocument"
STOP, PAUSE = "AMAZON.StopIntent", "AMAZON.PauseIntent"
TALK = ["SymptomsIntent", "MoreIntent", "DefineTermIntent", "EmergencyIntent", STOP]
TOKEN = to_token(start("symptoms", "en-GB"))


def old_screen(event: Event) -> Event:
    """A device whose APL is older than our document."""
    return with_screen(event, "1.4")


def show_with_player(event: Event) -> Event:
    """A device with a screen and a recording in hand."""
    return with_player(with_screen(event), TOKEN, 61_000, "PLAYING")


def shown(response: dict[str, Any]) -> list[str]:
    """The lines on the screen, as VoiceView reads them."""
    [screen] = [one for one in response["directives"] if one["type"] == RENDER]
    assert screen["document"] == DOCUMENT
    return [text["label"] for text in screen["datasources"]["screen"]["texts"]]


def hear(ask: Ask, device: Device) -> list[dict[str, Any]]:
    """What a whole visit is answered on a device."""
    visit = Visit(ask, device)
    return [visit.open(), *(visit.say(name) for name in TALK)]


def test_what_is_said_is_shown(ask_player: Ask) -> None:
    """Who reads along or helps has every word, the sources and the number, in every answer."""
    for response in hear(ask_player, with_screen):
        lines = shown(response)
        assert " ".join(words(response).split()) in " ".join(lines)
        for line in response.get("card", {}).get("content", "").splitlines():
            assert " ".join(line.split()) in " ".join(lines)


def test_a_screen_changes_no_word(ask_player: Ask) -> None:
    """Nothing is on the screen alone: a speaker says, and ends, just the same."""
    on_screen = hear(ask_player, with_screen)
    for response in on_screen:
        del response["directives"]
    assert on_screen == hear(ask_player, speaker)


@pytest.mark.parametrize("device", [speaker, with_player, old_screen])
def test_a_device_without_our_screen_is_sent_none(ask_player: Ask, device: Device) -> None:
    """Alexa would refuse the whole answer."""
    assert [kinds(response) for response in hear(ask_player, device)] == [[]] * (len(TALK) + 1)


def test_a_recording_keeps_its_own_screen(ask_player: Ask) -> None:
    """A Play directive, or a silent Stop, comes without a document."""
    for intent in ("PlayIntent", "AMAZON.ResumeIntent", "AMAZON.LoopOnIntent"):
        response = Visit(ask_player, show_with_player).say(intent, topic="symptoms")
        assert kinds(response) == ["AudioPlayer.Play"]
    response = Visit(ask_player, show_with_player).say(PAUSE)
    assert kinds(response) == ["AudioPlayer.Stop"]


def test_nothing_is_shown_where_nothing_is_said(ask_player: Ask) -> None:
    """Events, the end of a session and Alexa's own questions never draw anything."""
    silent = [session_ended(), can_fulfill("SymptomsIntent"), player_event("PlaybackStarted", "t")]
    for event in silent:
        assert "directives" not in ask_player(with_screen(event))["response"]


def test_an_answer_is_shown_with_a_store_too(home: Home) -> None:
    """However the host is set up."""
    assert shown(Visit(home.ask, with_screen).say("SymptomsIntent"))
