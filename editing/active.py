"""Active: the first sentence of an answer says who does what.

A simple test, which a careful writer may know better: a form of "be" and then a participle.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from editing.edition import Edition
from editing.findings import Finding
from editing.phrases import straight
from editing.rules import Passive
from editing.sentences import split_sentences
from editing.texts import Kind
from skill.catalogue import NEUTRAL

OPENINGS = (Kind.ALERT, Kind.SAFE_ANSWER, Kind.ANSWER)


def check_active(edition: Edition) -> Iterator[Finding]:
    """The first sentence of every answer has no passive verb."""
    neutral = edition.catalogue.place(NEUTRAL)
    for text in edition.texts:
        first = split_sentences(text.heard(neutral))[0] if text.kind in OPENINGS else ""
        if verb := find_passive(first, edition.rules.passive):
            problem = f'the first sentence is passive: "{verb}"'
            yield text.finding(problem, "say who does it")


def find_passive(sentence: str, rules: Passive) -> str:
    """The first passive verb of a sentence's main clause, or nothing."""
    clauses = re.split(rf"\b(?:{_either(rules.clauses)})\b", sentence, flags=re.IGNORECASE)
    main = next((clause for clause in clauses if clause.strip()), "")
    be, adverbs = (_either(words) for words in (rules.be, rules.adverbs))
    participle = rf"(?:{_either(rules.participles)}|\w+ed)"
    pattern = rf"\b(?:{be}|'s|'re|'m)\s+(?:(?:{adverbs}|\w+ly)\s+)*({participle})\b"
    for match in re.finditer(pattern, straight(main), re.IGNORECASE):
        if match[1].lower() not in rules.adjectives:
            return match[0]
    return ""


def _either(words: tuple[str, ...]) -> str:
    return "|".join(map(re.escape, words))
