"""Samples: every sentence that the models learn from, in plain words and a fixed order."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from skill.authored.training import CALM, Lessons, read_lessons, read_signs
from skill.classifier import NONE
from skill.content import FOLDER, load_hearing
from skill.hearing import Hearing
from skill.wording import read_words

# Chosen by cross-validation: the regularisation, and how finely weights are rounded.
REGULARISATION = 1.0
SCALE = 6
# Pairs that one sentence alone has, and pieces of words that two have, are chance.
RAREST_PAIR, RAREST_PIECE = 2, 3
FOLDS = 3
# A missed sign costs this many times what a false alarm costs.
STAKE = 3
# How many copies with another disease's name are learned as not ours.
MOST_COPIES = 1500
SETTINGS = (REGULARISATION, SCALE, FOLDS, RAREST_PAIR, RAREST_PIECE, STAKE)

Words = list[str]


class Sample(NamedTuple):
    """Plain words and the topic they ask for."""

    words: Words
    label: str


def collect(language: str = "en", folder: Path = FOLDER) -> tuple[list[Sample], Lessons]:
    """Every sentence to learn from, in a fixed order.

    Raises:
        ContentError: a content file is wrong.
    """
    hearing = load_hearing(language, folder)
    labels = {**hearing.topics, **{intent: intent for intent in hearing.safe}}
    lessons = read_lessons(language, folder, set(labels.values()))
    asked = [
        Sample(_plain(sentence, hearing), label)
        for intent, label in sorted(labels.items())
        for sentence in (*hearing.asked[intent], *lessons.questions.get(label, ()))
    ]
    strangers = [Sample(_plain(sentence, hearing), NONE) for sentence in lessons.strangers]
    ours = [one for one in asked if one.label not in hearing.safe]
    return [*asked, *strangers, *_copies(ours, lessons, hearing)], lessons


def collect_signs(
    asked: Sequence[Sample], language: str = "en", folder: Path = FOLDER
) -> list[Sample]:
    """Every sentence about signs to learn from: alarms, what only sounds so, and all *asked*.

    Raises:
        ContentError: a content file is wrong.
    """
    hearing = load_hearing(language, folder)
    signs = read_signs(language, folder, set(hearing.tiers))
    alarms = {intent: [*hearing.asked[intent], *signs.get(intent, ())] for intent in hearing.tiers}
    samples = [
        Sample(_plain(sentence, hearing), label)
        for label, sentences in [*sorted(alarms.items()), (NONE, signs.get(CALM, []))]
        for sentence in sentences
    ]
    return [*samples, *(Sample(sample.words, NONE) for sample in asked)]


def _plain(sentence: str, hearing: Hearing) -> Words:
    return read_words(sentence, hearing.aliases)


def _copies(asked: list[Sample], lessons: Lessons, hearing: Hearing) -> list[Sample]:
    """Questions that name our disease, with another one in its place: the same words, not ours."""
    chance = random.Random(1)
    ours = sorted((f" {one} " for one in lessons.ours), key=len, reverse=True)
    copies = []
    for sample in asked:
        text = f" {' '.join(sample.words)} "
        named = next((one for one in ours if one in text), None)
        if named and len(sample.words) < 15:
            text = text.replace(named, f" {chance.choice(lessons.others)} ")
            copies.append(Sample(_plain(text, hearing), NONE))
    return chance.sample(copies, min(MOST_COPIES, len(copies)))


def digest_of(samples: Sequence[Sample]) -> str:
    """A fingerprint of everything that was learned from."""
    text = json.dumps([*samples, *SETTINGS])
    return hashlib.sha256(text.encode()).hexdigest()
