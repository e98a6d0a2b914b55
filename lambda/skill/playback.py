"""Playback: recordings one after another, as values. No SDK, clock or file.

Alexa's player knows no session: the token of a recording carries all that is needed to go on.
What may answer which event, and the limits, are those of Amazon's AudioPlayer reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from skill.errors import ContentError, HostError

ONE, ALL, SHUFFLED = "one", "all", "shuffled"
ENQUEUE, REPLACE_ALL, REPLACE_ENQUEUED = "ENQUEUE", "REPLACE_ALL", "REPLACE_ENQUEUED"
CLEAR_ALL, CLEAR_ENQUEUED = "CLEAR_ALL", "CLEAR_ENQUEUED"
NEARLY_FINISHED, FAILED = "AudioPlayer.PlaybackNearlyFinished", "AudioPlayer.PlaybackFailed"
HEARD_MS = 5_000
"""From here on a recording was really heard. Some devices call it nearly finished half a second
after its start (skill-sample-nodejs-audio-player, issue 37)."""
SIX_DIGITS = 1_000_000

# Every part has a longest form, so that no token comes near the 1,024 characters Alexa allows.
_TOPIC = "[a-z0-9_]{1,64}"
_TOKEN = (
    rf"1:([A-Za-z]{{2,8}}(?:-[A-Za-z0-9]{{2,8}}){{0,3}}):({_TOPIC}):({ONE}|{ALL}|{SHUFFLED})"
    rf":(loop|once):({_TOPIC}|):([0-9]{{1,6}}):([0-9]{{1,6}}):(ok|failed)"
)
# A port or a path, but no password and nothing after "?": the topic's name is put at the end.
_HTTPS = (
    r"https://[A-Za-z0-9][A-Za-z0-9.-]{0,252}(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~%+-]{1,200}){0,20}"
)


class Recordings(NamedTuple):
    """Where the recordings are (empty: none are set up), and the order to listen to them in."""

    base_url: str
    order: tuple[str, ...]


NO_RECORDINGS = Recordings("", ())


class Track(NamedTuple):
    """One recording in a queue, and how the queue goes on.

    *mode* is ONE (this alone), ALL (from here to the end of the listening order) or SHUFFLED
    (everything, in the order that *first* and *seed* make). *step* gives each its own token, also
    when it is heard twice: Alexa drops what is enqueued under the token that is playing
    (alexa-skills-kit-sdk-for-java, issue 77). A *failed* one stands in for one that could not be
    played, with nothing heard in between.
    """

    locale: str
    topic: str
    mode: str = ONE
    loop: bool = False
    first: str = ""
    seed: int = 0
    step: int = 0
    failed: bool = False


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


def open_recordings(base_url: str | None, order: Iterable[str]) -> Recordings:
    """The recordings at an address; None or an empty one means that none are set up.

    Raises:
        HostError: Alexa could not stream from that address.
        ContentError: a topic's name could not stand in an address.
    """
    topics, address = tuple(dict.fromkeys(order)), (base_url or "").strip().rstrip("/")
    if wrong := [topic for topic in topics if not re.fullmatch(_TOPIC, topic)]:
        raise ContentError(f"listening order: {wrong[0]!r} is no topic; use the name of its file")
    if address and not re.fullmatch(_HTTPS, address):
        raise HostError("address of the recordings: give one such as https://example.org/audio")
    return Recordings(address, topics)


def start(topic: str, locale: str, mode: str = ONE, seed: int = 0) -> Track:
    """The first recording of a new queue. *seed*: any number, best another each time.

    It decides how a queue is shuffled, and keeps the tokens of two queues apart.
    """
    track = Track(locale, topic, step=seed % SIX_DIGITS)
    return _shuffle(track, seed) if mode == SHUFFLED else track._replace(mode=mode)


def _shuffle(track: Track, seed: int) -> Track:
    """From this recording on everything, each once."""
    if track.mode == SHUFFLED:
        return track
    return track._replace(mode=SHUFFLED, first=track.topic, seed=seed % SIX_DIGITS)


def _unshuffle(track: Track, _seed: int) -> Track:
    """From this recording on in listening order."""
    return track._replace(mode=ALL, first="", seed=0) if track.mode == SHUFFLED else track


def to_token(track: Track) -> str:
    """A track as Alexa's player keeps it."""
    loop, heard = "loop" if track.loop else "once", "failed" if track.failed else "ok"
    queue = (track.mode, loop, track.first, str(track.seed), str(track.step), heard)
    return ":".join(("1", track.locale, track.topic, *queue))


def parse_token(token: object) -> Track | None:
    """The track of a token, or None if it is another version's or a stranger's."""
    found = re.fullmatch(_TOKEN, token) if isinstance(token, str) else None
    if not found:
        return None
    locale, topic, mode, loop, first, seed, step, heard = found.groups()
    queue = (mode, loop == "loop", first, int(seed), int(step), heard == "failed")
    return Track(locale, topic, *queue)


def arrange(track: Track, order: Sequence[str]) -> list[str]:
    """The topics in the order in which a track's queue has them."""
    if track.mode != SHUFFLED:
        return list(order)
    from random import Random  # late: few listeners shuffle

    # Python promises the same random() for a seed in every version, but not the same shuffle().
    dice = Random(track.seed)
    mixed = sorted(order, key=lambda _: dice.random())
    return sorted(mixed, key=lambda topic: topic != track.first)


def follow(track: Track, order: Sequence[str]) -> Track | None:
    """What comes after a recording by itself; None at the end of its queue."""
    if track.mode != ONE:
        return _move(track, order, 1)
    return _again(track) if track.loop else None


def precede(track: Track, order: Sequence[str]) -> Track | None:
    """What came before a recording; None at the start of its queue."""
    return _move(track, order, -1)


def _move(track: Track, order: Sequence[str], by: int) -> Track | None:
    """Forwards or backwards. Who listens to ONE topic moves in the listening order."""
    heard = arrange(track, order)
    if track.topic not in heard:
        return None
    at = heard.index(track.topic) + by
    inside = track.loop or 0 <= at < len(heard)
    return _again(track._replace(topic=heard[at % len(heard)])) if inside else None


def _again(track: Track) -> Track:
    return track._replace(step=(track.step + 1) % SIX_DIGITS, failed=False)


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
    "AMAZON.ShuffleOnIntent": (_shuffle, "playback_shuffle_on"),
    "AMAZON.ShuffleOffIntent": (_unshuffle, "playback_shuffle_off"),
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
        return Control(notice="playback_not_set_up")
    track = parse_token(token)
    if not track or track.topic not in recordings.order:
        return Control(notice="playback_nothing")
    if intent in MOVES:
        by, end = MOVES[intent]
        moved = _move(track, recordings.order, by)
        return Control(play(moved, recordings), "" if moved else end)
    if intent in CHANGES:
        change, notice = CHANGES[intent]
        changed = change(track, seed)
        # A new queue needs a new token, so the recording is played anew from where it is.
        renewed = _again(changed) if changed != track else None
        return Control(play(renewed, recordings, offset_ms), notice)
    if intent in RESUMES | RESTARTS:
        return Control(play(_again(track), recordings, 0 if intent in RESTARTS else offset_ms))
    return Control()
