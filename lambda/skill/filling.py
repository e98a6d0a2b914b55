"""Filling: the words of a place, and lists as they are spoken."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def fill(text: str, words: Mapping[str, str]) -> str:
    """Fill {tumour} with the place's word; {Tumour} starts with a capital letter."""

    def word(match: re.Match[str]) -> str:
        key = match[1]
        if key in words:
            return words[key]
        filled = words[key.lower()]
        return filled[:1].upper() + filled[1:]

    return _PLACEHOLDER.sub(word, text) if "{" in text else text


def list_spoken(names: Sequence[str], and_: str) -> str:
    """One, two and three: a list with pauses, its last member after "and"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])}, {and_} {names[-1]}"
