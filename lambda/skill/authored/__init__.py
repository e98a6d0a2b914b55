"""Authored content: TOML → checked plain data. A mistake becomes one sentence with its place.

Nothing in this folder is needed where content is already compiled.
"""

from __future__ import annotations

from pathlib import Path

from skill.authored.asking import read_asked
from skill.authored.facts import read_facts
from skill.authored.glossary import read_terms
from skill.authored.places import read_places, read_source
from skill.authored.references import check_references
from skill.authored.safety import read_alerts, read_detector, read_safe_answers
from skill.authored.tables import Data, Table, read
from skill.authored.topics import read_order, read_topics
from skill.authored.words import (
    read_brevity,
    read_commands,
    read_lexicon,
    read_prompts,
    read_wording,
)
from skill.catalogue import intent_of
from skill.errors import ContentError


def read_content(language: str, folder: Path) -> Data:
    """Read and check one language: its "answers" and its "hearing", as data that JSON can hold.

    Raises:
        ContentError: naming file, key, what is wrong and what to do.
    """
    topics = read_topics(folder, language)
    safety = read(folder, f"{language}/safety.toml")
    answers = _answers(language, folder, topics, safety)
    hearing = _hearing(language, folder, topics, safety) | {"terms": answers["said"]}
    check_references(answers, hearing, read_facts(folder))
    return {"answers": answers, "hearing": hearing}


def _answers(language: str, folder: Path, topics: dict[str, Data], safety: Table) -> Data:
    places = read_places(read(folder, "places.toml"), language)
    terms = read_terms(read(folder, f"{language}/glossary.toml"))
    return {
        "language": language,
        "places": places,
        "sources": {id: read_source(one) for id, one in read(folder, "sources.toml").each()},
        "topics": {id: topic["answers"] for id, topic in topics.items()},
        "brevity": read_brevity(read(folder, f"{language}/brevity.toml")),
        "order": read_order(read(folder, f"{language}/listening.toml"), topics),
        "alerts": read_alerts(safety),
        "safe_answers": read_safe_answers(safety),
        "terms": terms,
        "said": _said(terms),
        "prompts": read_prompts(read(folder, f"{language}/prompts.toml")),
        "lexicon": read_lexicon(read(folder, f"{language}/lexicon.toml"), list(places)),
    }


def _hearing(language: str, folder: Path, topics: dict[str, Data], safety: Table) -> Data:
    commands = read_commands(read(folder, f"{language}/commands.toml"))
    alerts = {intent: read_asked(one) for intent, one in safety.table("alerts").each()}
    safe = {intent: read_asked(one) for intent, one in safety.table("safe_answers").each()}
    asked = {intent_of(id): topic["ask"] for id, topic in topics.items()}
    _check_names(language, asked, {**alerts, **safe, **commands})
    return {
        "asked": {**alerts, **safe, **asked, **commands},
        "safe": list(safe),
        "commands": list(commands),
        "tiers": {i: one.text("tier") for i, one in safety.table("alerts").each()},
        "topics": {intent_of(id): id for id in topics},
        "detector": read_detector(safety),
        **read_wording(read(folder, f"{language}/wording.toml")),
    }


def _check_names(language: str, topics: Data, others: Data) -> None:
    """Two things of one name would speak in each other's place."""
    for intent in topics:
        if intent in others:
            problem = f"a topic has the intent {intent!r} already; choose another name"
            raise ContentError(f"{language}/safety.toml or commands.toml: {intent}: {problem}")


def _said(terms: dict[str, Data]) -> Data:
    """The id of each term, by every way to say it."""
    return {heard: id for id, term in terms.items() for heard in (term["word"], *term["say"])}
