"""Batch: questions from standard input, one a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import click


def read_questions(lines: Iterable[str]) -> Iterator[str]:
    """The question of each line: the line itself, or the "text" of a JSON object.

    Raises:
        click.UsageError: a line begins like JSON and is not an object with "text".
    """
    for number, line in enumerate(lines, 1):
        if not line.lstrip().startswith("{"):
            yield line.strip()
            continue
        text = _text_of(line)
        if text is None:
            raise click.UsageError(f'line {number}: not a JSON object with "text"')
        yield text


def _text_of(line: str) -> str | None:
    """The "text" of a JSON object, or None where there is none."""
    try:
        text = json.loads(line).get("text")
    except ValueError:
        return None
    return text if isinstance(text, str) else None
