"""Misrecognition: questions as a speech recogniser garbles them.

The words are those of tests/questions/misheard.toml; which of them are misheard is decided by the
sentence itself, so that the same questions are always garbled in the same way.
"""

from __future__ import annotations

import difflib
import random
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "tests/questions/misheard.toml"
# Word error rates of far-field recognisers on elderly voices run from a tenth to a fifth.
MISHEARD = 0.4
DROPPED = 0.15
"""How likely it is for a word of the list to be misheard, and for a little word to be lost."""


def mishear(text: str) -> str:
    """The text as it may be heard; at least one of its words changes, if any of them can."""
    chance = random.Random(text)
    words = text.lower().split()
    heard = [one for one in (_hear(word, chance, MISHEARD) for word in words) if one]
    return " ".join(heard) if heard != words else " ".join(_force(words, chance))


def _hear(word: str, chance: random.Random, likely: float) -> str:
    """One word as it is heard; empty when it is lost."""
    bare = word.strip(".,?!'")
    if bare in _confusions()["words"] and chance.random() < likely:
        return str(chance.choice(_confusions()["words"][bare]))
    lost = bare in _confusions()["dropped"]["words"] and chance.random() < DROPPED
    return "" if lost else word


def _force(words: list[str], chance: random.Random) -> Iterator[str]:
    """The words with the last one that can be misheard changed."""
    known = [at for at, word in enumerate(words) if word.strip(".,?!'") in _confusions()["words"]]
    for at, word in enumerate(words):
        yield _hear(word, chance, 1.0) if known and at == known[-1] else word


@lru_cache(maxsize=1)
def _confusions() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def error_rate(texts: list[str]) -> float:
    """The share of words that mishearing changes."""
    words = changed = 0
    for text in texts:
        said = text.lower().split()
        blocks = difflib.SequenceMatcher(None, said, mishear(text).split()).get_matching_blocks()
        words += len(said)
        changed += len(said) - sum(block.size for block in blocks)
    return changed / words
