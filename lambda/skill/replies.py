"""Replies: one turn of a conversation → what is said. Pure: no SDK, clock, network or file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from skill.catalogue import Alert, Catalogue, Part, Place, SafeAnswer, Term, Topic
from skill.filling import fill, list_spoken
from skill.memory import NOTHING_YET, Remembered
from skill.speech import Speech, join, say_paragraphs, to_text

MORE, REPEAT, DEFINE = "MoreIntent", "AMAZON.RepeatIntent", "DefineTermIntent"
LAUNCH, FALLBACK, STOP = "LaunchRequest", "AMAZON.FallbackIntent", "AMAZON.StopIntent"


class Turn(NamedTuple):
    """What the listener wants now, and where they and the conversation are."""

    intent: str
    place: Place
    remembered: Remembered = NOTHING_YET
    slots: Mapping[str, str] = MappingProxyType({})


class Card(NamedTuple):
    """The same words to read: for a phone, and for whoever helps the listener."""

    title: str
    text: str


class Reply(NamedTuple):
    """What is said. Without a *reprompt* the conversation ends; with one the microphone opens."""

    speech: Speech
    reprompt: Speech = ()
    card: Card | None = None
    remember: Remembered = NOTHING_YET


Answer = Callable[[Turn, Catalogue], Reply]


def answer(turn: Turn, catalogue: Catalogue) -> Reply:
    """Answer a turn. An intent that nobody knows gets the same answer as an unknown question."""
    if alert := catalogue.alerts.get(turn.intent):
        return tell_alert(turn, alert, catalogue)
    if topic := catalogue.intents.get(turn.intent):
        return tell_part(turn, topic, 0, catalogue)
    if safe := catalogue.safe_answers.get(turn.intent):
        return decline_kindly(turn, safe, catalogue)
    return ANSWERS.get(turn.intent, fall_back)(turn, catalogue)


def tell_alert(turn: Turn, alert: Alert, catalogue: Catalogue) -> Reply:
    """The safety answer, complete and alone: no menu, no disclaimer, only the offer to repeat."""
    speech = say_paragraphs(fill(alert.answer.text, turn.place.words))
    return Reply(
        speech=join(speech, _prompt("offer_again", turn, catalogue)),
        reprompt=_prompt("reprompt_alert", turn, catalogue),
        card=_card(turn, alert.answer, speech, catalogue),
        remember=Remembered(intent=alert.intent, offer=REPEAT),
    )


def tell_part(turn: Turn, topic: Topic, number: int, catalogue: Catalogue) -> Reply:
    """One part of a topic (0 is the answer), then the offer of what comes next."""
    part = topic.parts[number]
    speech = say_paragraphs(fill(part.text, turn.place.words))
    offer, intent = _offer(turn, topic, number, catalogue)
    return Reply(
        speech=join(speech, offer),
        reprompt=_prompt("reprompt", turn, catalogue),
        card=_card(turn, part, speech, catalogue),
        remember=Remembered(topic.intent, topic=topic.id, part=number, offer=intent),
    )


def decline_kindly(turn: Turn, safe: SafeAnswer, catalogue: Catalogue) -> Reply:
    """What we must not answer: who can, what is safe, and a topic that may help."""
    speech = say_paragraphs(fill(safe.answer.text, turn.place.words))
    offer, intent = _offer_topic(turn, safe.topic, catalogue)
    return Reply(
        speech=join(speech, offer),
        reprompt=_prompt("reprompt", turn, catalogue),
        card=_card(turn, safe.answer, speech, catalogue),
        remember=Remembered(intent=safe.intent, offer=intent),
    )


def _offer_topic(turn: Turn, id: str, catalogue: Catalogue) -> tuple[Speech, str]:
    """One topic that tells more, if there is one, and the intent that a "yes" means."""
    topic = catalogue.topics.get(id)
    if not topic:
        return _prompt("ask_next", turn, catalogue), ""
    title = fill(topic.title, turn.place.words)
    return _prompt("offer_one", turn, catalogue, first=title), topic.intent


def _offer(turn: Turn, topic: Topic, number: int, catalogue: Catalogue) -> tuple[Speech, str]:
    """What to hear next, and the intent that a "yes" to it means."""
    if number + 1 < len(topic.parts):
        title = fill(topic.parts[number + 1].title, turn.place.words)
        return _prompt("offer_more", turn, catalogue, next=title), MORE
    related = [catalogue.topics[id] for id in topic.related]
    if not related:
        return _prompt("ask_next", turn, catalogue), ""
    if len(related) == 1:
        return _offer_topic(turn, related[0].id, catalogue)
    first, second = (fill(one.title, turn.place.words) for one in related)
    speech = _prompt("offer_two", turn, catalogue, first=first, second=second)
    return speech, related[0].intent


def welcome(turn: Turn, catalogue: Catalogue) -> Reply:
    """The first words: what this is, that it is not advice, and a question."""
    keys = ("welcome", "disclaimer", "ask_first")
    return _ask(join(*(_prompt(key, turn, catalogue) for key in keys)), turn, catalogue)


def help_(turn: Turn, catalogue: Catalogue) -> Reply:
    """What can be said at any point, with examples."""
    return _ask(_prompt("help", turn, catalogue), turn, catalogue)


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
    return _ask(_prompt("nothing_more", turn, catalogue), turn, catalogue)


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
    return _ask(_prompt("nothing_to_repeat", turn, catalogue), turn, catalogue)


def accept(turn: Turn, catalogue: Catalogue) -> Reply:
    """Yes: do what was offered last."""
    offer = turn.remembered.offer
    if offer == MORE:
        return tell_more(turn, catalogue)
    if offer == REPEAT:
        return repeat(turn, catalogue)
    topic = catalogue.intents.get(offer)
    return tell_part(turn, topic, 0, catalogue) if topic else help_(turn, catalogue)


def decline(turn: Turn, catalogue: Catalogue) -> Reply:
    """No: ask what else; after an alert, part with the number."""
    if turn.remembered.intent in catalogue.alerts:
        return part_ways(turn, catalogue)
    return _ask(_prompt("ask_next", turn, catalogue), turn, catalogue)


def define(turn: Turn, catalogue: Catalogue) -> Reply:
    """What a word means, in one sentence, and the topic that tells more."""
    term = _find_term(turn, catalogue)
    if not term:
        return _ask(_prompt("no_term", turn, catalogue), turn, catalogue)
    speech = say_paragraphs(fill(term.meaning.text, turn.place.words))
    offer, intent = _offer_topic(turn, term.topic, catalogue)
    remember = turn.remembered._replace(intent=DEFINE, term=term.id, offer=intent)
    return _ask(join(speech, offer), turn, catalogue)._replace(remember=remember)


def spell(turn: Turn, catalogue: Catalogue) -> Reply:
    """The letters of a word, one by one; without a word, of the one explained last."""
    term = _find_term(turn, catalogue)
    if not term:
        return _ask(_prompt("no_term", turn, catalogue), turn, catalogue)
    word = fill(term.word, turn.place.words)
    letters = " ".join(_SPOKEN_SIGNS.get(sign, f"{sign.upper()},") for sign in word)
    spelled = _prompt("spelled", turn, catalogue, word=word, letters=letters)
    remember = turn.remembered._replace(term=term.id)
    return _ask(spelled, turn, catalogue)._replace(remember=remember)


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
        return _ask(_prompt("no_sources", turn, catalogue), turn, catalogue)
    names = list_spoken(_credits(part, catalogue), catalogue.prompts["and"])
    speech = _prompt("sources", turn, catalogue, sources=names, reviewed=reviewed)
    return _ask(speech, turn, catalogue)


def fall_back(turn: Turn, catalogue: Catalogue) -> Reply:
    """Not understood: say so, keep the safety line, offer three things."""
    return _ask(_prompt("fallback", turn, catalogue), turn, catalogue)


def apologise(turn: Turn, catalogue: Catalogue) -> Reply:
    """Something broke: one kind sentence, the safety line, and a way on."""
    return _ask(_prompt("error", turn, catalogue), turn, catalogue)


def part_ways(turn: Turn, catalogue: Catalogue) -> Reply:
    """The last words; after an alert they are the number to call."""
    alerted = turn.remembered.intent in catalogue.alerts
    return Reply(_prompt("goodbye_alert" if alerted else "goodbye", turn, catalogue))


ANSWERS: Mapping[str, Answer] = {
    LAUNCH: welcome,
    MORE: tell_more,
    REPEAT: repeat,
    FALLBACK: fall_back,
    STOP: part_ways,
    DEFINE: define,
    "SourcesIntent": tell_sources,
    "SpellIntent": spell,
    "AMAZON.HelpIntent": help_,
    "AMAZON.YesIntent": accept,
    "AMAZON.NoIntent": decline,
    "AMAZON.CancelIntent": part_ways,
    "AMAZON.NavigateHomeIntent": part_ways,
}
"""What answers each intent that is neither a topic nor an alert."""


def _prompt(key: str, turn: Turn, catalogue: Catalogue, **own: str) -> Speech:
    words = {**turn.place.words, **own} if own else turn.place.words
    return say_paragraphs(fill(catalogue.prompts[key], words))


def _ask(speech: Speech, turn: Turn, catalogue: Catalogue) -> Reply:
    """Say something that ends with a question; what was heard before stays remembered."""
    return Reply(speech, _prompt("reprompt", turn, catalogue), remember=turn.remembered)


def _card(turn: Turn, part: Part, speech: Speech, catalogue: Catalogue) -> Card:
    sources = "\n".join(_credits(part, catalogue))
    note = to_text(_prompt("card_note", turn, catalogue))
    return Card(
        fill(part.title, turn.place.words),
        "\n\n".join(filter(None, (to_text(speech), sources, note))),
    )


def _credits(part: Part, catalogue: Catalogue) -> list[str]:
    """Organisation and year of each source, each once."""
    sources = (catalogue.sources[id] for id in part.sources)
    names = (f"{one.organisation} {one.year}".strip() for one in sources)
    return list(dict.fromkeys(names))


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
