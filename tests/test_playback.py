"""Playback: long listening goes on by itself, obeys at once, and always comes to an end."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skill.errors import ContentError, HostError
from skill.playback import (
    CLEAR_ALL,
    CLEAR_ENQUEUED,
    CONTROLS,
    ENQUEUE,
    FAILED,
    HEARD_MS,
    NEARLY_FINISHED,
    REPLACE_ALL,
    REPLACE_ENQUEUED,
    ClearQueue,
    Control,
    Directive,
    Play,
    Stop,
    on_event,
    on_intent,
    play,
)
from skill.recordings import (
    ALL,
    ONE,
    SHUFFLED,
    Recordings,
    Track,
    follow,
    open_recordings,
    parse_token,
    precede,
    start,
    to_token,
)

BASE = "https://audio.example.org/spine"
ORDER = ("in_brief", "overview", "symptoms", "surgery", "about")
SHELF = open_recordings(BASE, ORDER)
NOT_SET_UP = open_recordings(None, ORDER)
STARTED, FINISHED = "AudioPlayer.PlaybackStarted", "AudioPlayer.PlaybackFinished"
STOPPED = "AudioPlayer.PlaybackStopped"
SYMPTOMS = Track("en-GB", "symptoms", ALL, step=7)
TOKEN = to_token(SYMPTOMS)
NEXT, PREVIOUS, RESUME = "AMAZON.NextIntent", "AMAZON.PreviousIntent", "AMAZON.ResumeIntent"
LOOP_ON, LOOP_OFF = "AMAZON.LoopOnIntent", "AMAZON.LoopOffIntent"
SHUFFLE_ON, SHUFFLE_OFF = "AMAZON.ShuffleOnIntent", "AMAZON.ShuffleOffIntent"


def listen(track: Track | None, order: tuple[str, ...] = ORDER, most: int = 99) -> list[str]:
    """The topics heard by whoever lets a queue go on by itself."""
    heard: list[str] = []
    while track and len(heard) < most:
        heard.append(track.topic)
        track = follow(track, order)
    return heard


def tell(intent: str, track: Track, offset_ms: int = 0, seed: int = 3) -> Control:
    """What a listener's word does to a recording in hand."""
    return on_intent(intent, to_token(track), offset_ms, SHELF, seed)


def played(directives: tuple[Directive, ...]) -> Play:
    """The recording that the only directive plays."""
    (one,) = directives
    assert isinstance(one, Play)
    return one


def now_playing(control: Control) -> Track:
    """The track that is played at once."""
    one = played(control.directives)
    assert one.behaviour == REPLACE_ALL
    track = parse_token(one.token)
    assert track
    return track


# Where the recordings are.


def test_a_recording_is_found_by_place_and_topic() -> None:
    """A listener in Britain hears the British recording of what they asked for."""
    (one,) = play(start("symptoms", "en-GB"), SHELF, 1_500)
    assert one.url == f"{BASE}/en-GB/symptoms.mp3"
    assert (one.offset_ms, one.behaviour, one.expected_previous_token) == (1_500, REPLACE_ALL, "")
    assert open_recordings(f" {BASE}/ ", ORDER) == SHELF


@pytest.mark.parametrize(
    "address",
    [
        *("http://example.org", "ftp://example.org", "example.org", "https://", "https://a b"),
        *("https://me:secret@example.org", "https://example.org?key=1", "https://example.org/#a"),
        *("https://example.org/" + "a" * 8000, "https://example.org//audio", "https://-/x\n/y"),
    ],
)
def test_an_address_that_alexa_cannot_stream_from_is_refused(address: str) -> None:
    """The operator hears of a wrong address at the start, and no password of theirs is told on."""
    with pytest.raises(HostError, match=r"give one such as https://") as caught:
        open_recordings(address, ORDER)
    assert "secret" not in str(caught.value)


def test_a_listening_order_names_topics() -> None:
    """A slip in the order is found when the skill starts, not by a listener's silence."""
    with pytest.raises(ContentError, match=r"'\.\./symptoms' is no topic"):
        open_recordings(BASE, ["in_brief", "../symptoms"])
    assert open_recordings(BASE, ["pain", "risk", "pain"]).order == ("pain", "risk")


@pytest.mark.parametrize("address", [None, "", " ", "/"])
def test_without_an_address_nothing_is_played_and_stop_still_stops(address: str | None) -> None:
    """Where no recordings are set up a listener hears so, and what still plays can be stopped."""
    closed = open_recordings(address, ORDER)
    assert play(SYMPTOMS, closed) == ()
    assert on_event(NEARLY_FINISHED, TOKEN, 0, closed) == ()
    assert on_intent(RESUME, TOKEN, 0, closed) == Control(notice="playback_not_set_up")
    assert on_intent("AMAZON.PauseIntent", TOKEN, 0, closed) == Control((Stop(),))


def test_a_topic_without_a_recording_is_not_played() -> None:
    """Nobody waits for a file that does not exist, and nothing is taken for an address."""
    for topic in ("gone", "", "../secret", "x" * 2000):
        assert play(start(topic, "en-GB"), SHELF) == ()
    assert play(start("symptoms", "en-GB/../x"), SHELF) == ()
    assert play(start("symptoms", "en-GB", "sideways"), SHELF) == ()
    assert play(None, SHELF) == ()


# Tokens.

TRACKS = st.builds(
    Track,
    *(st.sampled_from(["en-GB", "en-US", "neutral"]), st.sampled_from([*ORDER, "gone"])),
    *(st.sampled_from([ONE, ALL, SHUFFLED]), st.booleans(), st.sampled_from(["", *ORDER])),
    *(st.integers(0, 999_999), st.integers(0, 999_999), st.booleans()),
)


@given(TRACKS)
def test_a_token_brings_its_track_back(track: Track) -> None:
    """Without any session, Alexa's player gives back all that is needed to go on."""
    token = to_token(track)
    assert parse_token(token) == track
    assert len(token) <= 1024


def test_a_token_is_what_a_device_may_still_hold_tomorrow() -> None:
    """A listener who paused before an update can resume after it: the form is fixed."""
    token = "1:en-GB:symptoms:shuffled:loop:about:42:7:ok"
    assert parse_token(token) == Track("en-GB", "symptoms", SHUFFLED, True, "about", 42, 7)


@pytest.mark.parametrize(
    "token",
    [
        *("", "symptoms", None, 5, "0:en-GB:symptoms:all:loop::0:0:ok", TOKEN + "\n", TOKEN + ":"),
        *("1:en-GB:../x:all:once::0:0:ok", "1:en-GB:symptoms:all:loop", "1" * 2000),
        *("1:en-GB:symptoms:all:once::٣:0:ok", "1:en-GB:symptoms:all:once::0:1000000:ok"),
        *("1:en/GB:symptoms:all:once::0:0:ok", "2" + TOKEN[1:], TOKEN.upper()),
    ],
)
def test_a_strange_or_old_token_leads_nowhere(token: object) -> None:
    """What another version or a stranger left in the player is no error, and is never played."""
    assert parse_token(token) is None
    for kind in (STARTED, STOPPED, NEARLY_FINISHED, FAILED):
        assert on_event(kind, token, 0, SHELF) == ()
    assert on_intent(RESUME, token, 0, SHELF) == Control(notice="playback_nothing")


def test_a_topic_that_is_gone_ends_its_queue() -> None:
    """After an update without that topic, the player gets nothing rather than a wrong recording."""
    gone = to_token(SYMPTOMS._replace(topic="gone"))
    assert on_event(NEARLY_FINISHED, gone, 0, SHELF) == ()
    assert on_intent(NEXT, gone, 0, SHELF) == Control(notice="playback_nothing")


# Queues.


def test_one_topic_ends_after_itself() -> None:
    """Who asked for one recording is not carried on into another."""
    assert listen(start("symptoms", "en-GB")) == ["symptoms"]


def test_everything_is_heard_in_listening_order() -> None:
    """Everything means from the chosen start to the end, as people learn about an illness."""
    assert listen(start("in_brief", "en-GB", ALL)) == [*ORDER]
    assert listen(start("surgery", "en-GB", ALL)) == ["surgery", "about"]


@pytest.mark.parametrize("topic", ORDER)
def test_shuffled_everything_is_heard_once(topic: str) -> None:
    """Shuffling forgets nothing and repeats nothing, and begins with what was asked for."""
    orders = {tuple(listen(start(topic, "en-GB", SHUFFLED, seed))) for seed in range(-30, 30)}
    assert len(orders) > 10, "another seed, another order"
    for heard in orders:
        assert heard[0] == topic
        assert sorted(heard) == sorted(ORDER)


def test_a_shuffled_order_is_the_same_on_every_machine() -> None:
    """Any of the skill's processes may be asked for what comes next: they must agree."""
    heard = listen(start("about", "en-GB", SHUFFLED, 42))
    assert heard == ["about", "overview", "surgery", "symptoms", "in_brief"]


@given(st.integers(), st.sampled_from([ONE, ALL, SHUFFLED]))
def test_any_number_will_do_to_shuffle(seed: int, mode: str) -> None:
    """A host may take what it has, such as the time: the recording is played whatever it is."""
    assert play(start("symptoms", "en-GB", mode, seed), SHELF)
    assert now_playing(tell(SHUFFLE_ON, SYMPTOMS, seed=seed)).mode == SHUFFLED


def test_a_loop_of_years_goes_on() -> None:
    """However long it has been playing, the next token can be read back."""
    assert play(follow(SYMPTOMS._replace(step=999_999), ORDER), SHELF)


@pytest.mark.parametrize("mode", [ONE, ALL, SHUFFLED])
def test_a_loop_begins_again(mode: str) -> None:
    """Who listens to fall asleep hears it again and again, each time under a token of its own."""
    track: Track | None = start("in_brief", "en-GB", mode, 5)._replace(loop=True)
    tokens = []
    for _ in range(12):
        assert track
        tokens.append(to_token(track))
        track = follow(track, ORDER)
    round_ = 1 if mode == ONE else len(ORDER)
    heard = [token.split(":")[2] for token in tokens]
    assert heard == (heard[:round_] * 12)[:12]
    assert len(set(tokens)) == 12


@given(TRACKS)
def test_back_leads_to_where_one_came_from(track: Track) -> None:
    """Previous after the next recording is the same recording again, in every kind of queue."""
    if after := follow(track, ORDER):
        before = precede(after, ORDER) if track.mode != ONE else follow(after, ORDER)
        assert before
        assert before.topic == track.topic


@given(TRACKS, st.lists(st.sampled_from(["pain", "risk", *ORDER]), max_size=9))
def test_every_queue_that_does_not_loop_ends(track: Track, topics: list[str]) -> None:
    """Nobody's speaker talks all night, unless they asked it to."""
    order = open_recordings(BASE, topics).order
    assert len(listen(track._replace(loop=False), order)) <= max(1, len(order))


# Events.


def test_the_next_recording_is_enqueued_behind_the_one_that_plays() -> None:
    """One recording follows another without a gap; Alexa drops it if the listener has moved on."""
    (one,) = on_event(NEARLY_FINISHED, TOKEN, 90_000, SHELF)
    token = to_token(Track("en-GB", "surgery", ALL, step=8))
    assert one == Play(f"{BASE}/en-GB/surgery.mp3", token, 0, ENQUEUE, TOKEN)


def test_at_the_end_of_a_queue_nothing_is_enqueued() -> None:
    """The last recording is followed by silence."""
    for track in (Track("en-GB", "about", ALL), Track("en-GB", "symptoms", ONE)):
        assert on_event(NEARLY_FINISHED, to_token(track), 0, SHELF) == ()


@pytest.mark.parametrize("kind", [STARTED, STOPPED, FINISHED, "AudioPlayer.Unheard", ""])
def test_other_events_are_answered_with_nothing(kind: str) -> None:
    """Alexa refuses an answer to some events, and needs none to the others."""
    assert on_event(kind, TOKEN, 5, SHELF) == ()


def test_for_a_recording_that_fails_comes_the_next() -> None:
    """One broken file does not end a long listening."""
    one = played(on_event(FAILED, TOKEN, 0, SHELF))
    assert (one.url, one.behaviour) == (f"{BASE}/en-GB/surgery.mp3", REPLACE_ALL)


def test_a_second_failure_in_a_row_ends_the_queue() -> None:
    """Without a network the player gives up at once instead of trying for ever."""
    one = played(on_event(FAILED, TOKEN, 0, SHELF))
    assert on_event(FAILED, one.token, 0, SHELF) == (ClearQueue(CLEAR_ALL),)


def test_what_plays_goes_on_while_the_next_one_fails() -> None:
    """A listener is not torn out of one recording because another could not be fetched ahead."""
    one = played(on_event(NEARLY_FINISHED, TOKEN, 0, SHELF))
    other = played(on_event(FAILED, one.token, 0, SHELF, playing=TOKEN))
    assert (other.url, other.behaviour) == (f"{BASE}/en-GB/about.mp3", REPLACE_ENQUEUED)
    assert other.expected_previous_token == ""
    given_up = on_event(FAILED, other.token, 0, SHELF, playing=TOKEN)
    assert given_up == (ClearQueue(CLEAR_ENQUEUED),)


def test_a_failure_is_forgotten_once_something_was_heard() -> None:
    """Two broken files an hour apart cost two recordings, not the rest of the listening."""
    stand_in = to_token(SYMPTOMS._replace(failed=True))
    for offset_ms, failed in ((500, True), (HEARD_MS, False)):
        track = parse_token(played(on_event(NEARLY_FINISHED, stand_in, offset_ms, SHELF)).token)
        assert track
        assert track.failed is failed
    moved = now_playing(tell(NEXT, SYMPTOMS._replace(failed=True)))
    assert not moved.failed, "a listener's wish is a new try"


class Device:
    """Alexa's player, as avs-device-sdk's AudioPlayer.cpp works through a queue.

    *early* devices call a recording nearly finished when it starts. *hasty* ones go on with their
    queue before the skill has answered a failure.
    """

    def __init__(self, broken: Collection[str], early: bool, hasty: bool) -> None:
        self.broken, self.early, self.hasty = broken, early, hasty
        self.playing: Play | None = None
        self.queue: list[Play] = []
        self.played = 0

    def run(self, first: Play, most: int) -> None:
        """Play until silence, or until *most* recordings were tried."""
        self.obey((first,))
        while self.playing and self.played < most:
            one, self.played = self.playing, self.played + 1
            broken = one.token.split(":")[2] in self.broken
            if self.early or not broken:
                self.obey(on_event(NEARLY_FINISHED, one.token, 0 if self.early else 60_000, SHELF))
            if broken:
                self.fail(one)
            elif self.playing == one:
                self.advance()

    def fail(self, one: Play) -> None:
        """A recording cannot be played."""
        answer = on_event(FAILED, one.token, 0, SHELF, playing=one.token)
        if self.hasty:
            self.advance()
        else:
            self.playing = None
        self.obey(answer)

    def advance(self) -> None:
        """Go on to what is enqueued, or fall silent."""
        self.playing = self.queue.pop(0) if self.queue else None

    def obey(self, directives: tuple[Directive, ...]) -> None:
        """Do what the skill answered."""
        for one in directives:
            if isinstance(one, Stop) or one == ClearQueue(CLEAR_ALL):
                self.playing = None
            if isinstance(one, ClearQueue):
                self.queue.clear()
            if isinstance(one, Play):
                self.take(one)

    def take(self, one: Play) -> None:
        """Play or enqueue; what expects another predecessor is dropped."""
        last = self.queue[-1] if self.queue else self.playing
        if one.behaviour == ENQUEUE and last and last.token != one.expected_previous_token:
            return
        if one.behaviour != ENQUEUE:
            self.queue.clear()
        if one.behaviour == REPLACE_ALL:
            self.playing = None
        self.queue.append(one)
        if not self.playing:
            self.advance()


DEVICES = st.tuples(st.booleans(), st.booleans())


@given(TRACKS, DEVICES)
def test_a_loop_in_which_everything_fails_stops(track: Track, device: tuple[bool, bool]) -> None:
    """With the server of the recordings gone, no speaker knocks at its door for ever."""
    player = Device(ORDER, *device)
    for first in play(track, SHELF):
        player.run(first, most=50)
    assert player.played <= 4


@given(TRACKS, DEVICES, st.sets(st.sampled_from(ORDER)))
def test_a_queue_ends_on_every_device(
    track: Track, device: tuple[bool, bool], broken: set[str]
) -> None:
    """Whatever files are missing, and whenever a device reports, each is tried once at most."""
    player = Device(broken, *device)
    for first in play(track._replace(loop=False), SHELF):
        player.run(first, most=50)
    assert player.played <= len(ORDER) + 1


def test_one_missing_recording_costs_nothing_else() -> None:
    """Around a missing file all others are heard, on a device that reports late."""
    player = Device({"symptoms"}, early=False, hasty=False)
    (first,) = play(start("in_brief", "en-GB", ALL), SHELF)
    player.run(first, most=50)
    assert player.played == len(ORDER)


# What a listener says.


@pytest.mark.parametrize(
    "intent",
    [
        *("AMAZON.PauseIntent", "AMAZON.StopIntent", "AMAZON.CancelIntent"),
        "PlaybackController.PauseCommandIssued",
    ],
)
def test_stop_stops_whatever_is_in_hand(intent: str) -> None:
    """Nobody is trapped: stop works with any token, or none."""
    for token in (TOKEN, "", None, "a stranger's"):
        assert on_intent(intent, token, 0, SHELF) == Control((Stop(),))


@pytest.mark.parametrize("intent", [RESUME, "PlaybackController.PlayCommandIssued"])
def test_resume_goes_on_where_it_was(intent: str) -> None:
    """After a pause, the recording goes on at the same place, in the same queue."""
    control = tell(intent, SYMPTOMS, 61_234)
    assert now_playing(control) == SYMPTOMS._replace(step=8)
    assert played(control.directives).offset_ms == 61_234
    assert control.notice == ""


@pytest.mark.parametrize("intent", ["AMAZON.StartOverIntent", "AMAZON.RepeatIntent"])
def test_start_over_and_repeat_begin_the_recording_again(intent: str) -> None:
    """Who missed something hears this recording from its beginning."""
    control = tell(intent, SYMPTOMS, 61_234)
    assert now_playing(control).topic == "symptoms"
    assert played(control.directives).offset_ms == 0


@pytest.mark.parametrize("button", ["", "PlaybackController"])
@pytest.mark.parametrize("mode", [ONE, ALL])
def test_next_and_previous_move_in_listening_order(mode: str, button: str) -> None:
    """A word or a button leads to the neighbours, also of a recording asked for alone."""
    following = f"{button}.NextCommandIssued" if button else NEXT
    preceding = f"{button}.PreviousCommandIssued" if button else PREVIOUS
    track = SYMPTOMS._replace(mode=mode)
    assert now_playing(tell(following, track, 900)) == track._replace(topic="surgery", step=8)
    back = tell(preceding, track, 900)
    assert now_playing(back) == track._replace(topic="overview", step=8)
    assert played(back.directives).offset_ms == 0


def test_at_the_ends_the_listener_hears_so_and_the_recording_goes_on() -> None:
    """Next at the last recording is no dead end, and in a loop there is no last one."""
    last, first = (Track("en-GB", topic, ALL) for topic in ("about", "in_brief"))
    assert tell(NEXT, last) == Control(notice="playback_last")
    assert tell(PREVIOUS, first) == Control(notice="playback_first")
    assert now_playing(tell(NEXT, last._replace(loop=True))).topic == "in_brief"
    assert now_playing(tell(PREVIOUS, first._replace(loop=True))).topic == "about"


def test_a_loop_is_switched_on_and_off_where_it_is() -> None:
    """The change is said aloud, and the recording goes on from the same place."""
    on = tell(LOOP_ON, SYMPTOMS, 5_000)
    assert (now_playing(on).loop, played(on.directives).offset_ms) == (True, 5_000)
    assert on.notice == "playback_loop_on"
    off = tell(LOOP_OFF, now_playing(on), 6_000)
    assert now_playing(off) == SYMPTOMS._replace(step=9)
    assert off.notice == "playback_loop_off"


def test_shuffle_goes_on_with_everything_and_back() -> None:
    """After this recording all others come once, in any order; off, and the usual order is back."""
    on = tell(SHUFFLE_ON, SYMPTOMS._replace(mode=ONE), 5_000)
    heard = listen(now_playing(on))
    assert on.notice == "playback_shuffle_on"
    assert (heard[0], played(on.directives).offset_ms) == ("symptoms", 5_000)
    assert sorted(heard) == sorted(ORDER)
    off = tell(SHUFFLE_OFF, now_playing(on), 6_000)
    assert listen(now_playing(off)) == ["symptoms", "surgery", "about"]
    assert off.notice == "playback_shuffle_off"


@pytest.mark.parametrize(
    ("intent", "track"),
    [
        (LOOP_ON, SYMPTOMS._replace(loop=True)),
        (LOOP_OFF, SYMPTOMS),
        (SHUFFLE_ON, start("symptoms", "en-GB", SHUFFLED, 1)),
        (SHUFFLE_OFF, SYMPTOMS._replace(mode=ONE)),
    ],
)
def test_what_is_so_already_is_confirmed_without_a_break(intent: str, track: Track) -> None:
    """The recording is not torn apart for a change that changes nothing."""
    control = tell(intent, track, 5_000)
    assert control.directives == ()
    assert control.notice


def test_what_has_nothing_to_do_with_recordings_does_nothing() -> None:
    """A question asked while a recording plays is not for this module to answer."""
    assert tell("SymptomsIntent", SYMPTOMS) == Control()


# Anything at all.

TOKENS = TRACKS.map(to_token) | st.text() | st.sampled_from([TOKEN, "", None, 7])
SHELVES = st.sampled_from([SHELF, NOT_SET_UP, open_recordings(BASE, []), Recordings(BASE, ("a",))])
EVENTS = [STARTED, STOPPED, FINISHED, NEARLY_FINISHED, FAILED, "AudioPlayer.Unheard"]
WORDS = sorted(CONTROLS | {"SymptomsIntent", ""})


class Step(NamedTuple):
    """Something that happens: *kind* is an event or an intent."""

    kind: str
    offset_ms: int
    seed: int
    ahead: bool


STEPS = st.builds(
    Step,
    *(st.sampled_from([*EVENTS, *WORDS]), st.integers(-5, 90_000) | st.integers(), st.integers()),
    st.booleans(),
)


def happen(step: Step, token: object, shelf: Recordings) -> tuple[Directive, ...]:
    """What the skill answers to a step."""
    if step.kind in EVENTS:
        playing = TOKEN if step.ahead else ""
        return on_event(step.kind, token, step.offset_ms, shelf, playing)
    return on_intent(step.kind, token, step.offset_ms, shelf, step.seed).directives


def check_rules(kind: str, token: object, answer: tuple[Directive, ...]) -> None:
    """Amazon's rules for the player (alexa.md 1.6): what may answer what, and every limit."""
    allowed: dict[str, tuple[type, ...]] = {NEARLY_FINISHED: (Play,), FAILED: (Play, ClearQueue)}
    assert len(answer) <= 1
    for one in answer:
        assert isinstance(one, allowed.get(kind, () if kind in EVENTS else (Play, Stop)))
        if isinstance(one, Play):
            assert one.url.startswith("https://")
            assert len(one.url) <= 8000
            assert one.url.isascii()
            assert 0 < len(one.token) <= 1024
            assert one.token != token, "a token that plays must not be used again"
            assert one.offset_ms >= 0
            assert bool(one.expected_previous_token) == (one.behaviour == ENQUEUE)
            assert one.expected_previous_token == (token if one.behaviour == ENQUEUE else "")


@settings(deadline=None)
@given(TOKENS, SHELVES, st.lists(STEPS, max_size=30))
def test_anything_may_happen_in_any_order(
    token: object, shelf: Recordings, steps: list[Step]
) -> None:
    """Whatever the player holds and whatever is said or reported, Alexa takes the answer."""
    for step in steps:
        answer = happen(step, token, shelf)
        check_rules(step.kind, token, answer)
        token = next((one.token for one in answer if isinstance(one, Play)), token)


@given(TOKENS, st.sampled_from(sorted(CONTROLS)))
def test_no_word_is_left_without_an_answer(token: object, intent: str) -> None:
    """Every control is heard: something happens, or something is said."""
    control = on_intent(intent, token, 0, SHELF)
    assert control.directives or control.notice


def test_every_word_that_amazon_sends_to_a_player_is_known() -> None:
    """These come without our name being said, also when the model does not list them."""
    words = "Pause Resume Cancel LoopOff LoopOn Next Previous Repeat ShuffleOff ShuffleOn StartOver"
    buttons = "Next Previous Play Pause"
    assert {f"AMAZON.{word}Intent" for word in words.split()} <= CONTROLS
    assert {f"PlaybackController.{one}CommandIssued" for one in buttons.split()} <= CONTROLS
