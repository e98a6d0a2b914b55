"""Texts: everything authored, in one list, with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from editing.findings import Finding
from skill.catalogue import Catalogue, Part, Place
from skill.filling import fill
from skill.speech import Speech, say_paragraphs, to_text

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


NO_SENTENCE = frozenset({"and"})
"""Prompts that only join the names of a list."""


class Kind(Enum):
    """What a text is for."""

    ALERT = "emergency answer"
    SAFE_ANSWER = "safe answer"
    ANSWER = "answer"
    MORE = "part"
    TERM = "meaning"
    PROMPT = "prompt"
    CARD = "card"
    """Read on a card, never heard."""
    NUMBER = "number to call"
    PRACTICE = "what is done in a place"


class Text(NamedTuple):
    """One authored text.

    *name* is that of its topic, intent, term or prompt; *next* is the topic that it offers.
    """

    file: str
    key: str
    kind: Kind
    name: str
    part: Part
    next: str = ""

    def speech(self, place: Place) -> Speech:
        """The text as it is said in a place."""
        return say_paragraphs(fill_in(self.part.text, place))

    def heard(self, place: Place) -> str:
        """The words that are heard in a place."""
        return to_text(self.speech(place))

    def title(self, place: Place) -> str:
        """What the text is called in a place; a prompt has no title."""
        return fill(self.part.title, place.words)

    def finding(self, problem: str, remedy: str) -> Finding:
        """Something that is wrong with this text."""
        return Finding(self.file, self.key, problem, remedy)


def own_words(text: str, place: Place) -> set[str]:
    """The placeholders of a text that a reply fills in, and no place."""
    return {word for word in _PLACEHOLDER.findall(text) if word.lower() not in place.words}


def fill_in(text: str, place: Place) -> str:
    """The words of a place filled in; what a reply fills in stands there by its name."""
    return fill(text, {**{word: word for word in own_words(text, place)}, **place.words})


def all_texts(catalogue: Catalogue) -> Iterator[Text]:
    """Every authored text of a language: safety first, then the topics, terms and prompts."""
    language = catalogue.language
    safety = f"{language}/safety.toml"
    for intent, alert in catalogue.alerts.items():
        yield Text(safety, f"alerts.{intent}", Kind.ALERT, intent, alert.answer)
    for intent, safe in catalogue.safe_answers.items():
        key = f"safe_answers.{intent}"
        yield Text(safety, key, Kind.SAFE_ANSWER, intent, safe.answer, safe.topic)
    yield from _topics(catalogue)
    for id, term in catalogue.terms.items():
        yield Text(f"{language}/glossary.toml", term.word, Kind.TERM, id, term.meaning, term.topic)
    for key, prompt in catalogue.prompts.items():
        kind = Kind.CARD if key == "card_note" else Kind.PROMPT
        if key not in NO_SENTENCE:
            yield Text(f"{language}/prompts.toml", key, kind, key, Part("", prompt, (), ""))


def local_texts(catalogue: Catalogue) -> Iterator[Text]:
    """What stands in places.toml: every number to call, as spoken and as written, and practice."""
    for place in catalogue.places.values():
        for line in place.helplines:
            said = ", ".join(filter(None, (line.spoken, f"written {line.digits}", line.hours)))
            evidence = line.sources, line.confidence, line.facts
            part = Part(f"{line.name}, {place.name}", said, *evidence)
            yield _local(place, f"helplines {line.name}", Kind.NUMBER, part)
        for word, part in place.practice.items():
            named = part._replace(title=f"{part.title}, {place.name}")
            yield _local(place, f"practice.{word}", Kind.PRACTICE, named)


def _local(place: Place, key: str, kind: Kind, part: Part) -> Text:
    return Text("places.toml", f"{place.locale}.{key}", kind, place.locale, part)


def _topics(catalogue: Catalogue) -> Iterator[Text]:
    for id, topic in catalogue.topics.items():
        file = f"{catalogue.language}/topics/{id}.toml"
        for number, part in enumerate(topic.parts):
            kind, key = (Kind.MORE, f"more {number}") if number else (Kind.ANSWER, "answer")
            yield Text(file, key, kind, id, part)
