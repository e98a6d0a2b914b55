"""Choosing: the topics by name, three at a time, and "the first one" of those named last."""

from __future__ import annotations

from collections.abc import Mapping

from skill.catalogue import Catalogue
from skill.filling import fill, list_spoken
from skill.manner import LONG
from skill.telling import MOST_NAMES, first_heard, tell_more, tell_part
from skill.turns import MORE_TOPICS, TOPICS, Reply, Turn, ask, help_, say_prompt

ORDINALS: Mapping[str, int] = {"FirstOneIntent": 0, "SecondOneIntent": 1, "ThirdOneIntent": 2}
"""Which of the topics that were named last each of these intents means."""


def tell_topics(turn: Turn, catalogue: Catalogue) -> Reply:
    """The first topics in the order of listening, and the offer of more."""
    return _name_topics(turn, 0, catalogue)


def tell_more_topics(turn: Turn, catalogue: Catalogue) -> Reply:
    """The topics after those named last; after the last ones, the first again."""
    at = turn.remembered.listed
    return _name_topics(turn, at if 0 < at < len(catalogue.order) else 0, catalogue)


def name_again(turn: Turn, catalogue: Catalogue) -> Reply:
    """The topics that were named last, once more."""
    at = turn.remembered.listed - 1
    return _name_topics(turn, max(0, at - at % MOST_NAMES), catalogue)


def _name_topics(turn: Turn, at: int, catalogue: Catalogue) -> Reply:
    named = catalogue.order[at : at + MOST_NAMES]
    end = at + len(named)
    titles = [fill(catalogue.topics[id].title, turn.place.words) for id in named]
    more = MORE_TOPICS if end < len(catalogue.order) else ""
    spoken = list_spoken(titles, catalogue.prompts["and"])
    key = "topics" if more else "last_topics"
    reply = ask(say_prompt(key, turn, catalogue, topics=spoken), turn, catalogue)
    told = reply.remember._replace(intent=TOPICS, choice=" ".join(named), listed=end, offer=more)
    return reply._replace(remember=told)


def choose(turn: Turn, catalogue: Catalogue) -> Reply:
    """One of the topics that were named last; of a single offer the first is that one."""
    named = turn.remembered.choice.split()
    topics = [catalogue.topics[id] for id in named if id in catalogue.topics]
    if not topics and (offered := catalogue.intents.get(turn.remembered.offer)):
        topics = [offered]
    number = ORDINALS.get(turn.intent, 0)
    if number < len(topics):
        return tell_part(turn, topics[number], 0, catalogue)
    return ask(say_prompt("choose_which", turn, catalogue), turn, catalogue)


def go_on(turn: Turn, catalogue: Catalogue) -> Reply:
    """What comes next: more topics after topics, else more of the answer."""
    if turn.remembered.intent == TOPICS:
        return tell_more_topics(turn, catalogue)
    return tell_more(turn, catalogue)


def start_over(turn: Turn, catalogue: Catalogue) -> Reply:
    """The topic being told from its beginning; without one, what can be asked."""
    topic = catalogue.topics.get(turn.remembered.topic)
    return tell_part(turn, topic, 0, catalogue) if topic else help_(turn, catalogue)


def go_back(turn: Turn, catalogue: Catalogue) -> Reply:
    """The part before the one just heard; at the beginning of a topic, its beginning."""
    last = turn.remembered
    topic = catalogue.topics.get(last.topic)
    if not topic:
        return help_(turn, catalogue)
    back = 2 if last.length == LONG else 1
    number = min(first_heard(last), len(topic.parts)) - back
    return tell_part(turn, topic, max(0, number), catalogue)
