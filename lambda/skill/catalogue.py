"""The catalogue: all that is answered in one language, checked and frozen.

Values are named tuples: a fresh process makes each class in a tenth of what a frozen dataclass
costs, and a listener waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from skill.speech import Lexicon, Pronunciation

NEUTRAL = "neutral"
"""The place of a listener whose country is not known."""

TIERS = ("emergency", "other_emergency", "infection", "cancer_line", "today", "crisis")
CONFIDENCES = ("seen", "second-hand", "general-knowledge")
READINGS = ("whole", "start", "second-hand", "old")


class Source(NamedTuple):
    """Where a fact comes from. *year* is empty when the page does not say; *read* is how far.

    One that is not *spoken* has no name that means anything to a listener.
    """

    id: str
    organisation: str
    title: str
    year: str
    address: str
    read: str
    spoken: bool = True


class Part(NamedTuple):
    """A minute or less of authored text with its sources.

    *confidence* is that of its weakest fact: seen, second-hand or general-knowledge. *facts* are
    the lines of facts.toml that it rests on. *about* are words and phrases besides the title's
    that name this part of a topic.
    """

    title: str
    text: str
    sources: tuple[str, ...]
    confidence: str
    facts: tuple[str, ...] = ()
    about: tuple[str, ...] = ()


class Topic(NamedTuple):
    """One thing people ask about. *reviewed* is the ISO date when its sources were last read."""

    id: str
    title: str
    reviewed: str
    related: tuple[str, ...]
    parts: tuple[Part, ...]
    """The answer, then what "more" tells."""

    @property
    def intent(self) -> str:
        """The intent that asks for this topic."""
        return intent_of(self.id)


def intent_of(topic: str) -> str:
    """The intent of a topic: warning_signs → WarningSignsIntent."""
    return "".join(word.capitalize() for word in topic.split("_")) + "Intent"


class Alert(NamedTuple):
    """A safety answer: *tier* is one of TIERS. *goodbye* are the last words after it."""

    intent: str
    tier: str
    answer: Part
    reprompt: str
    goodbye: str


class SafeAnswer(NamedTuple):
    """What we must not answer, and say instead; *topic* is offered afterwards, if any."""

    intent: str
    answer: Part
    topic: str


class Term(NamedTuple):
    """A hard word: what it means in one sentence, and the topic that tells more, if any."""

    id: str
    word: str
    say: tuple[str, ...]
    meaning: Part
    topic: str


class Helpline(NamedTuple):
    """A number to ring. *spoken* has the digits in groups, *digits* is for cards."""

    kind: str
    name: str
    spoken: str
    digits: str
    hours: str
    sources: tuple[str, ...]
    confidence: str
    facts: tuple[str, ...] = ()


class Place(NamedTuple):
    """Where the listener is: the words that differ there, filled into every text.

    *practice* are whole sentences about what is done there, with their own evidence; *words* has
    their texts too.
    """

    locale: str
    language: str
    name: str
    words: Mapping[str, str]
    helplines: tuple[Helpline, ...]
    practice: Mapping[str, Part]


class Brevity(NamedTuple):
    """Phrases that a short answer must not lose, and words that lean on the sentence before."""

    urgent: tuple[str, ...]
    leaning: tuple[str, ...]


class Lexicons(dict[str, Lexicon]):
    """The lexicon of each place, made when first asked for: most processes serve one place."""

    def __init__(self, rows: Mapping[str, Mapping[str, str]]) -> None:
        super().__init__()
        self.rows = rows

    def __missing__(self, locale: str) -> Lexicon:
        lexicon = Lexicon(
            Pronunciation(word, row.get(locale, row.get("ipa", "")), row.get("alias", ""))
            for word, row in self.rows.items()
        )
        self[locale] = lexicon
        return lexicon


class Catalogue(NamedTuple):
    """All answers of one language."""

    language: str
    topics: Mapping[str, Topic]
    alerts: Mapping[str, Alert]
    safe_answers: Mapping[str, SafeAnswer]
    terms: Mapping[str, Term]
    prompts: Mapping[str, str]
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    lexicons: Lexicons
    intents: Mapping[str, Topic]
    """Topics again, by their intents."""
    said: Mapping[str, str]
    """The id of each term, by every way to say it."""
    brevity: Brevity
    order: tuple[str, ...]
    """The topics in the order of listening."""
    reviewed: str
    """The oldest date at which the sources of a topic were read."""

    def place(self, locale: str) -> Place:
        """The place of a locale; an unknown one gets the neutral place."""
        return self.places.get(locale) or self.places[NEUTRAL]
