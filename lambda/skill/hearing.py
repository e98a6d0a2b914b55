"""Hearing: all that people may say in one language, checked and frozen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from skill.wording import Aliases

Sentences = tuple[str, ...]


class Rule(NamedTuple):
    """One row of the detector: every group of *all* in one sentence, and no group of *unless*.

    A rule that is *asked* fits questions too; the others hear only a present sign.
    """

    intent: str
    all: tuple[str, ...]
    unless: tuple[str, ...]
    asked: bool


class Detector(NamedTuple):
    """What a clinician wrote about how an emergency sounds; emergencies.py applies it.

    *groups* are named lists of phrases. In a phrase ``*`` at the end of a word is any ending, and
    ``*`` alone is any one word. *guards* are the groups that say when a sign is not a present one.
    """

    groups: Mapping[str, Sentences]
    guards: Mapping[str, Sentences]
    rules: tuple[Rule, ...]


class Hearing(NamedTuple):
    """How people ask, by intent; how emergencies sound; how words are spelled, said and misheard.

    *asked* holds whole sentences, *aliases* what a heard word stands for, *ignored* the words that
    say nothing about the topic, and *tiers* the tier of each alert's intent.
    """

    asked: Mapping[str, Sentences]
    commands: frozenset[str]
    tiers: Mapping[str, str]
    topics: Mapping[str, str]
    """The topic id of each topic's intent."""
    safe: frozenset[str]
    terms: Mapping[str, str]
    """The id of each term by every way to say it."""
    detector: Detector
    aliases: Mapping[str, str]
    ignored: frozenset[str]
    joining: frozenset[str]
    """Words that join two questions in one."""
    asking: frozenset[str]
    """Words that questions begin with."""
    pointing: frozenset[str]
    """Words that point at what was told before."""


Data = dict[str, Any]


def freeze_hearing(data: Data) -> Hearing:
    """Turn what skill.authored has checked into a Hearing."""
    return Hearing(
        asked=_tuples(data["asked"]),
        commands=frozenset(data["commands"]),
        tiers=data["tiers"],
        topics=data["topics"],
        safe=frozenset(data["safe"]),
        terms=data["terms"],
        detector=_detector(data["detector"]),
        aliases=Aliases(data["aliases"]),
        ignored=frozenset(data["ignored"]),
        joining=frozenset(data["joining"]),
        asking=frozenset(data["asking"]),
        pointing=frozenset(data["pointing"]),
    )


def _tuples(lists: Data) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def _detector(data: Data) -> Detector:
    rules = (
        Rule(row["intent"], tuple(row["all"]), tuple(row["unless"]), row["asked"])
        for row in data["rules"]
    )
    return Detector(_tuples(data["groups"]), _tuples(data["guards"]), tuple(rules))
