"""Features: what a linear model looks at in a question."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

# Pieces of words of these lengths meet misspelt and misheard words half-way.
SHORTEST, LONGEST = 3, 5
PIECE = "#"
# A longer question is judged by its beginning; thinking about it must not take noticeably longer.
MAX_WORDS = 120


def extract(words: Sequence[str]) -> set[str]:
    """The words, pairs of neighbours and of words around one other, and the pieces of each word."""
    words = words[:MAX_WORDS]
    pairs = (f"{first} {second}" for first, second in pairwise(words))
    pieces = (piece for word in set(words) for piece in _pieces(word))
    around = (f"{first} _ {third}" for first, third in zip(words, words[2:], strict=False))
    return {*words, *pairs, *around, *pieces}


def _pieces(word: str) -> Iterator[str]:
    edged = f"_{word}_"
    for length in range(SHORTEST, LONGEST + 1):
        for start in range(len(edged) - length + 1):
            yield PIECE + edged[start : start + length]
