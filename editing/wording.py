"""Wording: kind, plain words that need no eyes, and only signs that are heard."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from editing.edition import Edition
from editing.findings import Finding
from editing.phrases import Phrases
from editing.sentences import split_authored, split_sentences
from editing.texts import Kind, own_words
from skill.catalogue import NEUTRAL


def check_words(edition: Edition) -> Iterator[Finding]:
    """No banned word, and nothing that only somebody who sees a page can follow."""
    yield from _find(edition, edition.rules.banned, "is a word we do not use")
    yield from _find(edition, edition.rules.visual, "needs eyes")


def _find(edition: Edition, remedies: Mapping[str, str], problem: str) -> Iterator[Finding]:
    listed = Phrases(remedies)
    for text in edition.texts:
        places = edition.catalogue.places.values()
        heard = dict.fromkeys(f"{text.title(place)}\n{text.heard(place)}" for place in places)
        for once in heard:
            for found in listed.found_in(once):
                remedy = next(remedies[phrase] for phrase in listed.listed(found))
                yield text.finding(f'"{found}" {problem}', remedy)


def check_punctuation(edition: Edition) -> Iterator[Finding]:
    """Only letters and the signs of editing.toml, and a full stop or question mark at the end."""
    allowed = re.escape(edition.rules.punctuation)
    strange = re.compile(rf"[^\w\s{allowed}]|[\d_]|\s-\s|[.,?]{{2,}}")
    for text in edition.texts:
        if text.kind is Kind.CARD:
            continue
        for place in edition.catalogue.places.values():
            for sign in strange.findall(text.heard(place)):
                yield text.finding(f'"{sign.strip()}" in {place.locale}', "write it in words")
        if " " in text.part.text and not text.part.text.endswith((".", "?", "}")):
            yield text.finding("no full stop at the end", "end it as a sentence")


def check_capitals(edition: Edition) -> Iterator[Finding]:
    """A placeholder at the start of a sentence has a capital letter, and nowhere else."""
    neutral = edition.catalogue.place(NEUTRAL).words
    for text in edition.texts:
        for sentence in split_authored(text.part.text, neutral):
            for placeholder in re.findall(r"(?<!^)\{[A-Z]\w*\}", sentence):
                yield text.finding(f"{placeholder} inside a sentence", "use a small letter")
        for place in edition.catalogue.places.values():
            own = own_words(text.part.text, place)
            for sentence in (*split_sentences(text.heard(place)), text.title(place)):
                if sentence[:1].islower() and sentence.split()[0] not in own:
                    start = " ".join(sentence.split()[:4])
                    problem = f'"{start}" begins small in {place.locale}'
                    yield text.finding(problem, "begin with a capital, as in {Tumour}")
