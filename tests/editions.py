"""Editions: a language of one topic, as right as a test needs it, and how to spoil it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from editing.edition import Edition
from editing.rules import read_rules
from skill.catalogue import Alert, Lexicons, Part, SafeAnswer, Source, Term, Topic
from skill.content import FOLDER, load_answers

TODAY = date(2026, 11, 22)
RULES = read_rules("en", FOLDER)
SOURCES = {
    "atlas": Source(
        "atlas", "the Atlas", "Atlas of the spine", "2024", "https://a.example", "whole"
    ),
    "gossip": Source("gossip", "a blog", "What I heard", "", "https://b.example", "second-hand"),
    "relic": Source("relic", "the Archive", "Old advice", "1999", "https://c.example", "old"),
}
FACTS = {"1.1": "Pain hurts. (ATLAS; S)", "1.2": "Pain is felt. (GOSSIP, RELIC; S2)"}
# Fifty words in five sentences: an answer as it may be.
ANSWER = " ".join(["Pain in the back can get much worse at night."] * 5)
ABOUT = ANSWER + " This is not yet reviewed by a clinician."
PROMPTS = {
    "disclaimer": "It is not yet reviewed by a clinician.",
    "card_note": "Not yet reviewed by a clinician.",
    "and": "and",
}


AGAIN, CALL = "Shall I say it again?", "Please call your cancer line."


def part(text: str, title: str = "Pain", **evidence: Any) -> Part:
    """A text, from the atlas and seen unless told otherwise."""
    sources = tuple(evidence.get("sources", ["atlas"]))
    facts = tuple(evidence.get("facts", ["1.1"]))
    return Part(title, text, sources, evidence.get("confidence", "seen"), facts)


def edition(
    text: str = ANSWER,
    *,
    more: str = "",
    title: str = "Pain",
    evidence: Mapping[str, Any] | None = None,
    reviewed: str = "2026-11-22",
    related: tuple[str, ...] = ("about",),
    alert: str = "",
    safe: str = "",
    term: tuple[str, str] = ("", ""),
    prompts: Mapping[str, str] | None = None,
    about: str = ABOUT,
    reached: str = "",
    facts: Mapping[str, str] = FACTS,
    sounds: Mapping[str, Mapping[str, str]] | None = None,
) -> Edition:
    """An edition with the topics "pain" and "about"; a term is its meaning and its topic.

    Whatever is said in it reaches the topic of that title, or the intent *reached*.
    """
    answer = part(text, title, **(evidence or {}))
    parts = (answer, part(more, "More")) if more else (answer,)
    topics = {
        "about": Topic("about", "About", "2026-11-22", ("pain",), (part(about, "About"),)),
        "pain": Topic("pain", title, reviewed, related, parts),
    }
    by_title = {topic.title: topic.intent for topic in topics.values()}
    real = load_answers().places
    places = {id: one._replace(helplines=(), practice={}) for id, one in real.items()}
    catalogue = load_answers()._replace(
        topics=topics,
        places=places,
        lexicons=Lexicons({"metastases": {"alias": "spots"}, **(sounds or {})}),
        alerts={"BandIntent": Alert("BandIntent", "cancer_line", part(alert), AGAIN, CALL)}
        if alert
        else {},
        safe_answers={"DoseIntent": SafeAnswer("DoseIntent", part(safe), "pain")} if safe else {},
        terms={"cord": Term("cord", "cord", (), part(term[0], "C e s"), term[1])}
        if term[0]
        else {},
        prompts={**PROMPTS, **(prompts or {})},
        sources=SOURCES,
        intents={topic.intent: topic for topic in topics.values()},
    )

    def understand(said: str) -> str:
        return reached or by_title.get(said, "Fallback")

    return Edition(catalogue, RULES, TODAY, understand, facts)
