"""Reading: the school grade that a text asks for, by the formula of Flesch and Kincaid.

Syllables are counted by syllapy; the formula is that of Kincaid and others, 1975. It is made for
English. A low grade does not prove a text clear: only listeners can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import syllapy

from editing.abbreviations import SPELLED
from editing.edition import Edition
from editing.findings import Finding
from editing.rules import Rules
from editing.sentences import count_words, split_sentences, words_of
from editing.texts import Kind, Text

GRADED_IN = "en-US"
"""The place whose words are graded: the formula gives grades of American schools."""

AVERAGE_GRADE = 6.0
HIGHEST_GRADE = 8.0
GRADED = (Kind.ALERT, Kind.SAFE_ANSWER, Kind.ANSWER, Kind.MORE)
"""One sentence, as a term's meaning is, is too short for the formula."""


def grade(heard: str, rules: Rules) -> float:
    """The US school grade of a text as it is heard.

    Names and spelled letters count as words of their sentence, but their syllables do not count:
    a patient hears them from the team, and no simpler word would help.
    """
    sentences = split_sentences(heard)
    plain = words_of(rules.names.without(re.sub(SPELLED, " ", heard)))
    if not sentences or not plain:
        return 0.0
    words = sum(count_words(one, rules.digits) for one in sentences)
    syllables = sum(max(1, int(syllapy.count(word))) for word in plain)
    return 0.39 * words / len(sentences) + 11.8 * syllables / len(plain) - 15.59


def grade_of(text: Text, edition: Edition) -> float:
    """The grade of an authored text, in the place whose grades are counted."""
    return grade(text.heard(edition.catalogue.place(GRADED_IN)), edition.rules)


def check_grade(edition: Edition) -> Iterator[Finding]:
    """No text above grade 8, and answers at grade 6 or below on average."""
    answers = []
    for text in edition.texts:
        if text.kind not in GRADED:
            continue
        found = grade_of(text, edition)
        if text.kind is Kind.ANSWER:
            answers.append(found)
        if found > HIGHEST_GRADE:
            problem = f"reading grade {found:.1f}, at most {HIGHEST_GRADE:.0f}"
            yield text.finding(problem, "use shorter words and sentences")
    average = sum(answers) / len(answers) if answers else 0
    if average > AVERAGE_GRADE:
        problem = f"reading grade {average:.1f} on average, at most {AVERAGE_GRADE:.0f}"
        file = f"{edition.catalogue.language}/topics"
        yield Finding(file, "answer", problem, "simplify the hardest answers")
