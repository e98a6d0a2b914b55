"""Conversations: whole dialogues from tests/conversations, on every host, turn by turn.

A file is one dialogue. Each [[turn]] is what the listener does (``intent`` with its ``slots``,
``open`` or ``leave``) and what they may rely on: how the answer starts, what it includes or lacks,
whether it ends, and at which ``rate`` it is spoken, 100 unless told. ``attributes`` put values into
the session first, as another version of the skill might have left them.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from conftest import Ask
from events import Event, intent, launch, session_ended
from skill.speech import to_text
from skill.ssml_reading import from_ssml, rate_of

FOLDER = Path(__file__).parent / "conversations"
FILES = sorted(FOLDER.rglob("*.toml"))
DOINGS = {"intent", "slots", "attributes", "open", "leave"}
EXPECTATIONS = {"starts", "includes", "lacks", "ends", "card", "same_as", "rate"}


def name(path: Path) -> str:
    """en-GB/warning_signs, for the report."""
    return f"{path.parent.name}/{path.stem}"


def request(turn: dict[str, Any], locale: str, attributes: Any) -> Event:
    """What Alexa sends for a turn."""
    if "open" in turn:
        return launch(locale)
    if "leave" in turn:
        return session_ended()
    return intent(turn["intent"], locale, attributes, turn.get("slots"))


def spoken(answer: dict[str, Any]) -> str:
    """The words of an answer."""
    return to_text(from_ssml(answer["response"]["outputSpeech"]["ssml"]))


def check_turn(turn: dict[str, Any], answer: dict[str, Any], said: list[str]) -> None:
    """Compare an answer with what the listener may rely on."""
    words = said[-1]
    assert words.startswith(turn.get("starts", "")), words
    for part in turn.get("includes", []):
        assert part in words, f"{part!r} is not in: {words}"
    for part in turn.get("lacks", []):
        assert part not in words, f"{part!r} is in: {words}"
    if "same_as" in turn:
        assert words == said[turn["same_as"] - 1]
    assert answer["response"]["shouldEndSession"] is turn.get("ends", False)
    assert turn.get("card", "") in answer["response"].get("card", {}).get("content", "")
    assert rates(answer["response"]) == {turn.get("rate", 100)}


def rates(response: dict[str, Any]) -> set[int]:
    """How fast the answer and its reprompt are spoken."""
    spoken = (response, response.get("reprompt", response))
    return {rate_of(one["outputSpeech"]["ssml"]) for one in spoken}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_conversation(path: Path, ask: Ask) -> None:
    """Each turn is answered as the file says, with the session that the last answer left."""
    dialogue = tomllib.loads(path.read_text(encoding="utf-8"))
    attributes: Any = None
    said: list[str] = []
    for turn in dialogue["turn"]:
        assert set(turn) <= EXPECTATIONS | DOINGS, "a misspelt key"
        if "attributes" in turn:
            attributes = {**(attributes or {}), **turn["attributes"]}
        answer = ask(request(turn, path.parent.name, attributes))
        if "leave" in turn:
            assert answer["response"] == {}
            continue
        said.append(spoken(answer))
        check_turn(turn, answer, said)
        attributes = answer["sessionAttributes"]


def test_every_place_has_conversations(catalogue: Any) -> None:
    """No place goes unheard."""
    assert {path.parent.name for path in FILES} == set(catalogue.places) - {"neutral"}
