"""Speech: what is said, as values. Plain words and silences; markup is ssml.py's alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Say(NamedTuple):
    """Plain words, one or more whole sentences. Never markup: to_ssml escapes everything."""

    text: str


class Pause(NamedTuple):
    """A silence in milliseconds, 0 to 10,000."""

    ms: int


Speech = tuple[Say | Pause, ...]


class Pronunciation(NamedTuple):
    """How one word is said: *ipa* for engines with phonemes, *alias* as words to say instead."""

    word: str
    ipa: str = ""
    alias: str = ""


class Lexicon:
    """How the words of one place are said.

    It is a class with an identity, so that what was marked up once need not be again.
    """

    def __init__(self, pronunciations: Iterable[Pronunciation]) -> None:
        self._entries: dict[str, list[Pronunciation]] = {}
        for one in sorted(pronunciations, key=lambda how: -len(how.word)):
            self._entries.setdefault(one.word.split(" ", 1)[0], []).append(one)

    def starting_with(self, word: str) -> Sequence[Pronunciation]:
        """The entries that begin with a word, in small letters, the longest first."""
        return self._entries.get(word, ())


BETWEEN_PARAGRAPHS = Pause(600)


def say_paragraphs(text: str) -> Speech:
    """Turn authored text into speech: blank lines become pauses, line breaks become spaces."""
    parts: list[Say | Pause] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        if parts:
            parts.append(BETWEEN_PARAGRAPHS)
        parts.append(Say(" ".join(paragraph.split())))
    return tuple(parts)


def join(*speeches: Speech) -> Speech:
    """Say one thing after another, with a pause between."""
    parts: list[Say | Pause] = []
    for speech in speeches:
        if parts and speech:
            parts.append(BETWEEN_PARAGRAPHS)
        parts.extend(speech)
    return tuple(parts)


def to_text(speech: Speech) -> str:
    """The words alone, for cards, screens and transcripts; paragraphs keep their blank line."""
    return "".join(part.text if isinstance(part, Say) else "\n\n" for part in speech)
