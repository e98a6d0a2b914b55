"""Overlap: the golden questions measure nothing if the models have learned them by heart."""

from __future__ import annotations

import pytest

from bench.questions import golden_rows
from interaction_model.samples import collect, collect_signs
from skill.content import load_hearing
from skill.wording import read_words

# Two people can hit on the same few words ("can it be cured"); a copied list is far over this.
MOST_SAME = 0.02
MOST_ALIKE = 0.04
# Sentences of this many words or more are seldom the same by chance.
LONG = 5
# Two such sentences that share so much of their words are one sentence with a word changed.
ALIKE = 0.85


@pytest.fixture(scope="module")
def learned() -> list[frozenset[str]]:
    """The words of every sentence that a model learns from."""
    asked, _ = collect()
    return [frozenset(sample.words) for sample in (*asked, *collect_signs(asked))]


@pytest.fixture(scope="module")
def golden() -> list[frozenset[str]]:
    """The words of every golden question."""
    aliases = load_hearing().aliases
    return [frozenset(read_words(row.text, aliases)) for row in golden_rows()]


def test_golden_questions_were_not_learned(
    golden: list[frozenset[str]], learned: list[frozenset[str]]
) -> None:
    """Hardly any golden question has just the words of a sentence that was learned."""
    same = set(learned).intersection(golden)
    assert sum(words in same for words in golden) <= MOST_SAME * len(golden)


def test_golden_questions_are_not_variations_of_what_was_learned(
    golden: list[frozenset[str]], learned: list[frozenset[str]]
) -> None:
    """Nor are long ones such sentences with a word changed."""
    holders: dict[str, list[frozenset[str]]] = {}
    for sentence in set(learned):
        for word in sentence:
            holders.setdefault(word, []).append(sentence)
    long = [words for words in golden if len(words) >= LONG]
    alike = sum(any(_are_alike(words, one) for one in _near(words, holders)) for words in long)
    assert alike <= MOST_ALIKE * len(long)


def _near(words: frozenset[str], holders: dict[str, list[frozenset[str]]]) -> list[frozenset[str]]:
    """What was learned with one of the two rarest words; anything alike has at least one."""
    rarest = sorted(words, key=lambda word: len(holders.get(word, ())))[:2]
    return [one for word in rarest for one in holders.get(word, ())]


def _are_alike(words: frozenset[str], other: frozenset[str]) -> bool:
    return len(words & other) / len(words | other) >= ALIKE
