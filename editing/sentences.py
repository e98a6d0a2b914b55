"""Sentences: what a text is made of, and how long it takes to hear."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from skill.speech import Pause, Say, Speech

# What Google's and Amazon's voices speak at their default rate, in words a minute.
PACE = 165

_END = re.compile(r"(?<=[.?!])\s+|\n\s*\n")
_WORD = re.compile(r"\w+(?:['\u2019-]\w+)*")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
# Stands after a placeholder that is filled with whole sentences.
_FULL = "\0"


def split_sentences(text: str) -> list[str]:
    """The sentences of a text as it is heard; a blank line ends one too."""
    return [" ".join(one.split()) for one in _END.split(text) if one.strip()]


def split_authored(text: str, words: Mapping[str, str]) -> list[str]:
    """The sentences of a text with placeholders; one that fills whole sentences is a sentence."""

    def mark(match: re.Match[str]) -> str:
        filled = words.get(match[1].lower(), "")
        return match[0] + _FULL if filled.endswith((".", "?")) else match[0]

    marked = _PLACEHOLDER.sub(mark, text)
    parts = re.split(rf"(?<=[.?!{_FULL}])\s+|\n\s*\n", marked)
    return [" ".join(one.replace(_FULL, "").split()) for one in parts if one.strip()]


def words_of(text: str) -> list[str]:
    """The words of a text; "twenty-four" and "don't" are one each."""
    return _WORD.findall(text)


def count_words(sentence: str, digits: Sequence[str]) -> int:
    """The words of a sentence, a number said digit by digit being one."""
    return len(words_of(_number(tuple(digits)).sub("number", sentence)))


@lru_cache(maxsize=4)
def _number(digits: tuple[str, ...]) -> re.Pattern[str]:
    said = "|".join(map(re.escape, digits)) or r"(?!)"
    return re.compile(rf"\b(?:{said})(?:,?\s+(?:{said})\b){{2,}}", re.IGNORECASE)


def seconds(speech: Speech) -> float:
    """How long a speech takes at the default rate, its pauses included."""
    words = sum(len(words_of(part.text)) for part in speech if isinstance(part, Say))
    pauses = sum(part.ms for part in speech if isinstance(part, Pause))
    return words * 60 / PACE + pauses / 1000
