"""Topics: one file each, named by the topic's id."""

from __future__ import annotations

import re
from collections.abc import Container
from datetime import date
from pathlib import Path

from skill.authored.asking import read_asked
from skill.authored.tables import EVIDENCE, Data, Table, evidence, plain, read
from skill.errors import ContentError

_ID = re.compile(r"[a-z]+(_[a-z]+)*\.toml")
_ABOUT = re.compile(r"[a-z']+( [a-z']+)*")


def read_topics(folder: Path, language: str) -> dict[str, Data]:
    """Every file of the topics folder: what is answered ("answers") and what is asked ("ask")."""
    names = sorted(path.name for path in (folder / language / "topics").glob("*.toml"))
    if not names:
        raise ContentError(f"{language}/topics: empty; add a file for each topic")
    for name in names:
        if not _ID.fullmatch(name):
            problem = "name a topic's file with small letters and single underscores"
            raise ContentError(f"{language}/topics/{name}: file name: {problem}")
    files = {name.removesuffix(".toml"): f"{language}/topics/{name}" for name in names}
    return {id: _topic(read(folder, file)) for id, file in files.items()}


def read_order(table: Table, topics: Container[str]) -> list[str]:
    """In which order somebody hears every topic, each once."""
    table.allow("order")
    order = table.texts("order")
    for id in order:
        if id not in topics or order.count(id) > 1:
            raise table.error("order", f"{id!r} is no topic, or stands here twice; correct it")
    return order


def _topic(table: Table) -> Data:
    table.allow("title", "reviewed", "related", "ask", "answer", "more")
    answer = table.table("answer")
    answer.allow("text", *EVIDENCE)
    answers: Data = {
        "title": plain(table, "title"),
        "reviewed": _date(table, "reviewed"),
        "related": _related(table),
        "parts": [
            read_part(answer, table.text("title")),
            *(_more(one) for one in table.tables("more")),
        ],
    }
    asked = [*read_asked(table), *_said(answers["title"])]
    return {"answers": answers, "ask": list(dict.fromkeys(asked))}


def _said(title: str) -> list[str]:
    """A title as a listener says it back after it was offered; one with placeholders is not."""
    said = " ".join(re.sub(r"[^\w' ]", " ", title.lower()).split())
    return [] if "{" in title else [said]


def _related(table: Table) -> list[str]:
    related = table.texts("related")
    if len(related) > 2 or len(set(related)) < len(related):
        raise table.error("related", "name at most two different topics: nobody can hold more")
    return related


def _more(table: Table) -> Data:
    table.allow("title", "text", *EVIDENCE, "about")
    return read_part(table, plain(table, "title")) | _about(table)


def _about(table: Table) -> Data:
    """The words and phrases that name a part besides its title, if there are any."""
    about = table.texts("about")
    for words in about:
        if not _ABOUT.fullmatch(words):
            raise table.error("about", f"{words!r}: write words in small letters, no signs")
        if about.count(words) > 1:
            raise table.error("about", f"{words!r} stands here twice; keep one")
    return {"about": about} if about else {}


def read_part(table: Table, title: str) -> Data:
    """One text with its evidence; it must be plain sentences."""
    return {"title": title, "text": plain(table, "text")} | evidence(table)


def _date(table: Table, key: str) -> str:
    value = table.values.get(key)
    if type(value) is not date:
        raise table.error(key, "must be a date such as 2026-11-22, without quotes")
    return value.isoformat()
