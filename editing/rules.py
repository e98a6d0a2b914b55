"""Rules: the word lists of editing.toml, which say how a language may sound."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from editing.phrases import Phrases
from skill.authored.tables import Table, read


class Spelling(NamedTuple):
    """Words that only some places spell or say like this."""

    places: tuple[str, ...]
    words: Phrases


class Passive(NamedTuple):
    """What a passive verb is made of."""

    be: tuple[str, ...]
    clauses: tuple[str, ...]
    adverbs: tuple[str, ...]
    participles: tuple[str, ...]
    adjectives: tuple[str, ...]


class Abbreviations(NamedTuple):
    """What needs no introduction, and the words that introduce."""

    known: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


class Rules(NamedTuple):
    """What the checks hold against every text of a language."""

    disclaimer: str
    punctuation: str
    digits: tuple[str, ...]
    signs: Phrases
    hard: Phrases
    ordinary: Phrases
    banned: Mapping[str, str]
    visual: Mapping[str, str]
    names: Phrases
    abbreviations: Abbreviations
    passive: Passive
    spellings: tuple[Spelling, ...]
    phonemes: Mapping[str, str]
    """The signs that each kind of IPA may use; "all" are allowed in each."""


def read_rules(language: str, folder: Path) -> Rules:
    """The rules of a language.

    Raises:
        ContentError: editing.toml is missing or wrong; names the key.
    """
    table = read(folder, f"{language}/editing.toml")
    lists = ("digits", "signs", "hard", "ordinary")
    tables = ("banned", "visual", "abbreviations", "grade", "passive", "phonemes")
    table.allow("disclaimer", "punctuation", *lists, *tables, "spellings")
    return Rules(
        disclaimer=table.text("disclaimer"),
        punctuation=table.text("punctuation"),
        digits=tuple(table.texts("digits")),
        signs=_phrases(table, "signs"),
        hard=_phrases(table, "hard"),
        ordinary=_phrases(table, "ordinary"),
        banned=_remedies(table.table("banned")),
        visual=_remedies(table.table("visual")),
        names=_phrases(table.table("grade"), "names"),
        abbreviations=Abbreviations(*_lists(table.table("abbreviations"), *Abbreviations._fields)),
        passive=Passive(*_lists(table.table("passive"), *Passive._fields)),
        phonemes=_remedies(table.table("phonemes")),
        spellings=tuple(_spelling(one) for one in table.tables("spellings")),
    )


def _phrases(table: Table, key: str) -> Phrases:
    return Phrases(table.texts(key))


def _remedies(table: Table) -> dict[str, str]:
    return {phrase: table.text(phrase) for phrase in table.values}


def _lists(table: Table, *keys: str) -> list[tuple[str, ...]]:
    table.allow(*keys)
    return [tuple(table.texts(key)) for key in keys]


def _spelling(table: Table) -> Spelling:
    table.allow("places", "words")
    return Spelling(tuple(table.texts("places")), _phrases(table, "words"))
