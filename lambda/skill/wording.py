"""Wording: what somebody said → plain small words, however it was spelled or heard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

# Alexa hands over far less; a pasted page must not keep anyone waiting.
MAX_CHARS = 1000

_SENTENCE_END = re.compile(r"[.!?;:\n]+|\bbut\b")
_NOT_WORD = re.compile(r"[^\w']+")
# The longest entry on the left side of the aliases ("do not know if"), in words.
LONGEST_ALIAS = 4


class Aliases(dict[str, str]):
    """What heard words stand for. It is a class because it knows which words can begin one."""

    def __init__(self, meant: Mapping[str, str]) -> None:
        super().__init__(meant)
        self.starts = frozenset(heard.split(" ", 1)[0] for heard in meant)


def split_sentences(text: str) -> list[str]:
    """The sentences of what was said, in small letters, commas kept; never an empty one."""
    folded = unicodedata.normalize("NFKC", text[:MAX_CHARS]).lower().replace("\u2019", "'")
    return [one.strip() for one in _SENTENCE_END.split(folded) if one.strip(" ,'-")]


def read_words(text: str, aliases: Mapping[str, str]) -> list[str]:
    """The plain words of everything that was said."""
    return [word for one in split_sentences(text) for word in to_words(one, aliases)]


def to_words(text: str, aliases: Mapping[str, str]) -> list[str]:
    """The words of a sentence, each heard form replaced by what it stands for."""
    heard = [word.strip("'") for word in _NOT_WORD.split(text)]
    return replace_heard([word for word in heard if word], aliases)


def replace_heard(words: Sequence[str], aliases: Mapping[str, str]) -> list[str]:
    """Words as they were heard → words as they were meant."""
    plain: list[str] = []
    at = 0
    while at < len(words):
        length, meant = _alias_at(words, at, aliases)
        plain += meant.split()
        at += length
    return plain


def _alias_at(words: Sequence[str], at: int, aliases: Mapping[str, str]) -> tuple[int, str]:
    """How many words from here stand for something else, and for what; else the word itself."""
    if not isinstance(aliases, Aliases) or words[at] in aliases.starts:
        for length in range(min(LONGEST_ALIAS, len(words) - at), 0, -1):
            meant = aliases.get(" ".join(words[at : at + length]))
            if meant is not None:
                return length, meant
    return 1, words[at].removesuffix("'s")
