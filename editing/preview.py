"""Preview: a text as it is heard, with what an editor wants to know about it."""

from __future__ import annotations

import difflib

from editing.edition import Edition
from editing.reading import grade_of
from editing.sentences import seconds, words_of
from editing.texts import Kind, Text
from skill.catalogue import Place, Source

# A term may have a topic's name: then the topic is meant.
SHELVES = (
    {Kind.ALERT, Kind.SAFE_ANSWER, Kind.ANSWER, Kind.MORE},
    {Kind.TERM},
    {Kind.PROMPT, Kind.CARD},
)
READINGS = {
    "whole": "read whole",
    "start": "only its start was read",
    "second-hand": "quoted by somebody else",
    "old": "an old version",
}
"""How far a source was read, in words."""


def find_texts(name: str, edition: Edition) -> list[Text]:
    """The texts of a topic, a safety answer's intent, a term or a prompt; none if unknown."""
    asked = name.replace("-", "_").replace(" ", "_")
    for kinds in SHELVES:
        found = [one for one in edition.texts if one.name == asked and one.kind in kinds]
        if found:
            return found
    return []


def near_names(name: str, edition: Edition) -> list[str]:
    """Up to three names that are spelled nearly like this one, the nearest first."""
    names = dict.fromkeys(text.name for text in edition.texts)
    by_small = {one.lower(): one for one in names}
    near = difflib.get_close_matches(name.lower(), by_small, n=3, cutoff=0.4)
    return [by_small[one] for one in near]


def describe(text: Text, place: Place, edition: Edition) -> str:
    """A text with its title, length, grade and evidence, in plain lines."""
    speech = text.speech(place)
    words = len(words_of(text.heard(place)))
    lines = [
        f"{text.title(place) or text.name}, {text.kind.value}, heard in {place.name}",
        "",
        text.heard(place),
        "",
        f"{words} words, {seconds(speech):.0f} seconds, grade {grade_of(text, edition):.1f}",
        f"File: {text.file}, {text.key}",
    ]
    return "\n".join(lines + _evidence(text, place, edition))


def _evidence(text: Text, place: Place, edition: Edition) -> list[str]:
    """Confidence, sources and facts, with those of what is done in the place."""
    if text.kind in (Kind.PROMPT, Kind.CARD):
        return []
    used = [one for word, one in place.practice.items() if f"{{{word}}}" in text.part.text]
    ids = dict.fromkeys(id for part in (text.part, *used) for id in part.sources)
    credits = [f"Source: {credit(edition.catalogue.sources[id])}" for id in ids]
    numbers = dict.fromkeys(number for part in (text.part, *used) for number in part.facts)
    facts = [f"Fact {number}: {edition.facts[number]}" for number in numbers]
    return [f"Confidence: {text.part.confidence}", *(credits or ["Source: none"]), *facts]


def credit(source: Source) -> str:
    """Who says it, when, and how far it was read."""
    return ", ".join(filter(None, (source.organisation, source.year, READINGS[source.read])))
