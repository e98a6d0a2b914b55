"""Evidence: every statement has a source that exists, was read, and was read lately."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from editing.edition import Edition
from editing.findings import Finding
from editing.texts import Kind, Text, local_texts

# Sources change: once a year somebody reads them again.
READ_AGAIN = timedelta(days=365)
# Readings that nobody can call seen.
NOT_SEEN = frozenset({"second-hand", "old"})


def check_sources(edition: Edition) -> Iterator[Finding]:
    """Sources are named, known, and as good as the confidence says."""
    known = edition.catalogue.sources
    for text in _claims(edition):
        for id in text.part.sources:
            if id not in known:
                problem = f"no source {id!r} in sources.toml"
                yield text.finding(problem, "correct it or add it there")
        if not text.part.sources and text.part.confidence != "general-knowledge":
            problem = f"no source, though its confidence is {text.part.confidence}"
            yield text.finding(problem, "name the sources by their ids")
        read = {known[id].read for id in text.part.sources if id in known}
        if text.part.confidence == "seen" and read and read <= NOT_SEEN:
            problem = f"marked seen, but every source is {' or '.join(sorted(read))}"
            yield text.finding(problem, "say second-hand, or read one")


def check_facts(edition: Edition) -> Iterator[Finding]:
    """What has a source rests on facts of the fact sheet, and these name the source."""
    for text in _claims(edition):
        if text.part.sources and not text.part.facts:
            yield text.finding("names no fact", 'add facts = ["3.8.1"] with numbers of facts.toml')
            continue
        stated = " ".join(edition.facts[number] for number in text.part.facts).lower()
        for id in text.part.sources:
            if not _names(stated, id):
                remedy = "name the fact that rests on it, or leave the source out"
                yield text.finding(f"none of its facts names the source {id!r}", remedy)


def _names(stated: str, id: str) -> bool:
    """Whether facts, in small letters, name a source."""
    return bool(re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", stated))


def _claims(edition: Edition) -> Iterator[Text]:
    """Every text that claims something."""
    for text in (*edition.texts, *local_texts(edition.catalogue)):
        if text.kind not in (Kind.PROMPT, Kind.CARD):
            yield text


def check_dates(edition: Edition) -> Iterator[Finding]:
    """Every topic's sources were read within a year, and not tomorrow."""
    for id, topic in edition.catalogue.topics.items():
        file = f"{edition.catalogue.language}/topics/{id}.toml"
        reviewed = date.fromisoformat(topic.reviewed)
        if reviewed > edition.today:
            yield Finding(file, "reviewed", f"{reviewed} is in the future", "correct the date")
        elif edition.today - reviewed > READ_AGAIN:
            problem = f"{reviewed} is more than a year ago"
            yield Finding(file, "reviewed", problem, "read the sources again, then set the date")


def unused_sources(edition: Edition) -> list[str]:
    """Sources that no text and no fact names: a note to the editor, not a mistake."""
    used = {id for text in _claims(edition) for id in text.part.sources}
    stated = " ".join(edition.facts.values()).lower()
    unused = set(edition.catalogue.sources) - used
    return sorted(id for id in unused if not _names(stated, id))
