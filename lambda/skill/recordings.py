"""Recordings: which there are, in which order, and the queue that a token carries.

Alexa's player knows no session: the token of a recording carries all that is needed to go on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from skill.errors import ContentError, HostError

ONE, ALL, SHUFFLED = "one", "all", "shuffled"
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
    return shuffle(track, seed) if mode == SHUFFLED else track._replace(mode=mode)


def shuffle(track: Track, seed: int) -> Track:
    """From this recording on everything, each once."""
    if track.mode == SHUFFLED:
        return track
    return track._replace(mode=SHUFFLED, first=track.topic, seed=seed % SIX_DIGITS)


def unshuffle(track: Track, _seed: int) -> Track:
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
        return move(track, order, 1)
    return again(track) if track.loop else None


def precede(track: Track, order: Sequence[str]) -> Track | None:
    """What came before a recording; None at the start of its queue."""
    return move(track, order, -1)


def move(track: Track, order: Sequence[str], by: int) -> Track | None:
    """Forwards or backwards. Who listens to ONE topic moves in the listening order."""
    heard = arrange(track, order)
    if track.topic not in heard:
        return None
    at = heard.index(track.topic) + by
    inside = track.loop or 0 <= at < len(heard)
    return again(track._replace(topic=heard[at % len(heard)])) if inside else None


def again(track: Track) -> Track:
    return track._replace(step=(track.step + 1) % SIX_DIGITS, failed=False)
