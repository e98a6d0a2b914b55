"""References: every name in the content must lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from skill.authored.tables import Data
from skill.catalogue import NEUTRAL
from skill.errors import ContentError

PLACEHOLDER = re.compile(r"\{(\w*)\}")
# The skill fills these itself; a place cannot.
OWN_WORDS = frozenset({"next", "first", "second", "sources", "reviewed", "word", "letters"})


def check_references(answers: Data, hearing: Data) -> None:
    """Check sources, related topics, alerts of rules and words of places.

    Raises:
        ContentError: naming the file and key of the first name that leads nowhere.
    """
    language = answers["language"]
    for where, part in _parts(answers):
        _check_sources(where, part, answers)
        _check_words(f"{where}.text", part["text"], answers)
        _check_words(f"{where}.title", part["title"], answers)
    for key, prompt in answers["prompts"].items():
        _check_words(f"{language}/prompts.toml: {key}", prompt, answers)
    for where, name in _offered(answers):
        if name and name not in answers["topics"]:
            raise ContentError(f"{where}: no topic is named {name!r}; correct the name")
    for number, rule in enumerate(hearing["detector"]["rules"], 1):
        if rule["intent"] not in {**answers["alerts"], **answers["safe_answers"]}:
            where = f"{language}/safety.toml: rules {number}.intent"
            raise ContentError(f"{where}: no answer is named {rule['intent']!r}; correct the name")


def _parts(answers: Data) -> Iterator[tuple[str, Data]]:
    """Every authored text and where it stands."""
    language = answers["language"]
    for id, topic in answers["topics"].items():
        for number, part in enumerate(topic["parts"]):
            key = f"more {number}" if number else "answer"
            yield f"{language}/topics/{id}.toml: {key}", part
    for intent, alert in answers["alerts"].items():
        yield f"{language}/safety.toml: alerts.{intent}", alert["answer"]
    for intent, answer in answers["safe_answers"].items():
        yield f"{language}/safety.toml: safe_answers.{intent}", answer["answer"]
    for term in answers["terms"].values():
        yield f"{language}/glossary.toml: {term['word']}", term["meaning"]


def _offered(answers: Data) -> Iterator[tuple[str, str]]:
    """Every topic that some text offers, and where."""
    language = answers["language"]
    for id, topic in answers["topics"].items():
        for other in topic["related"]:
            yield f"{language}/topics/{id}.toml: related", other
    for intent, answer in answers["safe_answers"].items():
        yield f"{language}/safety.toml: safe_answers.{intent}.topic", answer["topic"]
    for term in answers["terms"].values():
        yield f"{language}/glossary.toml: {term['word']}.topic", term["topic"]


def _check_sources(where: str, part: Data, answers: Data) -> None:
    if not part["sources"] and part["confidence"] != "general-knowledge":
        raise ContentError(f"{where}.sources: missing; name the sources by their ids")
    for source in part["sources"]:
        if source not in answers["sources"]:
            problem = f"no source {source!r} in sources.toml; correct it or add it there"
            raise ContentError(f"{where}.sources: {problem}")


def _check_words(where: str, text: str, answers: Data) -> None:
    known = answers["places"][NEUTRAL]["words"]
    for word in PLACEHOLDER.findall(text):
        if word.lower() not in known and word not in OWN_WORDS:
            problem = f"{{{word}}} is no word of places.toml; known are {', '.join(known)}"
            raise ContentError(f"{where}: {problem}")
