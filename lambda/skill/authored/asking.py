"""Asking: what people say, written as hassil templates and expanded to whole sentences."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from skill.authored.tables import Table

if TYPE_CHECKING:
    from hassil.expression import Sentence

# A template beyond this is a riddle for its reader, and Alexa's model has a size limit.
MOST_SENTENCES = 64


# hassil would look a slot up in a list of its own, so while it expands, {term} is slottermslot.
_SLOT = re.compile(r"\{(\w+)\}")
_KEPT = re.compile(r"slot(\w+?)slot")


def read_asked(table: Table) -> list[str]:
    """The sentences of a table's ``ask``, expanded, in order, each once.

    Raises:
        ContentError: there are none, or a template cannot be read or says too much.
    """
    templates = table.texts("ask")
    if not templates:
        raise table.error("ask", "missing; add the sentences people say")
    sentences = (one for template in templates for one in _expand(template, table))
    return list(dict.fromkeys(sentences))


def _expand(template: str, table: Table) -> list[str]:
    """The sentences of one template: ``( a | b )`` alternatives, ``[ ]`` optional words."""
    from hassil.sample import sample_expression  # late and only here: it loads slowly

    expression = _parse(_SLOT.sub(r" slot\1slot ", template.lower()), table).expression
    sampled = islice(sample_expression(expression), MOST_SENTENCES + 1)
    sentences = [_KEPT.sub(r"{\1}", " ".join(one.split())) for one in sampled]
    if len(sentences) > MOST_SENTENCES:
        raise table.error("ask", f"{template!r} makes more than {MOST_SENTENCES} sentences; split")
    return sentences


def _parse(template: str, table: Table) -> Sentence:
    from hassil.parse_expression import parse_sentence
    from hassil.parser import ParseError

    try:
        return parse_sentence(template)
    except ParseError as error:
        problem = f"{template!r} cannot be read; check that ( ) and [ ] are closed: {error}"
        raise table.error("ask", problem) from error
