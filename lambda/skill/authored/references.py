"""References: every name in the content must lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from collections.abc import Set as AbstractSet

from skill.authored.tables import Data
from skill.catalogue import NEUTRAL
from skill.errors import ContentError

PLACEHOLDER = re.compile(r"\{(\w*)\}")
# What the skill itself fills into a prompt; a place cannot.
OWN_WORDS = {
    "offer_more": {"next"},
    "offer_one": {"first"},
    "playing": {"first"},
    "offer_asked": {"first"},
    "did_you_mean": {"first", "second"},
    "offer_two": {"first", "second"},
    "sources": {"sources", "reviewed"},
    "first_sources": {"sources", "reviewed"},
    "other_sources": {"sources"},
    "spelled": {"word", "letters"},
    "topics": {"topics"},
    "last_topics": {"topics"},
}


def check_references(answers: Data, hearing: Data, facts: Container[str]) -> None:
    """Check sources, facts, topics that are offered, answers of rules, and words of places.

    Raises:
        ContentError: naming the file and key of the first name that leads nowhere.
    """
    language = answers["language"]
    for where, key, part in _parts(answers):
        _check_sources(f"{where}sources", part, answers)
        _check_facts(f"{where}facts", part, facts)
        _check_words(f"{where}{key}", part["text"], answers)
    for where, title in _titles(answers):
        _check_words(where, title, answers)
    for key, prompt in answers["prompts"].items():
        _check_words(f"{language}/prompts.toml: {key}", prompt, answers, OWN_WORDS.get(key, set()))
    for intent, alert in answers["alerts"].items():
        for key in ("reprompt", "goodbye"):
            _check_words(f"{language}/safety.toml: alerts.{intent}.{key}", alert[key], answers)
    for where, name in _offered(answers):
        if name and name not in answers["topics"]:
            raise ContentError(f"{where}: no topic is named {name!r}; correct the name")
    for number, rule in enumerate(hearing["detector"]["rules"], 1):
        if rule["intent"] not in {**answers["alerts"], **answers["safe_answers"]}:
            where = f"{language}/safety.toml: rules {number}.intent"
            raise ContentError(f"{where}: no answer is named {rule['intent']!r}; correct the name")


def _parts(answers: Data) -> Iterator[tuple[str, str, Data]]:
    """Every authored text: where it stands, the key of its words, and the text."""
    language = answers["language"]
    for id, topic in answers["topics"].items():
        for number, part in enumerate(topic["parts"]):
            key = f"more {number}" if number else "answer"
            yield f"{language}/topics/{id}.toml: {key}.", "text", part
    for table in ("alerts", "safe_answers"):
        for intent, answer in answers[table].items():
            yield f"{language}/safety.toml: {table}.{intent}.", "text", answer["answer"]
    for term in answers["terms"].values():
        yield f"{language}/glossary.toml: {term['word']}.", "means", term["meaning"]
    for locale, place in answers["places"].items():
        for number, line in enumerate(place["helplines"], 1):
            where = f"places.toml: {locale}.helplines {number}."
            yield where, "name", {**line, "text": line["name"]}
        for word, one in place["practice"].items():
            yield f"places.toml: {locale}.practice.{word}.", "text", one


def _titles(answers: Data) -> Iterator[tuple[str, str]]:
    """Every title and where it stands."""
    for id, topic in answers["topics"].items():
        file = f"{answers['language']}/topics/{id}.toml"
        for number, part in enumerate(topic["parts"]):
            yield f"{file}: more {number}.title" if number else f"{file}: title", part["title"]
    for table in ("alerts", "safe_answers"):
        for intent, answer in answers[table].items():
            where = f"{answers['language']}/safety.toml: {table}.{intent}.title"
            yield where, answer["answer"]["title"]


def _offered(answers: Data) -> Iterator[tuple[str, str]]:
    """Every topic that some text offers, and where."""
    language = answers["language"]
    for id, topic in answers["topics"].items():
        for other in topic["related"]:
            where = f"{language}/topics/{id}.toml: related"
            if other == id:
                raise ContentError(f"{where}: {id!r} is the topic itself; name another")
            yield where, other
    for intent, answer in answers["safe_answers"].items():
        yield f"{language}/safety.toml: safe_answers.{intent}.topic", answer["topic"]
    for term in answers["terms"].values():
        yield f"{language}/glossary.toml: {term['word']}.topic", term["topic"]


def _check_sources(where: str, part: Data, answers: Data) -> None:
    if not part["sources"] and part["confidence"] != "general-knowledge":
        raise ContentError(f"{where}: missing; name the sources by their ids")
    for source in part["sources"]:
        if source not in answers["sources"]:
            problem = f"no source {source!r} in sources.toml; correct it or add it there"
            raise ContentError(f"{where}: {problem}")


def _check_facts(where: str, part: Data, facts: Container[str]) -> None:
    for number in part["facts"]:
        if number not in facts:
            problem = f"no fact {number!r} in facts.toml; correct it or add it there"
            raise ContentError(f"{where}: {problem}")


def _check_words(where: str, text: str, answers: Data, own: AbstractSet[str] = frozenset()) -> None:
    known = answers["places"][NEUTRAL]["words"]
    for word in PLACEHOLDER.findall(text):
        if word.lower() not in known and word not in own:
            problem = f"{{{word}}} is no word of places.toml; known are {', '.join(known)}"
            raise ContentError(f"{where}: {problem}")
