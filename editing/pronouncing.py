"""Pronouncing: every hard word has an entry in the lexicon, or a voice would guess."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from editing.edition import Edition
from editing.findings import Finding
from editing.rules import Rules
from editing.sentences import words_of
from editing.texts import Kind, Text
from skill.catalogue import NEUTRAL
from skill.speech import Lexicon, Say
from skill.ssml import to_ssml

# A voice that has not met a word of this length may break it wrongly.
LONG = 13


def check_lexicon(edition: Edition) -> Iterator[Finding]:
    """Every hard word in every place is one that the lexicon says."""
    file = f"{edition.catalogue.language}/lexicon.toml"
    lexicon = edition.catalogue.lexicons[NEUTRAL]
    said: dict[str, Text] = {}
    for place in edition.catalogue.places.values():
        for text in edition.texts:
            if text.kind is not Kind.CARD:
                said.setdefault(text.title(place), text)
                said.setdefault(text.heard(place), text)
    first: dict[str, Text] = {}
    for heard, text in said.items():
        for word in _unsaid(heard, lexicon, edition.rules):
            first.setdefault(word, text)
    for word, text in sorted(first.items()):
        problem = f"missing, though {text.file} ({text.key}) says it"
        yield Finding(file, word, problem, "add how it is said")


def check_phonemes(edition: Edition) -> Iterator[Finding]:
    """Every sound is written with signs that Amazon's voices know; one they don't mutes a word."""
    file, allowed = f"{edition.catalogue.language}/lexicon.toml", edition.rules.phonemes
    for word, row in edition.catalogue.lexicons.rows.items():
        for key, ipa in row.items():
            if key == "alias":
                continue
            signs = sorted(set(ipa) - set(allowed["all"]) - set(allowed.get(key, "")))
            if signs:
                problem = f"has {' and '.join(map(repr, signs))}, which no voice of Alexa knows"
                yield Finding(file, f"{word}.{key}", problem, "use signs of editing.toml")


def _unsaid(heard: str, lexicon: Lexicon, rules: Rules) -> Iterator[str]:
    """The hard words that stay plain when a text is marked up for a voice."""
    root = ElementTree.fromstring(to_ssml((Say(heard),), lexicon))
    for plain in (root.text, *(element.tail for element in root)):
        for word in words_of(plain or ""):
            yield from (one for one in word.lower().split("-") if _is_hard(one, rules))


def _is_hard(word: str, rules: Rules) -> bool:
    return word in rules.hard or (len(word) >= LONG and word not in rules.ordinary)
