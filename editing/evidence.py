"""Evidence: every statement has a source that exists, was read, and was read lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from editing.edition import Edition
from editing.findings import Finding
from editing.texts import Kind

# Sources change: once a year somebody reads them again.
READ_AGAIN = timedelta(days=365)
# Readings that nobody can call seen.
NOT_SEEN = frozenset({"second-hand", "old"})


def check_sources(edition: Edition) -> Iterator[Finding]:
    """Sources are named, known, and as good as the confidence says."""
    catalogue = edition.catalogue
    for file, key, sources, confidence in _claims(edition):
        unknown = [id for id in sources if id not in catalogue.sources]
        for id in unknown:
            problem = f"no source {id!r} in sources.toml"
            yield Finding(file, f"{key}.sources", problem, "correct it or add it there")
        if not sources and confidence != "general-knowledge":
            problem = f"no source, though its confidence is {confidence}"
            yield Finding(file, f"{key}.sources", problem, "name the sources by their ids")
        read = {catalogue.sources[id].read for id in sources if id not in unknown}
        if confidence == "seen" and read and read <= NOT_SEEN:
            problem = f"marked seen, but every source is {' or '.join(sorted(read))}"
            yield Finding(file, f"{key}.confidence", problem, "say second-hand, or read one")


def _claims(edition: Edition) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """Everything that claims something: file, key, sources, confidence."""
    for text in edition.texts:
        if text.kind not in (Kind.PROMPT, Kind.CARD):
            yield text.file, text.key, text.part.sources, text.part.confidence
    for place in edition.catalogue.places.values():
        for line in place.helplines:
            key = f"{place.locale}.helplines {line.name}"
            yield "places.toml", key, line.sources, line.confidence


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
    """Sources that nothing names: a note to the editor, not a mistake."""
    used = {id for _, _, sources, _ in _claims(edition) for id in sources}
    return sorted(set(edition.catalogue.sources) - used)
