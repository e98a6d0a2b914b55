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
    return _read_asked(folder, f"{language}/signs", {*alerts, CALM}, f"alert, nor {CALM},")


def read_lessons(language: str, folder: Path, labels: set[str]) -> Lessons:
    """Read the folder questions and training.toml. *labels* are topics and safe answers' intents.

    Raises:
        ContentError: a file is wrong, or is named after no topic and no safe answer.
    """
    known = {*labels, OUT_OF_SCOPE}
    asked = _read_asked(folder, f"{language}/questions", known, "topic and no safe answer")
    words = read(folder, f"{language}/training.toml")
    words.allow("ours", "others", "anchors")
    strangers = asked.pop(OUT_OF_SCOPE, [])
    ours, others, anchors = (words.texts(key) for key in ("ours", "others", "anchors"))
    return Lessons(asked, strangers, ours, others, anchors)


def _read_asked(folder: Path, name: str, known: set[str], what: str) -> dict[str, list[str]]:
    """The sentences of each file of a folder, by the file's name, which must be known."""
    asked = {}
    for path in sorted((folder / name).glob("*.toml")):
        table = read(folder, f"{name}/{path.name}")
        table.allow("ask")
        if path.stem not in known:
            raise ContentError(
                f"{table.file}: file name: no {what} is named {path.stem!r}; correct the name"
            )
        asked[path.stem] = table.texts("ask")
    return asked
