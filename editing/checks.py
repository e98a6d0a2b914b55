"""Checks: everything an editor can get wrong, in one table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from editing.abbreviations import check_abbreviations
from editing.active import check_active
from editing.edition import Edition
from editing.evidence import check_dates, check_facts, check_sources, unused_sources
from editing.findings import Finding
from editing.length import check_length, check_sentences
from editing.links import check_links
from editing.pronouncing import check_lexicon, check_phonemes
from editing.reading import check_grade
from editing.safety import check_disclaimer, check_emergency_number
from editing.sentences import seconds, words_of
from editing.spelling import check_spelling
from editing.texts import Kind
from editing.wording import check_capitals, check_punctuation, check_words
from skill.catalogue import NEUTRAL

Check = Callable[[Edition], Iterable[Finding]]

CHECKS: Mapping[str, Check] = {
    "emergency number": check_emergency_number,
    "disclaimer": check_disclaimer,
    "sources": check_sources,
    "facts": check_facts,
    "dates": check_dates,
    "links": check_links,
    "words": check_words,
    "length": check_length,
    "sentences": check_sentences,
    "grade": check_grade,
    "active": check_active,
    "abbreviations": check_abbreviations,
    "punctuation": check_punctuation,
    "capitals": check_capitals,
    "spelling": check_spelling,
    "lexicon": check_lexicon,
    "phonemes": check_phonemes,
}
"""What is checked, the gravest first."""


def find_all(edition: Edition) -> list[Finding]:
    """Everything that is wrong with an edition, each thing once."""
    return list(dict.fromkeys(one for check in CHECKS.values() for one in check(edition)))


def summarise(edition: Edition) -> str:
    """One line that says what was checked."""
    catalogue, texts = edition.catalogue, edition.texts
    spoken = [text for text in texts if text.kind is not Kind.CARD]
    neutral = catalogue.place(NEUTRAL)
    words = sum(len(words_of(text.heard(neutral))) for text in spoken)
    minutes = sum(seconds(text.speech(neutral)) for text in spoken) / 60
    return (
        f"{catalogue.language}: {len(catalogue.topics)} topics and {len(texts)} texts "
        f"({words} words, {minutes:.0f} minutes) pass {len(CHECKS)} checks "
        f"in {len(catalogue.places)} places."
    )


def note(edition: Edition) -> str:
    """What an editor may want to know, though nothing is wrong; else nothing."""
    unused = unused_sources(edition)
    if not unused:
        return ""
    return f"Note: sources.toml: nothing names {len(unused)} sources: {', '.join(unused)}"
