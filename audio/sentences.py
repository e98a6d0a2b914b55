"""Sentences: speech cut into the pieces that are spoken and checked one at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

from audio.wording import as_spoken
from skill.speech import Pause, Say, Speech

BETWEEN_SENTENCES = Pause(300)

# A full stop after one of these does not end a sentence.
ABBREVIATIONS = frozenset({"dr", "mr", "mrs", "ms", "prof", "st", "e.g", "i.e", "approx", "fig"})

_END = re.compile(r"[.!?…]+[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(\[]*[A-Z0-9])")
_LAST_WORD = re.compile(r"[\w.]+$")
_CLAUSE_END = re.compile(r"[,;:)](?=\s)")
_SPACE = re.compile(r"\s")


def by_sentence(speech: Speech) -> Speech:
    """The same speech with one sentence in each Say and a pause between any two sentences.

    Sentences with no letter or digit are left out: engines refuse them or say "dot dot dot".
    """
    parts: list[Say | Pause] = []
    for part in speech:
        if isinstance(part, Pause):
            parts.append(part)
            continue
        for sentence in filter(is_speakable, split(as_spoken(part.text))):
            if parts and isinstance(parts[-1], Say):
                parts.append(BETWEEN_SENTENCES)
            parts.append(Say(sentence))
    return tuple(parts)


def split(text: str) -> list[str]:
    """Cut text after each full stop, question or exclamation mark that ends a sentence."""
    ends = [end.end() for end in _END.finditer(text) if not _abbreviated(text[: end.start()])]
    return [text[a:b].strip() for a, b in zip([0, *ends], [*ends, len(text)], strict=True)]


def chunks(sentence: str, limit: int) -> list[str]:
    """Cut a sentence into pieces of at most *limit* characters, at commas, else at spaces."""
    return [piece for piece in _pieces(sentence.strip(), limit) if is_speakable(piece)]


def is_speakable(text: str) -> bool:
    """Whether there is anything to say: at least one letter or digit."""
    return any(character.isalnum() for character in text)


def _pieces(rest: str, limit: int) -> Iterator[str]:
    while len(rest) > limit:
        cut = _cut(rest, limit)
        yield rest[:cut].strip()
        rest = rest[cut:].strip()
    yield rest


def _cut(text: str, limit: int) -> int:
    """Where to cut: after the last clause that fits, else the last word, else mid-word."""
    head = text[: limit + 1]  # One more: the space after the last character that fits.
    for border in (_CLAUSE_END, _SPACE):
        ends = [match.end() for match in border.finditer(head)]
        if ends:
            return ends[-1]
    return limit


def _abbreviated(before: str) -> bool:
    """Whether the text ends in an abbreviation or an initial ("J. Smith", not "so do I.")."""
    word = _LAST_WORD.search(before)
    if word is None:
        return False
    return word[0].lower() in ABBREVIATIONS or bool(re.fullmatch("[A-HJ-Z]", word[0]))
