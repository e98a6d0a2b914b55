"""Length: answers that fit one breath of attention, and sentences that fit one breath."""

from __future__ import annotations

from collections.abc import Iterator

from editing.edition import Edition
from editing.findings import Finding
from editing.sentences import PACE, count_words, seconds, split_sentences, words_of
from editing.texts import Kind, Text
from skill.catalogue import Place

# Twenty to forty seconds: what a listener keeps in mind.
ANSWER_WORDS = (50, 90)
# A shorter part is not worth the question "shall I go on".
PART_WORDS = 30
PART_SECONDS = 60
AVERAGE_SENTENCE = 14
LONGEST_SENTENCE = 22
# The average of fewer sentences says nothing.
SENTENCES = 3


def check_length(edition: Edition) -> Iterator[Finding]:
    """Every answer has 50 to 90 words, every part 30 words or more and a minute or less."""
    for text in edition.texts:
        places = edition.catalogue.places.values()
        counts = {place.locale: len(words_of(text.heard(place))) for place in places}
        most, least = (choose(counts, key=counts.__getitem__) for choose in (max, min))
        time = max(seconds(text.speech(place)) for place in places)
        if text.kind is Kind.ANSWER and counts[most] > ANSWER_WORDS[1]:
            yield text.finding(_words(counts, most, "at most", ANSWER_WORDS[1]), "shorten it")
        if text.kind is Kind.ANSWER and counts[least] < ANSWER_WORDS[0]:
            yield text.finding(_words(counts, least, "at least", ANSWER_WORDS[0]), "say more")
        if text.kind is Kind.MORE and counts[least] < PART_WORDS:
            problem = _words(counts, least, "at least", PART_WORDS)
            yield text.finding(problem, "say more, or join it to another part")
        if text.kind not in (Kind.ANSWER, Kind.PROMPT, Kind.CARD) and time > PART_SECONDS:
            problem = f"{time:.0f} seconds at {PACE} words a minute; at most {PART_SECONDS}"
            yield text.finding(problem, "shorten it or split it")


def _words(counts: dict[str, int], place: str, limit: str, words: int) -> str:
    return f"{counts[place]} words in {place}, {limit} {words}"


def check_sentences(edition: Edition) -> Iterator[Finding]:
    """No sentence over 22 words, 14 on average, in every place."""
    for text in edition.texts:
        if text.kind is not Kind.CARD:
            yield from _sentences(text, edition)


def _sentences(text: Text, edition: Edition) -> Iterator[Finding]:
    """One finding for each of the two limits, about the place where it is worst."""
    places = edition.catalogue.places.values()
    if text.kind is Kind.TERM and len(split_sentences(text.part.text)) > 1:
        yield text.finding("more than one sentence", "say what it means in one")
    count, sentence, where = max(_longest(text, place, edition) for place in places)
    if count > LONGEST_SENTENCE:
        problem = f"a sentence of {count} words in {where}, at most {LONGEST_SENTENCE}: {sentence}"
        yield text.finding(problem, "make two of it")
    average, where = max((_average(text, place, edition), place.locale) for place in places)
    if average > AVERAGE_SENTENCE:
        problem = f"{average:.1f} words a sentence in {where}, at most {AVERAGE_SENTENCE}"
        yield text.finding(problem, "use shorter sentences")


def _longest(text: Text, place: Place, edition: Edition) -> tuple[int, str, str]:
    sentences = split_sentences(text.heard(place))
    return max(
        ((count_words(one, edition.rules.digits), one, place.locale) for one in sentences),
        default=(0, "", place.locale),
    )


def _average(text: Text, place: Place, edition: Edition) -> float:
    counts = [count_words(one, edition.rules.digits) for one in split_sentences(text.heard(place))]
    return sum(counts) / len(counts) if len(counts) >= SENTENCES else 0
