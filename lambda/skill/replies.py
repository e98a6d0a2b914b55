"""Replies: one turn of a conversation → what is said. Pure: no SDK, clock, network or file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skill.alerts import decline, decline_kindly, part_ways, tell_alert
from skill.catalogue import Catalogue
from skill.choosing import (
    ORDINALS,
    choose,
    go_back,
    go_on,
    start_over,
    tell_more_topics,
    tell_topics,
)
from skill.manner import CHANGES, NORMAL_SPEED, rate_at
from skill.memory import Remembered
from skill.speech import join
from skill.talking import (
    accept,
    apologise,
    explain_volume,
    fall_back,
    offer_forgetting,
    repeat,
    say_again,
    tell_numbers,
    welcome,
)
from skill.telling import asked_part, tell_part, tell_sources
from skill.turns import (
    DEFINE,
    DEFINE_THAT,
    FALLBACK,
    FINE_NOW,
    FORGET,
    LAUNCH,
    MORE,
    MORE_TOPICS,
    NUMBER,
    PLAY,
    PLAY_ALL,
    REPEAT,
    SOURCES,
    SPELL,
    SPELL_THAT,
    STOP,
    TOPICS,
    YES,
    Reply,
    Turn,
    ask,
    help_,
    say_prompt,
)
from skill.vocabulary import define, spell

Answer = Callable[[Turn, Catalogue], Reply]

__all__ = ["ANSWERS", "answer", "apologise"]


def answer(turn: Turn, catalogue: Catalogue) -> Reply:
    """Answer a turn. An intent that nobody knows gets the same answer as an unknown question.

    After an alert the menus stay away: help, more and what is not understood repeat the action.
    """
    if change := CHANGES.get(turn.intent):
        return change_manner(turn, change(turn.remembered), catalogue)
    reply = _keep_manner(turn, _answer(turn, catalogue), catalogue)
    alerted = reply.remember.intent in catalogue.alerts
    return _silence(reply) if alerted and turn.player.active else reply


def _answer(turn: Turn, catalogue: Catalogue) -> Reply:
    if alert := catalogue.alerts.get(turn.intent):
        return tell_alert(turn, alert, catalogue)
    if topic := catalogue.intents.get(turn.intent):
        return tell_part(turn, topic, asked_part(turn, topic), catalogue)
    if safe := catalogue.safe_answers.get(turn.intent):
        return decline_kindly(turn, safe, catalogue)
    alerted = catalogue.alerts.get(turn.remembered.intent)
    means_it = turn.intent == YES and turn.remembered.offer in (SOURCES, FORGET)
    if alerted and turn.intent not in AFTER_ALERT and not means_it:
        return tell_alert(turn, alerted, catalogue)
    steered = None if alerted else _steer(turn, catalogue)
    return steered or ANSWERS.get(turn.intent, fall_back)(turn, catalogue)


# Recordings are loaded late: most listeners only talk, and wait for each import of a new process.


def _steer(turn: Turn, catalogue: Catalogue) -> Reply | None:
    """What a word to a recording does; None when it is a word to us."""
    from skill.listening import control, is_for_player

    return control(turn, catalogue) if is_for_player(turn) else None


def _silence(reply: Reply) -> Reply:
    from skill.listening import silence

    return silence(reply)


def _play_topic(turn: Turn, catalogue: Catalogue) -> Reply:
    from skill.listening import play_topic

    return play_topic(turn, catalogue)


def _play_everything(turn: Turn, catalogue: Catalogue) -> Reply:
    from skill.listening import play_everything

    return play_everything(turn, catalogue)


def _keep_manner(turn: Turn, reply: Reply, catalogue: Catalogue) -> Reply:
    """The reply as the listener likes it. An alert and its last words are never fast."""
    like = turn.remembered
    remember = reply.remember
    if not remember.forgotten or like.forgotten:
        remember = remember._replace(pace=like.pace, length=like.length, forgotten=like.forgotten)
    parting = like.intent in catalogue.alerts and not reply.reprompt
    urgent = parting or remember.intent in catalogue.alerts
    rate = rate_at(min(0, remember.pace) if urgent else remember.pace)
    return reply._replace(remember=remember, rate=rate)


def change_manner(turn: Turn, liked: Remembered, catalogue: Catalogue) -> Reply:
    """The last answer again in the new manner; says so when it cannot change any further.

    Nothing is said before an alert.
    """
    changed = turn._replace(remembered=liked)
    noted = ask(say_prompt("noted", turn, catalogue), changed, catalogue)
    reply = _keep_manner(changed, say_again(changed, catalogue) or noted, catalogue)
    at_end = liked == turn.remembered and turn.intent != NORMAL_SPEED
    if not at_end or reply.remember.intent in catalogue.alerts:
        return reply
    return reply._replace(speech=join(say_prompt("no_change", turn, catalogue), reply.speech))


ANSWERS: Mapping[str, Answer] = {
    LAUNCH: welcome,
    MORE: go_on,
    REPEAT: repeat,
    FALLBACK: fall_back,
    STOP: part_ways,
    DEFINE: define,
    SOURCES: tell_sources,
    SPELL: spell,
    DEFINE_THAT: define,
    SPELL_THAT: spell,
    NUMBER: tell_numbers,
    PLAY: _play_topic,
    PLAY_ALL: _play_everything,
    FORGET: offer_forgetting,
    "VolumeIntent": explain_volume,
    "AMAZON.HelpIntent": help_,
    YES: accept,
    "AMAZON.NoIntent": decline,
    "AMAZON.CancelIntent": part_ways,
    "AMAZON.NavigateHomeIntent": part_ways,
    "AMAZON.StartOverIntent": start_over,
    "AMAZON.NextIntent": go_on,
    "AMAZON.PreviousIntent": go_back,
    TOPICS: tell_topics,
    MORE_TOPICS: tell_more_topics,
    **dict.fromkeys(ORDINALS, choose),
    FINE_NOW: decline,
}
"""What answers each intent that is neither a topic nor an alert."""

AFTER_ALERT = frozenset(
    {
        *(LAUNCH, STOP, SOURCES, FORGET, FINE_NOW),
        *("AMAZON.NoIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"),
    }
)
"""What still means itself after an alert."""
