"""Random walks: in any order of anything, every answer is valid and there is a way out."""

from __future__ import annotations

from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from anything import (
    ACTIVITIES,
    BUTTONS,
    COMMANDS,
    EVENTS,
    FOLLOWING,
    GARBAGE,
    HUGE,
    JSON,
    KINDS,
    LOCALES,
    NAMES,
    SLOTS,
    TOPICS,
)
from events import (
    can_fulfill,
    intent,
    launch,
    playback_failed,
    player_event,
    session_ended,
    sessionless,
)
from hosting import AUDIO
from lambda_function import handler
from skill.app import create_skill
from skill.handlers import invoke
from skill.turns import PLAY, PLAY_ALL, STOP
from visiting import words
from walking import Host, Listener

HANDLERS: list[Host] = [handler, partial(invoke, create_skill(audio=AUDIO))]
"""The function of AWS Lambda without recordings, and with them."""


class Walk(RuleBasedStateMachine):
    """One listener; the attributes are those that the last answer left in the session."""

    @initialize(host=st.sampled_from(HANDLERS), player=st.booleans(), screen=st.booleans())
    def begin(self, host: Any, player: bool, screen: bool) -> None:
        """A device of some kind."""
        self.listener = Listener(host, player, screen)

    @rule(locale=LOCALES)
    def open(self, locale: str) -> None:
        """The skill is opened, perhaps while it is open."""
        self.listener.answer(launch(locale))

    @rule(name=NAMES, slots=SLOTS, locale=LOCALES)
    def say(self, name: str, slots: dict[str, str], locale: str) -> None:
        """Anything is said, with anything in its slots."""
        self.listener.answer(intent(name, locale, self.listener.attributes, slots))

    @rule(name=COMMANDS, slots=SLOTS)
    def steer(self, name: str, slots: dict[str, str]) -> None:
        """Something is said about the conversation or to a recording."""
        self.listener.answer(intent(name, "en-GB", self.listener.attributes, slots))

    @rule(name=st.sampled_from([PLAY, PLAY_ALL]), topic=TOPICS)
    def play(self, name: str, topic: str) -> None:
        """A recording is asked for."""
        slots = {"topic": topic} if name == PLAY else {}
        self.listener.answer(intent(name, "en-GB", self.listener.attributes, slots))

    @rule(garbage=GARBAGE, name=FOLLOWING)
    def renew(self, garbage: dict[str, Any], name: str) -> None:
        """Another version, or a stranger, was at the session before something is said."""
        attributes = {**(self.listener.attributes or {}), **garbage}
        self.listener.answer(intent(name, "en-GB", attributes))

    @rule(field=st.sampled_from(["intent", "dialogState", "locale", "timestamp"]), value=JSON)
    def say_brokenly(self, field: str, value: Any) -> None:
        """A request has a value of a kind that the SDK does not know."""
        event = intent("EmergencyIntent", attributes=self.listener.attributes)
        event["request"][field] = value
        self.listener.answer(event)

    @rule(reason=st.sampled_from(["USER_INITIATED", "EXCEEDED_MAX_REPROMPTS", "ERROR", "NEW"]))
    def leave(self, reason: str) -> None:
        """The session is over."""
        self.listener.answer(session_ended(reason, self.listener.attributes))
        self.listener.attributes = None

    @rule(activity=ACTIVITIES, offset=HUGE, token=st.none() | st.text(max_size=40))
    def play_on(self, activity: str, offset: int, token: str | None) -> None:
        """Something, perhaps another skill's, happens in the player, and "resume" is said."""
        self.listener.activity, self.listener.offset = activity, offset
        self.listener.token = self.listener.token if token is None else token
        self.listener.answer(intent("AMAZON.ResumeIntent", attributes=self.listener.attributes))

    @rule(kind=EVENTS, offset=HUGE)
    def tell_event(self, kind: str, offset: int) -> None:
        """The player tells how it goes."""
        self.listener.answer(player_event(f"Playback{kind}", self.listener.token, offset))

    @rule(playing=st.booleans())
    def fail(self, playing: bool) -> None:
        """A recording cannot be played."""
        self.listener.answer(
            playback_failed(self.listener.token, self.listener.token if playing else "")
        )

    @rule(button=BUTTONS)
    def press(self, button: str) -> None:
        """A button on the device or its remote is pressed."""
        self.listener.answer(sessionless(f"PlaybackController.{button}CommandIssued"))

    @rule(name=NAMES, slots=SLOTS)
    def wonder(self, name: str, slots: dict[str, str]) -> None:
        """Alexa asks whether the skill could answer."""
        self.listener.answer(can_fulfill(name, slots))

    @rule(kind=KINDS, more=st.dictionaries(st.sampled_from(["error", "token", "x"]), JSON))
    def surprise(self, kind: str, more: dict[str, Any]) -> None:
        """A request of a kind that has nothing to do with us, or is not invented yet."""
        self.listener.answer(sessionless(kind, **more))

    @invariant()
    def stop_is_a_way_out(self) -> None:
        """From wherever the walk stands, "stop" ends the session, with last words or in silence."""
        answer = self.listener.ask(intent(STOP, attributes=self.listener.attributes))["response"]
        assert answer["shouldEndSession"] is True
        assert words(answer).endswith("Goodbye.") or self.listener.token

    def teardown(self) -> None:
        """Stop noting trouble."""
        if hasattr(self, "listener"):
            self.listener.go()


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    derandomize=True,  # the same walks everywhere; a longer look is one number away
    max_examples=100,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
