"""Replies: one turn of a conversation → what is said. Pure: no SDK, clock, network or file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skill.alerts import decline, decline_kindly, part_ways, tell_alert
from skill.catalogue import Catalogue
from skill.speech import join
from skill.telling import asked_part, define, spell, tell_more, tell_part, tell_sources
from skill.turns import (
    DEFINE,
    FALLBACK,
    LAUNCH,
    MORE,
    REPEAT,
    SOURCES,
    SPELL,
    STOP,
    Reply,
    Turn,
    ask,
    help_,
    say_prompt,
)

Answer = Callable[[Turn, Catalogue], Reply]


def answer(turn: Turn, catalogue: Catalogue) -> Reply:
    """Answer a turn. An intent that nobody knows gets the same answer as an unknown question.

    After an alert the menus stay away: help, more and what is not understood repeat the action.
    """
    if alert := catalogue.alerts.get(turn.intent):
        return tell_alert(turn, alert, catalogue)
    if topic := catalogue.intents.get(turn.intent):
        return tell_part(turn, topic, asked_part(turn, topic), catalogue)
    if safe := catalogue.safe_answers.get(turn.intent):
        return decline_kindly(turn, safe, catalogue)
    alerted = catalogue.alerts.get(turn.remembered.intent)
    if alerted and turn.intent not in AFTER_ALERT:
        return tell_alert(turn, alerted, catalogue)
    return ANSWERS.get(turn.intent, fall_back)(turn, catalogue)


def welcome(turn: Turn, catalogue: Catalogue) -> Reply:
    """The first words: what this is, that it is not advice, and a question."""
    keys = ("welcome", "disclaimer", "ask_first")
    return ask(join(*(say_prompt(key, turn, catalogue) for key in keys)), turn, catalogue)


def repeat(turn: Turn, catalogue: Catalogue) -> Reply:
    """The last answer once more."""
    last = turn.remembered
    if last.intent == DEFINE:
        return define(turn, catalogue)
    topic = catalogue.topics.get(last.topic)
    if topic and 0 <= last.part < len(topic.parts):
        return tell_part(turn, topic, last.part, catalogue)
    if last.intent in catalogue.alerts or last.intent in catalogue.safe_answers:
        return answer(Turn(last.intent, turn.place), catalogue)
    return ask(say_prompt("nothing_to_repeat", turn, catalogue), turn, catalogue)


def accept(turn: Turn, catalogue: Catalogue) -> Reply:
    """Yes: do what was offered last."""
    offer = turn.remembered.offer
    if offer == MORE:
        return tell_more(turn, catalogue)
    if offer == REPEAT:
        return repeat(turn, catalogue)
    topic = catalogue.intents.get(offer)
    return tell_part(turn, topic, 0, catalogue) if topic else help_(turn, catalogue)


def fall_back(turn: Turn, catalogue: Catalogue) -> Reply:
    """Not understood: say so, keep the safety line, offer three things."""
    return ask(say_prompt("fallback", turn, catalogue), turn, catalogue)


def apologise(turn: Turn, catalogue: Catalogue) -> Reply:
    """Something broke: one kind sentence, the safety line, and a way on."""
    return ask(say_prompt("error", turn, catalogue), turn, catalogue)


ANSWERS: Mapping[str, Answer] = {
    LAUNCH: welcome,
    MORE: tell_more,
    REPEAT: repeat,
    FALLBACK: fall_back,
    STOP: part_ways,
    DEFINE: define,
    SOURCES: tell_sources,
    SPELL: spell,
    "AMAZON.HelpIntent": help_,
    "AMAZON.YesIntent": accept,
    "AMAZON.NoIntent": decline,
    "AMAZON.CancelIntent": part_ways,
    "AMAZON.NavigateHomeIntent": part_ways,
}
"""What answers each intent that is neither a topic nor an alert."""

AFTER_ALERT = frozenset(
    {LAUNCH, STOP, SOURCES, "AMAZON.NoIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"}
)
"""What still means itself after an alert."""
