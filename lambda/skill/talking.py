"""Talking: what is said about the conversation itself, from the welcome to an apology."""

from __future__ import annotations

from skill.alerts import decline_kindly, tell_alert
from skill.catalogue import Catalogue
from skill.choosing import name_again, tell_more_topics
from skill.filling import fill
from skill.speech import join
from skill.telling import first_heard, tell_more, tell_other_sources, tell_part, topic_heard
from skill.turns import (
    DEFINE,
    FORGET,
    MORE,
    MORE_TOPICS,
    NUMBER,
    REPEAT,
    SOURCES,
    TOPICS,
    Reply,
    Turn,
    ask,
    help_,
    say_prompt,
)
from skill.vocabulary import define


def welcome(turn: Turn, catalogue: Catalogue) -> Reply:
    """The first words: what this is, that it is not advice, and a question; short on return."""
    keys = ("welcome_back",) if turn.known else ("welcome", "disclaimer", "ask_first")
    return ask(join(*(say_prompt(key, turn, catalogue) for key in keys)), turn, catalogue)


def repeat(turn: Turn, catalogue: Catalogue) -> Reply:
    """The last answer once more."""
    nothing = say_prompt("nothing_to_repeat", turn, catalogue)
    return say_again(turn, catalogue) or ask(nothing, turn, catalogue)


def say_again(turn: Turn, catalogue: Catalogue) -> Reply | None:
    """The last answer once more, if there was one."""
    last = turn.remembered
    if alert := catalogue.alerts.get(last.intent):
        return tell_alert(turn, alert, catalogue)
    if safe := catalogue.safe_answers.get(last.intent):
        return decline_kindly(turn, safe, catalogue)
    if last.intent == DEFINE:
        return define(turn, catalogue)
    if last.intent == NUMBER:
        return tell_numbers(turn, catalogue)
    if last.intent == TOPICS:
        return name_again(turn, catalogue)
    if topic := topic_heard(last, catalogue):
        return tell_part(turn, topic, first_heard(last), catalogue)
    return None


def tell_numbers(turn: Turn, catalogue: Catalogue) -> Reply:
    """Whom to call: the emergency number and the helpline of the place."""
    reply = ask(say_prompt("numbers", turn, catalogue), turn, catalogue)
    return reply._replace(remember=reply.remember._replace(intent=NUMBER))


def explain_volume(turn: Turn, catalogue: Catalogue) -> Reply:
    """How the speaker is made louder, which the skill itself cannot do."""
    return ask(say_prompt("volume", turn, catalogue), turn, catalogue)


def offer_forgetting(turn: Turn, catalogue: Catalogue) -> Reply:
    """What would be forgotten, and whether to: asked once."""
    reply = ask(say_prompt("forget_ask", turn, catalogue), turn, catalogue)
    return reply._replace(remember=reply.remember._replace(offer=FORGET))


def tell_forgotten(turn: Turn, catalogue: Catalogue) -> Reply:
    """Whether forgetting worked, as the host found out, and nothing is kept of this visit."""
    failed = turn.slots.get("forgotten") == "no"
    key = "forget_failed" if failed else "forgotten"
    reply = ask(say_prompt(key, turn, catalogue), turn, catalogue)
    fresh = reply.remember._replace(pace=0, length=0, forgotten=not failed)
    return reply if failed else reply._replace(remember=fresh)


def accept(turn: Turn, catalogue: Catalogue) -> Reply:
    """Yes: do what was offered last."""
    offer = turn.remembered.offer
    if offer == MORE:
        return tell_more(turn, catalogue)
    if offer == REPEAT:
        return repeat(turn, catalogue)
    if offer == SOURCES:
        return tell_other_sources(turn, catalogue)
    if offer == FORGET:
        return tell_forgotten(turn, catalogue)
    if offer == MORE_TOPICS:
        return tell_more_topics(turn, catalogue)
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
    told = reply.remember._replace(offer=near[0].intent, choice=" ".join(one.id for one in near))
    return reply._replace(remember=told)


def apologise(turn: Turn, catalogue: Catalogue) -> Reply:
    """Something broke: one kind sentence, the safety line, and a way on."""
    return ask(say_prompt("error", turn, catalogue), turn, catalogue)
