"""A device that plays a recording, and what it is told to play next."""

from __future__ import annotations

from functools import partial
from typing import Any

from events import with_player
from hosting import AUDIO
from skill.playback import CONTROLS
from skill.recordings import ALL, Track, start, to_token
from visiting import Device

PLAY, PLAY_ALL, YES, STOP = "PlayIntent", "PlayAllIntent", "AMAZON.YesIntent", "AMAZON.StopIntent"
PAUSE, CANCEL, RESUME = "AMAZON.PauseIntent", "AMAZON.CancelIntent", "AMAZON.ResumeIntent"
SPOKEN = sorted(name for name in CONTROLS if name.startswith("AMAZON."))
STOPS = ["AudioPlayer.Stop", "AudioPlayer.ClearQueue"]
SYMPTOMS = start("symptoms", "en-GB", ALL)


def playing(track: Track = SYMPTOMS, offset_ms: int = 61_000, activity: str = "PLAYING") -> Device:
    """A device on which this recording is in hand."""
    return partial(with_player, token=to_token(track), offset_ms=offset_ms, activity=activity)


def stream(response: dict[str, Any]) -> tuple[str, int]:
    """Which recording a response plays, and from where."""
    [one] = [one for one in response["directives"] if one["type"] == "AudioPlayer.Play"]
    assert one["playBehavior"] == "REPLACE_ALL"
    found = one["audioItem"]["stream"]
    return found["url"].removeprefix(f"{AUDIO}/"), found["offsetInMilliseconds"]
