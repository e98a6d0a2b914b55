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


# The slots that a sentence may have. hassil would look them up in lists of its own, so while it
# expands, {term} is a word that nobody says.
SLOTS = ("term", "question", "topic")
_STAND_INS = {f"{{{slot}}}": f"qx{slot}xq" for slot in SLOTS}
# hassil knows more signs than an author needs: rules, lists, numbers, permutations.
_ALLOWED = re.compile(r"[\w '()|\[\]-]+")


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

    expression = _parse(template, table).expression
    sampled = islice(sample_expression(expression), MOST_SENTENCES + 1)
    sentences = [_restore(" ".join(one.split())) for one in sampled]
    if len(sentences) > MOST_SENTENCES:
        raise table.error("ask", f"{template!r} makes more than {MOST_SENTENCES} sentences; split")
    if not all(sentences):
        raise table.error("ask", f"{template!r} can be silence; leave a word that is always said")
    return sentences


def _parse(template: str, table: Table) -> Sentence:
    from hassil.parse_expression import parse_sentence
    from hassil.parser import ParseError

    plain = template.lower()
    for slot, stand_in in _STAND_INS.items():
        plain = plain.replace(slot, stand_in)
    if not plain.strip() or not _ALLOWED.fullmatch(plain):
        raise table.error("ask", f"{template!r}: use words, ( | ), [ ] and {', '.join(_STAND_INS)}")
    try:
        return parse_sentence(plain)
    except (ParseError, AssertionError, RecursionError) as error:
        problem = f"{template!r} cannot be read; check that ( ) and [ ] are closed: {error}"
        raise table.error("ask", problem) from error


def _restore(sentence: str) -> str:
    for slot, stand_in in _STAND_INS.items():
        sentence = sentence.replace(stand_in, slot)
    return sentence
