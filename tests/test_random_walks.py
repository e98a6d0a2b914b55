"""Random walks: whatever happens in any order, every answer is valid and there is a way out.

A walk is one listener with one device: sessions that begin and end, what is said in them, what
another version may have left in them, the player with its events and buttons, and requests that
nobody has thought of.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from anything import ACTIVITIES, BUTTONS, EVENTS, GARBAGE, HUGE, JSON, KINDS, LOCALES, NAMES, SLOTS
from contract import check_response
from events import (
    Event,
    can_fulfill,
    intent,
    launch,
    playback_failed,
    player_event,
    session_ended,
    sessionless,
    with_player,
    with_screen,
)
from hosting import AUDIO
from lambda_function import handler
from skill.app import create_skill
from skill.handlers import invoke
from skill.turns import STOP
from visiting import words

HANDLERS: list[Callable[[Event, object], dict[str, Any]]] = [
    handler,
    partial(invoke, create_skill(audio=AUDIO)),
]
"""The function of AWS Lambda without recordings, and with them."""


class Trouble(logging.Handler):
    """Notes errors that the listener is spared, but that are ours."""

    noted: list[str]

    def emit(self, record: logging.LogRecord) -> None:
        """Note one."""
        self.noted.append(record.getMessage())


class Walk(RuleBasedStateMachine):
    """One listener; the attributes are those that the last answer left in the session."""

    @initialize(host=st.sampled_from(HANDLERS), player=st.booleans(), screen=st.booleans())
    def begin(self, host: Any, player: bool, screen: bool) -> None:
        """A device of some kind."""
        self.host, self.player, self.screen = host, player, screen
        self.attributes: Any = None
        self.token, self.offset, self.activity = "", 0, "IDLE"
        self.trouble = Trouble(logging.ERROR)
        self.trouble.noted = []
        logging.getLogger("skill").addHandler(self.trouble)

    @rule(locale=LOCALES)
    def open(self, locale: str) -> None:
        """The skill is opened, perhaps while it is open."""
        self.answer(launch(locale))

    @rule(name=NAMES, slots=SLOTS, locale=LOCALES)
    def say(self, name: str, slots: dict[str, str], locale: str) -> None:
        """Anything is said, with anything in its slots."""
        self.answer(intent(name, locale, self.attributes, slots))

    @rule(garbage=GARBAGE)
    def renew(self, garbage: dict[str, Any]) -> None:
        """Another version, or a stranger, was at the session's attributes."""
        self.attributes = {**(self.attributes or {}), **garbage}

    @rule(field=st.sampled_from(["intent", "dialogState", "locale", "timestamp"]), value=JSON)
    def say_brokenly(self, field: str, value: Any) -> None:
        """A request has a value of a kind that the SDK does not know."""
        event = intent("EmergencyIntent", attributes=self.attributes)
        event["request"][field] = value
        self.answer(event)

    @rule(reason=st.sampled_from(["USER_INITIATED", "EXCEEDED_MAX_REPROMPTS", "ERROR", "NEW"]))
    def leave(self, reason: str) -> None:
        """The session is over."""
        self.answer(session_ended(reason, self.attributes))
        self.attributes = None

    @rule(activity=ACTIVITIES, offset=HUGE, token=st.none() | st.text(max_size=40))
    def play_on(self, activity: str, offset: int, token: str | None) -> None:
        """Something happens in the player, perhaps another skill's recording."""
        self.activity, self.offset = activity, offset
        self.token = self.token if token is None else token

    @rule(kind=EVENTS, offset=HUGE)
    def tell_event(self, kind: str, offset: int) -> None:
        """The player tells how it goes."""
        self.answer(player_event(f"Playback{kind}", self.token, offset))

    @rule(playing=st.booleans())
    def fail(self, playing: bool) -> None:
        """A recording cannot be played."""
        self.answer(playback_failed(self.token, self.token if playing else ""))

    @rule(button=BUTTONS)
    def press(self, button: str) -> None:
        """A button on the device or its remote is pressed."""
        self.answer(sessionless(f"PlaybackController.{button}CommandIssued"))

    @rule(name=NAMES, slots=SLOTS)
    def wonder(self, name: str, slots: dict[str, str]) -> None:
        """Alexa asks whether the skill could answer."""
        self.answer(can_fulfill(name, slots))

    @rule(kind=KINDS, more=st.dictionaries(st.sampled_from(["error", "token", "x"]), JSON))
    def surprise(self, kind: str, more: dict[str, Any]) -> None:
        """A request of a kind that has nothing to do with us, or is not invented yet."""
        self.answer(sessionless(kind, **more))

    @invariant()
    def stop_is_a_way_out(self) -> None:
        """From wherever the walk stands, "stop" ends the session, with last words or in silence."""
        answer = self.ask(intent(STOP, attributes=self.attributes))["response"]
        assert answer["shouldEndSession"] is True
        assert words(answer).endswith("Goodbye.") or self.token

    def answer(self, event: Event) -> None:
        """Send a request, and keep what its answer left."""
        answer = self.ask(event)
        self.attributes = answer.get("sessionAttributes", self.attributes)
        response = answer["response"]
        if response.get("shouldEndSession"):
            self.attributes = None
        for one in response.get("directives", []):
            if one["type"] == "AudioPlayer.Play":
                stream = one["audioItem"]["stream"]
                self.token, self.offset = stream["token"], stream["offsetInMilliseconds"]
                self.activity = "PLAYING"

    def ask(self, event: Event) -> dict[str, Any]:
        """The answer of the host, which keeps the contract and hides no error."""
        event = with_screen(event) if self.screen else event
        event = with_player(event, self.token, self.offset, self.activity) if self.player else event
        answer: dict[str, Any] = self.host(copy.deepcopy(event), None)
        check_response(event, answer)
        assert self.trouble.noted == []
        return answer

    def teardown(self) -> None:
        """Stop noting trouble."""
        if hasattr(self, "trouble"):
            logging.getLogger("skill").removeHandler(self.trouble)


TestWalk = Walk.TestCase
TestWalk.settings = settings(
    derandomize=True,  # the same walks everywhere; a longer look is one number away
    max_examples=70,
    stateful_step_count=50,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
