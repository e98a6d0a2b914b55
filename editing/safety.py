"""Safety: the emergency number stands beside every sign, and nobody takes this for advice."""

from __future__ import annotations

from collections.abc import Iterator

from editing.edition import Edition
from editing.findings import Finding
from editing.texts import Kind, Text
from skill.catalogue import NEUTRAL

NUMBER = "{emergency_number"
DISCLAIMERS = (
    ("topics/about.toml", "answer"),
    ("prompts.toml", "disclaimer"),
    ("prompts.toml", "card_note"),
)
"""Where everybody must hear or read that no clinician has reviewed this."""


def check_emergency_number(edition: Edition) -> Iterator[Finding]:
    """A text that names an emergency sign says the number too."""
    neutral = edition.catalogue.place(NEUTRAL)
    for text in edition.texts:
        signs = edition.rules.signs.found_in(text.heard(neutral))
        if signs and text.kind is not Kind.CARD and not _leads_to_help(text, edition):
            remedy = "say when to call {emergency_number}"
            yield text.finding(f'names "{signs[0]}" without the emergency number', remedy)


def _leads_to_help(text: Text, edition: Edition) -> bool:
    """Whether a text says the number; a term's meaning may offer a topic that does instead."""
    topic = edition.catalogue.topics.get(text.next) if text.kind is Kind.TERM else None
    return NUMBER in text.part.text or bool(topic and NUMBER in topic.parts[0].text)


def check_disclaimer(edition: Edition) -> Iterator[Finding]:
    """The answer about this skill and its first words say that no clinician has reviewed it."""
    phrase, language = edition.rules.disclaimer, edition.catalogue.language
    neutral = edition.catalogue.place(NEUTRAL)
    heard = {(text.file, text.key): text.heard(neutral) for text in edition.texts}
    for name, key in DISCLAIMERS:
        file = f"{language}/{name}"
        if phrase.lower() not in heard.get((file, key), "").lower():
            yield Finding(file, key, f'does not say "{phrase}"', "say it until a clinician has")
