"""Walking: one listener with one device, whom the skill must answer whatever happens."""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable
from typing import Any

from contract import check_response
from events import Event, with_player, with_screen

Host = Callable[[Event, object], dict[str, Any]]


class Trouble(logging.Handler):
    """Notes errors that the listener is spared, but that are ours."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.noted: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Note one."""
        self.noted.append(record.getMessage())


class Listener:
    """Somebody at a device; *attributes* are what the last answer left in the session.

    *token*, *offset* and *activity* are what the device's player has in hand.
    """

    def __init__(self, host: Host, player: bool, screen: bool) -> None:
        self._host, self._player, self._screen = host, player, screen
        self._trouble = Trouble()
        self.attributes: Any = None
        self.token, self.offset, self.activity = "", 0, "IDLE"
        logging.getLogger("skill").addHandler(self._trouble)

    def answer(self, event: Event) -> None:
        """Send a request, and keep what its answer left."""
        answer = self.ask(event)
        self.attributes = answer.get("sessionAttributes", self.attributes)
        if answer["response"].get("shouldEndSession"):
            self.attributes = None
        for one in answer["response"].get("directives", []):
            if one["type"] == "AudioPlayer.Play":
                stream = one["audioItem"]["stream"]
                self.token, self.offset = stream["token"], stream["offsetInMilliseconds"]
                self.activity = "PLAYING"

    def ask(self, event: Event) -> dict[str, Any]:
        """The answer of the host, which keeps the contract and hides no error."""
        event = with_screen(event) if self._screen else event
        in_hand = (self.token, self.offset, self.activity)
        event = with_player(event, *in_hand) if self._player else event
        answer = self._host(copy.deepcopy(event), None)
        check_response(event, answer)
        assert self._trouble.noted == []
        return answer

    def go(self) -> None:
        """Nobody listens for trouble any more."""
        logging.getLogger("skill").removeHandler(self._trouble)
