"""Statements: everything that is said, sentence by sentence, in the order of its danger."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, groupby
from typing import NamedTuple

from editing.edition import Edition
from editing.sentences import split_authored
from editing.texts import Kind, Text, fill_in, numbers_to_call
from skill.catalogue import NEUTRAL, Catalogue, Source
from skill.filling import fill

HEARD_IN, COMPARED = "en-GB", "en-US"
"""The places whose words are shown; the second only where it differs."""
WARNING_SIGNS = "warning_signs"


class Statement(NamedTuple):
    """One sentence. *number* runs through the pack; *american* is empty where it is the same."""

    number: int
    sentence: int
    british: str
    american: str


class Passage(NamedTuple):
    """The statements that share a text, and so its sources and confidence."""

    file: str
    key: str
    topic: str
    title: str
    confidence: str
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]


def passages(edition: Edition) -> list[tuple[str, list[Passage]]]:
    """Topics and their passages, emergencies first, numbered throughout."""
    catalogue, numbers = edition.catalogue, count(1)
    texts = (*sorted(edition.texts, key=_danger), *numbers_to_call(catalogue))
    found = [_passage(text, catalogue, numbers) for text in texts if text.kind is not Kind.CARD]
    grouped = groupby(found, key=lambda one: one.topic)
    return [(topic, list(group)) for topic, group in grouped]


def _danger(text: Text) -> int:
    """Alerts, then the warning signs, then the rest as it comes."""
    if text.kind is Kind.ALERT:
        return 0
    return 1 if text.name == WARNING_SIGNS and text.kind not in HEADINGS else 2


HEADINGS = {
    Kind.ALERT: "Emergency answers",
    Kind.SAFE_ANSWER: "What is not answered, and what is said instead",
    Kind.TERM: "Hard words",
    Kind.PROMPT: "Between the answers",
    Kind.NUMBER: "Numbers to call",
}


def _passage(text: Text, catalogue: Catalogue, numbers: Iterator[int]) -> Passage:
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
        statements=tuple(
            _statement(next(numbers), number, sentence, catalogue)
            for number, sentence in enumerate(sentences, 1)
        ),
    )


def _statement(number: int, sentence: int, authored: str, catalogue: Catalogue) -> Statement:
    british, american = (
        fill_in(authored, catalogue.place(locale)) for locale in (HEARD_IN, COMPARED)
    )
    return Statement(number, sentence, british, american if american != british else "")
