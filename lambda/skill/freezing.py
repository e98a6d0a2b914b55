"""Freezing: checked plain data → the Catalogue that the rest of the skill trusts."""

from __future__ import annotations

from typing import Any

from skill.catalogue import (
    Alert,
    Brevity,
    Catalogue,
    Helpline,
    Lexicons,
    Part,
    Place,
    SafeAnswer,
    Source,
    Term,
    Topic,
)

Data = dict[str, Any]


def freeze_answers(data: Data) -> Catalogue:
    """Turn what skill.authored has checked into a Catalogue."""
    topics = {id: _topic(id, row) for id, row in data["topics"].items()}
    return Catalogue(
        language=data["language"],
        topics=topics,
        alerts={
            intent: Alert(
                intent, row["tier"], _part(row["answer"]), row["reprompt"], row["goodbye"]
            )
            for intent, row in data["alerts"].items()
        },
        safe_answers={
            intent: SafeAnswer(intent, _part(row["answer"]), row["topic"])
            for intent, row in data["safe_answers"].items()
        },
        terms={id: _term(id, row) for id, row in data["terms"].items()},
        prompts=data["prompts"],
        places={locale: _place(locale, row) for locale, row in data["places"].items()},
        sources={id: Source(id, **row) for id, row in data["sources"].items()},
        lexicons=Lexicons(data["lexicon"]),
        intents={topic.intent: topic for topic in topics.values()},
        said=data["said"],
        brevity=Brevity(*(tuple(data["brevity"][key]) for key in Brevity._fields)),
        order=tuple(data["order"]),
        reviewed=min(topic.reviewed for topic in topics.values()),
    )


def _part(row: Data) -> Part:
    evidence = tuple(row["sources"]), row["confidence"], tuple(row["facts"])
    return Part(row["title"], row["text"], *evidence, tuple(row.get("about", ())))


def _topic(id: str, row: Data) -> Topic:
    parts = tuple(_part(one) for one in row["parts"])
    return Topic(id, row["title"], row["reviewed"], tuple(row["related"]), parts)


def _term(id: str, row: Data) -> Term:
    return Term(id, row["word"], tuple(row["say"]), _part(row["meaning"]), row["topic"])


def _place(locale: str, row: Data) -> Place:
    lines = (_helpline(one) for one in row["helplines"])
    practice = {word: _part(one) for word, one in row["practice"].items()}
    return Place(locale, row["language"], row["name"], row["words"], tuple(lines), practice)


def _helpline(row: Data) -> Helpline:
    return Helpline(**row | {key: tuple(row[key]) for key in ("sources", "facts")})
