"""Abbreviations: letters are spelled apart, and nobody hears any that was not introduced."""

from __future__ import annotations

import re
from collections.abc import Iterator

from editing.edition import Edition
from editing.findings import Finding
from editing.rules import Abbreviations
from editing.texts import Kind, Text
from skill.catalogue import NEUTRAL

SPELLED = r"\b[A-Z](?: [A-Z])+\b"
"""Letters said one by one, such as M R I."""

_RUN_TOGETHER = re.compile(r"\b[A-Z]{2,}\b")


def check_abbreviations(edition: Edition) -> Iterator[Finding]:
    """No letters run together, and none that is unknown and not introduced."""
    introduced: dict[str, str] = {}
    for text in edition.texts:
        # Terms and prompts are heard alone; a topic's parts are heard in their order.
        before = introduced.get(text.name, "") if text.kind is Kind.MORE else ""
        introduced[text.name] = before + "\n" + text.heard(edition.catalogue.place(NEUTRAL))
        for place in edition.catalogue.places.values():
            yield from _find(text, text.heard(place), introduced[text.name], edition)


def _find(text: Text, heard: str, so_far: str, edition: Edition) -> Iterator[Finding]:
    rules = edition.rules.abbreviations
    # What a term is called, its meaning explains.
    own = text.part.title.lower() if text.kind is Kind.TERM else ""
    for letters in _RUN_TOGETHER.findall(heard):
        if letters not in rules.known and not _introduced(letters, so_far, rules):
            spelled = " ".join(letters)
            yield text.finding(f"{letters} is run together", f"write {spelled} or its full name")
    for spelled in re.findall(SPELLED, heard):
        # "A C T scan" has the letters C T and an article.
        readings = (spelled, spelled.removeprefix("A "))
        known = any(one in rules.known or one.lower() in own for one in readings)
        if not known and not any(_introduced(one, so_far, rules) for one in readings):
            yield text.finding(f"{spelled} is not introduced", "say what it means first")


def _introduced(letters: str, text: str, rules: Abbreviations) -> bool:
    """Whether a text says what letters mean: "called M S C C", "S B R T is a kind of radiation"."""
    before = "|".join(map(re.escape, rules.before))
    after = "|".join(map(re.escape, rules.after))
    pattern = rf"\b(?:{before}),?\s+{letters}\b|\b{letters},?\s+(?:which )?(?:{after})\b"
    return re.search(pattern, text) is not None
