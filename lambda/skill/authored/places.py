"""Places and the sources that everybody shares."""

from __future__ import annotations

from skill.authored.tables import EVIDENCE, Data, Table, evidence, plain
from skill.catalogue import NEUTRAL, READINGS
from skill.errors import ContentError


def read_places(table: Table, language: str) -> Data:
    """The places of a language; all must fill the same words, or a text would stay with a hole."""
    places = {locale: _place(one) for locale, one in table.each()}
    places = {locale: one for locale, one in places.items() if one["language"] == language}
    if NEUTRAL not in places:
        raise ContentError(f"{table.file}: {NEUTRAL}: missing; add the place of unknown listeners")
    wanted = set(places[NEUTRAL]["words"])
    for locale, place in places.items():
        for word in sorted(wanted ^ set(place["words"])):
            where = NEUTRAL if word not in wanted else locale
            raise ContentError(f"{table.file}: {where}.words.{word}: missing; every place needs it")
    return places


def _place(table: Table) -> Data:
    table.allow("language", "name", "words", "practice", "helplines")
    words = table.table("words")
    practised = table.table("practice") if "practice" in table.values else Table("", "", {})
    practice = {key: _practice(key, one) for key, one in practised.each()}
    if both := sorted(practice.keys() & words.values):
        raise words.error(both[0], "is in practice too; keep one")
    said = {key: plain(words, key) for key in words.values}
    return {
        "language": table.text("language"),
        "name": table.text("name"),
        "words": said | {key: one["text"] for key, one in practice.items()},
        "practice": practice,
        "helplines": [_helpline(one) for one in table.tables("helplines")],
    }


def _practice(key: str, table: Table) -> Data:
    """Whole sentences about what is done in a place."""
    table.allow("text", *EVIDENCE)
    text = " ".join(plain(table, "text").split())
    if "{" in text:
        raise table.error("text", "has a placeholder; write the word of this place")
    return {"title": key.replace("_", " ").capitalize(), "text": text, **evidence(table)}


def _helpline(table: Table) -> Data:
    table.allow("kind", "name", "spoken", "digits", "hours", *EVIDENCE)
    line: Data = {key: table.text(key) for key in ("name", "spoken", "digits")}
    line["kind"] = table.one_of("kind", ("emergency", "cancer", "crisis", "sight_loss"))
    return line | {"hours": table.text("hours", "")} | evidence(table)


def read_source(table: Table) -> Data:
    """One source: who says it, where, when, and how far it was read."""
    table.allow("organisation", "title", "year", "address", "read", "spoken")
    return {
        "organisation": table.text("organisation"),
        "title": table.text("title"),
        "year": table.text("year", ""),
        "address": table.text("address"),
        "read": table.one_of("read", READINGS),
        "spoken": table.flag("spoken", default=True),
    }
