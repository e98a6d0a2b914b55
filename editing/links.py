"""Links: what is offered exists, and what is said in answer to an offer reaches it."""

from __future__ import annotations

from collections.abc import Iterator

from editing.edition import Edition
from editing.findings import Finding
from skill.catalogue import NEUTRAL, Topic
from skill.filling import fill


def check_links(edition: Edition) -> Iterator[Finding]:
    """Every offered topic exists, none offers itself, and each is reached by its title."""
    catalogue = edition.catalogue
    for id, topic in catalogue.topics.items():
        file = f"{catalogue.language}/topics/{id}.toml"
        for other in topic.related:
            if other not in catalogue.topics:
                yield Finding(file, "related", f"no topic is named {other!r}", "correct it")
            if other == id:
                yield Finding(file, "related", "the topic offers itself", "offer another")
        if len(set(topic.related)) < len(topic.related):
            yield Finding(file, "related", "a topic is offered twice", "offer another")
        yield from _reached(file, topic, edition)
    for text in edition.texts:
        if text.next and text.next not in catalogue.topics:
            yield text.finding(f"no topic is named {text.next!r}", "correct it")


def _reached(file: str, topic: Topic, edition: Edition) -> Iterator[Finding]:
    """A listener who is offered a topic answers with its title."""
    title = fill(topic.title, edition.catalogue.place(NEUTRAL).words)
    reached = edition.understand(title)
    if reached != topic.intent:
        problem = f'saying "{title}" reaches {reached}'
        yield Finding(file, "title", problem, "add the title to ask, or choose another title")
