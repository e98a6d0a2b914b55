"""Telling: topics part by part, hard words, and where it all comes from."""

from __future__ import annotations

from datetime import date

from skill.catalogue import Catalogue, Part, Term, Topic
from skill.filling import fill, list_spoken
from skill.memory import Remembered
from skill.speech import Speech, join
from skill.turns import DEFINE, MORE, Reply, Turn, ask, credit, help_, make_card, say, say_prompt


def asked_part(turn: Turn, topic: Topic) -> int:
    """The number of the part that was asked for; 0, the answer, when none or a wrong one was."""
    asked = turn.slots.get("part", "")
    number = int(asked) if asked.isascii() and asked.isdigit() else 0
    return number if number < len(topic.parts) else 0


def tell_part(turn: Turn, topic: Topic, number: int, catalogue: Catalogue) -> Reply:
    """One part of a topic (0 is the answer), then the offer of what comes next."""
    part = topic.parts[number]
    speech = say(part.text, turn)
    offer, intent = _offer(turn, topic, number, catalogue)
    return Reply(
        speech=join(speech, offer),
        reprompt=say_prompt("reprompt", turn, catalogue),
        card=make_card(turn, part, speech, catalogue),
        remember=Remembered(topic.intent, topic=topic.id, part=number, offer=intent),
    )


def _offer(turn: Turn, topic: Topic, number: int, catalogue: Catalogue) -> tuple[Speech, str]:
    """What to hear next, and the intent that a "yes" to it means."""
    if number + 1 < len(topic.parts):
        title = fill(topic.parts[number + 1].title, turn.place.words)
        return say_prompt("offer_more", turn, catalogue, next=title), MORE
    related = [catalogue.topics[id] for id in topic.related]
    if not related:
        return say_prompt("ask_next", turn, catalogue), ""
    if len(related) == 1:
        return offer_topic(turn, related[0].id, catalogue)
    first, second = (fill(one.title, turn.place.words) for one in related)
    speech = say_prompt("offer_two", turn, catalogue, first=first, second=second)
    return speech, related[0].intent


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


def define(turn: Turn, catalogue: Catalogue) -> Reply:
    """What a word means, in one sentence, and the topic that tells more."""
    term = _find_term(turn, catalogue)
    if not term:
        return ask(say_prompt("no_term", turn, catalogue), turn, catalogue)
    speech = say(term.meaning.text, turn)
    offer, intent = offer_topic(turn, term.topic, catalogue)
    remember = turn.remembered._replace(intent=DEFINE, term=term.id, offer=intent)
    return ask(join(speech, offer), turn, catalogue)._replace(remember=remember)


def spell(turn: Turn, catalogue: Catalogue) -> Reply:
    """The letters of a word, one by one; without a word, of the one explained last."""
    term = _find_term(turn, catalogue)
    if not term:
        return ask(say_prompt("no_term", turn, catalogue), turn, catalogue)
    word = fill(term.word, turn.place.words)
    letters = " ".join(_SPOKEN_SIGNS.get(sign, f"{sign.upper()},") for sign in word)
    spelled = say_prompt("spelled", turn, catalogue, word=word, letters=letters)
    remember = turn.remembered._replace(term=term.id)
    return ask(spelled, turn, catalogue)._replace(remember=remember)


# A space and a hyphen have to be heard, too.
_SPOKEN_SIGNS = {" ": "space,", "-": "hyphen,"}


def _find_term(turn: Turn, catalogue: Catalogue) -> Term | None:
    """The term that was named, by its id or as it was heard, else the one explained last."""
    named = turn.slots.get("term", "").lower() or turn.remembered.term
    return catalogue.terms.get(named) or catalogue.terms.get(catalogue.said.get(named, ""))


def tell_sources(turn: Turn, catalogue: Catalogue) -> Reply:
    """Who says what was just said, and when it was last read."""
    part, reviewed = _last_part(turn, catalogue)
    if not part or not part.sources:
        return ask(say_prompt("no_sources", turn, catalogue), turn, catalogue)
    names = list_spoken(credit(part, catalogue), catalogue.prompts["and"])
    when = date.fromisoformat(reviewed).strftime("%B %Y")
    speech = say_prompt("sources", turn, catalogue, sources=names, reviewed=when)
    return ask(speech, turn, catalogue)


def _last_part(turn: Turn, catalogue: Catalogue) -> tuple[Part | None, str]:
    """The text heard last and the date its sources were read."""
    last = turn.remembered
    if last.intent == DEFINE and last.term in catalogue.terms:
        return catalogue.terms[last.term].meaning, catalogue.reviewed
    topic = catalogue.topics.get(last.topic)
    if topic and 0 <= last.part < len(topic.parts):
        return topic.parts[last.part], topic.reviewed
    told = catalogue.alerts.get(last.intent) or catalogue.safe_answers.get(last.intent)
    return (told.answer if told else None), catalogue.reviewed
