"""Telling: topics part by part, and where it all comes from."""

from __future__ import annotations

from datetime import date
from itertools import chain

from skill.catalogue import Catalogue, Part, Topic
from skill.filling import fill, list_spoken
from skill.manner import LONG, SHORT, shorten
from skill.memory import Remembered
from skill.speech import Speech, join
from skill.turns import (
    DEFINE,
    MORE,
    NUMBER,
    SOURCES,
    Reply,
    Turn,
    ask,
    credit,
    help_,
    make_card,
    say,
    say_prompt,
)

# Nobody can hold more names at once; the rest is told on request.
MOST_NAMES = 3


def asked_part(turn: Turn, topic: Topic) -> int:
    """The number of the part that was asked for; 0, the answer, when none or a wrong one was."""
    asked = turn.slots.get("part", "")
    number = int(asked) if asked.isascii() and asked.isdigit() else 0
    return number if number < len(topic.parts) else 0


def tell_part(turn: Turn, topic: Topic, number: int, catalogue: Catalogue) -> Reply:
    """One part of a topic (0 is the answer), then the offer of what comes next.

    Who likes long answers hears the part after it as well.
    """
    last = min(number + (turn.remembered.length == LONG), len(topic.parts) - 1)
    part = _as_heard(turn, topic, number, last, catalogue)
    speech = say(part.text, turn)
    offer, intent, choice = _offer(turn, topic, last, catalogue)
    heard = Remembered(topic.intent, topic.id, part=last, start=number, offer=intent)
    return Reply(
        speech=join(speech, offer),
        reprompt=say_prompt("reprompt", turn, catalogue),
        card=make_card(turn, part, speech, catalogue),
        remember=heard._replace(choice=choice, listed=turn.remembered.listed),
    )


def _as_heard(turn: Turn, topic: Topic, first: int, last: int, catalogue: Catalogue) -> Part:
    """Some parts of a topic as one, as long as the listener likes it, with the sources of all."""
    parts = topic.parts[first : last + 1]
    short = turn.remembered.length == SHORT
    texts = (shorten(part.text, catalogue.brevity) if short else part.text for part in parts)
    sources = dict.fromkeys(chain.from_iterable(part.sources for part in parts))
    return parts[0]._replace(text="\n\n".join(texts), sources=tuple(sources))


def _offer(turn: Turn, topic: Topic, number: int, catalogue: Catalogue) -> tuple[Speech, str, str]:
    """What to hear next, the intent that a "yes" to it means, and the topics to choose from."""
    if also := catalogue.topics.get(turn.slots.get("also", "")):
        title = fill(also.title, turn.place.words)
        return say_prompt("offer_asked", turn, catalogue, first=title), also.intent, ""
    if number + 1 < len(topic.parts):
        title = fill(topic.parts[number + 1].title, turn.place.words)
        return say_prompt("offer_more", turn, catalogue, next=title), MORE, ""
    if len(topic.related) < 2:
        return *offer_topic(turn, "".join(topic.related), catalogue), ""
    related = [catalogue.topics[id] for id in topic.related]
    first, second = (fill(one.title, turn.place.words) for one in related)
    speech = say_prompt("offer_two", turn, catalogue, first=first, second=second)
    return speech, related[0].intent, " ".join(topic.related)


def offer_topic(turn: Turn, id: str, catalogue: Catalogue) -> tuple[Speech, str]:
    """One topic that tells more, if there is one, and the intent that a "yes" means."""
    topic = catalogue.topics.get(id)
    if not topic:
        return say_prompt("ask_next", turn, catalogue), ""
    title = fill(topic.title, turn.place.words)
    return say_prompt("offer_one", turn, catalogue, first=title), topic.intent


def tell_more(turn: Turn, catalogue: Catalogue) -> Reply:
    """The next part of the topic just heard; help when there was none."""
    offered = catalogue.intents.get(turn.remembered.offer)
    if turn.remembered.intent == DEFINE and offered:
        return tell_part(turn, offered, 0, catalogue)
    topic = catalogue.topics.get(turn.remembered.topic)
    if not topic:
        return help_(turn, catalogue)
    number = turn.remembered.part + 1
    if 0 < number < len(topic.parts):
        return tell_part(turn, topic, number, catalogue)
    return ask(say_prompt("nothing_more", turn, catalogue), turn, catalogue)


def tell_sources(turn: Turn, catalogue: Catalogue) -> Reply:
    """Who says what was just said, and when it was last read; the first three, then the others."""
    part, reviewed = last_part(turn, catalogue)
    names = credit(part, turn.place, catalogue) if part else []
    if not names:
        return ask(say_prompt("no_sources", turn, catalogue), turn, catalogue)
    when = date.fromisoformat(reviewed).strftime("%B %Y")
    first = list_spoken(names[:MOST_NAMES], catalogue.prompts["and"])
    if len(names) <= MOST_NAMES:
        return ask(
            say_prompt("sources", turn, catalogue, sources=first, reviewed=when), turn, catalogue
        )
    speech = say_prompt("first_sources", turn, catalogue, sources=first, reviewed=when)
    reply = ask(speech, turn, catalogue)
    return reply._replace(remember=reply.remember._replace(offer=SOURCES))


def tell_other_sources(turn: Turn, catalogue: Catalogue) -> Reply:
    """The sources that tell_sources kept back."""
    part, _ = last_part(turn, catalogue)
    names = credit(part, turn.place, catalogue)[MOST_NAMES:] if part else []
    if not names:
        return tell_sources(turn, catalogue)
    others = list_spoken(names, catalogue.prompts["and"])
    return ask(say_prompt("other_sources", turn, catalogue, sources=others), turn, catalogue)


def last_part(turn: Turn, catalogue: Catalogue) -> tuple[Part | None, str]:
    """The text heard last and the date its sources were read."""
    last = turn.remembered
    if last.intent == NUMBER:
        return Part("", catalogue.prompts["numbers"], (), "general-knowledge"), catalogue.reviewed
    if last.intent == DEFINE and last.term in catalogue.terms:
        return catalogue.terms[last.term].meaning, catalogue.reviewed
    if topic := topic_heard(last, catalogue):
        return _as_heard(turn, topic, first_heard(last), last.part, catalogue), topic.reviewed
    told = catalogue.alerts.get(last.intent) or catalogue.safe_answers.get(last.intent)
    return (told.answer if told else None), catalogue.reviewed


def topic_heard(last: Remembered, catalogue: Catalogue) -> Topic | None:
    """The topic told last, if it still has the part that was heard; memory may be older."""
    topic = catalogue.topics.get(last.topic)
    return topic if topic and 0 <= last.part < len(topic.parts) else None


def first_heard(last: Remembered) -> int:
    """The number of the first part heard last; a wrong one is the last part itself."""
    return last.start if 0 <= last.start <= last.part else last.part
