"""Statements: everything that is said, sentence by sentence, in the order of its danger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, groupby
from typing import NamedTuple

from editing.edition import Edition
from editing.sentences import split_authored
from editing.texts import Kind, Text, fill_in, local_texts
from skill.catalogue import NEUTRAL, Catalogue, Place, Source
from skill.filling import fill

HEARD_IN = "en-GB"
"""The place whose words are shown; others only where they differ."""
WARNING_SIGNS = "warning_signs"


class Elsewhere(NamedTuple):
    """What is heard instead in some places, of which *locale* is one."""

    places: str
    locale: str
    text: str


class Statement(NamedTuple):
    """One sentence. *number* runs through the pack; *elsewhere* is what other places hear.

    Only urgent answers are shown for every place: there, a wrong number costs most.
    """

    number: int
    sentence: int
    text: str
    elsewhere: tuple[Elsewhere, ...]


class Passage(NamedTuple):
    """The statements that share a text, and so its sources, facts and confidence."""

    file: str
    key: str
    topic: str
    title: str
    confidence: str
    sources: tuple[Source, ...]
    facts: tuple[tuple[str, str], ...]
    statements: tuple[Statement, ...]


def passages(edition: Edition) -> list[tuple[str, list[Passage]]]:
    """Topics and their passages, emergencies first, numbered throughout."""
    catalogue, numbers = edition.catalogue, count(1)
    texts = sorted((*edition.texts, *local_texts(catalogue)), key=_danger)
    found = [_passage(text, edition, numbers) for text in texts if text.kind is not Kind.CARD]
    grouped = groupby(found, key=lambda one: one.topic)
    return [(topic, list(group)) for topic, group in grouped]


def _danger(text: Text) -> int:
    """Alerts, the warning signs, numbers to call, then the rest as it comes."""
    if text.kind is Kind.ALERT:
        return 0
    if text.name == WARNING_SIGNS and text.kind not in HEADINGS:
        return 1
    return 2 if text.kind is Kind.NUMBER else 3


URGENT = frozenset({Kind.ALERT, Kind.SAFE_ANSWER})
HEADINGS = {
    Kind.ALERT: "Emergency answers",
    Kind.SAFE_ANSWER: "What is not answered, and what is said instead",
    Kind.TERM: "Hard words",
    Kind.PROMPT: "Between the answers",
    Kind.NUMBER: "Numbers to call",
    Kind.PRACTICE: "What is done in each place",
}


def _passage(text: Text, edition: Edition, numbers: Iterator[int]) -> Passage:
    catalogue = edition.catalogue
    sentences = split_authored(text.part.text, catalogue.place(NEUTRAL).words)
    place = catalogue.place(HEARD_IN)
    topic = catalogue.topics.get(text.name) if text.kind not in HEADINGS else None
    return Passage(
        file=text.file,
        key=text.key,
        topic=fill(topic.title, place.words) if topic else HEADINGS[text.kind],
        title=text.title(place) or text.name,
        confidence=text.part.confidence,
        sources=tuple(catalogue.sources[id] for id in text.part.sources),
        facts=tuple((number, edition.facts[number]) for number in text.part.facts),
        statements=tuple(
            _statement(next(numbers), number, sentence, catalogue, text.kind in URGENT)
            for number, sentence in enumerate(sentences, 1)
        ),
    )


def _statement(
    number: int, sentence: int, authored: str, catalogue: Catalogue, everywhere: bool
) -> Statement:
    text = fill_in(authored, catalogue.place(HEARD_IN))
    others: dict[str, list[Place]] = {}
    for place in catalogue.places.values() if everywhere else ():
        others.setdefault(fill_in(authored, place), []).append(place)
    others.pop(text, None)
    elsewhere = (
        Elsewhere(" and ".join(map(_name, places)), places[0].locale, words)
        for words, places in others.items()
    )
    return Statement(number, sentence, text, tuple(elsewhere))


def _name(place: Place) -> str:
    return "a country that is not known" if place.locale == NEUTRAL else place.name
