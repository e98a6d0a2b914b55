"""Training: sentences that only the classifier learns from; nobody hears them back."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from skill.authored.tables import read
from skill.errors import ContentError

OUT_OF_SCOPE = "out_of_scope"


class Lessons(NamedTuple):
    """Further questions by topic, questions that are not ours, and words for making more."""

    questions: dict[str, list[str]]
    strangers: list[str]
    ours: list[str]
    others: list[str]
    anchors: list[str]


CALM = "calm"


def read_signs(language: str, folder: Path, alerts: set[str]) -> dict[str, list[str]]:
    """Read the folder signs: how each alert sounds in all kinds of words, and what only seems so.

    Raises:
        ContentError: a file is wrong, or is named after no alert.
    """
    signs = {}
    for path in sorted((folder / language / "signs").glob("*.toml")):
        table = read(folder, f"{language}/signs/{path.name}")
        table.allow("ask")
        if path.stem not in {*alerts, CALM}:
            problem = f"no alert is named {path.stem!r}; correct the name, or call it {CALM}"
            raise ContentError(f"{table.file}: file name: {problem}")
        signs[path.stem] = table.texts("ask")
    return signs


def read_lessons(language: str, folder: Path, topics: set[str]) -> Lessons:
    """Read the folder questions and training.toml.

    Raises:
        ContentError: a file is wrong, or is named after no topic.
    """
    names = sorted(path.stem for path in (folder / language / "questions").glob("*.toml"))
    tables = {name: read(folder, f"{language}/questions/{name}.toml") for name in names}
    for name, table in tables.items():
        table.allow("ask")
        if name not in {*topics, OUT_OF_SCOPE}:
            raise ContentError(f"{table.file}: file name: no topic is named {name!r}; correct it")
    asked = {name: table.texts("ask") for name, table in tables.items()}
    words = read(folder, f"{language}/training.toml")
    words.allow("ours", "others", "anchors")
    strangers = asked.pop(OUT_OF_SCOPE, [])
    ours, others, anchors = (words.texts(key) for key in ("ours", "others", "anchors"))
    return Lessons(asked, strangers, ours, others, anchors)
