"""Length: what a short answer keeps, and what a long one adds."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from replying import reply_to
from skill.catalogue import Catalogue, Place
from skill.content import load_answers
from skill.manner import KEPT, LONG, SHORT, shorten
from skill.memory import Remembered
from skill.replies import answer
from skill.speech import to_text
from skill.ssml import to_ssml
from skill.turns import MORE, REPEAT, SOURCES, YES, Turn, credit

BREVITY = load_answers().brevity
SLOWER, SHORTER, LONGER = "SlowerIntent", "ShorterIntent", "LongerIntent"

# What a listener must hear however short they like it, told apart without the code's own rules.
WHOM_TO_CALL = re.compile(
    r"\b(call|tell|talk to|go to)\b.*\b(now|today|at once|straight away)\b"
    r"|\b(now|today|at once)\b.*\b(call|tell|talk to|go to)\b",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


# Short.


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("One.", "One."),
        ("One. Two?\nThree. Four.", "One. Two?"),
        ("One. Two. Three. Call {cancer_line}. Five. Six.", "One. Two. Call {cancer_line}. Five."),
        (
            "One. Two. Three. Tell your team today. Do the same for b. C. D.",
            "One. Two. Tell your team today. Do the same for b. C.",
        ),
        (
            "One. Two. Three. Fever is bad. Call {emergency_number} about that. Six. Seven.",
            "One. Two. Fever is bad. Call {emergency_number} about that. Six.",
        ),
        (
            "One. Two. Three. Please talk to someone now. {crisis_line} Six. Seven.",
            "One. Two. Please talk to someone now. {crisis_line} Six. Seven.",
        ),
        (
            "Call {emergency_number} if any of these is new. One. Two. Three. Four.",
            "Call {emergency_number} if any of these is new. One. Two. Three. Four.",
        ),
        ("  One.\n  Two.\n  Three.  ", "One. Two."),
    ],
)
def test_a_short_answer_has_its_first_sentences_and_whom_to_call(text: str, short: str) -> None:
    """What is left out is never whom to call, for what, or what a "that" means."""
    assert shorten(text, BREVITY) == short


@given(st.lists(st.sampled_from(["A.", "B?", "Call {cancer_line}!", "It is {tumour}.", "So, C."])))
def test_a_short_text_is_made_of_the_same_sentences(sentences: list[str]) -> None:
    """Shortening adds nothing, changes no order, and keeps the beginning and every call."""
    kept = shorten(" ".join(sentences), BREVITY).replace(". ", ".\n").replace("? ", "?\n")
    lines = kept.replace("! ", "!\n").splitlines()
    rest = iter(sentences)
    assert all(line in rest for line in lines), "a sentence of its own, or out of order"
    assert lines[:KEPT] == sentences[:KEPT]
    assert lines.count("Call {cancer_line}!") == sentences.count("Call {cancer_line}!")


def sentences_of(text: str) -> list[str]:
    """The sentences of what was said, offers and all."""
    return SENTENCE_END.split(text.replace("\n\n", " "))


def heard(place: Place, catalogue: Catalogue, length: int) -> dict[tuple[str, int], str]:
    """What every part of every topic says in a place, at a length."""
    state = Remembered(length=length)
    return {
        (topic.id, number): to_text(
            answer(Turn(topic.intent, place, state, {"part": str(number)}), catalogue).speech
        )
        for topic in catalogue.topics.values()
        for number in range(len(topic.parts))
    }


@pytest.mark.parametrize("locale", ["neutral", "en-US", "en-GB", "en-AU", "en-CA", "en-IN"])
def test_no_short_answer_keeps_back_whom_to_call(catalogue: Catalogue, locale: str) -> None:
    """Brevity never costs anybody a warning: every number and every "call today" is still heard."""
    place = catalogue.place(locale)
    numbers = (f"call {place.words['emergency_number']}", place.words["cancer_line"])
    whole, short = (heard(place, catalogue, length) for length in (0, SHORT))
    for where, text in whole.items():
        for one in sentences_of(text):
            if any(number in one.lower() for number in numbers) or WHOM_TO_CALL.search(one):
                assert one in sentences_of(short[where]), where


def test_short_answers_are_really_shorter(catalogue: Catalogue) -> None:
    """Who has little breath to listen hears a third less, and never a word more."""
    place = catalogue.place("en-US")
    whole, short = (heard(place, catalogue, length) for length in (0, SHORT))
    assert all(len(short[where]) <= len(text) for where, text in whole.items())
    assert sum(map(len, short.values())) < 0.67 * sum(map(len, whole.values()))


def test_shorter_and_longer_lead_to_the_whole_answer_and_back(catalogue: Catalogue) -> None:
    """Trying a length out costs nothing: the next word brings the other one back."""
    told = reply_to("CausesIntent", catalogue)
    short = reply_to(SHORTER, catalogue, told.remember)
    assert len(to_text(short.speech)) < len(to_text(told.speech))
    assert reply_to(LONGER, catalogue, short.remember) == told
    assert reply_to(SHORTER, catalogue, told.remember) == short


def test_a_short_card_has_the_words_that_were_heard(catalogue: Catalogue) -> None:
    """Who reads along reads what was said, and where it comes from."""
    reply = reply_to("CausesIntent", catalogue, Remembered(length=SHORT))
    assert reply.card
    told = to_text(reply.speech).rsplit("\n\n", 1)[0]
    assert reply.card.text.startswith(f"{told}\n\n")


# Long.


def test_a_long_answer_has_two_parts_and_more_goes_on_after_them(catalogue: Catalogue) -> None:
    """Who likes to listen hears every part once, in order, in half as many turns."""
    for topic in catalogue.topics.values():
        reply = reply_to(topic.intent, catalogue, Remembered(length=LONG))
        told = [to_text(reply.speech)]
        while reply.remember.offer == MORE:
            reply = reply_to(MORE, catalogue, reply.remember)
            told.append(to_text(reply.speech))
        single = heard(catalogue.place("en-GB"), catalogue, 0)
        parts = [single[topic.id, number] for number in range(len(topic.parts))]
        bodies = [text.rsplit("\n\n", 1)[0] for text in parts]
        pairs = ["\n\n".join(bodies[start : start + 2]) for start in range(0, len(bodies), 2)]
        assert [text.rsplit("\n\n", 1)[0] for text in told] == pairs, topic.id


def test_repeat_says_both_parts_of_a_long_answer_again(catalogue: Catalogue) -> None:
    """The same two, not the last of them and one that is new."""
    first = reply_to("OverviewIntent", catalogue, Remembered(length=LONG))
    second = reply_to(MORE, catalogue, first.remember)
    for told in (first, second):
        assert reply_to(REPEAT, catalogue, told.remember) == told
        assert reply_to(SLOWER, catalogue, told.remember).speech == told.speech


def test_longer_begins_with_the_part_just_heard(catalogue: Catalogue) -> None:
    """Longer adds what follows, shorter takes it away again, and "more" never skips a part."""
    heard_first = reply_to("OverviewIntent", catalogue)
    one = reply_to(MORE, catalogue, heard_first.remember)
    two = reply_to(LONGER, catalogue, one.remember)
    assert (two.remember.start, two.remember.part) == (1, 2)
    assert to_text(two.speech).startswith(to_text(one.speech).rsplit("\n\n", 1)[0])
    back = reply_to(SHORTER, catalogue, two.remember)
    assert back == one
    assert reply_to(MORE, catalogue, back.remember).remember.part == 2


def test_a_long_answer_credits_both_parts(catalogue: Catalogue) -> None:
    """Asked where it comes from, and on the card, neither part goes without its sources."""
    place = catalogue.place("en-GB")
    for topic in catalogue.topics.values():
        reply = reply_to(topic.intent, catalogue, Remembered(length=LONG))
        names = [name for part in topic.parts[:2] for name in credit(part, place, catalogue)]
        assert reply.card
        assert all(name in reply.card.text for name in names), topic.id
        first = reply_to(SOURCES, catalogue, reply.remember)
        spoken = to_text(first.speech)
        if first.remember.offer == SOURCES:
            spoken += to_text(reply_to(YES, catalogue, first.remember).speech)
        assert all(name in spoken for name in names), topic.id


def test_the_longest_answers_are_ones_that_alexa_takes(catalogue: Catalogue) -> None:
    """No two parts in any place are so long together that Alexa would say nothing at all."""
    for place, topic in itertools.product(catalogue.places.values(), catalogue.topics.values()):
        for number in range(len(topic.parts)):
            slots = {"part": str(number)}
            turn = Turn(topic.intent, place, Remembered(pace=-2, length=LONG), slots)
            reply = answer(turn, catalogue)
            assert to_ssml(reply.speech, catalogue.lexicons[place.locale], reply.rate)
            assert reply.card
            assert len(reply.card.title + reply.card.text) <= 8000
