"""Listening events: the player goes through the queue by itself, and a word is never said to it."""

from __future__ import annotations

import pytest

from conftest import Ask
from events import playback_failed, player_event, sessionless, with_player
from hosting import AUDIO
from skill.catalogue import Catalogue
from skill.recordings import ALL, parse_token, start, to_token
from visiting import Visit

BRIEF = to_token(start("in_brief", "en-GB", ALL))
LAST = to_token(start("about", "en-GB", ALL))


@pytest.mark.parametrize("kind", ["PlaybackStarted", "PlaybackFinished", "PlaybackStopped"])
def test_most_events_need_nothing(ask_player: Ask, kind: str) -> None:
    """The recording simply goes on, or has ended."""
    assert ask_player(player_event(kind, BRIEF, 9000))["response"] == {}


@pytest.mark.parametrize("token", [LAST, "another skill's", "1:en-GB:gone:all:once::0:0:ok"])
@pytest.mark.parametrize("kind", ["PlaybackStarted", "PlaybackNearlyFinished"])
def test_nothing_follows_the_last_one_or_a_strangers(
    ask_player: Ask, kind: str, token: str
) -> None:
    """The guide ends after its last recording."""
    assert ask_player(player_event(kind, token, 9000))["response"] == {}


def test_everything_is_heard_once_and_in_order(ask_player: Ask, catalogue: Catalogue) -> None:
    """Each recording is enqueued behind the one that nearly ends, to the last."""
    played = Visit(ask_player, with_player).say("PlayAllIntent")["directives"]
    heard = []
    while played:
        [one] = played
        stream = one["audioItem"]["stream"]
        heard.append(stream["url"])
        before = stream["token"]
        event = player_event("PlaybackNearlyFinished", before, 60_000)
        played = ask_player(event)["response"].get("directives", [])
        for following in played:
            assert following["playBehavior"] == "ENQUEUE"
            assert following["audioItem"]["stream"]["expectedPreviousToken"] == before
    assert heard == [f"{AUDIO}/en-GB/{topic}.mp3" for topic in catalogue.order]


def test_one_topic_ends_by_itself(ask_player: Ask) -> None:
    """Who wanted one recording is not kept with the next."""
    alone = to_token(start("in_brief", "en-GB"))
    assert ask_player(player_event("PlaybackNearlyFinished", alone, 60_000))["response"] == {}


def test_a_recording_that_fails_is_passed_over_once(ask_player: Ask, catalogue: Catalogue) -> None:
    """One broken file costs only itself; when the next one fails too, the network is gone."""
    [one] = ask_player(playback_failed(BRIEF))["response"]["directives"]
    token = one["audioItem"]["stream"]["token"]
    track = parse_token(token)
    assert one["playBehavior"] == "REPLACE_ALL"
    assert track is not None
    assert track.topic == catalogue.order[1]
    [clear] = ask_player(playback_failed(token))["response"]["directives"]
    assert clear == {"type": "AudioPlayer.ClearQueue", "clearBehavior": "CLEAR_ALL"}


def test_what_plays_goes_on_when_the_next_one_fails(ask_player: Ask) -> None:
    """Only what waits behind it is replaced."""
    failed = to_token(start("overview", "en-GB", ALL))
    [one] = ask_player(playback_failed(failed, playing=BRIEF))["response"]["directives"]
    assert one["playBehavior"] == "REPLACE_ENQUEUED"


@pytest.mark.parametrize(
    ("button", "kind", "topic"),
    [
        ("Pause", "AudioPlayer.Stop", ""),
        ("Play", "AudioPlayer.Play", "in_brief"),
        ("Next", "AudioPlayer.Play", "overview"),
        ("Previous", "", ""),
    ],
)
def test_buttons_do_what_words_do(ask_player: Ask, button: str, kind: str, topic: str) -> None:
    """A remote control works without looking, and never makes the device speak."""
    event = sessionless(f"PlaybackController.{button}CommandIssued")
    response = ask_player(with_player(event, BRIEF, 61_000, "PLAYING"))["response"]
    directives = response.get("directives", [])
    assert [one["type"] for one in directives] == [kind] * bool(kind)
    if topic:
        url = directives[0]["audioItem"]["stream"]["url"]
        assert url == f"{AUDIO}/en-GB/{topic}.mp3"
