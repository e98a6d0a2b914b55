"""Playback: what Alexa's player is told, as values. No SDK, clock or file.

What may answer which event, and the limits, are those of Amazon's AudioPlayer reference.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from skill.recordings import (
    Recordings,
    Track,
    again,
    follow,
    move,
    parse_token,
    shuffle,
    to_token,
    unshuffle,
)

ENQUEUE, REPLACE_ALL, REPLACE_ENQUEUED = "ENQUEUE", "REPLACE_ALL", "REPLACE_ENQUEUED"
CLEAR_ALL, CLEAR_ENQUEUED = "CLEAR_ALL", "CLEAR_ENQUEUED"
NEARLY_FINISHED, FAILED = "AudioPlayer.PlaybackNearlyFinished", "AudioPlayer.PlaybackFailed"
NOT_SET_UP = "playback_not_set_up"
"""The notice where no recordings are set up."""
HEARD_MS = 5_000
"""From here on a recording was really heard. Some devices call it nearly finished half a second
after its start (skill-sample-nodejs-audio-player, issue 37)."""


class Play(NamedTuple):
    """Play a recording from *offset_ms*. Only ENQUEUE names the token that it is to follow."""

    url: str
    token: str
    offset_ms: int = 0
    behaviour: str = REPLACE_ALL
    expected_previous_token: str = ""


class Stop(NamedTuple):
    """Stop what is playing; Alexa keeps its token and offset, for a later Resume."""


class ClearQueue(NamedTuple):
    """Forget what is enqueued; CLEAR_ALL also stops what is playing."""

    behaviour: str


Directive = Play | Stop | ClearQueue


class Control(NamedTuple):
    """What a listener's word does to a recording; *notice* is the key of a prompt, if any."""

    directives: tuple[Directive, ...] = ()
    notice: str = ""


def play(track: Track | None, recordings: Recordings, offset_ms: int = 0) -> tuple[Play, ...]:
    """Play a track at once. Nothing, if there is no such recording."""
    token = to_token(track) if track else ""
    if not track or track.topic not in recordings.order or parse_token(token) != track:
        return ()
    if not recordings.base_url:
        return ()
    url = f"{recordings.base_url}/{track.locale}/{track.topic}.mp3"
    return (Play(url, token, max(0, offset_ms)),)


def on_event(
    kind: str, token: object, offset_ms: int, recordings: Recordings, playing: str = ""
) -> tuple[Directive, ...]:
    """What answers an event of Alexa's player; most are answered with nothing.

    *token* is that of the event, *playing* that of what plays while something enqueued failed.
    """
    track = parse_token(token)
    if track and kind == NEARLY_FINISHED:
        return _enqueue(track, offset_ms, recordings)
    if track and kind == FAILED:
        return _stand_in(track, recordings, playing not in ("", token))
    return ()


def _enqueue(track: Track, offset_ms: int, recordings: Recordings) -> tuple[Directive, ...]:
    following, unheard = follow(track, recordings.order), track.failed and offset_ms < HEARD_MS
    plays = play(following and following._replace(failed=unheard), recordings)
    after = to_token(track)
    return tuple(one._replace(behaviour=ENQUEUE, expected_previous_token=after) for one in plays)


def _stand_in(track: Track, recordings: Recordings, ahead: bool) -> tuple[Directive, ...]:
    """The next recording for one that failed, but not twice in a row: then the network is gone.

    What is playing goes on while one *ahead* of its time failed.
    """
    following = None if track.failed else follow(track, recordings.order)
    plays = play(following and following._replace(failed=True), recordings)
    behaviour = REPLACE_ENQUEUED if ahead else REPLACE_ALL
    queued = tuple(one._replace(behaviour=behaviour) for one in plays)
    return queued or (ClearQueue(CLEAR_ENQUEUED if ahead else CLEAR_ALL),)


STOPS = frozenset(
    {
        *("AMAZON.PauseIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent"),
        "PlaybackController.PauseCommandIssued",
    }
)
RESUMES = frozenset({"AMAZON.ResumeIntent", "PlaybackController.PlayCommandIssued"})
RESTARTS = frozenset({"AMAZON.StartOverIntent", "AMAZON.RepeatIntent"})
MOVES: Mapping[str, tuple[int, str]] = {
    "AMAZON.NextIntent": (1, "playback_last"),
    "PlaybackController.NextCommandIssued": (1, "playback_last"),
    "AMAZON.PreviousIntent": (-1, "playback_first"),
    "PlaybackController.PreviousCommandIssued": (-1, "playback_first"),
}
"""How far each goes in the queue, and what is said where there is nothing."""
CHANGES: Mapping[str, tuple[Callable[[Track, int], Track], str]] = {
    "AMAZON.LoopOnIntent": (lambda track, _: track._replace(loop=True), "playback_loop_on"),
    "AMAZON.LoopOffIntent": (lambda track, _: track._replace(loop=False), "playback_loop_off"),
    "AMAZON.ShuffleOnIntent": (shuffle, "playback_shuffle_on"),
    "AMAZON.ShuffleOffIntent": (unshuffle, "playback_shuffle_off"),
}
"""How each changes the queue, and what is said, for nobody can see it."""
CONTROLS = frozenset({*STOPS, *RESUMES, *RESTARTS, *MOVES, *CHANGES})
"""Everything that a listener says, or a button sends, to a recording."""


def on_intent(
    intent: str, token: object, offset_ms: int, recordings: Recordings, seed: int = 0
) -> Control:
    """What one of CONTROLS does to the recording in hand: that with *token*, at *offset_ms*.

    *seed* decides how it is shuffled.
    """
    if intent in STOPS:
        return Control((Stop(),))
    if not recordings.base_url:
        return Control(notice=NOT_SET_UP)
    track = parse_token(token)
    if not track or track.topic not in recordings.order:
        return Control(notice="playback_nothing")
    if intent in MOVES:
        by, end = MOVES[intent]
        moved = move(track, recordings.order, by)
        return Control(play(moved, recordings), "" if moved else end)
    if intent in CHANGES:
        change, notice = CHANGES[intent]
        changed = change(track, seed)
        # A new queue needs a new token, so the recording is played anew from where it is.
        renewed = again(changed) if changed != track else None
        return Control(play(renewed, recordings, offset_ms), notice)
    if intent in RESUMES | RESTARTS:
        return Control(play(again(track), recordings, 0 if intent in RESTARTS else offset_ms))
    return Control()
