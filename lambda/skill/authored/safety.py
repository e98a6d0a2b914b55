"""Safety: the alerts and how an emergency sounds, for a clinician to edit."""

from __future__ import annotations

from skill.authored.tables import EVIDENCE, Data, Table, plain
from skill.authored.topics import read_part
from skill.catalogue import TIERS

GUARDS = ("denied", "hypothetical", "question", "own", "past", "present")
"""The detector's groups that say whether a sign is somebody's own and present."""


def read_alerts(table: Table) -> Data:
    """The safety answers by intent."""
    table.allow("alerts", "safe_answers", "groups", "guards", "rules")
    return {intent: _alert(one) for intent, one in table.table("alerts").each()}


def _alert(table: Table) -> Data:
    table.allow("tier", "title", "text", "reprompt", "goodbye", *EVIDENCE, "ask")
    return {
        "tier": table.one_of("tier", TIERS),
        "reprompt": plain(table, "reprompt"),
        "goodbye": plain(table, "goodbye"),
        "answer": read_part(table, plain(table, "title")),
    }


def read_safe_answers(table: Table) -> Data:
    """What is said instead of an answer that we must not give, by intent."""
    return {intent: _safe_answer(one) for intent, one in table.table("safe_answers").each()}


def _safe_answer(table: Table) -> Data:
    table.allow("title", "text", *EVIDENCE, "ask", "topic")
    return {"answer": read_part(table, plain(table, "title")), "topic": table.text("topic", "")}


def read_detector(table: Table) -> Data:
    """The detector's groups of phrases, its guards and its rules."""
    groups, guards = table.table("groups"), table.table("guards")
    guards.allow(*GUARDS)
    return {
        "groups": {name: _phrases(groups, name) for name in groups.values},
        "guards": {name: _phrases(guards, name) for name in GUARDS},
        "rules": [_rule(one, tuple(groups.values)) for one in table.tables("rules")],
    }


def _phrases(table: Table, name: str) -> list[str]:
    """The phrases of a group; a guard may have none, since a language may do without it."""
    phrases = table.texts(name)
    if not phrases and name not in GUARDS:
        raise table.error(name, "empty; list the phrases that people say")
    for phrase in phrases:
        if not phrase.strip() or phrase != phrase.lower():
            raise table.error(name, f"{phrase!r}: write words in small letters")
    return phrases


def _rule(table: Table, groups: tuple[str, ...]) -> Data:
    table.allow("intent", "all", "unless", "asked")
    for key in ("all", "unless"):
        for group in table.texts(key):
            if group not in groups:
                raise table.error(key, f"{group!r} is no group; known are {', '.join(groups)}")
    if not table.texts("all"):
        raise table.error("all", "missing; name the groups that must all be heard")
    return {
        "intent": table.text("intent"),
        "all": table.texts("all"),
        "unless": table.texts("unless"),
        "asked": table.flag("asked"),
    }
