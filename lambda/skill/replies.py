"""Replies: one turn of a conversation → what is said. Pure: no SDK, clock, network or file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from skill.alerts import decline, decline_kindly, part_ways, tell_alert
from skill.catalogue import Catalogue
from skill.filling import fill
from skill.manner import CHANGES, NORMAL_SPEED, rate_at
from skill.memory import Remembered
from skill.speech import join
from skill.telling import (
    asked_part,
    first_heard,
    tell_more,
    tell_other_sources,
    tell_part,
    tell_sources,
)
from skill.turns import (
    DEFINE,
    DEFINE_THAT,
    FALLBACK,
    LAUNCH,
    MORE,
    NUMBER,
    REPEAT,
    SOURCES,
    SPELL,
    SPELL_THAT,
    STOP,
    YES,
    Reply,
    Turn,
    ask,
    help_,
    say_prompt,
)
from skill.vocabulary import define, spell

Answer = Callable[[Turn, Catalogue], Reply]


def answer(turn: Turn, catalogue: Catalogue) -> Reply:
    """Answer a turn. An intent that nobody knows gets the same answer as an unknown question.

    After an alert the menus stay away: help, more and what is not understood repeat the action.
    """
    if change := CHANGES.get(turn.intent):
        return change_manner(turn, change(turn.remembered), catalogue)
    return _keep_manner(turn, _answer(turn, catalogue), catalogue)


def _answer(turn: Turn, catalogue: Catalogue) -> Reply:
    if alert := catalogue.alerts.get(turn.intent):
        return tell_alert(turn, alert, catalogue)
    if topic := catalogue.intents.get(turn.intent):
        return tell_part(turn, topic, asked_part(turn, topic), catalogue)
    if safe := catalogue.safe_answers.get(turn.intent):
        return decline_kindly(turn, safe, catalogue)
    alerted = catalogue.alerts.get(turn.remembered.intent)
    names_others = turn.intent == YES and turn.remembered.offer == SOURCES
    if alerted and turn.intent not in AFTER_ALERT and not names_others:
        return tell_alert(turn, alerted, catalogue)
    return ANSWERS.get(turn.intent, fall_back)(turn, catalogue)


def _keep_manner(turn: Turn, reply: Reply, catalogue: Catalogue) -> Reply:
    """The reply as the listener likes it. An alert and its last words are never fast."""
    like = turn.remembered
    remember = reply.remember._replace(pace=like.pace, length=like.length)
    parting = like.intent in catalogue.alerts and not reply.reprompt
    urgent = parting or remember.intent in catalogue.alerts
    rate = rate_at(min(0, like.pace) if urgent else like.pace)
    return reply._replace(remember=remember, rate=rate)


def change_manner(turn: Turn, liked: Remembered, catalogue: Catalogue) -> Reply:
    """The last answer again in the new manner; says so when it cannot change any further.

    Nothing is said before an alert.
    """
    changed = turn._replace(remembered=liked)
    noted = ask(say_prompt("noted", turn, catalogue), changed, catalogue)
    reply = _keep_manner(changed, _say_again(changed, catalogue) or noted, catalogue)
    at_end = liked == turn.remembered and turn.intent != NORMAL_SPEED
    if not at_end or reply.remember.intent in catalogue.alerts:
        return reply
    return reply._replace(speech=join(say_prompt("no_change", turn, catalogue), reply.speech))


def welcome(turn: Turn, catalogue: Catalogue) -> Reply:
    """The first words: what this is, that it is not advice, and a question."""
    keys = ("welcome", "disclaimer", "ask_first")
    return ask(join(*(say_prompt(key, turn, catalogue) for key in keys)), turn, catalogue)


def repeat(turn: Turn, catalogue: Catalogue) -> Reply:
    """The last answer once more."""
    nothing = say_prompt("nothing_to_repeat", turn, catalogue)
    return _say_again(turn, catalogue) or ask(nothing, turn, catalogue)


def _say_again(turn: Turn, catalogue: Catalogue) -> Reply | None:
    last = turn.remembered
    if last.intent in catalogue.alerts or last.intent in catalogue.safe_answers:
        return _answer(turn._replace(intent=last.intent), catalogue)
    if last.intent in (DEFINE, NUMBER):
        return ANSWERS[last.intent](turn, catalogue)
    topic = catalogue.topics.get(last.topic)
    if topic and 0 <= last.part < len(topic.parts):
        return tell_part(turn, topic, first_heard(last), catalogue)
    return None


def tell_numbers(turn: Turn, catalogue: Catalogue) -> Reply:
    """Whom to call: the emergency number and the helpline of the place."""
    reply = ask(say_prompt("numbers", turn, catalogue), turn, catalogue)
    return reply._replace(remember=reply.remember._replace(intent=NUMBER))


def explain_volume(turn: Turn, catalogue: Catalogue) -> Reply:
    """How the speaker is made louder, which the skill itself cannot do."""
    return ask(say_prompt("volume", turn, catalogue), turn, catalogue)


def accept(turn: Turn, catalogue: Catalogue) -> Reply:
    """Yes: do what was offered last."""
    offer = turn.remembered.offer
    if offer == MORE:
        return tell_more(turn, catalogue)
    if offer == REPEAT:
        return repeat(turn, catalogue)
    if offer == SOURCES:
        return tell_other_sources(turn, catalogue)
    topic = catalogue.intents.get(offer)
    return tell_part(turn, topic, 0, catalogue) if topic else help_(turn, catalogue)


def fall_back(turn: Turn, catalogue: Catalogue) -> Reply:
    """Not understood: say so, keep the safety line, offer the nearest topics or three things."""
    named = turn.slots.get("near", "").split()
    near = [catalogue.topics[id] for id in named if id in catalogue.topics]
    if len(near) != 2:
        return ask(say_prompt("fallback", turn, catalogue), turn, catalogue)
    first, second = (fill(one.title, turn.place.words) for one in near)
    speech = say_prompt("did_you_mean", turn, catalogue, first=first, second=second)
    reply = ask(speech, turn, catalogue)
    return reply._replace(remember=reply.remember._replace(offer=near[0].intent))


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
    DEFINE_THAT: define,
    SPELL_THAT: spell,
    NUMBER: tell_numbers,
    "VolumeIntent": explain_volume,
    "AMAZON.HelpIntent": help_,
    YES: accept,
    "AMAZON.NoIntent": decline,
    "AMAZON.CancelIntent": part_ways,
    "AMAZON.NavigateHomeIntent": part_ways,
}
"""What answers each intent that is neither a topic nor an alert."""

AFTER_ALERT = frozenset(
    {LAUNCH, STOP, SOURCES, "AMAZON.NoIntent", "AMAZON.CancelIntent", "AMAZON.NavigateHomeIntent"}
)
"""What still means itself after an alert."""
