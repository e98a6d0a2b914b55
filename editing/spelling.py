"""Spelling: no text says what only one place says, and no place says another's words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editing.edition import Edition
from editing.findings import Finding
from editing.texts import Kind

_PLACEHOLDER = re.compile(r"\{\w*\}")


def check_spelling(edition: Edition) -> Iterator[Finding]:
    """Words that differ between places stand in places.toml, and in the right place there."""
    for text in edition.texts:
        # The title of a meaning is the word that it explains, as the glossary spells it.
        title = "" if text.kind is Kind.TERM else text.part.title
        authored = _PLACEHOLDER.sub(" ", f"{title}\n{text.part.text}")
        for spelling in edition.rules.spellings:
            for found in spelling.words.found_in(authored):
                problem = f'"{found}" is said only in {", ".join(spelling.places)}'
                yield text.finding(problem, "use a placeholder of places.toml or another word")
    yield from _places(edition)


def _places(edition: Edition) -> Iterator[Finding]:
    for place in edition.catalogue.places.values():
        own = [one for one in edition.rules.spellings if place.locale in one.places]
        others = [one for one in edition.rules.spellings if one not in own]
        for key, word in place.words.items():
            for spelling in others if own else ():
                for found in spelling.words.found_in(word):
                    problem = f'"{found}" is said only in {", ".join(spelling.places)}'
                    key_ = f"{place.locale}.words.{key}"
                    yield Finding("places.toml", key_, problem, f"write it as {place.name} does")
